"""Each bench that needs no peer still runs, at a tiny size; nothing timed is asserted."""

import io
import json
import os
from pathlib import Path

import docx
import pytest

from bench.__main__ import BENCHES, keep
from bench.bench_bulk_letters import hold_many, send_many
from bench.bench_engine import run_outbox
from bench.bench_letters import make_letters
from bench.bench_memory import family, memory_of, name_of
from bench.bench_steps import ACTS, perform_many
from bench.bulk_register import make_patterns, write_register
from bench.case_plans import KEYS
from bench.figures import HEADINGS, Figure, markdown, skipped
from bench.letter_sources import VARYING, Sources, lay_out
from bench.machine import machine
from bench.sweep_registers import copy_to_postgres, unpark
from bench.sweep_registers import lay_out as lay_out_register
from bench.swept import put_out, sweep
from persistence.register import Register
from tests.persistence.conftest import database


def test_a_sweep_of_fifty_cases_takes_what_is_due_in_this_turn_and_no_more(tmp_path: Path) -> None:
    patterns = make_patterns("ny", "kontakt")
    url = lay_out_register(tmp_path / "register.sqlite3", patterns, 50, turns=[10, 6])
    assert sweep(url, 1)["done"] == 0
    for turn, steps in enumerate([10, 6]):
        unpark(url, turn)
        told = sweep(url, 1)
        assert (told["done"], told["twice"]) == (steps, 0)
        assert told["journal"] >= steps
    assert put_out(url)["effects_seconds"] > 0


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
def test_the_same_register_on_postgresql_is_swept_by_two_workers_and_no_step_is_done_twice(
    tmp_path: Path, postgres_url: str
) -> None:
    place = tmp_path / "register.sqlite3"
    lay_out_register(place, make_patterns("ny", "kontakt"), 50, turns=[10])
    with database(postgres_url) as url:
        copy_to_postgres(place, url)
        unpark(url, 0)
        told = sweep(url, 2)
    assert (told["done"], told["twice"]) == (10, 0)


@pytest.mark.parametrize("act", ACTS)
def test_each_measured_act_is_done_on_every_case(act: str, tmp_path: Path) -> None:
    told = perform_many(tmp_path, act, 3)
    assert told["pragmas"]["synchronous"] == "2", "FULL"
    assert told["pragmas"]["journal_mode"] == "wal"


def test_phases_told_as_plain_calls_leave_nothing_waiting(tmp_path: Path) -> None:
    place = tmp_path / "register.sqlite3"
    register = Register(f"sqlite:///{place}", KEYS)
    register.create_tables()
    write_register(register, make_patterns("ny"), 5, due=0)
    register.engine.dispose()
    assert "seconds" in run_outbox(place, "plain calls")


def test_letters_are_sent_by_two_workers_and_memory_is_read_on_the_way() -> None:
    assert send_many(1, 4)["memo_bytes"] > 10_000
    assert 0 < hold_many(20)["rss_after_a_tenth"] < 2 * hold_many(20)["rss_after_all"]


@pytest.mark.parametrize("kind", ["word", "pdf", "html", "text"])
def test_two_letters_are_made(kind: str) -> None:
    assert make_letters(kind, 2)["per_second"] > 0


def test_the_peers_template_is_our_letter_with_a_placeholder_for_each_fact_that_varies() -> None:
    document = docx.Document(io.BytesIO(Sources().template()))
    text = "\n".join(paragraph.text for paragraph in document.element.body.iter() if paragraph.text)
    assert [name for name in VARYING if f"{{{{ {name} }}}}" not in text] == []


def test_the_peers_get_the_letters_that_we_make(tmp_path: Path) -> None:
    lay_out(tmp_path, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "contexts.json",
        "letter-0000.docx",
        "letter-0000.html",
        "letter-0001.docx",
        "letter-0001.html",
        "template.docx",
    ]
    first, second = (tmp_path / f"letter-000{number}.html" for number in (0, 1))
    assert first.read_text(encoding="utf-8") != second.read_text(encoding="utf-8")


def test_a_process_knows_its_family_its_name_and_its_memory() -> None:
    me = os.getpid()
    assert family(me)[0] == me
    assert memory_of(me)["Rss"] >= memory_of(me)["Pss"] > 0
    assert name_of(me)


def test_the_table_shows_medians_ratios_goals_and_what_was_left_out() -> None:
    rows = [
        Figure("x", "fast", "s", (3.0, 1.0, 2.0), "slow", 4.0, "≥ 3 × slow", met=True),
        skipped("x", "no peer"),
    ]
    table = markdown(rows).splitlines()
    assert table[0] == f"| {' | '.join(HEADINGS)} |"
    assert table[2] == "| x | fast | 2 | 1–3 | s | slow | 4.00 | ≥ 3 × slow | yes |"
    assert "skipped: no peer" in table[3]


def test_the_machine_is_named_without_its_name() -> None:
    about = machine()
    assert {"cores", "cpu", "memory", "python", "sqlite", "load", "fsync_ms"} <= set(about)


def test_a_run_is_kept_as_values_and_as_a_table(tmp_path: Path) -> None:
    keep(tmp_path / "2026-03-10", {"cores": 2}, [Figure("steps", "fast", "s", (1.0, 2.0, 4.0))])
    kept = json.loads((tmp_path / "2026-03-10.json").read_text(encoding="utf-8"))
    assert kept["machine"] == {"cores": 2}
    assert (kept["figures"][0]["values"], kept["figures"][0]["median"]) == ([1.0, 2.0, 4.0], 2.0)
    assert "| steps | fast | 2 | 1–4 |" in (tmp_path / "2026-03-10.md").read_text(encoding="utf-8")


def test_the_command_knows_every_bench() -> None:
    files = {
        path.stem.removeprefix("bench_") for path in (Path(__file__).parents[2] / "bench").glob("bench_*.py")
    }
    assert files == set(BENCHES)
