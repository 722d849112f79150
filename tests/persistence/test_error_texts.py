"""What an error of the database says: it names the fault, and no value of anybody's row."""

import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from persistence.register import Register
from persistence.tables import Borger

NAVN = "Bo Testmand"


def told(error: DBAPIError) -> str:
    """Everything that could come to stand in a log: the error, and the driver's own behind it."""
    return "".join([*traceback.format_exception(error), str(error.orig)])


def test_a_row_that_is_refused_is_told_of_without_its_values(register: Register) -> None:
    with pytest.raises(IntegrityError) as caught, register.write() as uow:
        uow.add(Borger(navn=NAVN, digital_post=None, adressebeskyttet=False))
    assert "INSERT INTO borger" in told(caught.value)
    assert "digital_post" in str(caught.value.orig)
    assert NAVN not in told(caught.value)


@pytest.mark.postgres
def test_a_value_that_cannot_be_read_is_told_of_without_it(postgres: Register) -> None:
    with pytest.raises(DataError) as caught, postgres.read() as uow:
        uow.session.execute(text("SELECT CAST(CAST(:navn AS text) AS integer)"), {"navn": NAVN})
    assert "22P02" in told(caught.value)
    assert NAVN not in told(caught.value)
