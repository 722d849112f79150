"""How far it has come with a goal: a number on the goals' own scale, and whose number it is."""

from datetime import date
from typing import Literal

from casework.act import Act
from casework.dates import require_known
from casework.forloeb import OpenForloeb
from domain.errors import ActRefused
from domain.events import Event
from persistence.tables import Maal, MaalVurdering


class VurderMaal(Act):
    """`dato` is the day it was said; today where it is left out."""

    maal: int
    tal: float
    hvem: Literal["borger", "udfoerer", "sagsbehandler"] = "borger"
    tekst: str | None = None
    dato: date | None = None


def assess_maal(forloeb: OpenForloeb, act: VurderMaal) -> None:
    """The number stands by the goal; the same person's number of the same day is told of anew."""
    if act.maal not in {goal.nr for goal in forloeb.uow.of_sag(Maal, forloeb.sag.id)}:
        raise ActRefused("ukendt", key="ukendt.maal", nr=str(act.maal))
    scale = forloeb.office.rulebook.maalskala
    if scale.check(act.tal):
        raise ActRefused(
            "ugyldig_vaerdi", key="ugyldig_vaerdi.maal", fra=f"{scale.fra:g}", til=f"{scale.til:g}"
        )
    day = act.dato or forloeb.day
    require_known(forloeb, day)
    if day > forloeb.day:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.vurdering")
    said = next((row for row in _given(forloeb, act) if row.dag == day), None)
    if said is None:
        forloeb.uow.add(
            MaalVurdering(
                sag_id=forloeb.sag.id,
                maal_nr=act.maal,
                hvem=act.hvem,
                tal=act.tal,
                ord=act.tekst,
                dag=day,
                tidspunkt=forloeb.now,
            )
        )
    else:
        said.tal, said.ord, said.tidspunkt = act.tal, act.tekst, forloeb.now
    forloeb.record(
        Event.MAAL_VURDERET,
        str(act.maal),
        detail={
            "nr": act.maal,
            "dato": day.isoformat(),
            **act.model_dump(mode="json", exclude_none=True, exclude={"maal", "dato"}),
        },
    )


def _given(forloeb: OpenForloeb, act: VurderMaal) -> list[MaalVurdering]:
    rows = forloeb.uow.of_sag(MaalVurdering, forloeb.sag.id)
    return [row for row in rows if row.maal_nr == act.maal and row.hvem == act.hvem]
