"""The facts behind the pictures: progress on goals and measures, the network, and how far the case has come."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from casework.letters.content.letter_case import Fact, LetterCase
from casework.letters.content.sagens_trin import steps
from casework.office import Office
from domain.billeder import BORGER, SAG, Billeder, Billedslags
from domain.calendar import local_date
from domain.instruments import Direction, Instrument
from domain.letters import FactValue
from domain.rules import Rolle
from persistence.tables import Maal, Maaling, MaalVurdering
from persistence.unit_of_work import UnitOfWork

_WHOSE = ("borger", "udfoerer", "sagsbehandler")
_MEASURED = "maaling"
# A wording may ask for each of these, told or not.
_TOLD_OF = ("navn", "relation", "hjaelp", "rolle", "graenser")
# What the citizen need not tell of somebody.
_MAY_LACK = ("relation", "hjaelp", "rolle", "graenser")
_OUTSIDE = frozenset({Rolle.UDFOERER, Rolle.KILDE})


def fremgang(case: LetterCase) -> Fact | None:
    """The citizen's progress as the letter's reader may see it; None where nobody has set a number yet.

    What the citizen's own measures show stays between the citizen and the municipality.
    """
    return progress(
        case.office, case.uow, case.row.sag_id, _told_to(case), measures=not _leaves_the_house(case)
    )


def netvaerk(case: LetterCase) -> Fact | None:
    """The citizen's network; None where nobody stands on the map. Outside the house only those who may be contacted."""
    til, name = _told_to(case), case.borger.navn
    first = next(iter(name.split()), name)
    shown = first if til == BORGER else name
    return network(case.uow, case.row.sag_id, shown, til, said_yes=_leaves_the_house(case))


def tidslinje(case: LetterCase) -> Fact:
    """How far the case has come."""
    return {
        "slags": Billedslags.TIDSLINJE.value,
        "trin": steps(case.office, case.uow, case.row, case.day, _told_to(case)),
    }


PICTURES: Final[Mapping[str, Callable[[LetterCase], Fact | None]]] = {
    "fremgang": fremgang,
    "netvaerk": netvaerk,
    "tidslinje": tidslinje,
}


def pictures_of(case: LetterCase) -> Fact:
    """The facts of the pictures that the letter's wording asks for."""
    asked = case.office.rulebook.wordings[case.letter.brev].placeholders
    return {name: gather(case) for name, gather in PICTURES.items() if name in asked}


def _told_to(case: LetterCase) -> str:
    return BORGER if case.letter.til == Rolle.BORGER else SAG


def _leaves_the_house(case: LetterCase) -> bool:
    """Whether others than the citizen and the municipality read the letter."""
    return case.letter.til in _OUTSIDE


def progress(
    office: Office,
    uow: UnitOfWork,
    sag_id: int,
    til: str,
    *,
    most: int | None = None,
    measures: bool = True,
) -> Fact | None:
    """Every goal and measure that has a number, as many as a picture holds (or `most`); goals first."""
    billeder = office.rulebook.letterhead.etiketter.billeder
    room = billeder.flest_kurver if most is None else most
    curves, profiles = _goals(office, uow, sag_id), []
    if measures:
        curves += _measures(office, uow, sag_id, til, billeder)
        profiles = _profiles(office, uow, sag_id, til)
    if not curves and not profiles:
        return None
    shown, beside = curves[:room], profiles[: max(room - len(curves), 0)]
    return {
        "slags": Billedslags.FREMGANG.value,
        "til": til,
        "kurver": shown,
        "profiler": beside,
        "flere": len(curves) + len(profiles) - len(shown) - len(beside),
    }


def network(uow: UnitOfWork, sag_id: int, navn: str, til: str, *, said_yes: bool = False) -> Fact | None:
    """Everybody on the citizen's netværkskort now; with `said_yes` only those whom the citizen lets others contact."""
    people: list[FactValue] = [
        {
            **dict.fromkeys(_MAY_LACK),
            **dict.fromkeys(_TOLD_OF),
            **uow.netvaerk.person_of(row),
            "sektor": row.sektor,
            "kontakt": row.kontakt,
            "stemning": row.stemning,
            "oensket": row.oensket,
            "maa_kontaktes": row.maa_kontaktes,
        }
        for row in uow.netvaerk.now(sag_id)
        if row.maa_kontaktes is not None or not said_yes
    ]
    if not people:
        return None
    return {"slags": Billedslags.NETVAERK.value, "til": til, "navn": navn, "personer": people}


