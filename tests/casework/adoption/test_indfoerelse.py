"""Adopting rules is one act: whole, journalled once, and the same after dying anywhere and running again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casework.adoption.i_kraft import RULES
from casework.adoption.indfoerelse import adopt, half_moved
from casework.office import Office
from domain.errors import ActRefused, BrokenConfig, Retryable
from persistence.keys import Keys
from persistence.register import Register
from persistence.tables import Medarbejder
from persistence.unit_of_work import UnitOfWork
from tests.builders import MONDAY, Desk, a_case, a_desk, rulebook
from tests.casework.rules import SHORTER_TALK, Hall
from tests.persistence.kill_points import folders_left_by_every_kill

FORMER = '[kvittering]\nvarighed = "4 arbejdsdage"\n'
BOTH = FORMER + SHORTER_TALK
ADOPTED = ("leder1", "regler_indfoert")


class Killed(BaseException):
    """The process died here."""


class DyingRegister(Register):
    """Dies at the `fatal`-th end of a writing transaction: before it is committed, or right after."""

    fatal: int | None = None

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        with super().write() as uow:
            yield uow
            self._pass()
        self._pass()

    def _pass(self) -> None:
        if self.fatal is not None:
            self.fatal -= 1
            if self.fatal == 0:
                raise Killed


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(a_desk().office, tmp_path / "lokal")


def cases(number: int = 3) -> Desk:
    """Cases of different citizens, each with a first talk to be held, in a register that can die."""
    desk = a_desk()
    for nr in range(number):
        a_case(desk=desk, navn=f"Borger {nr}", cpr=f"650185000{nr}")
    desk.office.register.__class__ = DyingRegister
    return desk


def state(hall: Hall, desk: Desk) -> object:
    """Everything that an adoption changes."""
    clocks = [
        (clock.rule_id, clock.rule_version, clock.due_on, clock.next_at, clock.done, len(clock.flytninger))
        for rule_id in ("foerste_samtale", "kvittering")
        for clock in desk.clocks(rule_id)
    ]
    moved = [(line.noegle, line.felter["forfald"]) for line in desk.timeline("frist_flyttet")]
    return hall.entries(), hall.files(), clocks, sorted(moved), half_moved(hall.office)


def test_rules_are_adopted_once_by_a_named_person_with_the_former_file_beside(hall: Hall) -> None:
    hall.adopt(FORMER)
    was = hall.office.rulebook.version
    for _ in range(2):
        hall.adopt(SHORTER_TALK)
    assert hall.entries()[2:] == [ADOPTED, ADOPTED]
    assert hall.files() == {"deadlines.toml": SHORTER_TALK, f"deadlines.{was}.toml": FORMER}
    with hall.office.register.read() as uow:
        entry = list(uow.journal.entries(None))[-1]
    assert entry.detail["foer"] == was
    assert entry.detail["nu"] == hall.start().rulebook.version
    assert entry.detail["fra"] == MONDAY.date().isoformat()
    assert {change["regel"] for change in entry.detail["aendringer"]} == {"kvittering", "foerste_samtale"}


@pytest.mark.parametrize(("by", "grund"), [("sb1", "mangler_ret"), ("ingen", "ukendt")])
def test_only_a_leader_a_chef_or_an_administrator_adopts_rules(hall: Hall, by: str, grund: str) -> None:
    with pytest.raises(ActRefused) as refused:
        hall.adopt(SHORTER_TALK, by=by)
    assert (refused.value.grund, bool(refused.value.tekst)) == (grund, True)
    assert (hall.files(), len(hall.entries())) == ({}, 2)


def test_a_new_svarfrist_that_nobody_has_adopted_and_published_is_refused(hall: Hall) -> None:
    with pytest.raises(BrokenConfig, match=r'svarfrist\.vedtaget\."85"'):
        hall.adopt('[svarfrist]\nvarighed."85" = "6 uger"\n')
    assert (hall.files(), len(hall.entries())) == ({}, 2)


def test_what_the_law_has_set_is_refused(hall: Hall) -> None:
    with pytest.raises(BrokenConfig, match=r"klage\.varighed: er fastsat ved lov"):
        hall.adopt('[klage]\nvarighed = "8 uger"\n')


def test_running_deadlines_keep_their_rule_unless_they_are_moved(tmp_path: Path) -> None:
    desk = cases(1)
    hall = Hall(desk.office, tmp_path / "lokal")
    before = desk.clock_of("foerste_samtale")
    hall.adopt(SHORTER_TALK)
    assert desk.clock_of("foerste_samtale").rule_version == before.rule_version
    assert hall.adopt(SHORTER_TALK, flyt=True) == 1
    after = desk.clock_of("foerste_samtale")
    assert (before.due_on.isoformat(), after.due_on.isoformat()) == ("2026-02-16", "2026-02-09")
    assert [entry["hvorfor"] for entry in after.flytninger] == ["regler"]
    assert desk.told("frist_flyttet", "foerste_samtale") == ["2026-02-02"]
    assert hall.adopt(SHORTER_TALK, flyt=True) == 0


def test_dying_at_any_end_of_a_transaction_and_running_again_ends_in_the_same_state(tmp_path: Path) -> None:
    def adopted(folder: str, fatal: int | None) -> tuple[object, bool]:
        desk = cases(2)
        register = desk.office.register
        assert isinstance(register, DyingRegister)
        hall = Hall(desk.office, tmp_path / folder / "lokal")
        hall.lokal.parent.mkdir()
        hall.start()
        register.fatal = fatal
        died = False
        try:
            hall.adopt(BOTH, flyt=True)
        except Killed:
            died = True
        register.fatal = None
        hall.adopt(BOTH, flyt=True)
        return state(hall, desk), died

    whole, died = adopted("hel", None)
    assert not died
    assert ADOPTED in whole[0]  # type: ignore[index]  # a tuple
    fatal = 0
    while True:
        fatal += 1
        found, died = adopted(str(fatal), fatal)
        if not died:
            break
        assert found == whole, fatal
    # The journal's transaction, one for each of two cases, and the mark's end: before and after each.
    assert fatal > 8


def house(folder: Path) -> Hall:
    register = Register(f"sqlite:///{folder / 'r.sqlite3'}", Keys.fixed(b"proeve"))
    return Hall(Office(register, rulebook(), lambda: "0" * 32), folder / "lokal")


def adopt_in(folder: Path) -> None:
    """What is killed before each of its steps on the disk."""
    hall = house(folder)
    hall.office.register.create_tables()
    with hall.office.register.write() as uow:
        uow.add_later(Medarbejder(id="leder1", navn="leder1", rolle="leder", team="voksen"))
    hall.lokal.mkdir()
    (hall.lokal / "deadlines.toml").write_text(FORMER, encoding="utf-8")
    hall.adopt(BOTH)


def test_killed_before_any_step_on_the_disk_the_next_start_finds_all_of_it_or_nothing(tmp_path: Path) -> None:
    folders = folders_left_by_every_kill("tests.casework.adoption.test_indfoerelse:adopt_in", tmp_path)
    outcomes = set()
    # The first was killed while the scene was being set.
    for folder in folders[1:]:
        hall = house(folder)
        hall.start()
        adopted = hall.entries().count(ADOPTED)
        files = hall.files()
        assert files["deadlines.toml"] == (BOTH if adopted else FORMER), folder.name
        assert len(files) == 1 + adopted
        assert ("system", "regler_aendret_uden_om") not in hall.entries()
        outcomes.add(adopted)
        hall.adopt(BOTH)
        assert hall.entries().count(ADOPTED) == 1
        assert hall.files()["deadlines.toml"] == BOTH
        assert hall.files()[f"deadlines.{_former_version(hall)}.toml"] == FORMER
    assert outcomes == {0, 1}
    assert len(folders) > 8


def _former_version(hall: Hall) -> str:
    with hall.office.register.read() as uow:
        return str(next(row for row in uow.journal.entries(None) if row.actor == "leder1").detail["foer"])


def test_two_who_adopt_at_once_do_not_undo_each_other(hall: Hall) -> None:
    hall.start()
    late = hall.proposal(FORMER)
    hall.adopt(SHORTER_TALK)
    with pytest.raises(Retryable, match="regler_aendret_imens"):
        adopt(hall.office, hall.lokal, late, by="leder1", flyt=False, now=hall.now)
    assert hall.files() == {"deadlines.toml": SHORTER_TALK}
    assert hall.office.rulebook.version == hall.start().rulebook.version
    assert RULES.version(hall.office.rulebook) != late.version
