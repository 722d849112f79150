"""A letter as it was sent: what the register and the store have kept of it, with no template of today's."""

from dataclasses import dataclass
from datetime import datetime

from casework.office import Office
from domain.rules import Rolle
from persistence.tables import Dokument


@dataclass(frozen=True)
class SendtBrev:
    """`modtager` is None where it is the citizen, who is named nowhere but in the letter itself."""

    id: int
    sagsnummer: str
    brev: str
    ordlyd_version: str | None
    til: str
    modtager: str | None
    tilstand: str
    kanal: str | None
    sendt: datetime | None
    modtaget: datetime | None
    pdf_sha256: str
    docx_sha256: str | None


def sendt_brev(office: Office, dokument_id: int) -> SendtBrev | None:
    """The letter; None where there is none, or nothing is kept of it yet."""
    with office.register.read() as uow:
        row = uow.get(Dokument, dokument_id)
        if row is None or row.pdf_sha256 is None:
            return None
        sealed = uow.documents.envelope_of(row) or {}
        outside = row.til in {Rolle.UDFOERER, Rolle.KILDE}
        return SendtBrev(
            id=row.id,
            sagsnummer=uow.cases.read(row.forloeb_id).sag.nummer,
            brev=row.brev,
            ordlyd_version=row.ordlyd_version,
            til=row.til,
            modtager=sealed.get("navn") if outside else None,
            tilstand=row.tilstand,
            kanal=row.kanal,
            sendt=row.sendt,
            modtaget=row.modtaget,
            pdf_sha256=row.pdf_sha256,
            docx_sha256=row.docx_sha256,
        )
