"""Tasks for staff: given once, open until somebody closes them."""

from casework.forloeb import OpenForloeb
from casework.naeste_trin import stop_asking
from casework.staff import notices
from casework.staff.notices import Weight
from casework.staff.roles import person_in
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Opgave


def give(
    forloeb: OpenForloeb,
    slug: str,
    til: Rolle,
    *,
    frist_id: int | None = None,
    trin: str | None = None,
    note: str | None = None,
    quiet: bool = False,
    weight: Weight | None = None,
) -> None:
    """The task stands with the person in the role, who will be told of it unless it is quiet."""
    hvem = person_in(forloeb, til, {})
    task = forloeb.uow.add(
        Opgave(
            forloeb_id=forloeb.id,
            slug=slug,
            rolle=til.value,
            medarbejder_id=hvem,
            stillet=forloeb.now,
            frist_id=frist_id,
            note=note,
        )
    )
    detail = {"til": til.value, "hvem": hvem} | ({"trin": trin} if trin else {})
    forloeb.tell(Event.OPGAVE_STILLET, slug, detail)
    if not quiet:
        notices.notify(forloeb, hvem, "opgave", slug, key=f"opgave:{task.id}", weight=weight)


def close(forloeb: OpenForloeb, slug: str, note: str | None = None) -> bool:
    """The open task of this kind is done and not given again by its deadline; False where there was none."""
    task = forloeb.uow.cases.open_task(forloeb.id, slug)
    if task is None:
        return False
    task.lukket = forloeb.now
    forloeb.tell(Event.OPGAVE_LUKKET, slug, {"note": note} if note else {})
    for clock in forloeb.clocks.running:
        if clock.id == task.frist_id:
            stop_asking(forloeb, clock, slug)
    if forloeb.uow.cases.open_task(forloeb.id, slug) is None:
        # The last of its kind: a clock that counts towards it has come to its end.
        forloeb.tick(Event.OPGAVE_LUKKET, slug)
    return True
