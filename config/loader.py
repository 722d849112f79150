"""The municipality's whole folder as one rulebook, or every fault in it at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from config.calendar import load_calendars
from config.deadlines import Source, load_deadlines
from config.faults import read_toml
from config.instruments import load_instruments
from config.kadencer import FILE as KADENCER
from config.klarsprog import load_klarsprog
from config.kommune import load_kommune
from config.law import load_law
from config.messages import load_messages
from config.own_files import (
    BILLEDER,
    CALENDAR,
    DEADLINES,
    KLARSPROG,
    KOMMUNE,
    LETTERHEAD,
    POST,
    POST_IND,
    PROGNOSE,
    SKREVNE_BREVE,
    VAERGE,
    letter_folders,
    own,
    own_calendar,
    own_deadlines,
    own_klarsprog,
    require_known_files,
)
from config.phases import Known, load_gates, load_phases, load_tasks
from config.post import load_post
from config.post_ind import load_post_ind
from config.principles import load_principles
from config.prognose import load_plan
from config.skrevne_breve import load_skrevne_breve
from config.vaerge import load_vaergepost
from config.wording import load_letterhead, load_wordings
from domain.errors import BrokenConfig, Fault
from domain.rulebook import Rulebook
from domain.rules import DeadlineRule

CONFIG = Path(__file__).parent
LOCAL = CONFIG / "local"

Loaded = TypeVar("Loaded")


def load_rulebook(
    config: Path = CONFIG,
    local: Path | None = LOCAL,
    overrides: Sequence[Source] = (),
    instead: Mapping[str, Path] = MappingProxyType({}),
) -> Rulebook:
    """Everything the municipality has decided; raises BrokenConfig with every fault of every file.

    `overrides` come after the municipality's own (a scenario's rules); `instead` are the files that stand in for
    its deadlines.toml or calendar.toml (a proposal).
    """
    faults: list[Fault] = []
    gather = _Gather(faults)
    law = gather(lambda: load_law(config / "law"))
    wordings = gather(lambda: load_wordings(letter_folders(config, local)))
    letterhead = gather(
        lambda: load_letterhead(
            own(config, local, LETTERHEAD), own(config, local, BILLEDER), config / LETTERHEAD
        )
    )
    kommune = gather(lambda: load_kommune(own(config, local, KOMMUNE)))
    calendars = gather(
        lambda: load_calendars(config / CALENDAR, own=instead.get(CALENDAR) or own_calendar(local))
    )
    principles = gather(lambda: load_principles(config / "principles.toml"))
    gates = gather(lambda: load_gates(config / "gates.toml"))
    tasks = gather(lambda: load_tasks(config / "tasks.toml"))
    instruments = gather(lambda: load_instruments(config / "instruments.toml"))
    messages = gather(lambda: load_messages(config / "messages.toml"))
    klarsprog = gather(lambda: load_klarsprog(config / KLARSPROG, own_klarsprog(local)))
    prognose = gather(lambda: load_plan(own(config, local, PROGNOSE)))
    post = gather(lambda: load_post(own(config, local, POST)))
    post_ind = gather(lambda: load_post_ind(own(config, local, POST_IND)))
    vaerge = gather(lambda: load_vaergepost(own(config, local, VAERGE)))
    skrevne = gather(lambda: load_skrevne_breve(own(config, local, SKREVNE_BREVE)))
    base = gather(lambda: Source(DEADLINES, read_toml(config / DEADLINES)))
    mine = gather(lambda: _local_deadlines(local, instead.get(DEADLINES)))
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
        prognose,
        post,
        post_ind,
        vaerge,
        skrevne,
        base,
        mine,
        klarsprog,
        gather(lambda: require_known_files(local)),
    ):
        raise BrokenConfig(faults)
    assert law and wordings and letterhead and kommune and calendars and principles  # noqa: PT018 - narrowed together
    assert gates and tasks and instruments is not None and messages and prognose and post and post_ind  # noqa: PT018 - narrowed together
    assert skrevne is not None and base and mine is not None and klarsprog and vaerge  # noqa: PT018 - narrowed together
    deadlines = gather(
        lambda: load_deadlines(base, [*mine, *overrides], law, frozenset(wordings), _cadences(config), tasks)
    )
    if deadlines is None:
        raise BrokenConfig(faults)
    known = Known(
        breve=set(wordings), frister=_of_phases(deadlines.deadlines), opgaver=set(tasks), porte=set(gates)
    )
    phases = gather(lambda: load_phases(config / "phases", known))
    if faults or phases is None:
        raise BrokenConfig(faults)
    return Rulebook(
        kommune=kommune.navn,
        deadlines=deadlines.deadlines,
        calendars=calendars,
        wordings=wordings,
        skrevne_breve=skrevne,
        letterhead=letterhead,
        klarsprog=klarsprog,
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
        prognose=prognose,
        post=post,
        post_ind=post_ind,
        vaerge=vaerge,
        fysisk_post=deadlines.fysisk_post,
        uden_godkendelse=deadlines.uden_godkendelse,
        udskydelse_hoejst=deadlines.udskydelse_hoejst,
    )


def with_rules(
    known: Rulebook,
    local: Path | None,
    instead: Mapping[str, Path] = MappingProxyType({}),
    config: Path = CONFIG,
) -> Rulebook:
    """The same under the deadlines and calendars that the files say now, or `instead`; the letters are not read again.

    Raises BrokenConfig with every fault of the two.
    """
    faults: list[Fault] = []
    gather = _Gather(faults)
    gather(lambda: require_known_files(local))
    calendars = gather(
        lambda: load_calendars(config / CALENDAR, own=instead.get(CALENDAR) or own_calendar(local))
    )
    base = gather(lambda: Source(DEADLINES, read_toml(config / DEADLINES)))
    mine = gather(lambda: _local_deadlines(local, instead.get(DEADLINES)))
    if base is None or mine is None:
        raise BrokenConfig(faults)
    letters = frozenset(known.wordings)
    deadlines = gather(lambda: load_deadlines(base, mine, known.law, letters, _cadences(config), known.tasks))
    if faults or calendars is None or deadlines is None:
        raise BrokenConfig(faults)
    return replace(
        known,
        calendars=calendars,
        deadlines=deadlines.deadlines,
        fysisk_post=deadlines.fysisk_post,
        uden_godkendelse=deadlines.uden_godkendelse,
        udskydelse_hoejst=deadlines.udskydelse_hoejst,
        _by_start={},
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


def _local_deadlines(local: Path | None, instead: Path | None) -> list[Source]:
    if instead is not None:
        return [Source(instead.name, read_toml(instead))]
    path = own_deadlines(local)
    return [] if path is None else [Source(f"local/{path.name}", read_toml(path))]


def _cadences(config: Path) -> Source:
    return Source(KADENCER, read_toml(config / KADENCER))


def _of_phases(deadlines: Mapping[str, tuple[DeadlineRule, ...]]) -> set[str]:
    """The rules that a phase or side process must place; a cadence runs beside them all, where somebody turned it on."""
    return {rule_id for rule_id, versions in deadlines.items() if not any(rule.kadence for rule in versions)}