def _goals(office: Office, uow: UnitOfWork, sag_id: int) -> list[FactValue]:
    given = sorted(uow.of_sag(MaalVurdering, sag_id), key=lambda row: row.dag)
    found: list[FactValue] = []
    for goal in uow.of_sag(Maal, sag_id):
        mine = [row for row in given if row.maal_nr == goal.nr]
        if mine:
            series: list[FactValue] = [{"hvem": who, "punkter": _said_by(who, mine)} for who in _WHOSE]
            scale = _scale(office.rulebook.maalskala)
            found.append({"nr": goal.nr, "navn": goal.tekst, **scale, "serier": series, "graenser": []})
    return found


def _said_by(who: str, given: Sequence[MaalVurdering]) -> list[FactValue]:
    return [{"dato": row.dag, "tal": row.tal, "ord": row.ord} for row in given if row.hvem == who]


def _measures(
    office: Office, uow: UnitOfWork, sag_id: int, til: str, billeder: Billeder
) -> Iterable[FactValue]:
    with_cutoffs = til != BORGER or billeder.graenser_til_borger
    for taken in _taken(office, uow, sag_id):
        instrument = taken.instrument
        points = [
            {"dato": day, "tal": total}
            for day, values in taken.gange
            if (total := _total(instrument, values)) is not None
        ]
        if instrument.total_range is None or not points:
            continue
        cuts = instrument.graenser if with_cutoffs else ()
        yield {
            "navn": instrument.navn,
            "maaler": _measures_what(instrument, til),
            **_scale(instrument),
            "serier": [{"hvem": _MEASURED, "punkter": points}],
            "graenser": [{"tal": cut.til, "tekst": cut.tekst} for cut in cuts],
        }


def _profiles(office: Office, uow: UnitOfWork, sag_id: int, til: str) -> list[FactValue]:
    found: list[FactValue] = []
    for taken in _taken(office, uow, sag_id):
        instrument = taken.instrument
        times = [
            {"dato": day, "tal": list(values)}
            for day, values in taken.gange
            if len(values) == instrument.antal
        ]
        if instrument.total_range is None and times:
            found.append(
                {
                    "navn": instrument.navn,
                    "maaler": _measures_what(instrument, til),
                    "mindst": instrument.fra,
                    "mest": instrument.til,
                    "punkter": list(instrument.punkter),
                    "foerst": times[0] if len(times) > 1 else None,
                    "senest": times[-1],
                }
            )
    return found


@dataclass(frozen=True)
class _Taken:
    """One instrument with each time it was used, oldest first."""

    instrument: Instrument
    gange: tuple[tuple[Any, list[Any]], ...]


def _taken(office: Office, uow: UnitOfWork, sag_id: int) -> Iterable[_Taken]:
    rows = uow.of_sag(Maaling, sag_id)
    for name, instrument in office.rulebook.instruments.items():
        mine = sorted((row for row in rows if row.instrument == name), key=lambda row: row.tidspunkt)
        if mine:
            yield _Taken(instrument, tuple((local_date(row.tidspunkt), row.vaerdi) for row in mine))


def _total(instrument: Instrument, values: list[Any]) -> float | None:
    """The total of one time; a single number was written down as one."""
    if len(values) == instrument.antal:
        return instrument.total(values)
    return float(values[0]) if len(values) == 1 else None


def _scale(instrument: Instrument) -> Mapping[str, FactValue]:
    least, most = instrument.total_range or (instrument.fra, instrument.til)
    return {
        "mindst": least,
        "mest": most,
        "hoejere_er_bedre": instrument.retning is Direction.HOEJERE_ER_BEDRE,
    }


def _measures_what(instrument: Instrument, til: str) -> str:
    return instrument.til_borger if til == BORGER else instrument.maaler
