"""Citizens: found by the keyed hash of their CPR, added once."""

from typing import Protocol

from persistence.tables import Borger
from persistence.unit_of_work import UnitOfWork


class BorgerFacts(Protocol):
    """What is known of a citizen who turns to the municipality."""

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


def find_or_add(uow: UnitOfWork, facts: BorgerFacts) -> Borger:
    """The citizen stands in the register, once; CPR and address encrypted."""
    known = uow.parties.borger_by_cpr(facts.cpr) if facts.cpr else None
    if known is not None:
        # Protection is never lost, and never waits for somebody to correct the card.
        known.adressebeskyttet = known.adressebeskyttet or facts.adressebeskyttet
        return known
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
    return borger
