"""The whole demonstration, played once with a stop on the way: what a visitor finds behind the pages."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from config.settings import Settings
from domain.calendar import COPENHAGEN
from domain.case import FASER
from domain.deadlines import Tilstand
from domain.events import Event
from domain.rules import Art
from persistence.journal import Entry
from persistence.tables import Deadline, Dokument, Forloeb, Opgave, Sag, Table
from persistence.unit_of_work import UnitOfWork
from sagsgang import demo
from sagsgang.demo.municipality import read_municipality
from sagsgang.demo.script import Script, make_script
from sagsgang.demo.theatre import FINISHED
from tasks.runtime import Runtime, runtime_from

NOW = datetime(2026, 11, 19, 15, 30, tzinfo=COPENHAGEN)
WEEK = timedelta(weeks=1)
# The letters that the format names.
SLUGS = {
    "afgoerelse_afslag",
    "afgoerelse_bevilling",
    "afgoerelse_delvis",
    "afgoerelse_nedsaettelse",
    "afgoerelse_ophoer",
    "afslutning",
    "aktindsigt",
    "aktindsigt_forsinket",
    "bestilling",
    "forlaenget_svarfrist",
    "genvurdering",
    "handleplan",
    "indhentning",
    "indkaldelse",
    "indkaldelse_opfoelgning",
    "klagekvittering",
    "kvittering",
    "partshoering",
    "rykker_oplysninger",
    "samtykke",
    "statusanmodning",
    "ventebrev",
}


class Killed(BaseException):
    """The process stopped here; nothing in the house catches it."""


@dataclass(frozen=True)
class Played:
    """The whole play on a folder of its own."""

    settings: Settings
    runtime: Runtime
    script: Script
    told: list[demo.Progress]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The whole play, once: through `demo.play`, with a stop and a new start on the way."""
    folder = tmp_path_factory.mktemp("demo")
    settings = Settings(var=folder / "var", lokal=folder / "lokal")
    demo.prepare(settings)
    said: list[demo.Progress] = []

    def stop_once(progress: demo.Progress) -> None:
        said.append(progress)
        if len(said) == 3:
            raise Killed

    with pytest.raises(Killed):
        demo.play(settings, NOW, stop_once)
    demo.play(settings, NOW + timedelta(days=8), said.append)
    runtime = runtime_from(settings)
    script = make_script(read_municipality(), runtime.office.rulebook.calendars, NOW)
    return Played(settings, runtime, script, said)


def rows(uow: UnitOfWork, table: type[Table]) -> list[Any]:
    """Every row of a table whose rows are numbered."""
    return [row for number in range(1, uow.count(table) + 1) if (row := uow.get(table, number)) is not None]


def journal(uow: UnitOfWork) -> Iterator[Entry]:
    for sag_id in uow.journal.sags_after(0):
        yield from uow.journal.entries(sag_id)


def test_the_whole_play_shows_every_phase_and_every_letter(played: Played) -> None:
    with played.runtime.office.register.read() as uow:
        assert uow.count(Sag) == 60
        entries = list(journal(uow))
    assert {entry.about for entry in entries if entry.event == Event.FASE_STARTET} >= set(FASER)
    assert {entry.about for entry in entries if entry.event == Event.BREV_SENDT} == SLUGS


def test_every_chain_of_the_journal_holds(played: Played) -> None:
    with played.runtime.office.register.read() as uow:
        broken = {sag: uow.journal.verify(sag) for sag in uow.journal.sags_after(0)}
    assert set(broken.values()) == {None}


def test_only_the_gates_that_the_script_means_stop_an_act(played: Played) -> None:
    """An act that was refused left nothing: those in the journal and those meant to be refused are all of them."""
    with played.runtime.office.register.read() as uow:
        done = {entry.done_at for entry in journal(uow)}
    missing = {
        (line.nr, line.goer, line.afvises)
        for line in played.script.lines
        if line.tid not in done and line.goer != "fravaer"
    }
    meant = {(line.nr, line.goer, line.afvises) for line in played.script.lines if line.afvises}
    assert missing == meant
    assert {gate for _, _, gate in meant} >= {"G2", "G3", "G4", "G7", "G8", "G9"}


def test_no_statutory_deadline_is_overdue_without_somebody_told(played: Played) -> None:
    rulebook = played.runtime.office.rulebook
    statutory = {
        rule_id
        for rule_id, versions in rulebook.deadlines.items()
        if any(rule.art is Art.LOV and rule.stige for rule in versions)
    }
    with played.runtime.office.register.read() as uow:
        late = {
            (clock.forloeb_id, clock.rule_id)
            for clock in rows(uow, Deadline)
            if clock.rule_id in statutory
            and (
                clock.state == Tilstand.OVERSKREDET
                or (clock.state == Tilstand.AKTIV and clock.due_on < NOW.date())
            )
        }
        told_of = {
            (entry.forloeb_id, entry.about) for entry in journal(uow) if entry.event == Event.ESKALERET
        }
    assert late
    assert late <= told_of


def test_a_believable_desk_is_left(played: Played) -> None:
    with played.runtime.office.register.read() as uow:
        letters, clocks = rows(uow, Dokument), rows(uow, Deadline)
        tasks = [task for task in rows(uow, Opgave) if task.lukket is None]
        open_phases = {row.fase for row in rows(uow, Forloeb) if row.tilstand == "aabent"}
    drafts = {letter.brev for letter in letters if letter.tilstand == "kladde"}
    assert {"afgoerelse_bevilling", "indkaldelse", "samtykke", "forlaenget_svarfrist"} <= drafts
    assert [letter.brev for letter in letters if letter.tilstand == "fejlet"] == ["kvittering"]
    running = [clock for clock in clocks if clock.state == Tilstand.AKTIV]
    assert [clock for clock in running if NOW.date() <= clock.due_on < NOW.date() + WEEK]
    assert [clock for clock in running if clock.due_on < NOW.date()]
    assert {"find_ny_udfoerer", "ret_fejlet_brev", "ring_til_kilde"} <= {task.slug for task in tasks}
    assert open_phases == set(FASER)


def test_the_letters_lie_in_the_outgoing_folders_under_their_own_days(played: Played) -> None:
    var = played.settings.var
    days = sorted(path.name for path in (var / "udbakke").glob("20*"))
    assert days[0] == "2026-03-17"
    assert days[-1] <= NOW.date().isoformat()
    assert list((var / "print").glob("20*/*.pdf"))


def test_the_progress_never_goes_back_names_nobody_and_ends_in_the_file(played: Played) -> None:
    names = {row.navn for row in read_municipality().henvendelser}
    done = [progress.done for progress in played.told]
    assert done == sorted(done)
    assert not [name for progress in played.told for name in names if name in progress.tekst]
    last = json.loads((played.settings.var / "demo.json").read_text(encoding="utf-8"))
    assert last["faerdig"] is True
    assert last["done"] == last["total"] == len(played.script.lines)


def test_a_play_that_is_over_is_not_played_again(played: Played) -> None:
    register = played.runtime.office.register
    with register.read() as uow:
        before, finished = uow.journal.last_id(), uow.mark(FINISHED)
    demo.play(played.settings, NOW + timedelta(days=40))
    with register.read() as uow:
        assert uow.journal.last_id() == before
    assert finished == NOW.isoformat()
