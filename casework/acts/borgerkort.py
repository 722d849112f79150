"""The citizen's card: what can be corrected when it turns out to be wrong or has changed."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from casework.act import Act, JaNej, Tekst
from casework.acts.citizens import Cpr
from casework.forloeb import OpenForloeb
from domain.errors import ActRefused
from domain.events import Event

_ENCRYPTED = frozenset({"cpr", "adresse"})


class RetBorger(Act):
    """Only the fields that are given are changed."""

    navn: Tekst | None = None
    cpr: Cpr | None = None
    adresse: str | None = None
    telefon: str | None = None
    digital_post: JaNej | None = None
    adressebeskyttet: JaNej | None = None
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
    if "cpr" in changed:
        _require_free(forloeb, changed["cpr"])
    for name in changed.keys() - _ENCRYPTED:
        setattr(forloeb.borger, name, changed[name])
    if "vaerge" in changed:
        # Letters that were approved before do not know of them.
        forloeb.borger.vaerge_siden = forloeb.now
    forloeb.uow.parties.seal_identity(forloeb.borger, changed.get("cpr"), changed.get("adresse"))
    forloeb.record(Event.BORGER_RETTET, detail={"felter": sorted(changed)})


def _require_free(forloeb: OpenForloeb, cpr: str) -> None:
    other = forloeb.uow.parties.borger_by_cpr(cpr)
    if other is not None and other.id != forloeb.borger.id:
        raise ActRefused("findes_allerede", key="findes_allerede.cpr")
