"""One case as its page shows it: who, where in the phases, what runs, what waits, what was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.office import Office
from casework.views.case_cadences import CadenceLine, cadence_lines
from casework.views.case_clocks import Clock, clock_lines
from casework.views.case_letters import LetterLine, letter_lines
from casework.views.case_list import owner_of_next, waiting_on, waiting_since
from casework.views.timeline_page import Names, Timeline, timeline
from casework.views.vaerge_line import vaerge_line
from config.display import ActLabel, Display
from domain.calendar import local_date
from domain.case import FASER, AnsoegningTilstand, ForloebTilstand
from persistence.read import at_work, beside
from persistence.tables import Ansoegning, Forloeb, Henvendelse, Maal, Medarbejder, Oenske, Opgave, Sag
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class PhaseStep:
    """`tilstand` is faerdig, nu or kommer."""

    id: str
    titel: str
    tilstand: str


@dataclass(frozen=True)
class ForloebLink:
    nr: int
    fase: str
    aabent: bool
    valgt: bool


@dataclass(frozen=True)
class TaskLine:
    titel: str
    hvad: str
    hvem: str | None
    stillet: date


@dataclass(frozen=True)
class Wish:
    nr: int
    tekst: str
    hvem: str
    hvem_siger: str | None
    kan_ikke: bool


@dataclass(frozen=True)
class Goal:
    nr: int
    tekst: str
    oenske_nr: int | None
    horisont: str | None


@dataclass(frozen=True)
class Enquiry:
    modtaget: datetime
    kanal: str
    tekst: str
    akut: bool


@dataclass(frozen=True)
class Application:
    paragraf: str
    navn: str
    modtaget: date
    tilstand: AnsoegningTilstand


@dataclass(frozen=True)
class CaseHead:
    """What stands at the top of every page of a case; `version` is the forløb as it was read."""

    nummer: str
    forloeb_id: int
    forloeb_nr: int
    version: int
    aabent: bool
    akut: bool
    navn: str
    doed: date | None
    digital_post: bool
    adressebeskyttet: bool
    vaerge: str | None
    sprog: str
    moedeoenske: str | None
    fase: str
    fase_titel: str
    faser: tuple[PhaseStep, ...]
    forloeb: tuple[ForloebLink, ...]
    sagsbehandler: str | None
    team: str
    venter_siden: date | None
    venter_dage: int | None
    venter_paa: str


@dataclass(frozen=True)
class CaseContent:
    """What changes while the engine works: deadlines, letters, tasks, timeline."""

    frister: tuple[Clock, ...]
    rytmer: tuple[CadenceLine, ...]
    kladder: tuple[LetterLine, ...]
    breve: tuple[LetterLine, ...]
    opgaver: tuple[TaskLine, ...]
    tidslinje: Timeline
    arbejder: bool


@dataclass(frozen=True)
class CasePage:
    hoved: CaseHead
    indhold: CaseContent
    handlinger: tuple[ActLabel, ...]
    henvendelser: tuple[Enquiry, ...]
    ansoegninger: tuple[Application, ...]
    oensker: tuple[Wish, ...]
    maal: tuple[Goal, ...]


def case_page(
    office: Office, display: Display, nummer: str, forloeb_nr: int | None, now: datetime, *, alt: bool
) -> CasePage | None:
    """The page of the case; None where there is none with that number."""
    with office.register.read() as uow:
        found = find_forloeb(uow, nummer, forloeb_nr)
        if found is None:
            return None
        sag, row = found
        head = _head(office, display, uow, sag, row, now)
        return CasePage(
            hoved=head,
            indhold=_content(office, display, uow, sag, row, now, alt=alt),
            handlinger=display.in_phase(row.fase) if head.aabent else (),
            henvendelser=tuple(
                Enquiry(item.modtaget, item.kanal, item.tekst, item.akut)
                for item in uow.of_forloeb(Henvendelse, row.id)
            ),
            ansoegninger=_applications(office, uow, row.id),
            oensker=_wishes(display, uow, sag.id),
            maal=tuple(
                Goal(item.nr, item.tekst, item.oenske_nr, item.horisont) for item in uow.of_sag(Maal, sag.id)
            ),
        )


def case_head(
    office: Office, display: Display, nummer: str, forloeb_nr: int | None, now: datetime
) -> CaseHead | None:
    """The top of the case's pages; None where there is no such case."""
    with office.register.read() as uow:
        found = find_forloeb(uow, nummer, forloeb_nr)
        return _head(office, display, uow, *found, now) if found else None


def find_forloeb(uow: UnitOfWork, nummer: str, forloeb_nr: int | None) -> tuple[Sag, Forloeb] | None:
    """The case and its forløb by number; the newest open one, else the newest, where none is named."""
    sag = uow.cases.sag_by_number(nummer)
    if sag is None:
        return None
    rows = uow.cases.forloeb_of(sag.id)
    if forloeb_nr is not None:
        named = next((row for row in rows if row.nr == forloeb_nr), None)
        return (sag, named) if named else None
    open_rows = [row for row in rows if row.tilstand == ForloebTilstand.AABENT]
    return sag, (open_rows or list(rows))[-1]


