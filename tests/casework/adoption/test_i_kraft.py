"""The register remembers which rules are in force, and what changes behind its back is journalled and told."""

from datetime import timedelta
from pathlib import Path

import pytest

from casework.adoption.i_kraft import Standing, heed
from domain.errors import BrokenConfig
from persistence.tables import Medarbejder, OutboxRow, Regelsaet
from tests.builders import Desk, a_case, a_desk
from tests.casework.rules import SHORTER_TALK, Hall

FIRST = [("system", "regler_indfoert"), ("system", "kalender_indfoert")]


@pytest.fixture
def desk() -> Desk:
    return a_desk()


@pytest.fixture
def hall(desk: Desk, tmp_path: Path) -> Hall:
    return Hall(desk.office, tmp_path / "lokal")


def told(desk: Desk) -> list[tuple[str, str]]:
    return [(row.payload["til"], row.payload["art"]) for row in desk.all(OutboxRow) if "art" in row.payload]


def test_the_first_start_remembers_what_is_in_force_and_every_later_one_finds_it(hall: Hall) -> None:
    for _ in range(3):
        hall.start()
    assert hall.entries() == FIRST


def test_a_file_changed_by_hand_is_journalled_once_with_what_differs_and_told_to_the_administrator(
    desk: Desk, hall: Hall
) -> None:
    with desk.office.register.write() as uow:
        uow.add_later(Medarbejder(id="drift1", navn="drift1", rolle="administrator", team="voksen"))
    hall.start()
    hall.lokal.mkdir()
    (hall.lokal / "deadlines.toml").write_text(SHORTER_TALK, encoding="utf-8")
    for _ in range(2):
        hall.start()
    assert hall.entries() == [*FIRST, ("system", "regler_aendret_uden_om")]
    with hall.office.register.read() as uow:
        entry = list(uow.journal.entries(None))[-1]
    assert entry.detail["hvorfor"] == "fil"
    (change,) = entry.detail["aendringer"]
    assert (change["regel"], change["foer"], change["nu"]) == (
        "foerste_samtale",
        "10 arbejdsdage",
        "5 arbejdsdage",
    )
    assert told(desk) == [("drift1", "regler_aendret_uden_om")]


def test_a_closing_day_written_by_hand_is_journalled_too(hall: Hall) -> None:
    hall.start()
    hall.lokal.mkdir()
    (hall.lokal / "calendar.toml").write_text(
        '[[lukkedage]]\nfra = 2026-02-13\nnavn = "Lukket"\n', encoding="utf-8"
    )
    hall.start()
    assert hall.entries() == [*FIRST, ("system", "kalender_aendret_uden_om")]
    with hall.office.register.read() as uow:
        (change,) = list(uow.journal.entries(None))[-1].detail["aendringer"]
    assert (change["dag"], change["navn"], change["hvad"]) == ("2026-02-13", "Lukket", "ny")


def test_both_versions_are_kept_word_for_word(hall: Hall, desk: Desk) -> None:
    hall.adopt(SHORTER_TALK)
    kept = {row.version: row.content for row in desk.all(Regelsaet)}
    with hall.office.register.read() as uow:
        entry = list(uow.journal.entries(None))[-1]
    was, now = (kept[entry.detail[key]]["regler"]["foerste_samtale"][0]["regel"] for key in ("foer", "nu"))
    assert (was["varighed"], now["varighed"]) == ("10 arbejdsdage", "5 arbejdsdage")


def test_the_days_that_a_deadline_was_counted_in_can_be_told_after_the_calendar_has_changed(
    hall: Hall,
) -> None:
    desk = a_case()
    clock = desk.clock_of("foerste_samtale")
    hall = Hall(desk.office, hall.lokal)
    hall.calendar('[[lukkedage]]\nfra = 2026-12-28\nnavn = "Jul"\n')
    with desk.read() as uow:
        was = uow.deadlines.kept_calendar(clock.calendar_version)
        now = uow.deadlines.kept_calendar(hall.office.rulebook.calendars.version)
    assert was is not None
    assert now is not None
    assert (was["lukkedage"], now["lukkedage"]) == ({}, {"2026-12-28": "Jul"})
    assert "2026-04-06" in was["helligdage"]


def test_a_process_that_lives_long_follows_what_is_adopted_within_a_second(hall: Hall) -> None:
    seconds = [0.0]
    living = Standing(hall.start(), hall.lokal, lambda: seconds[0])
    before = living.current()
    hall.adopt(SHORTER_TALK)
    assert living.current() is before
    seconds[0] += 1.0
    followed = living.current()
    assert followed.rulebook.version == hall.office.rulebook.version != before.rulebook.version
    assert followed.register is before.register
    seconds[0] += 1.0
    assert living.current() is followed


def test_a_process_whose_files_cannot_be_read_goes_on_under_the_rules_it_knows(hall: Hall) -> None:
    seconds = [0.0]
    living = Standing(hall.start(), hall.lokal, lambda: seconds[0])
    before = living.current()
    hall.adopt(SHORTER_TALK)
    (hall.lokal / "deadlines.toml").write_text("[svarfrist\n", encoding="utf-8")
    seconds[0] += 1.0
    assert living.current() is before
    with pytest.raises(BrokenConfig):
        hall.start()


def test_two_installations_with_files_of_their_own_do_not_outdo_each_other(
    hall: Hall, tmp_path: Path
) -> None:
    seconds = [0.0]
    living = Standing(hall.start(), hall.lokal, lambda: seconds[0])
    elsewhere = tmp_path / "andetsteds"
    elsewhere.mkdir()
    (elsewhere / "deadlines.toml").write_text(SHORTER_TALK, encoding="utf-8")
    other = Hall(hall.office, elsewhere, hall.now + timedelta(hours=1))
    other.start()
    for _ in range(3):
        seconds[0] += 1.0
        living.current()
    assert hall.entries() == [*FIRST, ("system", "regler_aendret_uden_om")]


def test_what_lies_ready_without_an_adoption_is_left_alone(hall: Hall) -> None:
    hall.start()
    hall.lokal.mkdir()
    (hall.lokal / ".deadlines.toml.ny").write_text(SHORTER_TALK, encoding="utf-8")
    assert heed(hall.office, hall.lokal, hall.now).rulebook.version == hall.office.rulebook.version
    hall.start()
    assert (hall.entries(), hall.files()) == (FIRST, {})
