"""Why each deadline of a case is due the day it is: the facts gathered, the sentences said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from casework.forklaring.forklaringshistorie import Afloest, Historie, lines
from casework.forklaring.forklaringsord import Ordbog, ordbog
from casework.forklaring.forklaringstekst import Frist, authority, sentence
from casework.forklaring.rytmens_dag import day_of_rhythm
from casework.office import Office
from casework.sheets.case_result import shown_time
from config.display import Display
from config.forklaringer import Forklaringer, load_forklaringer
from domain.calendar import Calendars, local_date
from domain.case import Kanal
from domain.deadlines import Tilstand
from domain.events import named_in, refs_agree
from domain.forklaring import Forklaring, Fridag, Grundlag, explain
from domain.rules import DeadlineRule
from persistence.tables import Deadline, Dokument, Forloeb
from persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Hvorfor:
    """The answer: one sentence, and what else there is to tell, a sentence each; `why` is the same as values.

    `hjemmel` is what its rule rests on, and who has set its time, in words.
    """

    clock: Deadline
    rule: DeadlineRule
    navn: str
    om: str | None
    hjemmel: str
    saetning: str
    linjer: tuple[str, ...]
    why: Forklaring


@dataclass
class Forklarer:
    """Explains the deadlines of one forløb, as they stand on `today`."""

    office: Office
    display: Display
    uow: UnitOfWork
    row: Forloeb
    today: date
    words: Forklaringer | None = None
    _calendars: dict[str, Calendars] = field(default_factory=dict, repr=False)

    @cached_property
    def clocks(self) -> Sequence[Deadline]:
        return self.uow.deadlines.all_of(self.row.id)

    def explain(self, clock: Deadline) -> Hvorfor:
        """Why the clock is due the day it is."""
        rule, why = self._rule_of(clock), self.why(clock)
        frist = self._told(clock, rule)
        return Hvorfor(
            clock=clock,
            rule=rule,
            navn=self.display.say("frist", clock.rule_id),
            om=frist.om,
            hjemmel=authority(self.bog, frist),
            saetning=sentence(self.bog, frist, why),
            linjer=lines(self.bog, self._history(clock, rule)),
            why=why,
        )

    def why(self, clock: Deadline) -> Forklaring:
        """The same as values: letters and programs make their own sentence of them."""
        return explain(self._basis(clock, self._rule_of(clock)))

    @cached_property
    def bog(self) -> Ordbog:
        return ordbog(self.words or load_forklaringer(), self.display, self.office.rulebook)

    @cached_property
    def _udfoerere(self) -> Mapping[str, str]:
        return {row.id: row.navn for row in self.uow.parties.udfoerere()}

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return {**self.display.words["person"], **{who.id: who.navn for who in self.uow.parties.staff()}}

    @cached_property
    def _letters(self) -> Sequence[Dokument]:
        return self.uow.of_forloeb(Dokument, self.row.id)

    def _rule_of(self, clock: Deadline) -> DeadlineRule:
        return self.office.rule_as_kept(self.uow, clock.rule_id, clock.rule_version)

    def _basis(self, clock: Deadline, rule: DeadlineRule) -> Grundlag:
        other, calendars = self._other(clock, rule), self._calendars_of(clock)
        return Grundlag(
            rule=rule,
            started=clock.started_at,
            counted_on=clock.counted_on,
            due_on=clock.due_on,
            calendars=calendars,
            kept=clock.calendar_version == calendars.version,
            noegler=tuple(clock.noegler),
            aftalt=clock.aftalt,
            flyttet=bool(clock.flytninger),
            other_due=other.due_on if other else None,
        )

    def _calendars_of(self, clock: Deadline) -> Calendars:
        """The calendars it was counted with, or today's where nobody kept them."""
        now, version = self.office.rulebook.calendars, clock.calendar_version
        if version not in self._calendars:
            kept = None if version == now.version else self.uow.deadlines.kept_calendar(version)
            known = Calendars.from_content(version, kept, now.navne) if kept else now
            self._calendars[version] = known
        return self._calendars[version]

    def _other(self, clock: Deadline, rule: DeadlineRule) -> Deadline | None:
        """The deadline that a relative one is counted from: the newest that had begun by then."""
        if rule.forfald is None:
            return None
        found = [
            other
            for other in self.clocks
            if other.rule_id == rule.forfald.frist
            and other.id <= clock.id
            and refs_agree(other.refs, clock.refs)
        ]
        return found[-1] if found else None

    def _told(self, clock: Deadline, rule: DeadlineRule) -> Frist:
        other = self._other(clock, rule)
        team, paragraf = self._scope(clock)
        moves = clock.flytninger
        return Frist(
            rule=rule,
            started=clock.started_at,
            event=clock.start_event,
            om=self.about(clock),
            start_om=clock.start_om,
            hvad=self._what(clock),
            posted=self._posted(clock),
            team=team,
            paragraf=paragraf,
            loeber=clock.state == Tilstand.AKTIV,
            anden_loeber=other is not None and other.state == Tilstand.AKTIV,
            flyttet=local_date(datetime.fromisoformat(moves[-1]["naar"])) if moves else None,
            hvorfor=moves[-1]["hvorfor"] if moves else "",
            rytme=day_of_rhythm(self.uow, clock, rule, self._calendars_of(clock)),
        )

    def about(self, clock: Deadline) -> str | None:
        """Which source, udfører or paragraf the deadline is about."""
        refs = clock.refs
        if refs.get("kilde"):
            return str(refs["kilde"])
        if refs.get("udfoerer"):
            return self._udfoerere.get(str(refs["udfoerer"]))
        return f"§ {refs['paragraf']}" if refs.get("paragraf") else None

    def _what(self, clock: Deadline) -> str:
        """What its start was about, in words: a letter, a phase, an udfører."""
        event, om = clock.start_event, clock.start_om or ""
        if event.startswith("brev_"):
            return self.display.say("brev", om)
        if om in self.office.rulebook.phases:
            return self.office.rulebook.phases[om].titel.lower()
        if om in self.display.words["frist"]:
            return self.display.say("frist", om)
        return self._udfoerere.get(om) or self._udfoerere.get(str(clock.refs.get("udfoerer")), om)

    def _posted(self, clock: Deadline) -> date | None:
        """When the letter that started it went by paper post; None where there is none."""
        for letter in self._letters:
            if letter.brev == clock.start_om and letter.modtaget == clock.started_at and letter.sendt:
                return local_date(letter.sendt) if letter.kanal == Kanal.FYSISK_POST else None
        return None

    def _scope(self, clock: Deadline) -> tuple[str | None, str | None]:
        """The team and the paragraf that the municipality has this very rule for."""
        for rule in self.office.rulebook.deadlines.get(clock.rule_id, ()):
            for own in rule.saerlige:
                if own.rule.version == clock.rule_version:
                    return own.team, own.paragraf
        return None, None

    def _history(self, clock: Deadline, rule: DeadlineRule) -> Historie:
        after = next((other for other in self.clocks if other.forgaenger_id == clock.id), None)
        paragraf = clock.refs.get("paragraf")
        return Historie(
            clock=clock,
            rule=rule,
            before=tuple(reversed(list(self._before(clock)))),
            after=(self.display.say("frist", after.rule_id), after.due_on) if after else None,
            personer=self._people,
            calendars=self.office.rulebook.calendars,
            today=self.today,
            paragraf=str(paragraf) if paragraf else None,
            outdated=self._outdated(clock),
        )

    def _before(self, clock: Deadline) -> Iterator[Afloest]:
        """Each deadline that the next one took over from, newest first."""
        by_id = {row.id: row for row in self.clocks}
        while (before := by_id.get(clock.forgaenger_id or 0)) is not None:
            rule = self._rule_of(before)
            yield Afloest(
                navn=self.display.say("frist", before.rule_id),
                forfald=before.due_on,
                sluttet=local_date(before.ended_at or before.started_at),
                begyndt=local_date(before.started_at),
                stille=before.rule_id in self.display.stille,
                hjemmel=authority(self.bog, self._told(before, rule)),
            )
            clock = before

    def _outdated(self, clock: Deadline) -> bool:
        """True where a clock that starts today would run under another rule than this one."""
        known = self.office.rulebook.deadlines
        rule = self.office.rulebook.rule(clock.rule_id, self.today) if clock.rule_id in known else None
        paragraf = clock.refs.get("paragraf")
        if rule is None:
            return False
        return rule.for_case(self.row.sag.team, str(paragraf) if paragraf else None, self.today).version != (
            clock.rule_version
        )


