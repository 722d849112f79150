"""The reasons of a case's deadlines, asked for by name: every one that matches, the newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.forklaring.forklaring import Forklarer, Hvorfor, as_values
from casework.office import Office
from config.display import Display
from domain.calendar import local_date
from domain.errors import ActRefused


@dataclass(frozen=True)
class Answer:
    """One deadline's reason in sentences, and as values."""

    saetning: str
    linjer: tuple[str, ...]
    values: Mapping[str, Any]


@dataclass(frozen=True)
class WhyCase:
    """The answers; `kendte` are all the deadlines the case has had, by their id and what they are called."""

    svar: tuple[Answer, ...]
    kendte: Mapping[str, str]


def why_in_case(office: Office, display: Display, sagsnummer: str, frist: str, now: datetime) -> WhyCase:
    """Why the case's deadlines of that id (or name) are due the day they are; ActRefused where there is no case."""
    with office.register.read() as uow:
        sag = uow.cases.sag_by_number(sagsnummer)
        if sag is None:
            raise office.worded(ActRefused("ukendt", key="ukendt.sag", sag=sagsnummer))
        found: list[tuple[int, Hvorfor]] = []
        known: dict[str, str] = {}
        for row in uow.cases.forloeb_of(sag.id):
            explains = Forklarer(office, display, uow, row, local_date(now))
            known |= {clock.rule_id: display.say("frist", clock.rule_id) for clock in explains.clocks}
            found += [
                (row.nr, explains.explain(clock))
                for clock in explains.clocks
                if frist.casefold() in {clock.rule_id, known[clock.rule_id].casefold()}
            ]
        found.sort(key=lambda pair: (pair[1].clock.started_at, pair[1].clock.id), reverse=True)
        return WhyCase(
            svar=tuple(Answer(why.saetning, why.linjer, as_values(why, nr)) for nr, why in found),
            kendte=dict(sorted(known.items())),
        )
