"""One letter as its page shows it: what it is, whether it may be approved, and the bytes that went."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.acts.afgoerelse import untold
from casework.forloeb import open_forloeb
from casework.office import SYSTEM, Office
from casework.sending.godkendelse import FORLAENGET, approval_stops
from casework.views.case_letters import LetterLine, letter_line
from config.display import Display
from domain.case import DokumentTilstand
from domain.gates import Stop
from persistence.read import failures
from persistence.tables import Dokument, Medarbejder
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


@dataclass(frozen=True)
class LetterPage:
    """`nyere` is the id of a newer draft of the same letter, which would be approved instead.

    `ny_dato` is the day that a caseworker's own Word file promises; `mangler` is what an afgørelse should tell and does not yet; `gemt` what is kept of a letter that has its bytes.
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
    godkendt: datetime | None
    godkendt_af: str | None


def letter_page(
    office: Office, display: Display, nummer: str, dokument_id: int, now: datetime
) -> LetterPage | None:
    """The page of the letter; None where the case has no such letter."""
    with office.register.read() as uow:
        row = uow.get(Dokument, dokument_id)
        forloeb = uow.cases.read(row.forloeb_id) if row else None
        if row is None or forloeb is None or forloeb.sag.nummer != nummer:
            return None
        draft = row.tilstand == DokumentTilstand.KLADDE
        newest = uow.documents.newest_draft(row.forloeb_id, row.brev) if draft else None
        return LetterPage(
            linje=letter_line(office, display, uow, row, failures(uow.session, row.forloeb_id).get(row.id)),
            forloeb_nr=forloeb.nr,
            nyere=newest.id if newest and newest.id != row.id else None,
            kraever_dato=draft and row.brev == FORLAENGET,
            ny_dato=row.ny_dato if draft else None,
            forhindringer=obstacles(
                office, approval_stops(open_forloeb(office, uow, forloeb.id, actor=SYSTEM, now=now), row)
            )
            if draft
            else (),
            mangler=_missing(office, display, uow, row, now) if draft else (),
            pdf_sha256=row.pdf_sha256,
            docx_sha256=row.docx_sha256,
            word_sha256=row.word_sha256,
            gemt=_kept(uow, row),
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
