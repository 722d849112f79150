"""The municipality's whole folder as one rulebook, or every fault in it at once."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from config.calendar import load_calendars
from config.deadlines import Source, load_deadlines
from config.faults import read_toml
from config.instruments import load_instruments
from config.kommune import load_kommune
from config.law import load_law
from config.messages import load_messages
from config.phases import Known, load_gates, load_phases, load_tasks
from config.principles import load_principles
from config.wording import load_letterhead, load_wordings
from domain.errors import BrokenConfig, Fault
from domain.rulebook import Rulebook

CONFIG = Path(__file__).parent
LOCAL = CONFIG / "local"
_DEADLINES = "deadlines.toml"

Loaded = TypeVar("Loaded")


def load_rulebook(
    config: Path = CONFIG, local: Path | None = LOCAL, overrides: Sequence[Source] = ()
) -> Rulebook:
    """Everything the municipality has decided; raises BrokenConfig with every fault of every file.

    `overrides` come after the municipality's own (a scenario's rules).
    """
    faults: list[Fault] = []
    gather = _Gather(faults)
    law = gather(lambda: load_law(config / "law"))
    wordings = gather(lambda: load_wordings(_folders(config, local)))
    letterhead = gather(lambda: load_letterhead(_own(config, local, "letterhead.toml")))
    kommune = gather(lambda: load_kommune(_own(config, local, "kommune.toml")))
    calendars = gather(lambda: load_calendars(_own(config, local, "calendar.toml")))
    principles = gather(lambda: load_principles(config / "principles.toml"))
    gates = gather(lambda: load_gates(config / "gates.toml"))
    tasks = gather(lambda: load_tasks(config / "tasks.toml"))
    instruments = gather(lambda: load_instruments(config / "instruments.toml"))
    messages = gather(lambda: load_messages(config / "messages.toml"))
    base = gather(lambda: Source(_DEADLINES, read_toml(config / _DEADLINES)))
    own = gather(lambda: _local_deadlines(local))
    if None in (
        law,
        wordings,
        letterhead,
        kommune,
        calendars,
        principles,
        gates,
        tasks,
        instruments,
        messages,
        base,
        own,
    ):
        raise BrokenConfig(faults)
    assert law and wordings and letterhead and kommune and calendars and principles  # noqa: PT018 - narrowed together
    assert gates and tasks and instruments is not None and messages and base and own is not None  # noqa: PT018 - narrowed together
    deadlines = gather(lambda: load_deadlines(base, [*own, *overrides], law, frozenset(wordings)))
    if deadlines is None:
        raise BrokenConfig(faults)
    known = Known(breve=set(wordings), frister=set(deadlines.deadlines), opgaver=set(tasks), porte=set(gates))
    phases = gather(lambda: load_phases(config / "phases", known))
    if faults or phases is None:
        raise BrokenConfig(faults)
    return Rulebook(
        kommune=kommune.navn,
        deadlines=deadlines.deadlines,
        calendars=calendars,
        wordings=wordings,
        letterhead=letterhead,
        moeder=messages.moede,
        messages=messages.afvist,
        effects=messages.effekt,
        notices=messages.besked,
        principles=principles,
        phases=phases,
        gates=gates,
        tasks=tasks,
        law=law,
        instruments=instruments,
        fysisk_post=deadlines.fysisk_post,
        uden_godkendelse=deadlines.uden_godkendelse,
    )


class _Gather:
    """Runs a loader and keeps its faults, so that one broken file does not hide another's."""

    def __init__(self, faults: list[Fault]) -> None:
        self._faults = faults

    def __call__(self, load: Callable[[], Loaded]) -> Loaded | None:
        try:
            return load()
        except BrokenConfig as error:
            self._faults += error.faults
            return None


def _own(config: Path, local: Path | None, name: str) -> Path:
    """The municipality's own file where it has one, else the shipped one."""
    return local / name if local is not None and (local / name).is_file() else config / name


def _folders(config: Path, local: Path | None) -> list[Path]:
    own = local / "letters" if local is not None else None
    return [config / "letters", *([own] if own is not None and own.is_dir() else [])]


def _local_deadlines(local: Path | None) -> list[Source]:
    path = local / _DEADLINES if local is not None else None
    if path is None or not path.is_file():
        return []
    content: Mapping[str, Any] = read_toml(path)
    return [Source(f"local/{_DEADLINES}", content)]
