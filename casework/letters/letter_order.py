"""Everything needed to make one letter and put it in an envelope, gathered from the case in one read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from casework.letters.content import afgoerelsens_breve as af
from casework.letters.content import bestillingens_breve as be
from casework.letters.content import forloebets_breve as fo
from casework.letters.content.letter_case import Fact, LetterCase, common
from casework.office import Office
from domain.case import DokumentTilstand, Kanal
from domain.letters import Facts, Reader, Recipient, Wording
from domain.rules import Rolle
from persistence.tables import Dokument
from persistence.unit_of_work import UnitOfWork

_CONTENT: dict[str, Callable[[LetterCase], Fact]] = {
    "kvittering": fo.kvittering,
    "indkaldelse": fo.indkaldelse,
    "indkaldelse_opfoelgning": fo.indkaldelse_opfoelgning,
    "ventebrev": fo.ventebrev,
    "forlaenget_svarfrist": fo.forlaenget_svarfrist,
    "samtykke": fo.samtykke,
    "indhentning": fo.indhentning,
    "rykker_oplysninger": fo.rykker_oplysninger,
    "partshoering": fo.partshoering,
    "aktindsigt": fo.aktindsigt,
    "aktindsigt_forsinket": fo.aktindsigt_forsinket,
    "afslutning": fo.afslutning,
    "afgoerelse_bevilling": af.afgoerelse,
    "afgoerelse_delvis": af.afgoerelse,
    "afgoerelse_afslag": af.afgoerelse,
    "afgoerelse_nedsaettelse": af.afgoerelse,
    "afgoerelse_ophoer": af.afgoerelse,
    "handleplan": af.handleplan,
    "klagekvittering": af.klagekvittering,
    "genvurdering": af.genvurdering,
    "bestilling": be.bestilling,
    "statusanmodning": be.statusanmodning,
}
_READER = {Rolle.UDFOERER: Reader.UDFOERER, Rolle.KILDE: Reader.KILDE}


@dataclass(frozen=True)
class LetterOrder:
    """`recipient_id` is a CPR or CVR number, or None where the recipient has none."""

    dokument_id: int
    brev: str
    sagsnummer: str
    forloeb_id: int
    tilstand: str
    wording: Wording
    facts: Facts
    recipient: Recipient
    reader: Reader
    kanal: Kanal
    recipient_id: str | None
    pdf_sha256: str | None
    docx_sha256: str | None
    borger_doed: bool


def letter_order(office: Office, dokument_id: int, now: datetime) -> LetterOrder:
    """The letter's wording, facts and recipient as the case stands now."""
    with office.register.read() as uow:
        letter = uow.session.get_one(Dokument, dokument_id)
        row = uow.cases.read(letter.forloeb_id)
        case = LetterCase(office, uow, letter, row, now)
        recipient, recipient_id, kanal = _as_sealed(uow, letter) or _recipient(case)
        return LetterOrder(
            dokument_id=letter.id,
            brev=letter.brev,
            sagsnummer=row.sag.nummer,
            forloeb_id=row.id,
            tilstand=letter.tilstand,
            wording=office.rulebook.wordings[letter.brev],
            facts={**common(case), **_CONTENT[letter.brev](case)},
            recipient=recipient,
            reader=_READER.get(Rolle(letter.til), Reader.BORGER),
            kanal=kanal,
            recipient_id=recipient_id,
            pdf_sha256=letter.pdf_sha256,
            docx_sha256=letter.docx_sha256,
            borger_doed=row.sag.borger.doed is not None and letter.til == Rolle.BORGER,
        )


def seal_envelope(uow: UnitOfWork, letter: Dokument, order: "LetterOrder") -> None:
    """The letter's recipient and way are decided together with its bytes, and every try to send it uses them."""
    content = {
        "navn": order.recipient.name,
        "adresse": list(order.recipient.address),
        "id": order.recipient_id,
        "kanal": order.kanal.value,
    }
    uow.documents.seal_envelope(letter, content)


def _as_sealed(uow: UnitOfWork, letter: Dokument) -> tuple[Recipient, str | None, Kanal] | None:
    """What the letter was put in; a letter that is to be made (again) has no such thing yet."""
    sealed = uow.documents.envelope_of(letter) if letter.tilstand != DokumentTilstand.GODKENDT else None
    if sealed is None:
        return None
    return Recipient(sealed["navn"], tuple(sealed["adresse"])), sealed["id"], Kanal(sealed["kanal"])


def _recipient(case: LetterCase) -> tuple[Recipient, str | None, Kanal]:
    letter, parties = case.letter, case.uow.parties
    if letter.til == Rolle.UDFOERER:
        udfoerer = parties.udfoerer(letter.modtager or "")
        name = udfoerer.navn if udfoerer else str(letter.modtager)
        return Recipient(name), udfoerer.cvr if udfoerer else None, Kanal.DIGITAL_POST
    if letter.til == Rolle.KILDE:
        return Recipient(str(letter.modtager)), None, Kanal.DIGITAL_POST
    borger = case.borger
    address = tuple((parties.adresse_of(borger) or "").split("\n")) if borger.adresse_krypteret else ()
    kanal = Kanal.DIGITAL_POST if borger.digital_post else Kanal.FYSISK_POST
    return Recipient(borger.navn, address), parties.cpr_of(borger), kanal


LETTERS = frozenset(_CONTENT)
