"""The demonstration: eight months of fictive cases that end this week, played once whatever happens on the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from casework.office import Office
from casework.perform import perform, read_act
from config.loader import load_rulebook
from config.settings import Settings
from domain.calendar import COPENHAGEN
from domain.errors import BrokenConfig
from domain.rulebook import Rulebook
from persistence.documents import MemoryStore
from persistence.keys import Keys
from persistence.register import Register
from persistence.tables import Dokument, Medarbejder, Sag, Udfoerer
from sagsgang import demo
from sagsgang.demo.municipality import read_municipality, read_staff
from sagsgang.demo.script import Script, make_script
from sagsgang.demo.theatre import Performance
from tasks.channels.memory import MemoryChannel, MemoryNotifier
from tasks.channels.port import Envelope, Receipt
from tasks.runtime import Runtime, runtime_from

NOW = datetime(2026, 11, 19, 15, 30, tzinfo=COPENHAGEN)
WEEK = timedelta(weeks=1)


class Killed(BaseException):
    """The process stopped here; nothing in the house catches it."""


@dataclass
class DyingPost(MemoryChannel):
    """A way out of the house during which the process stops: before letter number `before`, or after number `after`."""

    before: int = 0
    after: int = 0
    _sent: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        super().__init__()

    def send(self, envelope: Envelope) -> Receipt:
        number = next(self._sent)
        if number == self.before:
            raise Killed
        receipt = super().send(envelope)
        if number == self.after:
            raise Killed
        return receipt


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(local=None)


@pytest.fixture(scope="module")
def script(rulebook: Rulebook) -> Script:
    """The first six henvendelser and what follows of them in three weeks."""
    whole = make_script(read_municipality(), rulebook.calendars, NOW, first=6)
    end = whole.start + 4 * WEEK
    return replace(whole, end=end, lines=tuple(line for line in whole.lines if line.tid <= end))


def a_stage(rulebook: Rulebook, letters: MemoryChannel | None = None) -> Runtime:
    """The example municipality's staff in an empty register in memory, the day after the short script ends."""
    register = Register("sqlite://", Keys.fixed(b"demo"))
    register.create_tables()
    staff, providers = read_staff()
    with register.write() as uow:
        for who in staff:
            uow.add_later(
                Medarbejder(id=who.id, navn=who.navn or who.id, rolle=who.rolle.value, team=who.team)
            )
        for row in providers:
            uow.add_later(Udfoerer(id=row.id, navn=row.navn, paragraffer=row.paragraffer))
    keys = count(1)
    return Runtime(
        office=Office(register, rulebook, lambda: f"{next(keys):032x}"),
        store=MemoryStore(),
        letters=letters or MemoryChannel(),
        notices=MemoryNotifier(),
        worker="motor",
        link=lambda sagsnummer: f"/sager/{sagsnummer}",
        address_of=lambda _: None,
        now=lambda: NOW,
    )


