"""SIGKILL at every point between an act and its letter: nothing is lost, nothing goes twice, everybody is told."""

import asyncio
import json
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from config.settings import Settings
from domain.calendar import COPENHAGEN
from flows.catch_up import catch_up
from flows.story import tell
from tasks.leases import release_dead_workers
from tasks.runtime import Runtime, runtime_from, use
from tests.engine.house import (
    Left,
    a_house,
    effects_left,
    letters_sent,
    settings_in,
    turn_to_many,
    what_left,
)
from tests.house.tree import ROOT

# Everything below starts processes of its own; one worker at a time is enough for a small machine.
pytestmark = pytest.mark.engine

CAME = datetime(2026, 3, 2, 10, tzinfo=COPENHAGEN)
# Three weeks later ventebreve, reminders and escalations have fallen due as well.
ENGINE_BACK = datetime(2026, 3, 24, 12, tzinfo=COPENHAGEN)

CLAIMED = ("before", "flows.outbox:begin_phases", 1)
# A house of its own for the test of leases.
HELD = "holdt"
POINTS = {
    "when it has claimed its work": CLAIMED,
    "between a phase's steps and closing the entry": ("before", "flows.case_phases.sagsaabning:finish", 1),
    "before the letter's bytes are stored": ("before", "persistence.documents:FolderStore.put", 1),
    "between the PDF and the Word file": ("after", "persistence.documents:FolderStore.put", 1),
    "when the bytes are stored and the register does not know": ("before", "tasks.letters:mark_stored", 1),
    "when the register knows the bytes": ("after", "tasks.letters:mark_stored", 1),
    "between the claim of a letter and its envelope": (
        "before",
        "tasks.channels.folder:FolderChannel.send",
        1,
    ),
    "when the letter is decided and has not moved": (
        "before",
        "tasks.channels.drop_folder:DropFolder._move_on",
        1,
    ),
    "when half of the letter's files have moved": ("after", "tasks.channels.drop_folder:replace_synced", 3),
    "when the letter lies in the folder": ("after", "tasks.channels.folder:FolderChannel.send", 1),
    "when the letter lies on the printer's folder": (
        "after",
        "tasks.channels.printing:PrintingChannel.send",
        1,
    ),
    "when the letter is marked as sent": ("after", "tasks.letters:mark_sent", 1),
    "before a letter by post counts as received": ("before", "tasks.letters:receive", 1),
    "before a ladder is climbed": ("before", "tasks.sweeps:climb", 1),
    "in the middle of a ladder's step": ("after", "casework.deadlines.ladder:_do", 1),
    "when a ladder has been climbed": ("after", "tasks.sweeps:climb", 1),
    "before a notice is written": ("before", "tasks.channels.file_notifier:FileNotifier.send", 1),
    "between a notice and its mark": ("after", "tasks.channels.file_notifier:FileNotifier.send", 1),
    "between a step and its place in the morning's post": (
        "before",
        "casework.staff.notices:morgenpost.put",
        2,
    ),
    "before the morning's post leaves": ("before", "tasks.notices:morgenpost.post_for", 1),
    "between the morning's post and its mark": ("before", "tasks.notices:morgenpost.mark_told", 1),
    "between one person's morning post and the next one's": (
        "after",
        "tasks.notices:morgenpost.mark_told",
        1,
    ),
    "while the transaction commits": ("before", "persistence.unit_of_work:UnitOfWork.commit", 7),
}


def an_engine(settings: Settings, now: datetime) -> Runtime:
    return replace(runtime_from(settings), now=lambda: now)


def run_engine(settings: Settings, now: datetime) -> None:
    runtime = an_engine(settings, now)
    with use(runtime):
        asyncio.run(tell(catch_up))
    runtime.office.register.engine.dispose()


