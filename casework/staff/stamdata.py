"""Staff and udførere: who the municipality has, as its own list says."""

from collections.abc import Iterable
from typing import Protocol

from casework.office import Office
from domain.case import Stilling
from persistence.tables import Medarbejder, Udfoerer


class MedarbejderFacts(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def navn(self) -> str | None: ...
    @property
    def rolle(self) -> Stilling: ...
    @property
    def team(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def aktiv(self) -> bool: ...


class UdfoererFacts(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def navn(self) -> str: ...
    @property
    def cvr(self) -> str | None: ...
    @property
    def email(self) -> str | None: ...
    @property
    def paragraffer(self) -> list[str]: ...


def load_stamdata(
    office: Office, staff: Iterable[MedarbejderFacts], providers: Iterable[UdfoererFacts]
) -> None:
    """Each of them stands in the register as the list says, new or changed; who is not on it stays as they were.

    Whoever has left (`aktiv` false) is turned to no more: what was theirs goes to the next level up, with a warning.
    """
    with office.register.write() as uow:
        for who in staff:
            person = uow.parties.medarbejder(who.id) or uow.add(
                Medarbejder(id=who.id, navn=who.navn or who.id, rolle=who.rolle.value, team=who.team)
            )
            person.navn, person.rolle = who.navn or who.id, who.rolle.value
            person.team, person.email, person.aktiv = who.team, who.email, who.aktiv
        for row in providers:
            provider = uow.parties.udfoerer(row.id) or uow.add(Udfoerer(id=row.id, navn=row.navn))
            provider.navn, provider.cvr, provider.email = row.navn, row.cvr, row.email
            provider.paragraffer = list(row.paragraffer)
