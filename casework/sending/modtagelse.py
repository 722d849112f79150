"""When a letter counts as received, and what is undone where it turns out that it never came."""

from datetime import date, datetime

from casework.clock import end
from casework.forloeb import OpenForloeb
from casework.office import Office
from casework.sending.letter_effects import not_received_after_all, tell_received, when_received
from casework.sending.vaergekopier import principal, received_by_all
from domain.calendar import local_date, sweep_time
from domain.case import DokumentTilstand
from domain.deadlines import Tilstand, count
from domain.events import Event
from domain.rules import Art, Enhed, Varighed
from persistence.tables import Deadline, Dokument

# What a letter's being received has started: directly, and through the answer to a klage.
_STARTED_BY = frozenset({Event.BREV_MODTAGET, Event.DELVIST_MEDHOLD_AFGJORT})


def count_as_received(forloeb: OpenForloeb, letter: Dokument, came: datetime) -> None:
    """The letter came then, and clocks count from that day, also where the engine learns of it later.

    Where a guardian gets a copy they wait for both.
    """
    letter.tilstand, letter.modtaget, letter.modtages = DokumentTilstand.MODTAGET.value, came, None
    tell_received(forloeb, letter)
    begin_if_all_have_it(forloeb, letter)


def begin_if_all_have_it(forloeb: OpenForloeb, letter: Dokument) -> None:
    """Clocks count from the day the last of the citizen and their guardian got it; until then none has begun.

    So nobody loses time by the other's post, and a hearing stays open while one of them has not been heard.
    """
    counted = received_by_all(forloeb.uow, letter)
    if counted is not None:
        when_received(forloeb, principal(forloeb.uow, letter), counted)


def count_as_not_received(forloeb: OpenForloeb, letter: Dokument, hvorfor: str) -> None:
    """The letter is only sent again: the clocks that its being received started have lapsed, and the journal says why.

    A clock that has run out meanwhile stays as it is: what it brought about has happened. The letter starts a new one
    when it comes.
    """
    if letter.modtaget is None:
        return
    counted, first = received_by_all(forloeb.uow, letter), principal(forloeb.uow, letter)
    for clock in list(forloeb.clocks.running) if counted is not None else ():
        if clock.state == Tilstand.AKTIV and _started_by(clock, first, counted):
            end(forloeb.clocks, clock, Tilstand.BORTFALDET)
    letter.tilstand, letter.modtaget, letter.modtages = DokumentTilstand.SENDT.value, None, None
    forloeb.tell(
        Event.BREV_IKKE_MODTAGET,
        letter.brev,
        {"til": letter.til, "dokument": letter.id, "hvorfor": hvorfor},
    )
    not_received_after_all(forloeb, first)


def by_post(office: Office, sent: date) -> datetime:
    """When a letter on paper that was sent that day counts as received."""
    return sweep_time(count(office.rulebook.fysisk_post, sent, Art.LOV, office.rulebook.calendars))


def confirmed_by(office: Office, sent: date) -> datetime:
    """When a digital letter must have been confirmed, or somebody has to look."""
    days = Varighed(office.rulebook.post.kvittering.senest_hverdage, Enhed.ARBEJDSDAGE)
    return sweep_time(count(days, sent, Art.LOKAL, office.rulebook.calendars))


def came_later(letter: Dokument, came: datetime) -> bool:
    """True where the post brought it on a later day than it was counted from."""
    return letter.modtaget is not None and local_date(came) > local_date(letter.modtaget)


def _started_by(clock: Deadline, letter: Dokument, came: datetime | None) -> bool:
    if clock.start_event not in _STARTED_BY or clock.started_at != came:
        return False
    if clock.start_event == Event.BREV_MODTAGET:
        return clock.start_om == letter.brev and dict(clock.refs) == dict(letter.refs)
    return clock.refs.get("paragraf") == letter.refs.get("paragraf", clock.refs.get("paragraf"))
