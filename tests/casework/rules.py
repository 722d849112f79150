"""A municipality that adopts rules: its folder, its proposals, and the office before and after."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from casework.adoption.i_kraft import CALENDARS, RULES, Kind, heed, read_anew
from casework.adoption.indfoerelse import Proposal, adopt, change_of, move_each, to_move
from casework.office import Office
from config.loader import with_rules
from config.own_files import CALENDAR, DEADLINES
from domain.calendar import local_date
from tests.builders import MONDAY

SHORTER_TALK = '[foerste_samtale]\nvarighed = "5 arbejdsdage"\n'
CLOSED = '[[lukkedage]]\nfra = {day}\nnavn = "Lukket"\n'


@dataclass
class Hall:
    """Where rules are adopted: a register and a folder of the municipality's own."""

    office: Office
    lokal: Path
    now: datetime = MONDAY

    def start(self) -> Office:
        """A process starts: it reads the files, and heeds what the register remembers."""
        self.office = heed(read_anew(self.office, self.lokal), self.lokal, self.now)
        return self.office

    def proposal(self, text: str, kind: Kind = RULES, fra: date | None = None) -> Proposal:
        name = DEADLINES if kind is RULES else CALENDAR
        path = self.lokal.parent / f"forslag-{name}"
        path.write_text(text, encoding="utf-8")
        local = self.lokal if self.lokal.is_dir() else None
        after = with_rules(self.office.rulebook, local, {name: path})
        return Proposal(kind, text.encode(), self.office.rulebook, after, fra or local_date(self.now))

    def adopt(self, text: str, kind: Kind = RULES, *, by: str = "leder1", flyt: bool = False) -> int:
        """The proposal is adopted as the command does it; says how many deadlines were moved."""
        self.start()
        proposal = self.proposal(text, kind)
        change = change_of(self.office, proposal, local_date(self.now))
        self.office = adopt(self.office, self.lokal, proposal, by=by, flyt=flyt, now=self.now)
        if not flyt:
            return 0
        found = to_move(self.office, change, self.now)
        return move_each(self.office, iter(found), change, by=by, now=self.now)[0]

    def calendar(self, text: str) -> int:
        return self.adopt(text, CALENDARS, flyt=True)

    def entries(self) -> list[tuple[str, str]]:
        """Who did what, in the house's own journal."""
        with self.office.register.read() as uow:
            assert uow.journal.verify(None) is None
            return [(entry.actor, entry.event) for entry in uow.journal.entries(None)]

    def files(self) -> dict[str, str]:
        """The folder's files, those that nobody reads left out."""
        return {
            path.name: path.read_text(encoding="utf-8")
            for path in sorted(self.lokal.glob("*"))
            if not path.name.startswith(".")
        }
