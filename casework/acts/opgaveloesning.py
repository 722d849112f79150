"""A task is done: said by the one who did it."""

from casework.act import Act, Tekst
from casework.forloeb import OpenForloeb
from casework.staff import opgaver
from domain.errors import ActRefused


class LukOpgave(Act):
    opgave: Tekst
    note: str | None = None


def close_opgave(forloeb: OpenForloeb, act: LukOpgave) -> None:
    """The oldest open task of the kind is done, with a note."""
    if not opgaver.close(forloeb, act.opgave, act.note):
        raise ActRefused("ukendt", key="ukendt.opgave")
