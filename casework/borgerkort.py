"""The citizen's card: what can be corrected when it turns out to be wrong or has changed."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from casework.act import Act
from casework.forloeb import OpenForloeb
from domain.events import Event

_ENCRYPTED = frozenset({"adresse"})


class RetBorger(Act):
    """Only the fields that are given are changed."""

    adresse: str | None = None
    telefon: str | None = None
    digital_post: bool | None = None
    adressebeskyttet: bool | None = None
    vaerge: str | None = None
    moedeoenske: str | None = None

    @model_validator(mode="after")
    def changes_something(self) -> Self:
        """At least one field is given."""
        if not self.model_fields_set:
            raise PydanticCustomError("regel", "skal rette mindst ét felt")
        return self


def correct_borger(forloeb: OpenForloeb, act: RetBorger) -> None:
    """The card says what is true now; letters that have gone stay as they went."""
    changed = {name: value for name, value in act.model_dump(exclude_unset=True).items() if value is not None}
    for name in changed.keys() - _ENCRYPTED:
        setattr(forloeb.borger, name, changed[name])
    if "adresse" in changed:
        forloeb.uow.parties.seal_identity(forloeb.borger, None, changed["adresse"])
    forloeb.record(Event.BORGER_RETTET, detail={"felter": sorted(changed)})
