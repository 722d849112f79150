"""Finding the forløb that sleep: open, with nothing to come and nobody asked for anything."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.case import DokumentTilstand, ForloebTilstand
from persistence.tables import Deadline, Dokument, Forloeb, Opgave

# The engine has not finished with these. A draft is no such thing: it waits, and tells nobody that it does.
_UNDERVEJS = (DokumentTilstand.GODKENDT, DokumentTilstand.DANNET)


def sleeping(session: Session, forloeb_id: int | None = None) -> list[int]:
    """The open forløb (or the one named) without a step to come, an open task, or a letter on its way."""
    step = select(Deadline.id).where(Deadline.forloeb_id == Forloeb.id, Deadline.next_at.is_not(None))
    task = select(Opgave.id).where(Opgave.forloeb_id == Forloeb.id, Opgave.lukket.is_(None))
    letter = select(Dokument.id).where(
        Dokument.forloeb_id == Forloeb.id,
        or_(Dokument.tilstand.in_(_UNDERVEJS), Dokument.modtages.is_not(None)),
    )
    query = select(Forloeb.id).where(
        Forloeb.tilstand == ForloebTilstand.AABENT, ~step.exists(), ~task.exists(), ~letter.exists()
    )
    if forloeb_id is not None:
        query = query.where(Forloeb.id == forloeb_id)
    return list(session.scalars(query.order_by(Forloeb.id)))
