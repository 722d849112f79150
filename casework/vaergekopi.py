"""Which of a citizen's letters their guardian gets a copy of, as the citizen's card is now."""

from casework.office import Office
from domain.case import Kanal
from domain.vaerge import Emne, Kopi, VaergeArt, Vaergekort, VaergeOmfang, copy_of
from persistence.tables import Borger

# Given where a guardian is known too little of, and closed by the card that says it.
SPOERG_VAERGE = "kontakt_vaerge"


def vaergekort(borger: Borger) -> Vaergekort | None:
    """What the card says of the guardian; None where the citizen has none."""
    if not borger.vaerge or not borger.vaerge.strip():
        return None
    return Vaergekort(
        navn=borger.vaerge,
        art=VaergeArt(borger.vaerge_art) if borger.vaerge_art else None,
        omfang=VaergeOmfang(borger.vaerge_omfang) if borger.vaerge_omfang else None,
        kanal=Kanal(borger.vaerge_kanal) if borger.vaerge_kanal else None,
    )


def copy_for(office: Office, borger: Borger, about: Emne) -> Kopi:
    """Whether the guardian gets a copy of the letter about this."""
    return copy_of(about, vaergekort(borger), office.rulebook.vaerge)


def slowest(office: Office, borger: Borger, about: Emne, kanal: Kanal) -> Kanal:
    """The way of the one who gets it last: nothing in a letter may count from before both have it."""
    copied = copy_for(office, borger, about) is Kopi.SENDES
    return Kanal.FYSISK_POST if copied and borger.vaerge_kanal == Kanal.FYSISK_POST else kanal
