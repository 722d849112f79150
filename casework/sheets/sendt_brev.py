"""A letter as it was sent: what the register and the store have kept of it, with no template of today's."""

from dataclasses import dataclass
from datetime import datetime

from domain.rules import Rolle
from persistence.register import Register
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
    gange: int
    pdf_sha256: str
    docx_sha256: str | None


def sendt_brev(register: Register, dokument_id: int, gang: int | None = None) -> SendtBrev | None:
    """The letter as it was sent the last time, or that time; None where there is none, or nothing is kept of it."""
    with register.read() as uow:
        row = uow.get(Dokument, dokument_id)
        if row is None or row.pdf_sha256 is None:
            return None
        tries = [row for row in uow.documents.forsendelser(dokument_id) if row.sendt is not None]
        if gang is not None and not 1 <= gang <= len(tries):
            return None
        # A letter that was kept before each try kept its own has only the newest bytes.
        tried = tries[gang - 1] if gang is not None else None
        if tried is not None and tried.pdf_sha256 is None:
            return None
        sealed = uow.documents.envelope_of(row) or {}
        outside = row.til in {Rolle.UDFOERER, Rolle.KILDE}
        return SendtBrev(
            id=row.id,
            sagsnummer=uow.cases.read(row.forloeb_id).sag.nummer,
            brev=row.brev,
            ordlyd_version=tried.ordlyd_version if tried else row.ordlyd_version,
            til=row.til,
            modtager=sealed.get("navn") if outside else None,
            tilstand=row.tilstand,
            kanal=tried.kanal if tried else row.kanal,
            sendt=tried.sendt if tried else row.sendt,
            modtaget=row.modtaget if tried is None or tried is tries[-1] else None,
            gange=len(tries),
            pdf_sha256=(tried.pdf_sha256 if tried else None) or row.pdf_sha256,
            docx_sha256=tried.docx_sha256 if tried else row.docx_sha256,
        )
