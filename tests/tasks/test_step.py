"""Steps: what they tell the engine when they fail, and what stands in the log."""

import logging
import traceback

import pytest

from domain.errors import Conflict, Final, Retryable
from tasks.log_lines import EventLine
from tasks.step import coded_errors, step

SECRET = "7203790003"


def test_a_foreign_error_goes_on_as_a_code_that_quotes_nothing() -> None:
    with pytest.raises(Final) as told, coded_errors():
        raise ValueError(SECRET)
    assert told.value.code == "uventet"
    assert SECRET not in "".join(traceback.format_exception(told.value))


@pytest.mark.parametrize("error", [Retryable("server_nede"), Conflict("sagen er ændret")])
def test_the_house_s_own_errors_go_on_as_they_are(error: Exception) -> None:
    with pytest.raises(type(error)) as told, coded_errors():
        raise error
    assert told.value is error


def test_outside_a_flow_run_a_step_is_a_plain_call() -> None:
    @step("læg sammen")
    def add(one: int, other: int) -> int:
        return one + other

    assert add(2, other=3) == 5


def test_an_event_is_one_line_with_its_ids() -> None:
    record = logging.makeLogRecord(
        {"name": "sagsgang.frister", "levelname": "WARNING", "msg": "trin_udsat", "frist": 12, "sted": "a\nb"}
    )
    line = EventLine().format(record)
    assert line.endswith(r"WARNING sagsgang.frister trin_udsat frist='12' sted='a\nb'")
    assert "\n" not in line
