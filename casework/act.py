"""The shape of an act: what a person may say of a case, strict at the border."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Strict, StringConstraints
from pydantic_core import PydanticCustomError

from domain.law import normalise_paragraf


class Act(BaseModel):
    """Fields without a default are required; unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _paragraf(text: str) -> str:
    found = normalise_paragraf(text)
    if found is None:
        raise PydanticCustomError(
            "regel", "'{tekst}' er ikke en paragraf; skriv fx 85 eller 82 b", {"tekst": text}
        )
    return found


def _chosen(answer: object) -> object:
    """A page can only post words; every other shape is left as it is, to be refused."""
    return {"true": True, "false": False}.get(answer, answer) if isinstance(answer, str) else answer


Paragraf = Annotated[str, AfterValidator(_paragraf)]
Tekst = Annotated[str, StringConstraints(min_length=1, max_length=1_000_000)]
# Yes or no: true or false, and nothing that only looks like it.
JaNej = Annotated[bool, Strict(), BeforeValidator(_chosen)]


@dataclass(frozen=True)
class ActSpec:
    """One act of the registry: its fields, its use case, and whether a closed forløb still takes it."""

    name: str
    model: type[Act]
    use_case: Callable[..., Any]
    needs_forloeb: bool = True
    when_closed: bool = False
