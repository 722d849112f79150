"""What falls due in the weeks ahead, and how much of it will be late if things go on as they have gone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_WEEK = timedelta(weeks=1)
_SUNDAY = timedelta(days=6)
OVERSKREDET = -1


@dataclass(frozen=True)
class Plan:
    """How far ahead a forecast looks, what its pace rests on, and how much of it a picture has room for."""

    uger: int
    flest_uger: int
    tempo_uger: int
    mindst: int
    slags: int
    teams: int


@dataclass(frozen=True)
class Week:
    """An ISO week; `first` is its Monday, or today in the week that has begun."""

    year: int
    number: int
    first: date
    last: date


@dataclass(frozen=True)
class Due:
    """So many running deadlines of a rule fall due in one week, counted from 0, or are overdue (OVERSKREDET)."""

    team: str
    rule_id: str
    week: int
    antal: int


@dataclass(frozen=True)
class Ended:
    """So many deadlines of a rule ended in time, and so many late."""

    team: str
    rule_id: str
    overholdt: int
    overskredet: int


class Grundlag(StrEnum):
    """What a pace rests on: the team's own deadlines, those of all teams, or too few to say; or it has no pace."""

    TEAM = "team"
    ALLE = "alle"
    FOR_LIDT = "for_lidt"
    INGENS = "ingens"


@dataclass(frozen=True)
class Tempo:
    """The share that ended late, and how many ended at all where it was looked; None where that is too few."""

    andel: float | None
    grundlag: Grundlag
    antal: int


@dataclass(frozen=True)
class Linje:
    """One rule's deadlines in one team: those past their date, and those of each week."""

    team: str
    rule_id: str
    overskredet: int
    uger: tuple[int, ...]
    tempo: Tempo

    @property
    def antal(self) -> int:
        return sum(self.uger)

    @property
    def sene(self) -> tuple[float, ...] | None:
        """How many of each week's will be late; None where nobody can say."""
        andel = self.tempo.andel
        return None if andel is None else tuple(count * andel for count in self.uger)

    @property
    def skyldig(self) -> bool:
        """True where somebody owes something by the date."""
        return self.tempo.grundlag is not Grundlag.INGENS


@dataclass(frozen=True)
class Uge:
    """The deadlines of one week that somebody owes: all, those that will be late, and those nobody can say of."""

    antal: int
    sene: float
    uden_tempo: int


@dataclass(frozen=True)
class Prognose:
    """The lines of each team, those that hurt most first."""

    uger: tuple[Week, ...]
    linjer: tuple[Linje, ...]

    @property
    def teams(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.team for line in self.linjer))

    def of(self, team: str | None) -> tuple[Linje, ...]:
        """The lines of the team; every line where none is named."""
        return tuple(line for line in self.linjer if team in {None, line.team})

    def overskredet(self, team: str | None = None) -> int:
        return sum(line.overskredet for line in self.of(team))

    def ugesum(self, team: str | None = None) -> tuple[Uge, ...]:
        """Each week's deadlines that somebody owes, summed up."""
        owed = [line for line in self.of(team) if line.skyldig]
        return tuple(
            Uge(
                antal=sum(line.uger[place] for line in owed),
                sene=sum(line.sene[place] for line in owed if line.sene is not None),
                uden_tempo=sum(line.uger[place] for line in owed if line.sene is None),
            )
            for place in range(len(self.uger))
        )


def weeks_from(today: date, count: int) -> tuple[Week, ...]:
    """So many ISO weeks, the one that has begun first and counted from today."""
    monday = today - timedelta(days=today.weekday())
    starts = [monday + number * _WEEK for number in range(count)]
    return tuple(
        Week(*start.isocalendar()[:2], first=max(start, today), last=start + _SUNDAY) for start in starts
    )


def tempo(ended: Iterable[Ended], team: str, at_least: int) -> Tempo:
    """The pace of one rule in the team; where too few ended there that of all teams, where too few there none."""
    rows = list(ended)
    for grundlag, looked_at in (
        (Grundlag.TEAM, [row for row in rows if row.team == team]),
        (Grundlag.ALLE, rows),
    ):
        late = sum(row.overskredet for row in looked_at)
        antal = late + sum(row.overholdt for row in looked_at)
        if antal >= max(at_least, 1):
            return Tempo(late / antal, grundlag, antal)
    return Tempo(None, Grundlag.FOR_LIDT, sum(row.overholdt + row.overskredet for row in rows))


def reckon(
    weeks: Sequence[Week],
    due: Iterable[Due],
    ended: Iterable[Ended],
    *,
    not_owed: Collection[str],
    at_least: int,
) -> Prognose:
    """The forecast. Nobody can be late for the `not_owed`: those end by themselves, or say an earliest day."""
    by_rule: Mapping[str, list[Ended]] = defaultdict(list)
    for row in ended:
        by_rule[row.rule_id].append(row)
    counted: Mapping[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for count in due:
        counted[count.team, count.rule_id][count.week] = count.antal
    lines = []
    for (team, rule_id), counts in counted.items():
        nobodys = rule_id in not_owed
        line = Linje(
            team=team,
            rule_id=rule_id,
            overskredet=0 if nobodys else counts.get(OVERSKREDET, 0),
            uger=tuple(counts.get(place, 0) for place in range(len(weeks))),
            tempo=Tempo(None, Grundlag.INGENS, 0) if nobodys else tempo(by_rule[rule_id], team, at_least),
        )
        if line.overskredet or line.antal:
            lines.append(line)
    return Prognose(tuple(weeks), tuple(sorted(lines, key=_hurts)))


def _hurts(line: Linje) -> tuple[object, ...]:
    """Team by team; what nobody owes last, else what is and what will be late first."""
    return line.team, not line.skyldig, -line.overskredet, -sum(line.sene or ()), -line.antal, line.rule_id
