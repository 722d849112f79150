"""After help was made less or stopped: somebody asks how it goes, twice (kadencer C-15)."""

from datetime import date

from casework.act import Act, Tekst
from casework.acts.contact import tell_of_contact
from casework.acts.virkning import length
from casework.clock import end
from casework.forloeb import OpenForloeb
from domain.deadlines import Tilstand, count
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Art
from persistence.tables import Afgoerelse, Kontakt

RULE = "nedtrapning"
_FIRST, _SECOND = "foerste", "anden"


class KontaktEfterNedtrapning(Act):
    note: Tekst


def help_made_less(forloeb: OpenForloeb, decision: Afgoerelse, day: date) -> None:
    """The clocks have heard that help on the paragraf is less, or none, from `day`."""
    refs: dict[str, str | int] = {"paragraf": decision.paragraf, "virkning": day.isoformat()}
    forloeb.tick(
        Event.HJAELP_SAT_NED,
        decision.udfald,
        refs=refs,
        keys=(_FIRST,),
        dates=_counted_from(forloeb, day, decision.paragraf, _FIRST),
    )


def less_help_begins_later(forloeb: OpenForloeb, decision: Afgoerelse, old: date, new: date) -> None:
    """The clocks that count from `old` have lapsed, and count from `new`."""
    for clock in list(forloeb.clocks.running):
        about_it = clock.refs.get("paragraf") == decision.paragraf
        if clock.rule_id == RULE and about_it and clock.refs.get("virkning") == old.isoformat():
            end(forloeb.clocks, clock, Tilstand.BORTFALDET)
    help_made_less(forloeb, decision, new)


def contact_afterwards(forloeb: OpenForloeb, act: KontaktEfterNedtrapning) -> None:
    """The citizen has been asked how it goes; after the first time there comes a second."""
    clocks = forloeb.clocks.active(RULE)
    if not clocks:
        raise ActRefused("ukendt", key="ukendt.nedtrapning")
    oldest = min(clocks, key=lambda clock: clock.due_on)
    refs = dict(oldest.refs)
    which = _FIRST if _FIRST in oldest.noegler else _SECOND
    day = date.fromisoformat(str(refs["virkning"]))
    forloeb.uow.add_later(
        Kontakt(forloeb_id=forloeb.id, med=["borger"], notat=act.note, tidspunkt=forloeb.now)
    )
    forloeb.record(
        Event.NEDTRAPNING_KONTAKT,
        which,
        refs=refs,
        detail={"note": act.note},
        keys=(_SECOND,),
        dates=_counted_from(forloeb, day, str(refs["paragraf"]), _SECOND),
    )
    forloeb.tick(Event.KONTAKT_MED_BORGER_REGISTRERET)
    tell_of_contact(forloeb, "kontakt")


def _counted_from(forloeb: OpenForloeb, day: date, paragraf: str, entry: str) -> dict[str, date]:
    """The rule's own time from the day the help became less; nothing where the municipality has not turned it on."""
    varighed = length(forloeb.office, forloeb.sag, RULE, paragraf, forloeb.day, entry)
    if varighed is None:
        return {}
    return {RULE: count(varighed, day, Art.LOKAL, forloeb.office.rulebook.calendars)}
