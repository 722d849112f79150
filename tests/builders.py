"""A municipality to try things in: the real rules, use cases and flows on a register in memory, at a set time."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.office import Office
from casework.perform import perform, read_act
from casework.sheets.timeline import Moment, moments
from config.loader import load_rulebook
from domain.calendar import COPENHAGEN, Calendars
from domain.errors import ActRefused
from domain.rulebook import Rulebook
from flows.catch_up import catch_up
from flows.story import tell
from persistence.documents import MemoryStore
from persistence.keys import Keys
from persistence.register import Register
from persistence.tables import Deadline, Dokument, Forloeb, Medarbejder, Table, Udfoerer
from persistence.unit_of_work import UnitOfWork
from tasks.channels.memory import MemoryChannel, MemoryNotifier
from tasks.runtime import Runtime, use
from tasks.sweeps import next_future

MONDAY = datetime(2026, 2, 2, 9, tzinfo=COPENHAGEN)
STAFF = {"sb1": "sagsbehandler", "sb2": "sagsbehandler", "leder1": "leder", "chef1": "chef"}
UDFOERERE = {"birken": "Bostøtten Birken", "egen": "Bostøtten Egen"}
BORGER = {"navn": "Anna Prøvesen", "cpr": "6501850002"}
BEGRUNDELSE = {"regel": "§ 85", "hovedhensyn": "Støtte i hverdagen.", "fakta": "Samtalerne."}


@cache
def rulebook() -> Rulebook:
    """The shipped rules, read once."""
    return load_rulebook(local=None)


def calendars() -> Calendars:
    return rulebook().calendars


@dataclass
class Desk:
    """Where one person works: `act` does something now; the engine takes its turn after it unless it is down."""

    runtime: Runtime
    clock: list[datetime]
    engine_up: bool = True
    known: list[int] = field(default_factory=list)

    @property
    def office(self) -> Office:
        return self.runtime.office

    @property
    def now(self) -> datetime:
        return self.clock[0]

    def act(self, name: str, /, *, by: str = "sb1", forloeb: int = 1, **fields: Any) -> None:
        """The act is done by the person on the forløb (counted from 1), or refused."""
        target = self.known[forloeb - 1] if forloeb <= len(self.known) else None
        perform(self.office, name, read_act(name, fields), forloeb_id=target, by=by, now=self.now)
        with self.read() as uow:
            self.known = uow.cases.all_forloeb_ids()
        self.turn()

    def refused(self, name: str, /, **fields: Any) -> str:
        """The reason why the act is refused; nothing at all has changed."""
        before = self.rows()
        with pytest.raises(ActRefused) as refusal:
            self.act(name, **fields)
        assert self.rows() == before
        assert refusal.value.tekst
        return refusal.value.grund

    def turn(self) -> None:
        """The engine has done what was due, unless it is down."""
        if self.engine_up:
            with use(self.runtime):
                asyncio.run(tell(catch_up))

    def engine(self, tilstand: str) -> None:
        self.engine_up = tilstand == "oppe"
        self.turn()

    def wait(self, **span: float) -> None:
        self.wait_until(self.now + timedelta(**span))

    def wait_until(self, moment: datetime) -> None:
        """Time has passed to the moment, and what fell due on the way was done on its hour."""
        with use(self.runtime):
            while self.engine_up and (due := next_future()) is not None and due <= moment:
                self.clock[0] = max(due, self.now)
                asyncio.run(tell(catch_up))
        self.clock[0] = moment

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        with self.office.register.read() as uow:
            yield uow

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        with self.read() as uow:
            return {
                name: uow.session.scalar(select(func.count()).select_from(table)) or 0
                for name, table in Table.metadata.tables.items()
            }

    def all(self, table: type[Any]) -> list[Any]:
        with self.read() as uow:
            return list(uow.session.scalars(select(table)).all())

    def forloeb(self, nr: int = 1) -> Forloeb:
        with self.read() as uow:
            return uow.cases.read(self.known[nr - 1])

    def clocks(self, rule_id: str) -> list[Deadline]:
        return [clock for clock in self.all(Deadline) if clock.rule_id == rule_id]

    def clock_of(self, rule_id: str) -> Deadline:
        """The newest clock of the rule."""
        return self.clocks(rule_id)[-1]

    def due(self, rule_id: str) -> date:
        return self.clock_of(rule_id).due_on

    def letters(self, brev: str) -> list[str]:
        """The states of every letter of the kind, oldest first."""
        return [letter.tilstand for letter in self.all(Dokument) if letter.brev == brev]

    def timeline(self, art: str | None = None, noegle: str | None = None) -> list[Moment]:
        with self.read() as uow:
            found = [
                line for sag in uow.journal.sags_after(0) for line in moments(uow.journal.entries(sag, 0))
            ]
        return [line for line in found if art in {None, line.art} and noegle in {None, line.noegle}]

    def told(self, art: str, noegle: str) -> list[str]:
        """The days on which it happened."""
        lines = self.timeline(art, noegle)
        return [line.tid.astimezone(COPENHAGEN).date().isoformat() for line in lines]

    def events(self) -> list[str]:
        """Every event in the journals."""
        with self.read() as uow:
            return [entry.event for sag in uow.journal.sags_after(0) for entry in uow.journal.entries(sag, 0)]


def a_desk(rules: Rulebook | None = None, at: datetime = MONDAY, **staff: str) -> Desk:
    """An office with staff and udførere, and nobody's case yet."""
    register = Register("sqlite://", Keys.fixed(b"proeve"))
    register.create_tables()
    numbers, clock = count(1), [at]
    runtime = Runtime(
        office=Office(register, rules or rulebook(), lambda: f"{next(numbers):032x}"),
        store=MemoryStore(),
        letters=MemoryChannel(),
        notices=MemoryNotifier(),
        worker="proeve",
        link=lambda number: f"/sager/{number}",
        address_of=lambda _: None,
        now=lambda: clock[0],
        lease=timedelta(days=1),
    )
    with register.write() as uow:
        for who, rolle in (staff or STAFF).items():
            uow.add_later(Medarbejder(id=who, navn=who, rolle=rolle, team="voksen"))
        for key, navn in UDFOERERE.items():
            uow.add_later(Udfoerer(id=key, navn=navn, paragraffer=[]))
    return Desk(runtime, clock)