def _head(
    office: Office, display: Display, uow: UnitOfWork, sag: Sag, row: Forloeb, now: datetime
) -> CaseHead:
    side = beside(uow.session, [row.id])[row.id]
    since = waiting_since(row.fase, row.venter, side, row.oprettet)
    clocks = uow.deadlines.all_of(row.id)
    who = uow.parties.medarbejder(sag.sagsbehandler_id) if sag.sagsbehandler_id else None
    borger = sag.borger
    return CaseHead(
        nummer=sag.nummer,
        forloeb_id=row.id,
        forloeb_nr=row.nr,
        version=row.version,
        aabent=row.tilstand == ForloebTilstand.AABENT,
        akut=row.akut,
        navn=borger.navn,
        doed=borger.doed,
        digital_post=borger.digital_post,
        adressebeskyttet=borger.adressebeskyttet,
        vaerge=vaerge_line(display, borger),
        sprog=borger.sprog,
        moedeoenske=borger.moedeoenske,
        fase=row.fase,
        fase_titel=office.rulebook.phases[row.fase].titel,
        faser=_steps(office, row),
        forloeb=tuple(
            ForloebLink(
                other.nr,
                office.rulebook.phases[other.fase].titel,
                other.tilstand == ForloebTilstand.AABENT,
                other.id == row.id,
            )
            for other in uow.cases.forloeb_of(sag.id)
        ),
        sagsbehandler=who.navn if who else None,
        team=sag.team,
        venter_siden=since,
        venter_dage=(local_date(now) - since).days if since else None,
        venter_paa=waiting_on(display, side, owner_of_next(office, clocks, local_date(now))),
    )


def _steps(office: Office, row: Forloeb) -> tuple[PhaseStep, ...]:
    here = [fase.value for fase in FASER].index(row.fase)
    closed = row.tilstand != ForloebTilstand.AABENT
    states = (
        "faerdig" if place < here or closed else "nu" if place == here else "kommer" for place in range(6)
    )
    return tuple(
        PhaseStep(fase.value, office.rulebook.phases[fase.value].titel, state)
        for fase, state in zip(FASER, states, strict=True)
    )


def _content(
    office: Office, display: Display, uow: UnitOfWork, sag: Sag, row: Forloeb, now: datetime, *, alt: bool
) -> CaseContent:
    names = names_of(uow, display)
    letters = letter_lines(office, display, uow, row.id)
    return CaseContent(
        frister=clock_lines(office, display, uow, row, now),
        rytmer=cadence_lines(office, display, uow, row, local_date(now)),
        kladder=tuple(line for line in letters if line.kladde),
        breve=tuple(line for line in letters if not line.kladde),
        opgaver=_tasks(office, uow, row.id, names),
        tidslinje=timeline(office, display, names, uow.journal.entries(sag.id), row.id, alt=alt),
        arbejder=at_work(uow.session, row.id, now),
    )


def names_of(uow: UnitOfWork, display: Display) -> Names:
    """What the people and udførere of the register are called."""
    people = {person.id: person.navn for person in _everybody(uow)}
    return Names({**display.words["person"], **people}, {row.id: row.navn for row in uow.parties.udfoerere()})


def _everybody(uow: UnitOfWork) -> Sequence[Medarbejder]:
    return uow.parties.staff()


def _tasks(office: Office, uow: UnitOfWork, forloeb_id: int, names: Names) -> tuple[TaskLine, ...]:
    words = office.rulebook.tasks
    return tuple(
        TaskLine(
            titel=words[row.slug].titel if row.slug in words else row.slug,
            hvad=words[row.slug].hvad if row.slug in words else "",
            hvem=names.personer.get(row.medarbejder_id or ""),
            stillet=local_date(row.stillet),
        )
        for row in uow.of_forloeb(Opgave, forloeb_id)
        if row.lukket is None
    )


def _applications(office: Office, uow: UnitOfWork, forloeb_id: int) -> tuple[Application, ...]:
    law = office.rulebook.law
    return tuple(
        Application(
            row.paragraf,
            known.navn_til(borger=False) if (known := law.paragraf(row.paragraf)) else "",
            row.modtaget,
            AnsoegningTilstand(row.tilstand),
        )
        for row in uow.of_forloeb(Ansoegning, forloeb_id)
    )


def _wishes(display: Display, uow: UnitOfWork, sag_id: int) -> tuple[Wish, ...]:
    return tuple(
        Wish(row.nr, row.tekst, display.say("oenske", str(row.perspektiv)), row.hvem_siger, row.kan_ikke)
        for row in uow.of_sag(Oenske, sag_id)
    )
