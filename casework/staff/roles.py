"""Who a step turns to: the person in the role, their stedfortræder while they are away, or the next level up."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.forloeb import OpenForloeb
from casework.staff.husets_varsler import warn_of_vacancy
from domain.case import Stilling
from domain.rules import Rolle
from persistence.tables import Medarbejder

_UPWARDS = (Stilling.LEDER, Stilling.CHEF, Stilling.ADMINISTRATOR)


def person_in(forloeb: OpenForloeb, rolle: Rolle, refs: Mapping[str, Any]) -> str | None:
    """The id of the person or udfører; None where the municipality has nobody at any level.

    Where nobody is there in the role it is the next level up's, and whoever looks after the house is told so.
    """
    match rolle:
        case Rolle.UDFOERER:
            return str(refs["udfoerer"]) if "udfoerer" in refs else None
        case Rolle.BORGER | Rolle.KILDE | Rolle.VAERGE:
            return None
        case Rolle.SAGSBEHANDLER if forloeb.sag.sagsbehandler_id:
            if present := _present(forloeb, forloeb.sag.sagsbehandler_id):
                return present
            _warn(forloeb, Stilling.SAGSBEHANDLER)
            return _first(forloeb, _UPWARDS)
        case Rolle.CHEF:
            return _first(forloeb, _UPWARDS[1:])
        case _:
            return _first(forloeb, _UPWARDS)


def least_loaded(
    staff: Sequence[Medarbejder], load: Mapping[str, int], team: str, paragraffer: Sequence[str]
) -> str | None:
    """The sagsbehandler of the team who works with these paragraffer and has the fewest open cases."""
    in_role = [person for person in staff if person.rolle == Stilling.SAGSBEHANDLER]
    in_team = [person for person in in_role if person.team == team] or in_role
    knows = [
        person for person in in_team if not person.paragraffer or set(paragraffer) <= set(person.paragraffer)
    ]
    ranked = sorted(knows or in_team, key=lambda person: (load.get(person.id, 0), person.id))
    return ranked[0].id if ranked else None


def _present(forloeb: OpenForloeb, staff_id: str) -> str | None:
    """The person, or who stands in for them today; None where those are all away, or no longer work here."""
    found = forloeb.uow.parties.stedfortraeder(staff_id, forloeb.day)
    return found if found is not None and forloeb.uow.parties.works_here(found) else None


def _first(forloeb: OpenForloeb, levels: Sequence[Stilling]) -> str | None:
    for level in levels:
        person = forloeb.uow.parties.in_role(level, forloeb.sag.team)
        if person and (present := _present(forloeb, person.id)):
            return present
        if level is not Stilling.ADMINISTRATOR:
            _warn(forloeb, level)
    # Nobody is left above: better another team's leader than nobody at all.
    return next(
        (
            present
            for person in forloeb.uow.parties.staff()
            if person.rolle == Stilling.LEDER and (present := _present(forloeb, person.id))
        ),
        None,
    )


def _warn(forloeb: OpenForloeb, rolle: Stilling) -> None:
    warn_of_vacancy(forloeb.uow, rolle, forloeb.sag.team, forloeb.now)
