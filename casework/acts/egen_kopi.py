"""The citizen's own copy of everything about them: that it was made stands in the journal (GDPR art. 15)."""

from casework.act import Act, JaNej
from casework.forloeb import OpenForloeb
from domain.events import Event


class UdleverKopi(Act):
    """`kilder` where what others have written is with it, `navne` where staff are named and not numbered."""

    kilder: JaNej = False
    navne: JaNej = False
    note: str | None = None


def hand_out_kopi(forloeb: OpenForloeb, act: UdleverKopi) -> None:
    """It stands who made a copy, when, and what was in it."""
    forloeb.record(Event.KOPI_UDLEVERET, detail=act.model_dump(exclude_none=True))
