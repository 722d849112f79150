"""The forecast in Danish words: its table, its picture, and what the picture says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from config.display import Display
from docgen.charts import Bar, Chart, Legend, Row
from domain.prognose import Linje, Plan, Prognose, Tempo, Uge

_NOTABLE = 0.05


@dataclass(frozen=True)
class Cell:
    """`sene` is how many of the `antal` will be late, as it is written; None where it is none or nobody can say."""

    antal: int
    sene: str | None


@dataclass(frozen=True)
class Line:
    """`frist` is None in a team's own sum; `overskredet` where nobody can be late."""

    team: str
    frist: str | None
    overskredet: int | None
    uger: tuple[Cell, ...]
    antal: int
    sene: str
    tempo: str


@dataclass(frozen=True)
class WeekHead:
    nummer: int
    fra: date
    til: date


@dataclass(frozen=True)
class PrognosePage:
    """`linjer` are those of each team with its sum last; `figur` is None where nothing falls due."""

    uger: tuple[WeekHead, ...]
    linjer: tuple[Line, ...]
    i_alt: Line
    figur: Chart | None
    forklaring: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """What the screen calls things; `teams` has the titles by id."""

    display: Display
    teams: Mapping[str, str]

    def say(self, key: str, **facts: object) -> str:
        return self.display.say("prognose", key, **facts)

    def team(self, team: str) -> str:
        return self.teams.get(team, team)

    def frist(self, rule_id: str) -> str:
        return self.display.say("frist", rule_id)


def prognose_page(found: Prognose, plan: Plan, words: Words) -> PrognosePage:
    """All that the page and the terminal show of the forecast."""
    linjer: list[Line] = []
    for team in found.teams:
        linjer += [_line(line, words) for line in found.of(team)]
        linjer.append(_sum(found, team, words))
    shown = found.ugesum()
    return PrognosePage(
        uger=tuple(WeekHead(week.number, week.first, week.last) for week in found.uger),
        linjer=tuple(linjer),
        i_alt=_sum(found, None, words),
        figur=_chart(found, plan, words) if found.overskredet() or any(uge.antal for uge in shown) else None,
        forklaring=tuple(
            words.say(key, uger=plan.tempo_uger, mindst=plan.mindst)
            for key in ("forklaring_tempo", "forklaring_grundlag", "forklaring_ingens")
        ),
    )


def tempo_text(tempo: Tempo, words: Words) -> str:
    """How many percent ended late, of how many, and where it was looked."""
    percent = None if tempo.andel is None else round(tempo.andel * 100)
    return words.say(f"tempo_{tempo.grundlag}", procent=percent, antal=tempo.antal)


