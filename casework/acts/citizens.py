"""Citizens: found by the keyed hash of their CPR, added once, and kept up to date by what they tell."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Protocol

from pydantic import AfterValidator, BaseModel
from pydantic_core import PydanticCustomError

from casework.office import Office
from domain.cpr import is_fictive, normalise_cpr
from domain.errors import BadInput, Fault
from persistence.tables import Borger
from persistence.unit_of_work import UnitOfWork

UKENDT_NAVN = "Ukendt borger"
# What a citizen tells of themselves, and may tell otherwise the next time; the name and the CPR are corrected by hand.
_CPR_FIELDS = frozenset({"cpr", "vaerge_cpr"})
_TOLD = ("digital_post", "vaerge", "telefon", "moedeoenske", "sprog")


def _cpr(text: str) -> str:
    found = normalise_cpr(text)
    if found is None:
        raise PydanticCustomError("regel", "er ikke et CPR-nummer, der kan findes")
    return found


def says_something(text: str | None) -> bool:
    """False of what is as good as empty: blanks, dots, a dash."""
    return text is not None and any(sign.isalnum() for sign in text)


Cpr = Annotated[str, AfterValidator(_cpr)]


class BorgerFacts(Protocol):
    """What is known of a citizen who turns to the municipality, and which of it was said and not assumed."""

    @property
    def navn(self) -> str: ...
    @property
    def cpr(self) -> str | None: ...
    @property
    def digital_post(self) -> bool: ...
    @property
    def adressebeskyttet(self) -> bool: ...
    @property
    def vaerge(self) -> str | None: ...
    @property
    def adresse(self) -> str | None: ...
    @property
    def telefon(self) -> str | None: ...
    @property
    def sprog(self) -> str: ...
    @property
    def moedeoenske(self) -> str | None: ...
    @property
    def model_fields_set(self) -> AbstractSet[str]: ...


@dataclass(frozen=True)
class Found:
    """The citizen, and the names of the fields that their card did not say before."""

    borger: Borger
    rettet: tuple[str, ...] = ()


def require_fictive(office: Office, uow: UnitOfWork, act: BaseModel) -> None:
    """Return where the register may hold every CPR number of the act; raise BadInput otherwise.

    A demo is shown without a login: nobody's real number comes in, by whichever door.
    """
    real = [place for place, cpr in _cpr_numbers(act) if not is_fictive(cpr)]
    if real and uow.mark("demo") == "ja":
        text = office.rulebook.messages["ugyldig_vaerdi.kun_fiktive"]
        raise BadInput([Fault("handling", place, text) for place in real])


def _cpr_numbers(act: BaseModel, inside: str = "") -> Iterator[tuple[str, str]]:
    for name in type(act).model_fields:
        value = getattr(act, name)
        if isinstance(value, BaseModel):
            yield from _cpr_numbers(value, f"{inside}{name}.")
        elif name in _CPR_FIELDS and value is not None:
            yield f"{inside}{name}", value


def find_or_add(uow: UnitOfWork, facts: BorgerFacts, now: datetime) -> Found:
    """The citizen stands in the register, once; CPR and address encrypted."""
    known = uow.parties.borger_by_cpr(facts.cpr) if facts.cpr else None
    if known is not None:
        return Found(known, update_card(uow, known, facts, now))
    borger = uow.add(
        Borger(
            navn=facts.navn,
            digital_post=facts.digital_post,
            adressebeskyttet=facts.adressebeskyttet,
            vaerge=facts.vaerge,
            telefon=facts.telefon,
            sprog=facts.sprog,
            moedeoenske=facts.moedeoenske,
        )
    )
    uow.parties.seal_identity(borger, facts.cpr, facts.adresse)
    return Found(borger)


def change_vaerge(borger: Borger, navn: str, now: datetime) -> None:
    """Somebody else is guardian, or nobody: nothing that was known of the one before is believed of them.

    Letters that were approved before do not know of them.
    """
    borger.vaerge, borger.vaerge_siden = navn, now
    borger.vaerge_art = borger.vaerge_omfang = borger.vaerge_kanal = borger.vaerge_krypteret = None


def update_card(uow: UnitOfWork, borger: Borger, facts: BorgerFacts, now: datetime) -> tuple[str, ...]:
    """The card says what was told now; what was not told, or told as empty, stays. Gives the changed fields."""
    told: dict[str, Any] = {name: getattr(facts, name) for name in _TOLD if name in facts.model_fields_set}
    if borger.navn == UKENDT_NAVN:
        told["navn"] = facts.navn
    # Protection is never lost, and never waits for somebody to correct the card.
    told["adressebeskyttet"] = borger.adressebeskyttet or facts.adressebeskyttet
    changed = [name for name, value in told.items() if value not in {None, ""} | {getattr(borger, name)}]
    if "vaerge" in changed:
        change_vaerge(borger, told["vaerge"], now)
    for name in changed:
        setattr(borger, name, told[name])
    if facts.adresse and facts.adresse != uow.parties.adresse_of(borger):
        uow.parties.seal_identity(borger, None, facts.adresse)
        changed.append("adresse")
    return tuple(sorted(changed))
