"""What any test may ask for by name, and what no test does by accident."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres_server import PostgresMissingError, cluster

# A flow that reaches for the engine by accident fails in milliseconds instead of starting a server of its own.
os.environ["PREFECT_SERVER_EPHEMERAL_ENABLED"] = "false"
os.environ["PREFECT_LOGGING_TO_API_ENABLED"] = "false"

# A busy machine is no fault of what is tested: properties are held against values, never against a clock.
settings.register_profile("no_clock", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no_clock")

# Started once and shared: all tests that use one of these run in the same worker.
SHARED = {
    "engine": "engine",
    "browser": "browser",
    "chromium_path": "browser",
    "postgres_url": "postgres",
    "played": "demo",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.pluginmanager.hasplugin("xdist"):
        return
    for item in items:
        asked = {*getattr(item, "fixturenames", ()), *(mark.name for mark in item.iter_markers())}
        group = next((group for name, group in SHARED.items() if name in asked), None)
        if group:
            item.add_marker(pytest.mark.xdist_group(group))


def missing(what: str, reason: str) -> NoReturn:
    """Skip on a bare machine; fail where SAGSGANG_KRAEV says that it must be here."""
    if what in os.environ.get("SAGSGANG_KRAEV", "").split(","):
        pytest.fail(f"SAGSGANG_KRAEV names {what}: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL with one empty database, shared by the session."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(cluster())
        except PostgresMissingError as problem:
            missing("postgres", str(problem))
        yield url


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium on this machine, for tests that drive the pages."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        missing("chromium", "Chromium is not installed (Debian package: chromium)")
    return found


@pytest.fixture(scope="session")
def soffice_path() -> str:
    """The LibreOffice on this machine, for what another program than ours sees of a Word file."""
    found = shutil.which("soffice")
    if found is None:
        missing("libreoffice", "LibreOffice is not installed (Debian package: libreoffice-writer-nogui)")
    return found
