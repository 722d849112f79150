"""Letters that a caseworker writes: which words are the caseworker's own, and who may be written to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from domain.rules import Rolle


@dataclass(frozen=True)
class Felt:
    """One place in a letter for the caseworker's own words.

    Where it is a `liste`, each line is an item of its own, and with `kolonner` a row whose cells are parted by a
    semicolon; where it has `valg`, one of them is chosen. `egne_ord` are the citizen's: nobody's to word better.
    """

    navn: str
    ledetekst: str
    hjaelp: str
    paakraevet: bool
    liste: bool
    egne_ord: bool = False
    valg: Mapping[str, str] = field(default_factory=dict)
    kolonner: tuple[str, ...] = ()

    def row(self, line: str) -> dict[str, str]:
        """The line's cells by column; what is written beyond the last column stays in it."""
        cells = [cell.strip() for cell in line.split(";", len(self.kolonner) - 1)]
        return dict(zip_longest(self.kolonner, cells, fillvalue=""))


@dataclass(frozen=True)
class SkrevetBrev:
    """A letter with a caseworker's own words in it; an event may have drafted it and left them open.

    `til` is whom it may go to, the usual reader first; JOURNAL stays in the case.
    `uden_samtykke`: the law has it sent to its `modtager` (or the municipality that takes over) whether or not the
    citizen says yes (RSL § 66, §§ 9-9 b); anybody else needs the citizen's yes. `skema`: the reader fills it in.
    """

    slug: str
    til: tuple[Rolle, ...]
    felter: tuple[Felt, ...]
    uden_samtykke: bool = False
    modtager: str | None = None
    skema: bool = False

    def felt(self, navn: str) -> Felt | None:
        return next((felt for felt in self.felter if felt.navn == navn), None)