def decimal(value: float) -> str:
    """One decimal with a comma, as a Dane writes it; whole numbers bare."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _line(line: Linje, words: Words) -> Line:
    late = line.sene
    return Line(
        team=words.team(line.team),
        frist=words.frist(line.rule_id),
        overskredet=line.overskredet if line.skyldig else None,
        uger=tuple(
            Cell(count, _notable(late[place]) if late else None) for place, count in enumerate(line.uger)
        ),
        antal=line.antal,
        sene=decimal(sum(late)) if late is not None else "",
        tempo=tempo_text(line.tempo, words),
    )


def _sum(found: Prognose, team: str | None, words: Words) -> Line:
    uger = found.ugesum(team)
    unknown = sum(uge.uden_tempo for uge in uger)
    return Line(
        team=words.say("alle_teams") if team is None else words.team(team),
        frist=None,
        overskredet=found.overskredet(team),
        uger=tuple(Cell(uge.antal, _notable(uge.sene)) for uge in uger),
        antal=sum(uge.antal for uge in uger),
        sene=decimal(sum(uge.sene for uge in uger)),
        tempo=words.say("uden_tempo", antal=unknown) if unknown else "",
    )


def _notable(late: float) -> str | None:
    return decimal(late) if late >= _NOTABLE else None


def _chart(found: Prognose, plan: Plan, words: Words) -> Chart:
    """The picture: a column for each team while there is room, a row for each rule that hurts most, and the rest."""
    teams: Sequence[str | None] = found.teams if len(found.teams) <= plan.teams else [None]
    rule_ids = _by_harm(found)
    shown, rest = rule_ids[: plan.slags], rule_ids[plan.slags :]
    rows = [_row(words.say("alle_frister"), [found.of(team) for team in teams], len(found.uger))]
    rows += [
        _row(words.frist(rule_id), [_only(found, team, {rule_id}) for team in teams], len(found.uger))
        for rule_id in shown
    ]
    if rest:
        name = words.say("andre_frister", antal=len(rest))
        rows.append(_row(name, [_only(found, team, set(rest)) for team in teams], len(found.uger)))
    first, last = found.uger[0].number, found.uger[-1].number
    title = words.say("figur_titel" if len(found.uger) > 1 else "figur_titel_en", fra=first, til=last)
    return Chart(
        title=title,
        subtitle=words.say("figur_under"),
        alt=_alt(found, words),
        columns=tuple(words.say("alle_teams") if team is None else words.team(team) for team in teams),
        past_tick=words.say("figur_forfaldne"),
        ticks=tuple(str(week.number) for week in found.uger),
        rows=tuple(rows),
        legend=Legend(*(words.say(f"figur_{kind}") for kind in ("overskredet", "i_tide", "sene", "ukendt"))),
    )


def _by_harm(found: Prognose) -> list[str]:
    harm: dict[str, tuple[float, int]] = {}
    for line in found.linjer:
        if line.skyldig:
            hurt, antal = harm.get(line.rule_id, (0.0, 0))
            harm[line.rule_id] = (hurt + line.overskredet + sum(line.sene or ()), antal + line.antal)
    return sorted(harm, key=lambda rule_id: (-harm[rule_id][0], -harm[rule_id][1], rule_id))


def _only(found: Prognose, team: str | None, rule_ids: set[str]) -> tuple[Linje, ...]:
    return tuple(line for line in found.of(team) if line.rule_id in rule_ids)


def _row(name: str, lines_of: Sequence[Sequence[Linje]], weeks: int) -> Row:
    return Row(
        name=name,
        past=tuple(sum(line.overskredet for line in lines) for lines in lines_of),
        bars=tuple(
            tuple(_bar([line for line in lines if line.skyldig], place) for place in range(weeks))
            for lines in lines_of
        ),
    )


def _bar(lines: Sequence[Linje], place: int) -> Bar:
    height = sum(line.uger[place] for line in lines)
    known = [line for line in lines if line.sene is not None]
    unknown = sum(line.uger[place] for line in lines if line.sene is None)
    return Bar(height, sum((line.sene or ())[place] for line in known), unknown=unknown)


def _alt(found: Prognose, words: Words) -> str:
    """What the picture shows, sentence by sentence: all in all, week by week, and rule by rule in each team."""
    return " ".join(
        [
            _alt_all(found, words),
            *(
                _alt_week(week.number, uge, words)
                for week, uge in zip(found.uger, found.ugesum(), strict=True)
            ),
            *(
                words.say(
                    "alt_linje",
                    team=words.team(line.team),
                    frist=words.frist(line.rule_id),
                    antal=line.antal,
                    overskredet=line.overskredet,
                    sene=_alt_late(line, words),
                )
                for line in found.linjer
                if line.skyldig
            ),
        ]
    )


def _alt_all(found: Prognose, words: Words) -> str:
    uger = found.ugesum()
    return words.say(
        "alt_i_alt",
        antal=sum(uge.antal for uge in uger),
        sene=decimal(sum(uge.sene for uge in uger)),
        ukendt=sum(uge.uden_tempo for uge in uger),
        overskredet=found.overskredet(),
    )


def _alt_week(number: int, uge: Uge, words: Words) -> str:
    return words.say("alt_uge", uge=number, antal=uge.antal, sene=decimal(uge.sene))


def _alt_late(line: Linje, words: Words) -> str:
    late = line.sene
    return words.say("alt_ukendt") if late is None else words.say("alt_sene", sene=decimal(sum(late)))
