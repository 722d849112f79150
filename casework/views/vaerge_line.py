"""A citizen's guardian as the page's head says it."""

from casework.vaergekopi import vaergekort
from config.display import Display
from persistence.tables import Borger


def vaerge_line(display: Display, borger: Borger) -> str | None:
    """Who the guardian is, for what, and how they are reached; never their number or address."""
    known = vaergekort(borger)
    if known is None:
        return None
    covers = display.choices["vaerge_omfang"].get(
        known.omfang or "", display.say("side", "vaerge_uden_omfang")
    )
    way = display.say("kanal", known.kanal) if known.kanal else display.say("side", "vaerge_uden_vej")
    return f"{known.navn} ({covers[:1].lower()}{covers[1:]}; {way})"
