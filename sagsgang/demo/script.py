"""The script of the play: every act of every case with its moment, made from the files and the day it ends.

The same files and the same end give the same script, act for act: the play finds its place in it again after a stop.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from casework.act import Act
from casework.acts.medarbejdere import FravaerAct
from casework.perform import read_act
from domain.calendar import COPENHAGEN, Calendars, local_date
from domain.errors import BadInput, Fault
from sagsgang.demo.municipality import Course, HenvendelseRow, Municipality

_FILE = "forloeb.toml"
_WEEK = timedelta(weeks=1)
_MORNING = time(8, 30)
_BETWEEN = timedelta(minutes=4)
# What a step says beside the fields of its act.
_STEP_KEYS = frozenset({"dag", "kl", "goer", "af", "hvis", "uden", "hver", "afvises", "forloeb"})
_WHOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Line:
    """One act of the script. `nr` is the henvendelse it comes of (0: none); `afvises` is the gate that is to stop it."""

    tid: datetime
    nr: int
    goer: str
    act: Act
    af: str
    forloeb: int = 1
    afvises: str | None = None

    @property
    def day(self) -> date:
        return local_date(self.tid)


@dataclass(frozen=True)
class Script:
    """All acts in the order they happen, none after `end`; `shift` is how far the files' own dates were moved."""

    lines: tuple[Line, ...]
    start: datetime
    end: datetime
    shift: timedelta
    cpr: Mapping[int, str]


def make_script(
    municipality: Municipality, calendars: Calendars, end: datetime, first: int | None = None
) -> Script:
    """The script that ends at `end`, of the `first` henvendelser or of all; raises BadInput with every fault."""
    shift = whole_weeks(municipality.henvendelser[-1].modtaget, end)
    writer = _Writer(municipality, calendars, end, shift)
    rows = list(enumerate(municipality.henvendelser[:first], 1))
    lines = [line for nr, row in rows for line in writer.of_case(nr, row)]
    lines += writer.of_kommune()
    if writer.faults:
        raise BadInput(writer.faults)
    return Script(
        lines=tuple(sorted((line for line in lines if line.tid <= end), key=lambda line: line.tid)),
        start=_local(rows[0][1].modtaget + shift),
        end=end,
        shift=shift,
        cpr={nr: row.cpr for nr, row in rows},
    )


def whole_weeks(last: datetime, end: datetime) -> timedelta:
    """How far to move the dates for the last henvendelse to come in the seven days before `end`: weekdays stay."""
    return (end.astimezone(COPENHAGEN).replace(tzinfo=None) - last) // _WEEK * _WEEK


