"""The script of the demonstration: dates moved by whole weeks, everything strict, the same every time."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from config.loader import load_rulebook
from domain.calendar import COPENHAGEN
from domain.errors import BadInput
from domain.rulebook import Rulebook
from sagsgang.demo.municipality import FOLDER, read_henvendelser, read_municipality
from sagsgang.demo.script import make_script, whole_weeks

NOW = datetime(2026, 11, 19, 15, 30, tzinfo=COPENHAGEN)
WEEK = timedelta(weeks=1)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook(local=None)


@pytest.mark.parametrize("days", range(9))
def test_the_dates_are_moved_by_whole_weeks_and_the_last_henvendelse_is_of_the_last_seven_days(
    days: int,
) -> None:
    last = read_municipality().henvendelser[-1].modtaget
    now = NOW + timedelta(days=days)
    shift = whole_weeks(last, now)
    assert shift % WEEK == timedelta(0)
    assert timedelta(0) <= now.replace(tzinfo=None) - (last + shift) < WEEK


def test_a_henvendelse_keeps_its_weekday_and_its_hour_across_summer_time(rulebook: Rulebook) -> None:
    municipality = read_municipality()
    opened = {
        line.nr: line.tid.astimezone(COPENHAGEN)
        for line in make_script(municipality, rulebook.calendars, NOW).lines
        if line.goer == "modtag_henvendelse"
    }
    assert {nr: (came.weekday(), came.hour, came.minute) for nr, came in opened.items()} == {
        nr: (row.modtaget.weekday(), row.modtaget.hour, row.modtaget.minute)
        for nr, row in enumerate(municipality.henvendelser, 1)
    }


@pytest.mark.parametrize("weeks", range(0, 53, 4))
def test_the_script_can_be_written_in_any_week_of_a_year(rulebook: Rulebook, weeks: int) -> None:
    script = make_script(read_municipality(), rulebook.calendars, NOW + weeks * WEEK)
    moments = [line.tid for line in script.lines]
    assert len(script.cpr) == 60
    assert moments == sorted(set(moments))
    assert moments[-1] <= script.end


def test_a_caseworker_who_is_away_does_nothing(rulebook: Rulebook) -> None:
    script = make_script(read_municipality(), rulebook.calendars, NOW)
    absences = [line for line in script.lines if line.goer == "fravaer"]
    for away in absences:
        who, until = away.act.medarbejder, away.act.til  # type: ignore[attr-defined]  # the act of that name has them
        assert not [
            line
            for line in script.lines
            if line.af == who
            and line.goer not in {"fravaer", "modtag_henvendelse"}
            and away.day <= line.day <= until
        ]
    assert absences


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "henvendelser.csv"
    good = (FOLDER / "henvendelser.csv").read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join([good[0], good[1], good[2].replace(",nej,nej,", ",måske,nej,")]), encoding="utf-8"
    )
    with pytest.raises(BadInput) as refused:
        list(read_henvendelser(path))
    assert "linje 3" in str(refused.value)
    assert "digital_post" in str(refused.value)


def test_a_step_with_an_unknown_act_a_missing_word_or_an_unknown_stretch_is_named(rulebook: Rulebook) -> None:
    whole = read_municipality()
    broken = {
        **whole.stretches,
        "akut": [{"dag": 0, "goer": "dans"}],
        "raad": [{"goer": "registrer_kontakt", "notat": "{mangler_helt}"}],
    }
    course = whole.courses[2].model_copy(
        update={
            "vej": [
                stretch.model_copy(update={"afsnit": name})
                for stretch in whole.courses[2].vej[:1]
                for name in ("akut", "raad", "findes_ikke")
            ]
        }
    )
    municipality = whole.model_copy(update={"stretches": broken, "courses": {**whole.courses, 2: course}})
    with pytest.raises(BadInput) as refused:
        make_script(municipality, rulebook.calendars, NOW, first=2)
    assert all(word in str(refused.value) for word in ("dans", "mangler_helt", "findes_ikke"))
