"""Keeping processes up, stopping all of them, and refusing to start where it cannot be done."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.settings import Settings, load_settings
from domain.errors import BrokenConfig
from sagsgang.prefect_settings import prefect_environment, settings_environment
from sagsgang.processes import Running, is_alive, only_one, running, strike_out, write_down
from sagsgang.serve import REFUSED, parts_of, serve
from sagsgang.supervisor import Part, Supervisor
from tests.engine.house import a_house, settings_in
from tests.engine.served import free_ports, members, until
from tests.house.tree import ROOT

SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")
STARTS_ANOTHER = (
    sys.executable,
    "-c",
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); time.sleep(60)",
)
ENDS = (sys.executable, "-c", "")
BREAKS = (sys.executable, "-c", "raise SystemExit(1)")
DEAF = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
)


@contextmanager
def looking_after(folder: Path, *parts: Part) -> Iterator[Supervisor]:
    supervisor = Supervisor(parts, os.environ, folder)
    try:
        supervisor.look_after()
        yield supervisor
    finally:
        supervisor.stop()


def pid_of(supervisor: Supervisor, name: str) -> int | None:
    supervisor.look_after()
    return next((child.pid for child in supervisor.children if child.name == name and child.is_up), None)


def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    with looking_after(tmp_path, Part("motor", SLEEPS)) as supervisor:
        first = pid_of(supervisor, "motor")
        assert first is not None
        os.kill(first, signal.SIGKILL)
        until(lambda: pid_of(supervisor, "motor") not in {None, first}, 10, "another has taken its place")
        assert [child.restarts for child in supervisor.children] == [1]


def test_a_child_that_dies_takes_what_it_started_with_it(tmp_path: Path) -> None:
    with looking_after(tmp_path, Part("motor", STARTS_ANOTHER)) as supervisor:
        first = pid_of(supervisor, "motor")
        assert first is not None
        until(lambda: len(members(first)) == 2, 10, "it has started another")
        os.kill(first, signal.SIGKILL)
        until(lambda: pid_of(supervisor, "motor") != first, 10, "another has taken its place")
        until(lambda: members(first) == [], 10, "what it started is gone")


def test_a_child_that_keeps_dying_is_started_less_and_less_often(tmp_path: Path) -> None:
    begun = time.monotonic()
    with looking_after(tmp_path, Part("motor", BREAKS)) as supervisor:
        until(
            lambda: supervisor.look_after() or [c.restarts for c in supervisor.children] == [2],
            20,
            "two restarts",
        )
    # Half a second, then a whole one.
    assert time.monotonic() - begun > 1.4


def test_what_comes_after_another_waits_until_that_has_ended_well(tmp_path: Path) -> None:
    parts = (Part("demo", ENDS, once=True), Part("motor", SLEEPS, after="demo"))
    with looking_after(tmp_path, *parts) as supervisor:
        assert [child.name for child in supervisor.children] == ["demo"]
        until(lambda: pid_of(supervisor, "motor"), 10, "the engine has started")
        assert [child.name for child in supervisor.children] == ["motor"]


def test_what_comes_after_another_does_not_start_when_that_fails(tmp_path: Path) -> None:
    parts = (Part("demo", BREAKS, once=True), Part("motor", SLEEPS, after="demo"))
    with looking_after(tmp_path, *parts) as supervisor:
        until(
            lambda: supervisor.look_after() or [c.restarts for c in supervisor.children] == [1],
            20,
            "it failed once",
        )
        assert [child.name for child in supervisor.children] == ["demo"]


def test_a_stop_leaves_nothing_behind_not_even_what_will_not_listen(tmp_path: Path) -> None:
    with looking_after(tmp_path, Part("a", DEAF), Part("b", STARTS_ANOTHER, stops=1)) as supervisor:
        groups = [child.pid for child in supervisor.children]
        until(lambda: len(members(groups[1])) == 2, 10, "it has started another")
        begun = time.monotonic()
        supervisor.stop()
        assert time.monotonic() - begun < 10
        assert [members(group) for group in groups] == [[], []]


def test_children_do_not_outlive_a_killed_supervisor(tmp_path: Path) -> None:
    program = (
        "import os, sys, time; from pathlib import Path; from sagsgang.supervisor import Part, Supervisor;"
        f"s = Supervisor([Part('a', {list(SLEEPS)!r})], os.environ, Path({str(tmp_path)!r})); s.look_after();"
        "print(s.children[0].pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    until(lambda: not is_alive(child), 10, "the child is gone")


def test_the_log_of_a_child_does_not_grow_for_ever(tmp_path: Path) -> None:
    log = tmp_path / "motor.log"
    log.write_bytes(b"x" * (11 * 1024 * 1024))
    with looking_after(tmp_path, Part("motor", SLEEPS)):
        assert log.stat().st_size == 0
        assert (tmp_path / "motor.log.1").stat().st_size > 0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    port, prefect_port = free_ports(2)
    return settings_in(tmp_path, port=port, prefect_port=prefect_port)


def test_a_taken_port_is_refused_in_one_danish_sentence(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    a_house(settings)
    for port in (settings.port, settings.prefect_port):
        with socket.socket() as other:
            other.bind(("127.0.0.1", port))
            other.listen()
            assert serve(settings) == REFUSED
        said = capsys.readouterr().err
        assert said.startswith(f"Port {port} er optaget")
        assert said.count("\n") == 1
    assert not (settings.var / "prefect").exists()


def test_a_second_sagsgang_on_the_same_folder_is_refused(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    a_house(settings)
    with only_one(settings):
        assert serve(settings) == REFUSED
    assert "kører allerede" in capsys.readouterr().err


def test_a_register_of_another_version_is_refused(settings: Settings) -> None:
    a_house(settings)
    (settings.var / "sagsgang.sqlite3").unlink()
    with pytest.raises(BrokenConfig):
        serve(settings)


def test_pages_are_not_shown_to_other_machines(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    everywhere = settings.model_copy(update={"vaert": "0.0.0.0"})
    assert serve(everywhere) == REFUSED
    assert "kun vises på denne maskine" in capsys.readouterr().err


def test_the_demo_is_played_before_the_engine_begins(settings: Settings) -> None:
    after = {part.name: part.after for part in parts_of(settings, demo=True)}
    assert after == {"sider": None, "prefect": None, "motor": "demo", "klokke": "demo", "demo": None}
    assert [part.name for part in parts_of(settings, demo=False)] == ["sider", "prefect", "motor", "klokke"]


def test_children_read_the_settings_they_were_started_with(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.lokal.mkdir()
    for name, value in settings_environment(settings).items():
        monkeypatch.setenv(name, value)
    assert load_settings() == settings


def test_a_house_without_rules_of_its_own_sends_its_children_to_no_folder(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings_environment(settings).items():
        monkeypatch.setenv(name, value)
    assert load_settings().var == settings.var


def test_the_engine_is_set_up_by_the_house_alone(settings: Settings) -> None:
    outside = {"PREFECT_API_URL": "https://elsewhere.example", "PREFECT_PROFILE": "other", "PATH": "/bin"}
    inside = prefect_environment(settings, outside)
    assert inside["PREFECT_API_URL"] == f"http://127.0.0.1:{settings.prefect_port}/api"
    assert "PREFECT_PROFILE" not in inside
    assert inside["PATH"] == "/bin"


def test_what_runs_is_written_down_and_struck_out(settings: Settings) -> None:
    settings.var.mkdir()
    assert running(settings) is None
    now = Running(os.getpid(), datetime(2026, 3, 2, 10, tzinfo=UTC), 8000, 4200, ())
    write_down(settings, now)
    assert running(settings) == now
    strike_out(settings)
    assert running(settings) is None


def test_a_killed_sagsgang_does_not_count_as_running(settings: Settings) -> None:
    settings.var.mkdir()
    with subprocess.Popen(ENDS) as gone:
        gone.wait()
    write_down(settings, Running(gone.pid, datetime(2026, 3, 2, 10, tzinfo=UTC), 8000, 4200, ()))
    assert running(settings) is None
