"""Everything a municipality has decided, as one value: rules, calendars, wording, principles, law."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from domain.calendar import Calendars
from domain.events import Event
from domain.instruments import Instrument
from domain.klarsprog import Klarsprog
from domain.law import LawBook
from domain.letter_facts import LabelledLetterhead
from domain.letters import Wording
from domain.phase_plan import Gate, PhasePlan
from domain.post import Post
from domain.post_ind import PostInd
from domain.principles import PrincipleBook
from domain.prognose import Plan
from domain.rules import DeadlineRule, Saerlig, Varighed
from domain.vaerge import Vaergepost
from domain.written_letters import SkrevetBrev


@dataclass(frozen=True)
class TaskText:
    """What a task is called, and what to do."""

    titel: str
    hvad: str


@dataclass(frozen=True)
class Rulebook:
    """`deadlines` holds each rule's versions by id, oldest first, in the order of the catalogue."""

    kommune: str
    deadlines: Mapping[str, tuple[DeadlineRule, ...]]
    calendars: Calendars
    wordings: Mapping[str, Wording]
    skrevne_breve: Mapping[str, SkrevetBrev]
    letterhead: LabelledLetterhead
    klarsprog: Klarsprog
    moeder: Mapping[str, str]
    messages: Mapping[str, str]
    effects: Mapping[str, str]
    notices: Mapping[str, str]
    principles: PrincipleBook
    phases: Mapping[str, PhasePlan]
    gates: Mapping[str, Gate]
    tasks: Mapping[str, TaskText]
    law: LawBook
    instruments: Mapping[str, Instrument]
    prognose: Plan
    post: Post
    post_ind: PostInd
    vaerge: Vaergepost
    fysisk_post: Varighed
    uden_godkendelse: frozenset[str]
    udskydelse_hoejst: Varighed
    _by_start: dict[tuple[str, date], tuple[DeadlineRule, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def maalskala(self) -> Instrument:
        """The scale on which it is said how far it has come with a goal; the loader lets there be one and no more."""
        return next(scale for scale in self.instruments.values() if scale.til_maal)

    @property
    def content(self) -> dict[str, Any]:
        """Every rule with all its versions, and the settings beside them, as they are kept under `version`."""
        return {
            "regler": {
                rule_id: [
                    {
                        "gyldig_fra": max(rule.gyldig_fra, own.rule.gyldig_fra).isoformat(),
                        "team": own.team,
                        "paragraf": own.paragraf,
                        "regel": dict(own.rule.content),
                    }
                    for rule in versions
                    for own in (Saerlig(rule), *rule.saerlige)
                ]
                for rule_id, versions in self.deadlines.items()
            },
            "indstillinger": {
                "modtagelse.fysisk_post": str(self.fysisk_post),
                "afsendelse.uden_godkendelse": sorted(self.uden_godkendelse),
                "udskydelse.hoejst": str(self.udskydelse_hoejst),
            },
        }

    @cached_property
    def version(self) -> str:
        """Twelve hex digits that name every rule with all its versions, and the settings beside them."""
        parts = [
            f"{rule.id}|{own.team or ''}|{own.paragraf or ''}|{own.rule.version}"
            for versions in self.deadlines.values()
            for rule in versions
            for own in (Saerlig(rule), *rule.saerlige)
        ]
        parts += [f"fysisk_post|{self.fysisk_post}", *sorted(self.uden_godkendelse)]
        parts.append(f"udskydelse|{self.udskydelse_hoejst}")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]

    def notice_words(self, art: str) -> str:
        """What a notice of this kind says; {sag} is where the case number goes."""
        return self.notices[art]

    def rule(self, rule_id: str, day: date) -> DeadlineRule | None:
        """The version of the rule that is valid on `day`."""
        return next((rule for rule in reversed(self.deadlines[rule_id]) if rule.valid_on(day)), None)

    def rule_version(self, rule_id: str, version: str) -> DeadlineRule | None:
        """The rule in just this version, for everybody or for one team or paragraf; None where it is no longer shipped."""
        for rule in self.deadlines.get(rule_id, ()):
            for candidate in (rule, *(own.rule for own in rule.saerlige)):
                if candidate.version == version:
                    return candidate
        return None

    def started_by(self, event: Event, day: date) -> tuple[DeadlineRule, ...]:
        """Every rule, valid on `day`, with a clock that the event may start; in the order of the catalogue."""
        key = (event.value, day)
        if key not in self._by_start:
            valid = (self.rule(rule_id, day) for rule_id in self.deadlines)
            self._by_start[key] = tuple(
                rule for rule in valid if rule and any(start.event == event for start in rule.starts)
            )
        return self._by_start[key]
