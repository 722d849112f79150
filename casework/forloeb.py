"""A forløb that is open for change in one transaction: who acts, when, and what happens to its clocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from casework.clock import Clocks, end, tick
from casework.office import Office
from domain.calendar import local_date
from domain.case import Fase, ForloebTilstand
from domain.deadlines import Tilstand
from domain.errors import ActRefused
from domain.events import Event, Moment, Refs
from domain.rules import Ejer
from persistence.tables import Borger, Forloeb, Sag
from persistence.unit_of_work import UnitOfWork


@dataclass
class OpenForloeb:
    """`due_at` is when what happens now should have happened; the same as `now` unless the engine was down."""

    office: Office
    uow: UnitOfWork
    row: Forloeb
    actor: str
    now: datetime
    due_at: datetime

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def sag(self) -> Sag:
        return self.row.sag

    @property
    def borger(self) -> Borger:
        return self.row.sag.borger

    @property
    def fase(self) -> Fase:
        return Fase(self.row.fase)

    @property
    def is_open(self) -> bool:
        return self.row.tilstand == ForloebTilstand.AABENT

    @cached_property
    def day(self) -> date:
        """The day it is in Denmark."""
        return local_date(self.now)

    @cached_property
    def clocks(self) -> Clocks:
        return Clocks(self.uow, self.row, self.office, self.now, self._clock_told)

    def record(
        self,
        event: Event,
        om: str | None = None,
        *,
        refs: Refs | None = None,
        detail: Mapping[str, Any] | None = None,
        keys: tuple[str, ...] = (),
        dates: Mapping[str, date] | None = None,
        starts: bool = True,
        at: datetime | None = None,
    ) -> None:
        """The event stands in the journal, and every clock that waits for it has been started or stopped."""
        self.tell(event, om, {**(refs or {}), **(detail or {})})
        self.tick(event, om, refs=refs, keys=keys, dates=dates, starts=starts, at=at)

    def tick(
        self,
        event: Event,
        om: str | None = None,
        *,
        refs: Refs | None = None,
        keys: tuple[str, ...] = (),
        dates: Mapping[str, date] | None = None,
        starts: bool = True,
        at: datetime | None = None,
    ) -> None:
        """The clocks have heard of the event; the journal has not (it is told of what caused it)."""
        tick(self.clocks, Moment(event, om, refs or {}, keys, dates or {}, starts, at))

    def tell(self, event: Event, om: str | None, detail: Mapping[str, Any]) -> None:
        """The event stands in the journal."""
        self.uow.journal.append(
            self.sag,
            self.id,
            event=event.value,
            about=om,
            detail=dict(detail),
            actor=self.actor,
            due_at=self.due_at,
            done_at=self.now,
        )

    def lapse(self, *rule_ids: str) -> None:
        """The rules' clocks have ended because what they counted towards is no longer there."""
        for clock in list(self.clocks.running):
            if clock.rule_id in rule_ids:
                end(self.clocks, clock, Tilstand.BORTFALDET)

    def lapse_owed_by_udfoerer(self, bestilling_id: int) -> None:
        """What the udfører owed under the order is not waited for any more."""
        for clock in list(self.clocks.running):
            owes = self.clocks.rule_of(clock).ejer is Ejer.UDFOERER
            if owes and clock.refs.get("bestilling") == bestilling_id:
                end(self.clocks, clock, Tilstand.BORTFALDET)

    def supersede(self, rule_id: str, refs: Refs) -> None:
        """The rule's clocks about this have ended, because a new one takes over."""
        for clock in self.clocks.active(rule_id):
            if all(clock.refs.get(key) == value for key, value in refs.items()):
                end(self.clocks, clock, Tilstand.AFLOEST)

    def lapse_all_but(self, *rule_ids: str) -> None:
        """Every other clock of the forløb has ended with the case itself."""
        self.lapse(*{clock.rule_id for clock in self.clocks.running} - set(rule_ids))

    def beside(self, row: Forloeb) -> "OpenForloeb":
        """Another forløb of the same sag, open in the same transaction by the same act; this one where it is this."""
        if row.id == self.id:
            return self
        return OpenForloeb(self.office, self.uow, row, self.actor, self.now, self.due_at)

    def _clock_told(self, event: Event, om: str, detail: Mapping[str, Any]) -> None:
        self.tell(event, om, detail)


def open_forloeb(
    office: Office,
    uow: UnitOfWork,
    forloeb_id: int,
    *,
    actor: str,
    now: datetime,
    due_at: datetime | None = None,
) -> OpenForloeb:
    """The forløb, locked for this transaction; ActRefused("ukendt") where there is none."""
    row = uow.cases.open(forloeb_id)
    if row is None:
        raise ActRefused("ukendt", key="ukendt.forloeb")
    forloeb = OpenForloeb(office, uow, row, actor, now, due_at or now)
    # Read while nothing has been changed: later the session would have to write half of the act out first.
    _ = forloeb.clocks.running
    return forloeb
