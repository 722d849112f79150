"""The steps of a case on its timeline: what is done, what goes on and what comes next, in the plain words of each phase."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.office import Office
from domain.billeder import BORGER, Trintilstand
from domain.calendar import local_date
from domain.case import FASER, VENTEFASER, AnsoegningTilstand, Fase, ForloebTilstand
from domain.deadlines import Tilstand
from domain.letters import FactValue
from persistence.tables import (
    Afgoerelse,
    Ansoegning,
    Bestilling,
    Deadline,
    FaseHistorik,
    Forespoergsel,
    Forloeb,
    Moede,
    Opfoelgning,
)
from persistence.unit_of_work import UnitOfWork

_SVARFRISTER = ("ny_svarfrist", "svarfrist")
_OPFOELGNING = "opfoelgning"


@dataclass(frozen=True)
class Step:
    """`fra` is when it began or happened, `til` when it ends at the latest, `hvem` who sees to it."""

    tilstand: Trintilstand
    tekst: str
    fra: date | None
    til: date | None
    hvem: str | None


def steps(office: Office, uow: UnitOfWork, row: Forloeb, day: date, til: str) -> list[FactValue]:
    """The steps in order of time; of those that are done only as many as a picture holds."""
    case = _Case(office, uow, row, day, til)
    done = sorted(case.done(), key=lambda step: step.til or step.fra or day)
    most = office.rulebook.letterhead.etiketter.billeder.flest_trin
    coming = sorted(case.coming(), key=lambda step: (step.til or step.fra) or date.max)
    return [
        {
            "tilstand": step.tilstand.value,
            "tekst": step.tekst[:1].upper() + step.tekst[1:],
            "fra": step.fra,
            "til": step.til,
            "hvem": step.hvem,
        }
        for step in [*done[-most:], *case.going_on(), *coming]
    ]


@dataclass(frozen=True)
class _Case:
    office: Office
    uow: UnitOfWork
    row: Forloeb
    day: date
    til: str

    def done(self) -> Iterator[Step]:
        """What lies behind: applications, phases, answers, help that began, follow-ups."""
        who = self._worker()
        for asked in self.uow.of_forloeb(Ansoegning, self.row.id):
            yield self._step("ansoegning", asked.modtaget, navn=self._help(asked.paragraf))
        for phase in self.uow.of_forloeb(FaseHistorik, self.row.id):
            words = self._phase_done(phase.fase)
            if phase.sluttet and words:
                began, ended = local_date(phase.startet), local_date(phase.sluttet)
                yield Step(Trintilstand.GJORT, words, began, ended, who)
        for decision in self.uow.of_forloeb(Afgoerelse, self.row.id):
            if decision.sendt:
                sent = local_date(decision.sendt)
                yield self._step("svar", sent, who, navn=self._help(decision.paragraf))
        for order in self.uow.of_forloeb(Bestilling, self.row.id):
            if order.startet:
                began = local_date(order.startet)
                yield self._step("hjaelp", began, self._udfoerer(order), navn=self._help(order.paragraf))
        for held in self.uow.of_forloeb(Opfoelgning, self.row.id):
            yield self._step("opfoelgning_holdt", local_date(held.holdt), who)

    def going_on(self) -> Iterator[Step]:
        """Where the case is now, and what is waited for."""
        if self.row.tilstand != ForloebTilstand.AABENT:
            return
        now = [phase for phase in self.uow.of_forloeb(FaseHistorik, self.row.id) if phase.sluttet is None]
        since = local_date(now[-1].startet) if now else None
        plan = self.office.rulebook.phases[self.row.fase]
        words = plan.til_borger if self.til == BORGER else plan.titel
        yield Step(Trintilstand.I_GANG, words, since, None, self._worker())
        for source in self.uow.of_forloeb(Forespoergsel, self.row.id):
            if source.modtaget is None and source.opgivet is None:
                yield self._step(
                    "venter", source.spurgt, source.kilde, Trintilstand.I_GANG, navn=source.kilde
                )

    def coming(self) -> Iterator[Step]:
        """What comes: meetings with a time, answers with a last day, and the phase after this one."""
        if self.row.tilstand != ForloebTilstand.AABENT:
            return
        who, state = self._worker(), Trintilstand.NAESTE
        for meeting in self.uow.of_forloeb(Moede, self.row.id):
            if meeting.aflyst:
                continue
            if meeting.tidspunkt and not meeting.afholdt and local_date(meeting.tidspunkt) >= self.day:
                name = self.office.rulebook.moeder.get(meeting.art, meeting.art)
                yield self._step("moede", local_date(meeting.tidspunkt), who, state, navn=name)
        running = [clock for clock in self.uow.deadlines.all_of(self.row.id) if clock.state == Tilstand.AKTIV]
        yield from self._answers(running, who)
        looks = [clock.due_on for clock in running if clock.rule_id == _OPFOELGNING]
        if looks:
            yield Step(state, self._say("opfoelgning"), None, min(looks), who)
        elif Fase(self.row.fase) in VENTEFASER:
            after = FASER[FASER.index(Fase(self.row.fase)) + 1]
            plan = self.office.rulebook.phases[after]
            yield Step(state, plan.til_borger if self.til == BORGER else plan.titel, None, None, who)

    def _answers(self, running: list[Deadline], who: str | None) -> Iterator[Step]:
        for asked in self.uow.of_forloeb(Ansoegning, self.row.id):
            if asked.tilstand != AnsoegningTilstand.AABEN:
                continue
            due = [
                clock.due_on
                for rule in _SVARFRISTER
                for clock in running
                if clock.rule_id == rule and clock.refs.get("ansoegning") == asked.id
            ]
            if due:
                words = self._say("svar_kommer", navn=self._help(asked.paragraf))
                yield Step(Trintilstand.NAESTE, words, None, due[0], who)

    def _step(
        self,
        key: str,
        day: date,
        hvem: str | None = None,
        tilstand: Trintilstand = Trintilstand.GJORT,
        **facts: str,
    ) -> Step:
        return Step(tilstand, self._say(key, **facts), day, None, hvem)

    def _say(self, key: str, **facts: str) -> str:
        words = self.office.rulebook.letterhead.etiketter.billeder
        return words.say_to(self.til, f"tidslinje.trin_{key}", **facts)

    def _phase_done(self, fase: str) -> str:
        plan = self.office.rulebook.phases[fase]
        return plan.gjort if self.til == BORGER else plan.titel

    def _help(self, paragraf: str) -> str:
        known = self.office.rulebook.law.paragraf(paragraf)
        return known.navn_til(borger=self.til == BORGER) if known else f"§ {paragraf}"

    def _worker(self) -> str | None:
        staff_id = self.row.sag.sagsbehandler_id
        who = self.uow.parties.medarbejder(staff_id) if staff_id else None
        return who.navn if who else None

    def _udfoerer(self, order: Bestilling) -> str:
        found = self.uow.parties.udfoerer(order.udfoerer_id)
        return found.navn if found else order.udfoerer_id
