"""A leader's exception from samtykke: somebody may be asked or told without one, and it stands by which rule and why."""

from datetime import date

from casework.act import Act, Tekst
from casework.acts.sagens_gang import LEDERE
from casework.dates import require_coming
from casework.forloeb import OpenForloeb
from domain.errors import ActRefused
from domain.events import Event
from persistence.tables import Undtagelse


class RegistrerUndtagelse(Act):
    """`fra` is who may be asked or told, `hjemmel` the rule that allows it (RSL § 11 c), `til_dato` its last day."""

    fra: Tekst
    hjemmel: Tekst
    grund: Tekst
    til_dato: date


def record_undtagelse(forloeb: OpenForloeb, act: RegistrerUndtagelse) -> None:
    """Until the day, G3 lets through what goes to this one; only a leader may say so, never by default."""
    who = forloeb.uow.parties.medarbejder(forloeb.actor)
    if who is None or who.rolle not in LEDERE:
        raise ActRefused("mangler_ret", key="mangler_ret.undtagelse")
    require_coming(forloeb, act.til_dato, "ugyldig_dato.undtagelse")
    forloeb.uow.add(
        Undtagelse(
            sag_id=forloeb.sag.id,
            hvem=act.fra,
            hjemmel=act.hjemmel,
            grund=act.grund,
            til_dato=act.til_dato,
            af=forloeb.actor,
            tidspunkt=forloeb.now,
        )
    )
    forloeb.record(
        Event.UNDTAGELSE_REGISTRERET,
        detail={
            "fra": act.fra,
            "oplysning": act.hjemmel,
            "grund": act.grund,
            "til_dato": act.til_dato.isoformat(),
        },
    )
