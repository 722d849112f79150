"""Contact with the citizen: whoever made it, the silence begins to count anew."""

from casework.forloeb import OpenForloeb
from domain.events import Event


def tell_of_contact(forloeb: OpenForloeb, kind: str) -> None:
    """The citizen has heard from the municipality; `kind` says how (a ventebrev counts, but is counted)."""
    forloeb.tick(Event.KONTAKT_MED_BORGER, kind)