def as_values(answer: Hvorfor, forloeb_nr: int) -> dict[str, Any]:
    """The answer for a program: the sentences, and all that they are made of."""
    clock, rule, why = answer.clock, answer.rule, answer.why
    return {
        "forloeb": forloeb_nr,
        "noegle": clock.rule_id,
        **named_in(clock.refs),
        "forfald": clock.due_on.isoformat(),
        "tilstand": clock.state,
        "sluttet": shown_time(clock.ended_at) if clock.ended_at else None,
        "hvorfor": answer.saetning,
        "mere": list(answer.linjer),
        "hjemmel": rule.hjemmel,
        "art": rule.art.value,
        "regel_version": clock.rule_version,
        "regel_gyldig_fra": rule.gyldig_fra.isoformat(),
        "kalender_version": clock.calendar_version,
        "begyndt": {
            "haendelse": clock.start_event,
            "om": clock.start_om,
            "tid": shown_time(clock.started_at),
        },
        "slags": why.slags.value,
        "tid": str(why.varighed) if why.varighed else None,
        "valgt_efter": why.noegle,
        "regnet_til": clock.counted_on.isoformat(),
        "rykket": why.rykning.value if why.rykning else None,
        "sprunget_over": [_day(day) for day in why.sprunget],
        "lukkede_dage": [_day(day) for day in why.lukket],
        "forgaenger": clock.forgaenger_id is not None,
        "flytninger": list(clock.flytninger),
        "hviler_til": clock.hviler_til.isoformat() if clock.hviler_til else None,
    }


def _day(day: Fridag) -> dict[str, str]:
    return {"dag": day.dag.isoformat(), "fri": day.fri.value, "navn": day.navn}
