"""One letter as its page shows it: what it is, whether it may be approved, and the bytes that went."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.acts.afgoerelse import untold
from casework.forloeb import open_forloeb
from casework.letters.letter_order import letter_order_in
from casework.office import SYSTEM, Office
from casework.sending.godkendelse import FORLAENGET, approval_stops
from casework.vaergekopi import vaergekort
from casework.views.case_letters import LetterLine, letter_line
from config.display import Display
from domain.case import DokumentTilstand
from domain.gates import Stop
from domain.rules import Rolle
from domain.vaerge import Kopi
from persistence.read import failures
from persistence.tables import Borger, Dokument, Medarbejder
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Obstacle:
    """One reason why an act would be refused: the gate, the sentence, the key of the reason."""

    port: str
    titel: str
    tekst: str
    key: str
    lovbundet: bool


@dataclass(frozen=True)
class Kept:
    """To whom and under which wording a letter went, as it was sealed then; nothing of it is looked up anew."""

    ordlyd_version: str | None
    modtager: str | None
    adresse: tuple[str, ...]
    besked_id: str | None
    kvittering: str | None


_LEFT = frozenset({DokumentTilstand.SENDT, DokumentTilstand.MODTAGET})


@dataclass(frozen=True)
class Tried:
    """One try to get the letter to its reader that has left: the way, and what left with it."""

    nr: int
    sendt: datetime
    kanal: str
    svar: str | None
    pdf_sha256: str | None


@dataclass(frozen=True)
class LetterPage:
    """`nyere` is the id of a newer draft of the same letter, which would be approved instead.

    `vaerge` says what the guardian gets of a draft, `kopier` are the copies that were made, and `forsoeg` every time
    the letter has left where that is more than once. `ny_dato` is the day that a caseworker's own Word file promises;
    `mangler` is what an afgørelse should tell and does not yet; `gemt` what is kept of a letter that has its bytes.
    """

    linje: LetterLine
    forloeb_nr: int
    nyere: int | None
    kraever_dato: bool
    ny_dato: date | None
    forhindringer: tuple[Obstacle, ...]
    mangler: tuple[str, ...]
    pdf_sha256: str | None
    docx_sha256: str | None
    word_sha256: str | None
    gemt: Kept | None
    vaerge: str | None
    vaerge_uvist: bool
    kopier: tuple[LetterLine, ...]
    kopi_af: int | None
    forsoeg: tuple[Tried, ...]
    godkendt: datetime | None
    godkendt_af: str | None

    @property
    def kan_svares(self) -> bool:
        """True where somebody may know more of its way than the post has said."""
        return self.linje.tilstand in _LEFT


def letter_page(
    office: Office, display: Display, nummer: str, dokument_id: int, now: datetime
) -> LetterPage | None:
    """The page of the letter; None where the case has no such letter."""
    with office.register.read() as uow:
        row = uow.get(Dokument, dokument_id)
        forloeb = uow.cases.read(row.forloeb_id) if row else None
        if row is None or forloeb is None or forloeb.sag.nummer != nummer:
            return None
        failed = failures(uow.session, row.forloeb_id)
        draft = row.tilstand == DokumentTilstand.KLADDE
        kopi = _copied(office, uow, row, forloeb.sag.borger, now) if draft else None
        newest = uow.documents.newest_draft(row.forloeb_id, row.brev) if draft else None
        return LetterPage(
            linje=letter_line(office, display, uow, row, failed.get(row.id)),
            forloeb_nr=forloeb.nr,
            nyere=newest.id if newest and newest.id != row.id else None,
            kraever_dato=draft and row.brev == FORLAENGET,
            ny_dato=row.ny_dato if draft else None,
            forhindringer=_in_the_way(office, uow, row, now) if draft else (),
            mangler=_missing(office, display, uow, row, now) if draft else (),
            pdf_sha256=row.pdf_sha256,
            docx_sha256=row.docx_sha256,
            word_sha256=row.word_sha256,
            gemt=_kept(uow, row),
            vaerge=display.say("side", f"vaerge_kopi_{kopi.value}", vaerge=forloeb.sag.borger.vaerge)
            if kopi
            else None,
            vaerge_uvist=kopi is Kopi.UVIST,
            kopier=tuple(
                letter_line(office, display, uow, copy, failed.get(copy.id))
                for copy in uow.documents.copies_of(row.id)
            ),
            kopi_af=row.kopi_af,
            forsoeg=_tries(display, uow, row),
            godkendt=row.godkendt,
            godkendt_af=_approver(display, row.godkendt_af, uow.parties.medarbejder(row.godkendt_af or "")),
        )


def _kept(uow: UnitOfWork, row: Dokument) -> Kept | None:
    if row.pdf_sha256 is None:
        return None
    envelope = uow.documents.envelope_of(row) or {}
    sending = uow.documents.newest_forsendelse(row.id)
    return Kept(
        ordlyd_version=row.ordlyd_version,
        modtager=envelope.get("navn"),
        adresse=tuple(line for line in envelope.get("adresse", ()) if line),
        besked_id=sending.besked_id if sending else None,
        kvittering=row.kvittering,
    )


def _copied(office: Office, uow: UnitOfWork, row: Dokument, borger: Borger, now: datetime) -> Kopi | None:
    """What the guardian gets of the draft; None where the citizen has none, or it is not to the citizen."""
    if row.til != Rolle.BORGER or vaergekort(borger) is None:
        return None
    return letter_order_in(office, uow, row, now).kopi


def _tries(display: Display, uow: UnitOfWork, row: Dokument) -> tuple[Tried, ...]:
    left = [
        Tried(
            nr=attempt.nr,
            sendt=attempt.sendt,
            kanal=display.say("kanal", attempt.kanal),
            svar=display.say("poststatus", attempt.status) if attempt.status else None,
            pdf_sha256=attempt.pdf_sha256,
        )
        for attempt in uow.documents.forsendelser(row.id)
        if attempt.sendt is not None
    ]
    return tuple(left) if len(left) > 1 else ()


def obstacles(office: Office, stops: tuple[Stop, ...]) -> tuple[Obstacle, ...]:
    """The stops in words."""
    gates, messages = office.rulebook.gates, office.rulebook.messages
    return tuple(
        Obstacle(
            port=stop.port,
            titel=gates[stop.port].titel,
            tekst=messages.get(stop.key) or messages.get(stop.port, gates[stop.port].regel),
            key=stop.key,
            lovbundet=stop.lovbundet,
        )
        for stop in stops
    )


def _in_the_way(office: Office, uow: UnitOfWork, row: Dokument, now: datetime) -> tuple[Obstacle, ...]:
    forloeb = open_forloeb(office, uow, row.forloeb_id, actor=SYSTEM, now=now)
    return obstacles(office, approval_stops(forloeb, row))


def _missing(
    office: Office, display: Display, uow: UnitOfWork, row: Dokument, now: datetime
) -> tuple[str, ...]:
    if not row.brev.startswith("afgoerelse_"):
        return ()
    forloeb = open_forloeb(office, uow, row.forloeb_id, actor=SYSTEM, now=now)
    return tuple(display.say("mangler", name) for name in untold(forloeb, row))


def _approver(display: Display, who: str | None, person: Medarbejder | None) -> str | None:
    """Who said yes: a person, or a rule of the municipality's."""
    if who is None:
        return None
    return person.navn if person else display.say("person", "regel")