def kill_engines(orders: list[tuple[Path, str, str, int]]) -> None:
    """In each folder an engine of its own has died where it was told to."""
    command = [sys.executable, "-m", "tests.engine.dying_engine", ENGINE_BACK.isoformat()]
    lines = "".join(f"{json.dumps([str(folder), *rest])}\n" for folder, *rest in orders)
    done = subprocess.run(
        command, cwd=ROOT, input=lines, capture_output=True, text=True, timeout=300, check=True
    )
    ended = dict(zip([place for _, _, place, _ in orders], map(int, done.stdout.split()), strict=True))
    alive = [place for place, code in ended.items() if code != -signal.SIGKILL]
    assert not alive, f"no engine ever came to {alive}: {done.stderr[-2000:]}"


@pytest.fixture(scope="module")
def house_at_work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two citizens have waited for three weeks, and two have just come; one of each has no Digital Post."""
    folder = tmp_path_factory.mktemp("hus")
    settings = a_house(settings_in(folder))
    for moment in (CAME, ENGINE_BACK - timedelta(minutes=10)):
        turn_to_many(settings, moment, 1)
        turn_to_many(settings, moment, 1, digital=False)
        if moment == CAME:
            run_engine(settings, CAME + timedelta(minutes=1))
    return folder


@pytest.fixture(scope="module")
def undisturbed(house_at_work: Path, tmp_path_factory: pytest.TempPathFactory) -> Left:
    """What leaves the house when nobody kills its engine."""
    settings = settings_in(copytree(house_at_work, tmp_path_factory.mktemp("uforstyrret") / "hus"))
    run_engine(settings, ENGINE_BACK)
    left = what_left(settings)
    slugs = [slug for slug, _ in left.letters.elements()]
    assert slugs.count("kvittering") == 4
    assert slugs.count("ventebrev") >= 2
    # Of the cases of today each sagsbehandler is told at once; of three weeks' steps each person once.
    news = [key for key in left.notice_keys if not key.startswith("morgenpost:")]
    assert len(news) == 4
    assert sorted(key.split(":")[1] for key in set(left.notice_keys) - set(news)) == ["leder1", "sb1"]
    return left


@pytest.fixture(scope="module")
def killed(house_at_work: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Settings]:
    """For each point a house whose engine was killed there."""
    base = tmp_path_factory.mktemp("draebt")
    folders = {point: copytree(house_at_work, base / str(nr)) for nr, point in enumerate(POINTS)}
    folders[HELD] = copytree(house_at_work, base / "holdt")
    kill_engines([(folder, *POINTS.get(point, CLAIMED)) for point, folder in folders.items()])
    return {point: settings_in(folder) for point, folder in folders.items()}


@pytest.mark.parametrize("point", POINTS)
def test_an_engine_killed_at_any_point_loses_no_letter_and_sends_none_twice(
    point: str, killed: dict[str, Settings], undisturbed: Left
) -> None:
    settings = killed[point]
    run_engine(settings, ENGINE_BACK + timedelta(seconds=settings.lease_sekunder + 1))
    left = what_left(settings)
    assert left.letters == undisturbed.letters == letters_sent(settings)
    assert len(set(left.letter_keys)) == len(left.letter_keys)
    assert sorted(left.notice_keys) == sorted(undisturbed.notice_keys)
    assert effects_left(settings) == {}


def test_what_a_killed_engine_held_is_free_at_once_for_the_next_one(killed: dict[str, Settings]) -> None:
    settings = killed[HELD]
    held = effects_left(settings)["taget"]
    runtime = an_engine(settings, ENGINE_BACK + timedelta(seconds=1))
    with use(runtime):
        assert release_dead_workers() == held
        asyncio.run(tell(catch_up))
    assert effects_left(settings) == {}


def test_what_a_living_worker_holds_stays_with_it(house_at_work: Path, tmp_path: Path) -> None:
    settings = settings_in(copytree(house_at_work, tmp_path / "hus"))
    runtime = an_engine(settings, ENGINE_BACK)
    with runtime.office.register.write() as uow:
        held = uow.outbox.claim(runtime.worker, ENGINE_BACK, ENGINE_BACK, runtime.lease, 100)
    assert held
    with use(runtime):
        assert release_dead_workers() == 0
    assert effects_left(settings)["taget"] == len(held)
