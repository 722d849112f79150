"""The order of steps that a power cut asks for, which no killed process can show."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from persistence.documents import FolderStore
from persistence.keys import Keys
from tasks.channels.folder import FolderChannel
from tests.tasks.letters import an_envelope


def put_document(root: Path) -> None:
    FolderStore(root, Keys.fixed(b"test")).put(b"document")


def send_letter(root: Path) -> None:
    FolderChannel(root).send(an_envelope())


@pytest.mark.parametrize(("act", "moves"), [(put_document, 1), (send_letter, 4)])
def test_a_file_is_synced_before_it_is_moved_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], None], moves: int
) -> None:
    steps: list[tuple[str, Path]] = []
    fsync, move = os.fsync, os.replace

    def watched_fsync(descriptor: int) -> None:
        steps.append(("synced", Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    def watched_replace(source: Path, target: Path) -> None:
        steps.extend([("from", Path(source)), ("to", Path(target))])
        move(source, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "replace", watched_replace)
    act(tmp_path)

    moved = [number for number, (step, _) in enumerate(steps) if step == "from"]
    assert len(moved) == moves
    for number in moved:
        source, target = steps[number][1], steps[number + 1][1]
        assert ("synced", source) in steps[:number]
        assert steps[number + 2] == ("synced", target.parent)


def test_a_new_folder_is_synced_into_the_one_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda number: synced.append(Path(f"/proc/self/fd/{number}").readlink()))
    FolderStore(tmp_path / "var" / "dokumenter", Keys.fixed(b"test"))
    assert synced == [tmp_path, tmp_path / "var"]
