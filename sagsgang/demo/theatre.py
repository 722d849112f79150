"""Playing the script through the real doors, in simulated time, on the register that lasts.

It may be stopped anywhere. An act and its journal entry are one transaction, and every act has a moment of its own:
the journal tells which acts are done. What an act set going waits in the outbox, and is taken up again first.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from casework.acts.medarbejdere import FravaerAct
from casework.perform import Done, perform
from config.settings import Settings
from domain.calendar import local_date
from domain.errors import ActRefused, Conflict, Retryable
from flows.outbox import outbox
from flows.story import tell
from flows.sweep import sweep
from persistence.durable_files import locked
from persistence.outbox import OutboxState
from sagsgang.clockwork import Clock, run_to
from sagsgang.demo.municipality import read_municipality
from sagsgang.demo.progress import Progress, Report
from sagsgang.demo.script import Line, Script, make_script
from sagsgang.demo.stage import require_demo
from tasks.runtime import Runtime, runtime_from, use
from tasks.sweeps import Kind

log = logging.getLogger("sagsgang.demo")
END, FINISHED = "demo_slut", "demo_faerdig"
WORKER = "demo"
_TRIES = 5


def perform_all(settings: Settings, now: datetime | None, report: Report) -> None:
    """The play is over, once and for all; a play that another process is at is waited for."""
    with locked(settings.var / "demo.laas"):
        live = runtime_from(settings)
        register = live.office.register
        require_demo(register)
        with register.read() as uow:
            finished, ends = uow.mark(FINISHED), uow.mark(END)
        # The moment it ends is kept: a play that goes on tomorrow is the same play.
        end = datetime.fromisoformat(ends) if ends else (now or live.now())
        register.mark(END, end.isoformat())
        script = make_script(read_municipality(), live.office.rulebook.calendars, end)
        if finished is None:
            Performance(live, script, report).run()
            register.mark(FINISHED, end.isoformat())
        report(Progress(True, len(script.lines), len(script.lines), "Demoens sager er klar."))


@dataclass
class Performance:
    """One script on its way through time; `live` is how the house works outside the play.

    At most every `pace` seconds it tells how far it is, and serves whoever tries the pages meanwhile.
    """

    live: Runtime
    script: Script
    report: Report
    pace: float = 0.5
    refused: list[tuple[Line, str]] = field(default_factory=list)
    clock: Clock = field(init=False)
    runtime: Runtime = field(init=False)
    forloeb: dict[tuple[int, int], int] = field(default_factory=dict)
    _paused: float = 0.0

    def __post_init__(self) -> None:
        self.clock = Clock(self.script.start)
        self.runtime = replace(
            self.live,
            worker=WORKER,
            now=self.clock.read,
            lease=timedelta(days=1),
            # Fictive people's notices go to the file, whoever the municipality has given an address.
            address_of=lambda _: None,
        )

    def run(self) -> None:
        """Every act of the script is done or refused, and whatever fell due until its end has happened."""
        with use(self.runtime):
            done = self._find_place()
            asyncio.run(self._play(done))

    async def _play(self, done: int) -> None:
        for number, line in enumerate(self.script.lines[done:], done + 1):
            # What the act before set going is due at once: it happens here, at the moment of that act.
            await run_to(self.clock, line.tid, self._turn)
            if time.monotonic() - self._paused >= self.pace:
                self._paused = time.monotonic()
                await self._serve_visitors()
                self._tell(number - 1)
            self._act(line)
        await run_to(self.clock, self.script.end, self._turn)

    def _find_place(self) -> int:
        """How many acts are behind; what was claimed by the process that stopped waits in the outbox again."""
        office = self.runtime.office
        with office.register.write() as uow:
            for row in uow.outbox.in_state({OutboxState.TAGET}, limit=10_000):
                if row.claimed_by == WORKER:
                    uow.outbox.again(row.id, row.ready_at, "afbrudt")
        moments = {line.tid: number for number, line in enumerate(self.script.lines, 1)}
        done = 0
        with office.register.read() as uow:
            for sag_id in uow.journal.sags_after(0):
                for entry in uow.journal.entries(sag_id):
                    if entry.done_at <= self.script.end:
                        self.clock.now = max(self.clock.now, entry.done_at)
                        done = max(done, moments.get(entry.done_at, 0))
        return done

    def _act(self, line: Line) -> None:
        if isinstance(line.act, FravaerAct) and self._is_away(line.act, line.tid):
            return
        try:
            done = _persist(
                lambda: perform(
                    self.runtime.office,
                    line.goer,
                    line.act,
                    forloeb_id=self._forloeb_of(line),
                    by=line.af,
                    now=self.clock.now,
                )
            )
        except ActRefused as refused:
            self.refused.append((line, refused.grund))
            if refused.grund != line.afvises:
                log.warning(
                    "demo_afvist", extra={"nr": line.nr, "handling": line.goer, "grund": refused.grund}
                )
            return
        if line.goer == "modtag_henvendelse" and done.forloeb_id is not None:
            self.forloeb[line.nr, 1] = done.forloeb_id

    def _forloeb_of(self, line: Line) -> int | None:
        """The forløb the line is about, found by its citizen where this process did not open it."""
        if line.nr and line.goer != "modtag_henvendelse" and (line.nr, line.forloeb) not in self.forloeb:
            with self.runtime.office.register.read() as uow:
                borger = uow.parties.borger_by_cpr(self.script.cpr[line.nr])
                sag = uow.cases.sag_of_borger(borger.id) if borger else None
                for row in uow.cases.forloeb_of(sag.id) if sag else ():
                    self.forloeb[line.nr, row.nr] = row.id
        return self.forloeb.get((line.nr, line.forloeb))

    def _is_away(self, act: FravaerAct, tid: datetime) -> bool:
        """Absence stands in no journal: whether it is recorded already is seen from who stands in."""
        with self.runtime.office.register.read() as uow:
            return uow.parties.stedfortraeder(act.medarbejder, local_date(tid)) != act.medarbejder

    async def _turn(self) -> None:
        """What is due is done: catching up, but for asking what is due, which `run_to` has done."""
        await sweep(Kind.ALL, self.clock.now)
        await tell(outbox, self.clock.now)

    async def _serve_visitors(self) -> None:
        """Whoever opens a case of their own meanwhile gets the letter now: their time is the real one."""
        with self.runtime.office.register.read() as uow:
            ready = uow.outbox.next_ready()
        if ready is not None and self.script.end <= ready <= self.live.now():
            with use(self.live):
                await tell(outbox)

    def _tell(self, number: int) -> None:
        start, end = self.script.start, self.script.end
        total = len(self.script.lines)
        weeks = (end - start).days // 7 + 1
        week = min((self.clock.now - start).days // 7 + 1, weeks)
        tekst = f"Uge {week} af {weeks}: {number} af {total} handlinger er gjort."
        self.report(Progress(False, number, total, tekst))


def _persist(act: Callable[[], Done]) -> Done:
    """The act is done although a visitor had the case or the register open."""
    for left in reversed(range(_TRIES)):
        try:
            return act()
        except (Conflict, Retryable):
            if not left:
                raise
    raise AssertionError("unreachable")