def told(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """What each case's journal says: when, what, about what, by whom."""
    with register.read() as uow:
        return {
            str(uow.session.get_one(Sag, sag_id).nummer): [
                (entry.nr, entry.done_at, entry.event, entry.about, entry.actor)
                for entry in uow.journal.entries(sag_id)
            ]
            for sag_id in uow.journal.sags_after(0)
        }


def silent(_: object) -> None:
    return None


@pytest.fixture(scope="module")
def undisturbed(rulebook: Rulebook, script: Script) -> dict[str, list[tuple[Any, ...]]]:
    stage = a_stage(rulebook)
    Performance(stage, script, silent).run()
    return told(stage.office.register)


def test_a_play_that_is_stopped_before_every_act_ends_as_if_it_never_was(
    rulebook: Rulebook, script: Script, undisturbed: dict[str, list[tuple[Any, ...]]]
) -> None:
    stage = a_stage(rulebook)
    reached: set[int] = set()

    def stop_here(progress: demo.Progress) -> None:
        if progress.done not in reached:
            reached.add(progress.done)
            raise Killed

    for _ in range(len(script.lines) + 1):
        try:
            Performance(stage, script, stop_here, pace=0).run()
            break
        except Killed:
            continue
    assert reached == set(range(len(script.lines)))
    assert told(stage.office.register) == undisturbed


@pytest.mark.parametrize("number", [1, 4, 9])
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_play_that_is_stopped_while_a_letter_leaves_sends_it_once(
    rulebook: Rulebook, script: Script, undisturbed: dict[str, list[tuple[Any, ...]]], where: str, number: int
) -> None:
    post = DyingPost(**{where: number})
    stage = a_stage(rulebook, post)
    with pytest.raises(Killed):
        Performance(stage, script, silent).run()
    Performance(stage, script, silent).run()
    assert told(stage.office.register) == undisturbed
    with stage.office.register.read() as uow:
        gone = [letter for letter in _all(uow, Dokument) if letter.sendt]
    assert len(post.sent) == len(gone)


def test_a_play_that_is_over_changes_nothing_when_it_is_played_again(
    rulebook: Rulebook, script: Script, undisturbed: dict[str, list[tuple[Any, ...]]]
) -> None:
    stage = a_stage(rulebook)
    for _ in range(2):
        Performance(stage, script, silent).run()
    assert told(stage.office.register) == undisturbed


def test_a_visitor_who_opens_a_case_while_the_play_runs_gets_the_letter_at_once(
    rulebook: Rulebook, script: Script
) -> None:
    post = MemoryChannel()
    stage = a_stage(rulebook, post)
    act = read_act(
        "modtag_henvendelse", {"borger": {"navn": "Vera Besøg", "cpr": "6501850002"}, "ansoegt": ["85"]}
    )
    seen: dict[int, bool] = {}

    def visit(progress: demo.Progress) -> None:
        if progress.done == 20:
            perform(stage.office, "modtag_henvendelse", act, forloeb_id=None, by="sb2", now=NOW)
        seen[progress.done] = any(letter.recipient_name == "Vera Besøg" for letter in post.sent)

    Performance(stage, script, visit, pace=0).run()
    assert [seen[20], seen[21]] == [False, True]
    letter = next(letter for letter in post.sent if letter.recipient_name == "Vera Besøg")
    assert (letter.slug, letter.sent_at) == ("kvittering", NOW)


# --- On a folder that lasts ----------------------------------------------------------------------------------


def _settings(folder: Path) -> Settings:
    return Settings(var=folder / "var", lokal=folder / "lokal")


def _all(uow: Any, table: type[Any]) -> list[Any]:
    return [row for number in range(1, uow.count(table) + 1) if (row := uow.get(table, number)) is not None]


def test_a_register_that_holds_cases_and_is_no_demo_is_left_alone(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    demo.prepare(settings)
    live = runtime_from(settings)
    register = live.office.register
    act = read_act("modtag_henvendelse", {"borger": {"navn": "Rigtig Sag"}})
    perform(live.office, "modtag_henvendelse", act, forloeb_id=None, by="sb1", now=NOW)
    register.mark("demo", "nej")
    before = told(register)
    with pytest.raises(BrokenConfig, match="ikke et demoregister"):
        demo.prepare(settings)
    with pytest.raises(BrokenConfig, match="ikke et demoregister"):
        demo.play(settings, NOW)
    assert told(register) == before
    with register.read() as uow:
        assert uow.mark("demo") == "nej"


def test_preparing_twice_changes_nothing(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    demo.prepare(settings)
    keys = settings.key_file.read_bytes()
    demo.prepare(settings)
    assert settings.key_file.read_bytes() == keys
    register = runtime_from(settings).office.register
    staff, providers = read_staff()
    with register.read() as uow:
        assert (uow.count(Medarbejder), uow.count(Udfoerer)) == (len(staff), len(providers))
    assert register.is_demo()
