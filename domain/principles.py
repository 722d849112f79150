"""The eight principles: what good casework does in each phase, and what to think about on the way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.case import Fase
from domain.rules import Rolle


class Prioritet(StrEnum):
    MUST = "must"
    SHOULD = "should"
    COULD = "could"


@dataclass(frozen=True)
class Punkt:
    """One thing to do; `fase` is None where it belongs to every phase, or to none (a leader's own).

    `obligatorisk` puts it first on the page and stops nothing. `betingelse` says when it applies at all.
    """

    id: str
    fase: Fase | None
    tekst: str
    dokumentation: str
    obligatorisk: bool
    hoerer_til: Rolle
    prioritet: Prioritet
    kilde: str
    princip: int | None = None
    betingelse: str | None = None
    ogsaa_i: tuple[Fase, ...] = ()
    alle_faser: bool = False

    def stands_in(self, fase: Fase) -> bool:
        """Tell whether the point is on that phase's list: its own, one of its others, or one of all."""
        return self.alle_faser or self.fase is fase or fase in self.ogsaa_i


@dataclass(frozen=True)
class Celle:
    """What a principle means in a phase: whether it has points there, and where that was read."""

    med: bool
    saerlig_rolle: bool
    kilde: str
    note: str = ""
    delte_punkter: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dilemma:
    rolle: str
    situation: str
    raad: tuple[str, ...]


@dataclass(frozen=True)
class Refleksion:
    rolle: str
    spoergsmaal: str


@dataclass(frozen=True)
class Princip:
    """One principle with its row of the matrix, its points, dilemmas and questions."""

    nr: int
    noegle: str
    titel: str
    hvorfor: str
    faser: Mapping[Fase, Celle]
    punkter: tuple[Punkt, ...]
    dilemmaer: tuple[Dilemma, ...] = ()
    refleksion: tuple[Refleksion, ...] = ()


@dataclass(frozen=True)
class PrincipleBook:
    """Every principle by number, and the leaders' points that belong to none of them."""

    principper: tuple[Princip, ...]
    ledelse: tuple[Punkt, ...]

    def punkter(self, fase: Fase, hoerer_til: Rolle = Rolle.SAGSBEHANDLER) -> tuple[Punkt, ...]:
        """Give that person's list for the phase: principle by principle, in the order of the file."""
        return tuple(
            punkt
            for princip in self.principper
            for punkt in princip.punkter
            if punkt.hoerer_til is hoerer_til and punkt.stands_in(fase)
        )

    def find(self, punkt_id: str) -> Punkt | None:
        """Give the point of that id; None when there is none."""
        return next((punkt for punkt in self if punkt.id == punkt_id), None)

    def __iter__(self) -> Iterator[Punkt]:
        for princip in self.principper:
            yield from princip.punkter
        yield from self.ledelse
