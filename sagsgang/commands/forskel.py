"""What a proposal would change, as a person reads it and as a program does."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from casework.adoption.flytning import Beholder, Change, Flytning, affected
from casework.adoption.i_kraft import Kind
from casework.adoption.indfoerelse import Proposal
from casework.office import Office
from config.display import Display, load_display
from domain.rules import Trin
from sagsgang.commands.screen import plain, say, show_table, shown_day, shown_time, streamed, warn

# A person reads no more than this; a program gets all of it.
_MOST = 200
_WHY = {
    Beholder.BORGER: "borgeren ville få kortere tid",
    Beholder.LOVET: "borgeren er lovet datoen; den kan kun udskydes med et brev",
}
_DEEDS = {
    "paamind": "påmindelse",
    "eskaler": "besked op",
    "opgave": "opgave",
    "kladde": "kladde",
    "send": "brev",
}
_MOVED = {
    "regler": "Frister, der løber og ville flytte sig (regler flytter dem kun med --flyt)",
    "kalender": "Frister, der løber og ville flytte sig sammen med kalenderen",
}
_DAY_KINDS = {"helligdage": "Helligdag", "saerlige": "Dag uden svar", "lukkedage": "Lukkedag"}


@dataclass(frozen=True)
class Shown:
    """What is shown: the proposal, its meaning for running deadlines (None without a register), what is missing."""

    office: Office | None
    proposal: Proposal
    change: Change | None
    missing: list[str]
    now: datetime


@dataclass
class _Tally:
    """How many deadlines would move, and how many keep their date, by rule and team."""

    moved: Counter[tuple[str, str]] = field(default_factory=Counter)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, one: Flytning) -> None:
        (self.kept if one.beholder else self.moved)[one.rule_id, one.team] += 1

    @property
    def rows(self) -> list[tuple[str, str, int, int]]:
        return [
            (rule_id, team, self.moved[rule_id, team], self.kept[rule_id, team])
            for rule_id, team in sorted(self.moved.keys() | self.kept.keys())
        ]


def show(shown: Shown) -> None:
    """The values that differ, the deadlines that would move, those that keep their date, and how many of each."""
    _show_values(shown.proposal)
    tally = _Tally()
    moved: list[Flytning] = []
    kept: list[Flytning] = []
    for one in _found(shown):
        tally.count(one)
        rows = kept if one.beholder else moved
        if len(rows) < _MOST:
            rows.append(one)
    display = load_display()
    _show_moved(display, shown.proposal.kind, moved, sum(tally.moved.values()))
    _show_kept(display, kept, sum(tally.kept.values()))
    show_table(
        "Antal",
        ("Frist", "Team", "Ville flytte sig", "Beholder datoen"),
        [(display.say("frist", rule_id), team, *numbers) for rule_id, team, *numbers in tally.rows],
    )
    for fault in shown.missing:
        warn(f"mangler: {fault}")


def show_json(shown: Shown) -> None:
    """One object, with every deadline; written as it is found, so that it may be long."""
    tally, write = _Tally(), sys.stdout.write
    before, after = shown.proposal.kind.version(shown.proposal.before), shown.proposal.version
    head: dict[str, Any] = {
        "version": {"foer": before, "nu": after},
        "fra": shown.proposal.fra.isoformat(),
        "regler": [vars(change) for change in shown.proposal.rules],
        "dage": shown.proposal.days,
    }
    write(_json(head).rstrip("}") + ', "frister": [')
    for number, one in enumerate(_found(shown)):
        tally.count(one)
        write(("," if number else "") + "\n" + _json(_as_json(one)))
    rows = [
        {"frist": rule_id, "team": team, "flyttes": moved, "beholder": kept}
        for rule_id, team, moved, kept in tally.rows
    ]
    write(f'\n], "antal": {_json(rows)}, "mangler": {_json(shown.missing)}}}\n')


def _found(shown: Shown) -> Iterator[Flytning]:
    if shown.office is None or shown.change is None:
        return
    with shown.office.register.read() as uow:
        total = uow.deadlines.count_of_rules(shown.change.may_move)
        for found in streamed(
            affected(shown.office, uow, shown.change, shown.now), total, "Regner frister efter"
        ):
            yield from found


def _show_values(proposal: Proposal) -> None:
    if not proposal.is_new:
        say("Der er ingen forskel fra det, der gælder nu.")
        return
    if proposal.rules:
        show_table(
            "Regler, der bliver anderledes",
            ("Regel", "For", "Hvad", "Nu", "Herefter", "Gælder fra"),
            [
                (
                    one.regel,
                    one.hvem,
                    one.hvad,
                    one.foer,
                    one.nu,
                    shown_day(max(one.fra, proposal.fra.isoformat())),
                )
                for one in proposal.rules
            ],
        )
    if proposal.days:
        show_table(
            "Dage, der bliver anderledes",
            ("Dag", "Navn", "Slags", "Hvad"),
            [(_day(row["dag"]), row["navn"], _DAY_KINDS[row["slags"]], row["hvad"]) for row in proposal.days],
        )


def _day(text: str) -> str:
    """A day of every year has no year to show."""
    month, _, day = text.rpartition("-")
    return shown_day(text) if "-" in month else f"{day}.{month}. hvert år"


def _show_moved(display: Display, kind: Kind, rows: list[Flytning], total: int) -> None:
    show_table(
        _MOVED[kind.name],
        ("Sag", "Frist", "Om", "Nu", "Herefter", "Næste trin", "Kommer straks", "Kommer ikke"),
        [
            (
                f"{row.sagsnummer}/{row.forloeb_nr}",
                display.say("frist", row.rule_id),
                ", ".join(row.om.values()),
                shown_day(row.foer),
                shown_day(row.nu),
                shown_time(row.naeste) if row.naeste else "intet",
                _steps(display, row.straks),
                _steps(display, row.aldrig),
            )
            for row in rows
        ],
    )
    _and_more(total, rows)


def _show_kept(display: Display, rows: list[Flytning], total: int) -> None:
    if not rows:
        return
    show_table(
        "Frister, der beholder deres dato",
        ("Sag", "Frist", "Om", "Dato", "Hvorfor"),
        [
            (
                f"{row.sagsnummer}/{row.forloeb_nr}",
                display.say("frist", row.rule_id),
                ", ".join(row.om.values()),
                shown_day(row.foer),
                _WHY[row.beholder] if row.beholder else "",
            )
            for row in rows
        ],
    )
    _and_more(total, rows)


def _and_more(total: int, rows: list[Flytning]) -> None:
    if total > len(rows):
        say(f"... og {total - len(rows)} til; --json viser dem alle")


def _steps(display: Display, steps: tuple[Trin, ...]) -> str:
    return ", ".join(_step(display, trin) for trin in steps)


def _step(display: Display, trin: Trin) -> str:
    if trin.brev:
        return f"{_DEEDS[trin.goer]}: {display.say('brev', trin.brev)}"
    what = trin.opgave.replace("_", " ") if trin.opgave else display.say("rolle", trin.til)
    return f"{_DEEDS[trin.goer]}: {what}"


def _as_json(one: Flytning) -> dict[str, Any]:
    return {
        "sag": one.sagsnummer,
        "forloeb": one.forloeb_nr,
        "team": one.team,
        "frist": one.rule_id,
        **one.om,
        **plain({"foer": one.foer, "nu": one.nu, "naeste_foer": one.naeste_foer, "naeste": one.naeste}),
        "straks": [_trin(trin) for trin in one.straks],
        "aldrig": [_trin(trin) for trin in one.aldrig],
        "beholder": one.beholder.value if one.beholder else None,
    }


def _trin(trin: Trin) -> dict[str, str]:
    facts = {"naar": trin.naar.tekst, "goer": trin.goer.value, "til": trin.til.value}
    return (
        facts | ({"brev": trin.brev} if trin.brev else {}) | ({"opgave": trin.opgave} if trin.opgave else {})
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
