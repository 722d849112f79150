"""What every letter may say of a case: names, dates, wishes, goals, applications."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from casework.acts.running_help import runs_on
from casework.forklaring.forklaring import Forklarer
from casework.office import Office
from config.display import load_display
from domain.calendar import COPENHAGEN, local_date
from domain.case import AnsoegningTilstand, BestillingTilstand
from domain.deadlines import Tilstand, choose, count
from domain.forklaring import Rykning, Slags
from domain.letters import FactValue
from domain.rules import Aftalt, DeadlineRule, Rolle, Varighed
from persistence.tables import (
    Afgoerelse,
    Ansoegning,
    Bestilling,
    Bevilling,
    Borger,
    Deadline,
    Dokument,
    Forespoergsel,
    Forloeb,
    Maal,
    Medarbejder,
    Oenske,
    TemaVurdering,
)
from persistence.unit_of_work import UnitOfWork

Fact = dict[str, FactValue]
HJEMVIST = "hjemvist"
# A guardian reads the citizen's own letter, in a copy.
_CITIZENS = frozenset({Rolle.BORGER, Rolle.VAERGE})
_SAGT_JA = frozenset({BestillingTilstand.KVITTERET, BestillingTilstand.STARTET})


@dataclass
class LetterCase:
    """One letter and the case it is about, open for reading."""

    office: Office
    uow: UnitOfWork
    letter: Dokument
    row: Forloeb
    now: datetime

    @property
    def borger(self) -> Borger:
        return self.row.sag.borger

    @cached_property
    def day(self) -> date:
        return local_date(self.now)

    @cached_property
    def clocks(self) -> Sequence[Deadline]:
        return self.uow.deadlines.all_of(self.row.id)

    def ref(self, name: str) -> int:
        """The row the letter points at, such as the afgørelse it tells of."""
        return int(self.letter.refs[name])

    def due(self, rule_id: str, **refs: str | int) -> date | None:
        """When the newest running clock of the rule (about this) is due."""
        clock = self.clock(rule_id, **refs)
        return clock.due_on if clock else None

    def clock(self, rule_id: str, **refs: str | int) -> Deadline | None:
        """The newest running clock of the rule (about this)."""
        mine = [
            clock
            for clock in self.clocks
            if clock.rule_id == rule_id
            and clock.state == Tilstand.AKTIV
            and all(clock.refs.get(key) == value for key, value in refs.items())
        ]
        return mine[-1] if mine else None

    def rule_of(self, clock: Deadline) -> DeadlineRule:
        """The rule as it was when the clock started."""
        return self.office.rule_as_kept(self.uow, clock.rule_id, clock.rule_version)

    def navn_paa(self, paragraf: str) -> str:
        """The help's plain name to whoever reads the letter."""
        ydelse = self.office.rulebook.law.paragraf(paragraf)
        return ydelse.navn_til(borger=self.letter.til in _CITIZENS) if ydelse else f"§ {paragraf}"

    def medarbejder(self, staff_id: str | None) -> Medarbejder | None:
        return self.uow.parties.medarbejder(staff_id) if staff_id else None


def common(case: LetterCase) -> Fact:
    """Date, case number, the citizen and whom to call."""
    borger, letterhead = case.borger, case.office.rulebook.letterhead
    who = case.medarbejder(case.row.sag.sagsbehandler_id)
    first, *_ = borger.navn.split() or [borger.navn]
    return {
        "dato": case.day,
        "laeser": case.letter.til,
        "sagsnr": case.row.sag.nummer,
        "borger": {
            "navn": borger.navn,
            "fornavn": first,
            "cpr": case.uow.parties.cpr_of(borger),
            "digital_post": borger.digital_post,
        },
        "sagsbehandler": {
            "navn": who.navn if who else letterhead.afdeling,
            "telefon": (who.telefon if who else None) or letterhead.telefon,
            "telefontid": letterhead.telefontid,
            "email": (who.email if who else None) or letterhead.email,
        },
    }


def ansoegninger(case: LetterCase, paragraf: str | None = None) -> list[FactValue]:
    """Each open application (on the paragraf) with its plain name and the last day for an answer."""
    rows = [
        row
        for row in case.uow.of_forloeb(Ansoegning, case.row.id)
        if row.tilstand == AnsoegningTilstand.AABEN and paragraf in {None, row.paragraf}
    ]
    return [ansoegning(case, row) for row in rows]


def ansoegning(case: LetterCase, row: Ansoegning) -> Fact:
    clock = case.clock("ny_svarfrist", ansoegning=row.id) or case.clock("svarfrist", ansoegning=row.id)
    return {
        "paragraf": row.paragraf,
        "navn": case.navn_paa(row.paragraf),
        "modtaget": row.modtaget,
        "svarfrist": clock.due_on if clock else case.day,
        "hvorfor": _hvorfor(case, clock) if clock else None,
    }