class _Writer:
    def __init__(
        self, municipality: Municipality, calendars: Calendars, end: datetime, shift: timedelta
    ) -> None:
        self._all = municipality
        self._calendars = calendars
        self._last_day = end.astimezone(COPENHAGEN).date()
        self._shift = shift
        self.faults: list[Fault] = []
        self._kommune = tuple(self.of_kommune())

    def of_case(self, nr: int, row: HenvendelseRow) -> Iterator[Line]:
        """The henvendelse and what follows, each act at least a minute after the one before."""
        course = self._all.courses.get(nr)
        if course is None:
            self.faults.append(Fault("borgere.toml", f"nr {nr}", "mangler"))
            return
        came = row.modtaget + self._shift
        # Each case has its own second: no two acts of different cases share a moment.
        own = timedelta(seconds=nr % 60)
        before, words = came, {**self._all.words, "af": course.af, **course.ord}
        yield Line(_local(came + own), nr, "modtag_henvendelse", _opening(row, course, came), course.af)
        for place, step, base, af in self._steps(nr, course, came.date()):
            if not _wanted(step, words, nr):
                continue
            moment = max(self._moment(step, words, base, before, nr), before + timedelta(minutes=1))
            before = moment
            line = self._line(
                place, step, words, base, nr, _local(moment + own), self._present(af, moment.date())
            )
            if line is not None:
                yield line

    def of_kommune(self) -> Iterator[Line]:
        """What happens in the municipality and is about no case, on the files' own dates."""
        for number, step in enumerate(self._all.kommune, 1):
            moment = datetime.fromisoformat(f"{step['dag']}T{step['kl']}") + self._shift
            line = self._line(
                f"kommune {number}", step, {}, moment.date(), 0, _local(moment), str(step["af"])
            )
            if line is not None:
                yield line

    def _steps(
        self, nr: int, course: Course, came: date
    ) -> Iterator[tuple[str, Mapping[str, Any], date, str]]:
        """Each step with its place in the files, the day its own days count from, and who acts."""
        af = course.af
        for stretch in course.vej:
            af = stretch.af or af
            base = self._day(came, stretch.dag)
            if stretch.afsnit not in self._all.stretches:
                self.faults.append(Fault("borgere.toml", f"nr {nr}.vej", f"kender ikke '{stretch.afsnit}'"))
            for number, step in enumerate(self._all.stretches.get(stretch.afsnit, []), 1):
                yield f"{stretch.afsnit} {number} (nr {nr})", step, base, step.get("af", af)

    def _present(self, af: str, day: date) -> str:
        """The one who acts: the stedfortræder on a day when the case's own sagsbehandler is away."""
        for line in self._kommune:
            away = line.act
            if isinstance(away, FravaerAct) and away.medarbejder == af and line.day <= day <= away.til:
                return away.stedfortraeder
        return af

    def _moment(
        self, step: Mapping[str, Any], words: Mapping[str, Any], base: date, before: datetime, nr: int
    ) -> datetime:
        day = before.date()
        if "dag" in step:
            day = max(self._day(base, int(self._filled(step["dag"], words, base))), day)
        if "kl" in step:
            # A few minutes apart from case to case, so that a morning looks like one.
            return datetime.combine(day, time.fromisoformat(step["kl"])) + timedelta(minutes=nr * 7 % 19)
        return before + _BETWEEN if day == before.date() else datetime.combine(day, _MORNING)

    def _day(self, base: date, days: int) -> date:
        """The opening day that lies so many days after `base`, or, counted back, before the last day of the play."""
        if days < 0:
            return self._calendars.back_to_opening_day(self._last_day + timedelta(days=days))
        return self._calendars.forward_to_opening_day(base + timedelta(days=days))

    def _line(
        self,
        place: str,
        step: Mapping[str, Any],
        words: Mapping[str, Any],
        base: date,
        nr: int,
        tid: datetime,
        af: str,
    ) -> Line | None:
        try:
            fields = {
                key: self._filled(value, words, base) for key, value in step.items() if key not in _STEP_KEYS
            }
            act = read_act(step["goer"], fields, place)
        except BadInput as error:
            self.faults += error.faults
        except KeyError as error:
            self.faults.append(Fault(_FILE, place, f"mangler {error.args[0]}"))
        else:
            return Line(tid, nr, step["goer"], act, af, step.get("forloeb", 1), step.get("afvises"))
        return None

    def _filled(self, value: Any, words: Mapping[str, Any], base: date) -> Any:
        """The value with the case's words in it, and a day counted as the step's own is."""
        match value:
            case str() if whole := _WHOLE.fullmatch(value):
                return self._filled(words[whole[1]], words, base)
            case str():
                return _WHOLE.sub(lambda found: str(words[found[1]]), value)
            case dict() if "dag" in value:
                day = self._day(base, self._filled(value["dag"], words, base))
                return datetime.combine(day, time.fromisoformat(value["kl"])) if "kl" in value else day
            case list():
                return [self._filled(item, words, base) for item in value]
            case _:
                return value


def _wanted(step: Mapping[str, Any], words: Mapping[str, Any], nr: int) -> bool:
    """The step belongs to this case: by the words the case has, or because it is the turn of its number."""
    return (
        ("hvis" not in step or step["hvis"] in words)
        and ("uden" not in step or step["uden"] not in words)
        and nr % step.get("hver", 1) == 0
    )


def _opening(row: HenvendelseRow, course: Course, came: datetime) -> Act:
    """The henvendelse as the act that opens a case."""
    digital_post = row.digital_post if course.digital_post is None else course.digital_post
    return read_act(
        "modtag_henvendelse",
        {
            "borger": {
                "navn": row.navn,
                "cpr": row.cpr,
                "digital_post": digital_post,
                "adressebeskyttet": row.adressebeskyttet,
                "vaerge": row.vaerge,
                "adresse": None if course.uden_adresse else f"{row.adresse}\n{row.postnr} {row.by}",
                "telefon": row.telefon,
                "sprog": row.sprog,
                "moedeoenske": row.mede,
            },
            "kanal": row.kanal,
            "tekst": row.tekst,
            "akut": row.akut,
            "ansoegt": row.ansoegt,
            "modtaget": _local(came),
        },
    )


def _local(moment: datetime) -> datetime:
    """Danish time as the files mean it, in UTC, so that moments compare across a change of the clocks."""
    return moment.replace(tzinfo=COPENHAGEN).astimezone(UTC)
