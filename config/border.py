"""What every file of the municipality's is read through: a strict model that knows all its keys."""

from datetime import date
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")

# TOML knows lists only.
ManyOf = Annotated[tuple[T, ...], Field(strict=False)]
Words = Annotated[str, Field(min_length=1)]


class Border(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Sourced(Border):
    """What rests on a source: which, when it was read, and whether it has to be looked up again."""

    kilde: Words
    sat: date
    skal_efterproeves: bool = False