def _hvorfor(case: LetterCase, clock: Deadline) -> Fact | None:
    """Why the answer comes by that day: the rule's time (and the closed day it ends on), or that it was promised.

    None where neither says it all: then the letter names the day and no reason.
    """
    explains = Forklarer(case.office, load_display(), case.uow, case.row, case.day)
    why = explains.why(clock)
    if why.slags is Slags.AFTALT:
        return {"tid": None, "lukket": "", "lovet": True, "hjemvist": False}
    if why.slags is not Slags.REGNET or why.rykning not in {None, Rykning.TILBAGE}:
        return None
    closed = explains.bog.fri(why.lukket[0]) if why.lukket else ""
    return {
        "tid": tid(why.varighed),
        "lukket": closed,
        "lovet": False,
        "hjemvist": clock.start_om == HJEMVIST,
    }


def oensker(case: LetterCase) -> list[FactValue]:
    """The citizen's wishes, verbatim, with who says them."""
    return [
        {"nr": row.nr, "tekst": row.tekst, "perspektiv": row.perspektiv, "hvem": row.hvem_siger}
        for row in case.uow.of_sag(Oenske, case.row.sag_id)
        if row.tekst
    ]


def maal(case: LetterCase) -> list[FactValue]:
    return [
        {"nr": row.nr, "tekst": row.tekst, "oenske": row.oenske_nr, "horisont": row.horisont}
        for row in case.uow.of_sag(Maal, case.row.sag_id)
    ]


def ressourcer(case: LetterCase) -> list[FactValue]:
    """What the citizen can, as it stands in the newest assessment of each theme."""
    newest = {
        row.tema: row.ressourcer for row in case.uow.of_sag(TemaVurdering, case.row.sag_id) if row.ressourcer
    }
    return list(newest.values())


def venter_paa(case: LetterCase) -> list[FactValue]:
    """The sources that have not answered yet."""
    return [
        row.kilde
        for row in case.uow.of_forloeb(Forespoergsel, case.row.id)
        if row.modtaget is None and row.opgivet is None
    ]


def opfoelgning_dato(case: LetterCase) -> date | None:
    return case.due("opfoelgning")


def indsatser(case: LetterCase) -> list[FactValue]:
    """The help that is granted: each once, with how much and from whom where that is known."""
    running = {
        row.paragraf: case.uow.session.get_one(Afgoerelse, row.afgoerelse_id)
        for row in case.uow.of_forloeb(Bevilling, case.row.id)
        if runs_on(row, case.day)
    }
    return [
        {"navn": case.navn_paa(paragraf), "omfang": given.omfang, "udfoerere": udfoerere(case, paragraf)}
        for paragraf, given in running.items()
    ]


def udfoerere(case: LetterCase, paragraf: str) -> list[FactValue]:
    """Who has said yes to giving the help, by name."""
    orders = [
        order
        for order in case.uow.of_forloeb(Bestilling, case.row.id)
        if order.paragraf == paragraf and order.tilstand in _SAGT_JA
    ]
    found = (case.uow.parties.udfoerer(order.udfoerer_id) for order in orders)
    return list(dict.fromkeys(udfoerer.navn for udfoerer in found if udfoerer))


def tid(varighed: Varighed | None) -> Fact | None:
    """A rule's time, for the letter to put into words."""
    if varighed is None:
        return None
    return {"antal": varighed.antal, "enhed": varighed.enhed.value, "halv": varighed.halv}


def klage_uger(case: LetterCase) -> int:
    rule = case.office.rulebook.rule("klage", case.day)
    assert rule is not None and rule.varighed is not None and not isinstance(rule.varighed, Aftalt)  # noqa: PT018 - one fact about one rule
    varighed = choose(rule.varighed)
    assert varighed is not None
    return varighed.antal


def quiet_until(case: LetterCase) -> date:
    """The day on which a citizen who has heard nothing since today hears again: the rule that breaks silence."""
    rule = case.office.rulebook.rule("tavshed", case.day)
    assert rule is not None and rule.varighed is not None and not isinstance(rule.varighed, Aftalt)  # noqa: PT018 - one fact about one rule
    varighed = choose(rule.varighed)
    assert varighed is not None
    calendars = case.office.rulebook.calendars
    return calendars.back_to_opening_day(count(varighed, case.day, rule.art, calendars))


def local(moment: datetime | None) -> datetime | None:
    """The moment as a Danish clock shows it."""
    return moment.astimezone(COPENHAGEN) if moment else None
