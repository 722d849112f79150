"""A written time as a moment: without a zone it is Danish, and a time that the clock jumps over is none."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from config.faults import reason
from domain.calendar import COPENHAGEN


def danish_time(written: datetime) -> datetime:
    """The moment that was meant; the first of the two in an hour that comes twice."""
    moment = written if written.tzinfo else written.replace(tzinfo=COPENHAGEN, fold=0)
    try:
        # Told back in Danish time, a time that was jumped over comes out as another.
        told_back = moment.astimezone(UTC).astimezone(COPENHAGEN)
    except OverflowError:
        raise PydanticCustomError("regel", reason("forkert_vaerdi")) from None
    if written.tzinfo is None and told_back.replace(tzinfo=None) != written:
        raise PydanticCustomError("regel", reason("tid_findes_ikke"))
    return moment


DanskTid = Annotated[datetime, AfterValidator(danish_time)]
