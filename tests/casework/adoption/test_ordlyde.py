"""Own wordings laid in the folder while the house runs: nothing changes, and whoever runs it is told."""

from pathlib import Path

from casework.adoption.ordlyde import look_at_letters
from config.loader import CONFIG
from config.own_wording import own_copy
from persistence.tables import OutboxRow
from tests.builders import Desk, a_desk


def told(desk: Desk) -> list[tuple[str, str]]:
    return [
        (row.payload["art"], row.payload["om"])
        for row in desk.all(OutboxRow)
        if row.payload.get("art", "").startswith("ordlyd_")
    ]


def test_a_folder_with_nothing_of_its_own_is_told_of_to_nobody(tmp_path: Path) -> None:
    desk = a_desk()
    assert look_at_letters(desk.office, tmp_path, desk.now) == []
    assert look_at_letters(desk.office, None, desk.now) == []
    assert told(desk) == []


def test_a_broken_wording_changes_nothing_and_is_told_of_once(tmp_path: Path) -> None:
    desk = a_desk()
    before = desk.office.rulebook.wordings["ventebrev"]
    path = own_copy(CONFIG, tmp_path, "ventebrev")
    path.write_text(path.read_text("utf-8") + "{{ diagnose }}\n", "utf-8")

    for _ in range(2):
        [fault] = look_at_letters(desk.office, tmp_path, desk.now)
        assert (fault.file, fault.key) == ("ventebrev.md", "diagnose")

    assert set(told(desk)) == {("ordlyd_ugyldig", "ventebrev.md")}
    assert len(told(desk)) == 1
    assert desk.office.rulebook.wordings["ventebrev"] == before


def test_a_wording_that_waits_for_the_next_start_is_told_of(tmp_path: Path) -> None:
    desk = a_desk()
    path = own_copy(CONFIG, tmp_path, "ventebrev")
    path.write_text(path.read_text("utf-8").replace("Kære {{", "Hej {{", 1), "utf-8")

    assert look_at_letters(desk.office, tmp_path, desk.now) == []

    assert set(told(desk)) == {("ordlyd_aendret", "ventebrev")}
