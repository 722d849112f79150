"""phases/*.toml, gates.toml and tasks.toml: what belongs where, with every name known and placed once."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from config.border import Border, ManyOf, Words
from config.faults import FaultLog
from domain.case import FASER
from domain.phase_plan import Gate, PhasePlan
from domain.rulebook import TaskText

SIDE_FILE = "sideforloeb.toml"


@dataclass(frozen=True)
class Known:
    """Every name a plan may use; each letter, deadline and gate has to stand in exactly one plan."""

    breve: Collection[str]
    frister: Collection[str]
    opgaver: Collection[str]
    porte: Collection[str]


class _Side(Border):
    titel: Words
    til_borger: Words
    gjort: str = ""
    breve: ManyOf[Words] = ()
    frister: ManyOf[Words] = ()
    opgaver: ManyOf[Words] = ()


class _Phase(_Side):
    porte: ManyOf[Words] = ()
    porte_undervejs: ManyOf[Words] = ()


class _SideFile(Border):
    sideforloeb: dict[str, _Side]


class _Gate(Border):
    titel: Words
    regel: Words
    kilde: Words
    lovbundet: bool


class _GateFile(Border):
    port: dict[str, _Gate]


class _Task(Border):
    titel: Words
    hvad: Words


class _TaskFile(Border):
    opgave: dict[str, _Task]


def load_gates(path: Path) -> Mapping[str, Gate]:
    """Give every gate by id, in the order of the file."""
    faults = FaultLog()
    model = faults.load(_GateFile, path)
    faults.refuse()
    assert model is not None
    return {name: Gate(id=name, **row.model_dump()) for name, row in model.port.items()}


def load_tasks(path: Path) -> Mapping[str, TaskText]:
    """Give every task's words by slug."""
    faults = FaultLog()
    model = faults.load(_TaskFile, path)
    faults.refuse()
    assert model is not None
    return {name: TaskText(**row.model_dump()) for name, row in model.opgave.items()}


def load_phases(folder: Path, known: Known) -> Mapping[str, PhasePlan]:
    """Give the six phases in their order, then the side processes; every fault at once."""
    faults = FaultLog()
    plans = dict(_phases(folder, faults))
    plans |= _sides(folder / SIDE_FILE, faults)
    _check_names(plans, known, faults)
    _check_places(plans, known, folder.name, faults)
    faults.refuse()
    return plans


def _phases(folder: Path, faults: FaultLog) -> Iterator[tuple[str, PhasePlan]]:
    extra = {path.stem for path in folder.glob("*.toml")} - {*FASER, Path(SIDE_FILE).stem}
    for name in sorted(extra):
        faults.add(f"{name}.toml", "", "ukendt", navn=name)
    for fase in FASER:
        path = folder / f"{fase}.toml"
        if not path.is_file():
            faults.add(path.name, "", "fase_mangler")
            continue
        model = faults.load(_Phase, path)
        if model is not None:
            yield fase.value, PhasePlan(id=fase.value, **model.model_dump())


def _sides(path: Path, faults: FaultLog) -> dict[str, PhasePlan]:
    model = faults.load(_SideFile, path)
    if model is None:
        return {}
    for name in sorted(model.sideforloeb.keys() & {*FASER}):
        faults.add(path.name, f"sideforloeb.{name}", "findes_to_gange", navn=name)
    return {name: PhasePlan(id=name, **row.model_dump()) for name, row in model.sideforloeb.items()}


def _check_names(plans: Mapping[str, PhasePlan], known: Known, faults: FaultLog) -> None:
    for plan in plans.values():
        file, start = (f"{plan.id}.toml", "") if plan.fase else (SIDE_FILE, f"sideforloeb.{plan.id}.")
        faults.unknown(file, f"{start}breve", plan.breve, known.breve)
        faults.unknown(file, f"{start}frister", plan.frister, known.frister)
        faults.unknown(file, f"{start}opgaver", plan.opgaver, known.opgaver)
        faults.unknown(file, f"{start}porte", plan.porte, known.porte)
        faults.unknown(file, f"{start}porte_undervejs", plan.porte_undervejs, known.porte)


def _check_places(plans: Mapping[str, PhasePlan], known: Known, file: str, faults: FaultLog) -> None:
    places = {
        "breve": (known.breve, Counter(name for plan in plans.values() for name in plan.breve)),
        "frister": (known.frister, Counter(name for plan in plans.values() for name in plan.frister)),
        "porte": (
            known.porte,
            Counter(name for plan in plans.values() for name in (*plan.porte, *plan.porte_undervejs)),
        ),
    }
    for key, (names, placed) in places.items():
        for name in sorted(name for name, times in placed.items() if times > 1):
            faults.add(file, key, "findes_to_gange", navn=name)
        for name in sorted(set(names) - set(placed)):
            faults.add(file, key, "ubrugt", navn=name)
    used = {name for plan in plans.values() for name in plan.opgaver}
    for name in sorted(set(known.opgaver) - used):
        faults.add(file, "opgaver", "ubrugt", navn=name)
