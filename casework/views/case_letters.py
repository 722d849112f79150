"""A case's letters as its page shows them."""

from dataclasses import dataclass
from datetime import datetime

from casework.office import Office
from config.display import Display
from domain.case import DokumentTilstand
from domain.rules import Rolle
from persistence.read import failures
from persistence.tables import Dokument
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class LetterLine:
    """`har_fil` is True once the letter's bytes are stored; `fejl` says in Danish why it did not leave."""

    id: int
    brev: str
    navn: str
    titel: str
    til: str
    tilstand: DokumentTilstand
    tilstand_ord: str
    kladde: bool
    har_fil: bool
    kanal: str | None
    oprettet: datetime
    sendt: datetime | None
    modtaget: datetime | None
    fejl: str | None


def letter_lines(
    office: Office, display: Display, uow: UnitOfWork, forloeb_id: int
) -> tuple[LetterLine, ...]:
    """Every letter that was not dropped, newest first."""
    failed = failures(uow.session, forloeb_id)
    rows = [
        row for row in uow.of_forloeb(Dokument, forloeb_id) if row.tilstand != DokumentTilstand.BORTFALDET
    ]
    return tuple(letter_line(office, display, uow, row, failed.get(row.id)) for row in reversed(rows))


def letter_line(
    office: Office, display: Display, uow: UnitOfWork, row: Dokument, code: str | None
) -> LetterLine:
    state = DokumentTilstand(row.tilstand)
    failed = state is DokumentTilstand.FEJLET
    # A letter that was sent is shown as long as it is kept, also where its wording is no more.
    wording = office.rulebook.wordings.get(row.brev)
    return LetterLine(
        id=row.id,
        brev=row.brev,
        navn=display.say("brev", row.brev),
        titel=wording.title_to(row.til) if wording else display.say("brev", row.brev),
        til=_recipient(display, uow, row),
        tilstand=state,
        tilstand_ord=display.say("brev_tilstand", row.tilstand),
        kladde=state is DokumentTilstand.KLADDE,
        har_fil=row.pdf_sha256 is not None,
        kanal=display.say("kanal", row.kanal) if row.kanal else None,
        oprettet=row.oprettet,
        sendt=row.sendt,
        modtaget=row.modtaget,
        fejl=office.rulebook.effects.get(code or "", office.rulebook.effects["uventet"]) if failed else None,
    )


def _recipient(display: Display, uow: UnitOfWork, row: Dokument) -> str:
    if row.til == Rolle.UDFOERER and row.modtager:
        udfoerer = uow.parties.udfoerer(row.modtager)
        return udfoerer.navn if udfoerer else row.modtager
    if row.til == Rolle.KILDE and row.modtager:
        return row.modtager
    if row.til == Rolle.VAERGE and row.modtager:
        return f"{display.say('rolle', row.til)} {row.modtager}"
    return display.say("rolle", row.til)
