"""The programs that some tests need really start here, or say why not."""

import subprocess

import psycopg
import pytest
from sqlalchemy import make_url

import tests.conftest as house


@pytest.mark.postgres
def test_postgres_answers_and_has_a_database_of_its_own(postgres_url: str) -> None:
    url = make_url(postgres_url)
    with psycopg.connect(host=str(url.query["host"]), user=url.username, dbname=url.database) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("sagsgang",)


@pytest.mark.browser
def test_chromium_starts(chromium_path: str) -> None:
    said = subprocess.run(
        [chromium_path, "--version"], check=True, capture_output=True, text=True, timeout=60
    )
    assert "Chrom" in said.stdout


def test_what_is_required_may_not_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAGSGANG_KRAEV", "postgres,chromium")
    with pytest.raises(pytest.fail.Exception, match="chromium: gone"):
        house.missing("chromium", "gone")


def test_what_is_not_required_is_skipped_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAGSGANG_KRAEV", "postgres")
    with pytest.raises(pytest.skip.Exception, match="gone"):
        house.missing("chromium", "gone")
