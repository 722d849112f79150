"""Who the municipality is: its name, its teams, and where notices to people go."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from config.border import Border, ManyOf, Words
from config.faults import FaultLog


class _Team(Border):
    id: Words
    titel: Words
    postnumre: ManyOf[Words] = ()
    paragraffer: ManyOf[Words] = ()


class _KommuneFile(Border):
    navn: Words
    team: ManyOf[_Team]
    beskeder: dict[str, Words] = Field(default_factory=dict)


@dataclass(frozen=True)
class Team:
    id: str
    titel: str
    postnumre: frozenset[str]
    paragraffer: frozenset[str]


@dataclass(frozen=True)
class Kommune:
    """`beskeder` gives the address of a person or udfører by id."""

    navn: str
    teams: tuple[Team, ...]
    beskeder: Mapping[str, str]

    def team_for(self, postnr: str | None, paragraffer: tuple[str, ...]) -> str | None:
        """The team that serves the postal code and works with the paragraffer; None where nobody does."""
        of_place = [team for team in self.teams if postnr in team.postnumre]
        knows = [team for team in of_place if not team.paragraffer or set(paragraffer) <= team.paragraffer]
        return next((team.id for team in knows or of_place), None)


def load_kommune(path: Path) -> Kommune:
    """The municipality as its file says."""
    faults = FaultLog()
    model = faults.load(_KommuneFile, path)
    faults.refuse()
    assert model is not None
    teams = tuple(
        Team(row.id, row.titel, frozenset(row.postnumre), frozenset(row.paragraffer)) for row in model.team
    )
    return Kommune(model.navn, teams, model.beskeder)