def a_case(*ansoegt: str, desk: Desk | None = None, **borger: Any) -> Desk:
    """A case in sagsåbning, for § 85 where no paragraf is named ("" = rådgivning only)."""
    desk = desk or a_desk()
    asked = [paragraf for paragraf in ansoegt or ("85",) if paragraf]
    desk.act("modtag_henvendelse", borger={**BORGER, **borger}, ansoegt=asked)
    return desk


def in_sagsoplysning(*ansoegt: str, **borger: Any) -> Desk:
    desk = a_case(*ansoegt, **borger)
    desk.act("registrer_oenske", tekst="Jeg vil kunne handle selv.")
    desk.act("luk_alle_punkter")
    desk.act("gaa_til", fase="sagsoplysning")
    return desk


def in_sagsvurdering(*ansoegt: str, **borger: Any) -> Desk:
    desk = in_sagsoplysning(*ansoegt, **borger)
    desk.act("gaa_til", fase="sagsvurdering")
    return desk


def in_afgoerelse(*ansoegt: str, **borger: Any) -> Desk:
    desk = in_sagsvurdering(*ansoegt, **borger)
    desk.act("gennemgaa_care")
    desk.act("saet_maal", maal="Jeg handler selv.", oenske=1)
    desk.act("gaa_til", fase="afgoerelse")
    return desk


def decide(desk: Desk, paragraf: str, udfald: str) -> Desk:
    """The decision is sent: made, told orally, approved."""
    desk.act("traef_afgoerelse", paragraf=paragraf, udfald=udfald, **BEGRUNDELSE)
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev=f"afgoerelse_{udfald}")
    return desk


def decided(paragraf: str = "85", udfald: str = "bevilling", **borger: Any) -> Desk:
    return decide(in_afgoerelse(paragraf, **borger), paragraf, udfald)


def ordered(paragraf: str = "85", **order: Any) -> Desk:
    """An order is sent to an udfører, who has not answered."""
    desk = decided(paragraf)
    desk.act("gaa_til", fase="bestilling")
    desk.act(
        "opret_bestilling", **{"udfoerer": "birken", "paragraf": paragraf, "koordinator": "sb1", **order}
    )
    desk.act("send_bestilling")
    return desk


def in_opfoelgning(paragraf: str = "85", **order: Any) -> Desk:
    """Help is running."""
    desk = ordered(paragraf, **order)
    desk.act("kvitter_bestilling", svar="ja")
    desk.act("start_indsats")
    return desk
