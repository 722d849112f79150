"""Notices in a file: one whole line for each key, whatever cut the last one off."""

import json
from pathlib import Path

import pytest

from domain.errors import AlreadySent, Final
from tasks.channels.choose import NotifierByUrl
from tasks.channels.file_notifier import FILE_NAME, FileNotifier
from tasks.channels.notification import Notification
from tests.persistence.kill_points import folders_left_by_every_kill


def a_notification(
    key: str = "17:paamindelse", url: str | None = None, title: str = "Sag 2026-0042"
) -> Notification:
    link = "https://sagsgang.example/sag/42"
    return Notification(key, url, "2026-0042", "svarfrist", link, title, f"svarfrist: {link}")


def lines_in(root: Path) -> list[dict[str, str]]:
    text = (root / FILE_NAME).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


def give_notice(root: Path) -> None:
    FileNotifier(root).send(a_notification())


def test_a_notice_is_a_line_with_case_number_kind_and_link(tmp_path: Path) -> None:
    FileNotifier(tmp_path).send(a_notification())
    assert lines_in(tmp_path) == [
        {
            "key": "17:paamindelse",
            "sagsnr": "2026-0042",
            "kind": "svarfrist",
            "link": "https://sagsgang.example/sag/42",
            "title": "Sag 2026-0042",
            "body": "svarfrist: https://sagsgang.example/sag/42",
        }
    ]


def test_the_same_key_is_one_line_also_for_another_process(tmp_path: Path) -> None:
    first, second = FileNotifier(tmp_path), FileNotifier(tmp_path)
    first.send(a_notification("1"))
    second.send(a_notification("2"))
    first.send(a_notification("3"))
    for notifier in (first, second, FileNotifier(tmp_path)):
        for key in ("1", "2", "3"):
            with pytest.raises(AlreadySent):
                notifier.send(a_notification(key))
    assert [line["key"] for line in lines_in(tmp_path)] == ["1", "2", "3"]


def test_after_a_kill_at_any_step_there_is_one_whole_line(tmp_path: Path) -> None:
    torn = 0
    for folder in folders_left_by_every_kill("tests.tasks.test_file_notifier:give_notice", tmp_path):
        file = folder / FILE_NAME
        torn += file.exists() and file.stat().st_size > 0 and not lines_in(folder)
        notifier = FileNotifier(folder)
        notifier.send(a_notification("the next"))
        if len(lines_in(folder)) == 1:
            notifier.send(a_notification())
        assert sorted(line["key"] for line in lines_in(folder)) == ["17:paamindelse", "the next"]
    assert torn


def test_a_file_that_was_emptied_starts_again(tmp_path: Path) -> None:
    notifier = FileNotifier(tmp_path)
    notifier.send(a_notification("1"))
    notifier.send(a_notification("2"))
    (tmp_path / FILE_NAME).write_bytes(b"")
    notifier.send(a_notification("1"))
    assert [line["key"] for line in lines_in(tmp_path)] == ["1"]


def test_a_person_without_a_url_gets_the_file(tmp_path: Path) -> None:
    notifier = NotifierByUrl(
        with_url=FileNotifier(tmp_path / "url"), without_url=FileNotifier(tmp_path / "file")
    )
    notifier.send(a_notification("1", url="json://127.0.0.1"))
    notifier.send(a_notification("2"))
    assert [line["key"] for line in lines_in(tmp_path / "url")] == ["1"]
    assert [line["key"] for line in lines_in(tmp_path / "file")] == ["2"]


@pytest.mark.parametrize("title", ["Om 711299-9999", "Om 7112999999", "Om 711299 9999."])
def test_a_notice_with_a_cpr_number_cannot_be_made(title: str) -> None:
    with pytest.raises(Final, match="notifikation_indhold"):
        a_notification(title=title)


def test_a_notification_shows_no_url() -> None:
    assert "secret" not in repr(a_notification(url="mailto://user:secret@example.org"))
