"""Progress drawn: a panel for each goal and measure on one line of time, told apart by shape and shade alone."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from math import ceil
from textwrap import wrap
from typing import Any, Final

from docgen.pictures.facts import decimal, drawable, sentence
from docgen.pictures.fremgang import Curve, Point, Profile, Progress, Series, better, short_day
from docgen.plotting import new_figure
from domain.letter_facts import LetterLabels

_INK, _PAPER, _LINE, _QUIET, _FAINT = "#1a1a1a", "#ffffff", "#a6a6a6", "#595959", "#d9d9d9"
_MM: Final = 25.4
_WIDTH: Final = 162 / _MM
_ONE_COLUMN: Final = (
    1  # alone it has the whole width; more stand two and two, so that a letter keeps its pages
)
_TITLE_CHARS: Final = {1: 100, 2: 46}
_NAME_ROOM: Final = {1: 0.36, 2: 0.62}  # of a profile's scale
_TITLE_LINES: Final = {1: 1, 2: 2}
_PANEL, _PROFILE_ROW, _HEAD, _FOOT, _TITLE_LINE = 21 / _MM, 4.6 / _MM, 11.5 / _MM, 9 / _MM, 3.7 / _MM
_LEFT, _RIGHT, _RIGHT_NARROW = 0.2, 1.12, 1.0
_SMALL, _PLAIN = 8.0, 9.5
_SAY_ALL: Final = 7  # with more numbers only the first and last are written, and the shape says the rest
_ROOM: Final = 0.22
_ROOM_TO_OTHERS: Final = 0.34
_MONTHS_IN_YEAR: Final = 12
_MOST_TICKS: Final = 6


def draw_progress(shown: Progress, labels: LetterLabels) -> Any:
    """The whole figure, at the width of a letter's text."""
    panels: list[Curve | Profile] = [*shown.kurver, *shown.profiler]
    columns = 1 if len(panels) <= _ONE_COLUMN else 2
    rows = [panels[at : at + columns] for at in range(0, len(panels), columns)]
    heights = [max(_height(panel) for panel in row) for row in rows]
    heads = [
        _HEAD + _TITLE_LINE * max(len(_title_lines(panel, columns)) - 1 for panel in row) for row in rows
    ]
    tall = sum(heights) + sum(heads) + len(rows) * _FOOT
    figure = new_figure(_WIDTH, tall, _PAPER)
    span = _span(shown)
    at = tall
    for row, height, head in zip(rows, heights, heads, strict=True):
        at -= head + height
        for column, panel in enumerate(row):
            edge = column * _WIDTH / columns
            wide = _WIDTH / columns - _LEFT - (_RIGHT if columns == 1 else _RIGHT_NARROW)
            own = _height(panel)
            bottom = at + height - own
            axis = figure.add_axes(((edge + _LEFT) / _WIDTH, bottom / tall, wide / _WIDTH, own / tall))
            _title(figure, panel, columns, (edge / _WIDTH, (bottom + own) / tall, tall), labels)
            if isinstance(panel, Curve):
                _curve(axis, panel, span, labels)
            else:
                _profile(axis, panel, _NAME_ROOM[columns])
        at -= _FOOT
    return figure


def _height(panel: Curve | Profile) -> float:
    return _PANEL if isinstance(panel, Curve) else _PROFILE_ROW * len(panel.punkter)


def _title(
    figure: Any, panel: Curve | Profile, columns: int, place: tuple[float, float, float], labels: LetterLabels
) -> None:
    x, y, tall = place
    below = better(panel, labels) if isinstance(panel, Curve) else _key(panel, labels)
    figure.text(x, y + 0.07 / tall, below, size=_SMALL, color=_QUIET, va="bottom")
    figure.text(
        x,
        y + 0.22 / tall,
        "\n".join(_title_lines(panel, columns)),
        size=_PLAIN,
        weight=600,
        color=_INK,
        va="bottom",
        linespacing=1.05,
    )


def _title_lines(panel: Curve | Profile, columns: int) -> list[str]:
    """The title in the lines that there is room for."""
    lines, most = wrap(drawable(panel.titel), _TITLE_CHARS[columns]), _TITLE_LINES[columns]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _curve(axis: Any, curve: Curve, span: tuple[date, date], labels: LetterLabels) -> None:
    scale = curve.mest - curve.mindst
    _bare(axis)
    axis.set_ylim(curve.mindst - scale * 0.04, curve.mest + scale * 0.04)
    middle = (curve.mindst + curve.mest) / 2
    axis.set_yticks([curve.mindst, middle, curve.mest], [decimal(curve.mindst), "", decimal(curve.mest)])
    for level in (curve.mindst, middle, curve.mest):
        axis.axhline(level, color=_FAINT if level == middle else _LINE, linewidth=0.5, zorder=0)
    _time(axis, span, labels)
    for cut in curve.graenser:
        axis.axhline(cut.tal, color=_QUIET, linewidth=0.9, linestyle=(0, (1, 2)), zorder=1)
        axis.annotate(
            drawable(decimal(cut.tal)),
            (1, cut.tal),
            xycoords=("axes fraction", "data"),
            xytext=(3, 0),
            textcoords="offset points",
            size=_SMALL,
            color=_QUIET,
            va="center",
        )
    ends = _ends_apart(curve)
    for nr, series in enumerate(curve.serier):
        _line(axis, series, nr, alone=len(curve.serier) == 1, scale=scale, end=ends[nr], curve=curve)


def _line(axis: Any, series: Series, nr: int, *, alone: bool, scale: float, end: float, curve: Curve) -> None:
    days, numbers = _columns(series.punkter)
    own = series.egen
    axis.plot(
        days,
        numbers,
        color=_INK if own else _QUIET,
        linewidth=1.8 if own else 1.1,
        linestyle="-" if own else (0, (4, 2.5)),
        marker="o" if own else ("s" if nr % 2 else "^"),
        markersize=5 if own else 4.8,
        markerfacecolor=_INK if own else _PAPER,
        markeredgecolor=_INK if own else _QUIET,
        markeredgewidth=1.1,
        clip_on=False,
        zorder=3 if own else 2,
    )
    points = series.punkter
    for place, point in enumerate(points[:-1]):
        if own and (len(points) <= _SAY_ALL or place == 0):
            high = point.tal > curve.mest - scale * _ROOM or _crowded(point, series, curve)
            axis.annotate(
                decimal(point.tal),
                (point.dag, point.tal),
                xytext=(0, -6 if high else 5),
                textcoords="offset points",
                size=_SMALL,
                color=_INK,
                ha="center",
                va="top" if high else "bottom",
                zorder=4,
            )
    name = decimal(points[-1].tal) if alone else f"{decimal(points[-1].tal)}  {series.hvem}"
    axis.annotate(
        name,
        (points[-1].dag, points[-1].tal),
        xytext=(7, (end - points[-1].tal) / scale * _PANEL * 72),
        textcoords="offset points",
        size=_PLAIN if own else _SMALL,
        weight=600 if own else 400,
        color=_INK if own else _QUIET,
        va="center",
        annotation_clip=False,
    )


def _crowded(point: Point, series: Series, curve: Curve) -> bool:
    """Whether somebody else's line runs just above the point, where its number would stand."""
    room = (curve.mest - curve.mindst) * _ROOM_TO_OTHERS
    return any(
        0 <= level - point.tal <= room
        for other in curve.serier
        if other is not series and (level := _level(other.punkter, point.dag)) is not None
    )


def _level(points: Sequence[Point], when: date) -> float | None:
    """How high the line runs on the day; None before its first and after its last."""
    for before, after in zip(points, [*points[1:], points[-1]], strict=True):
        if before.dag <= when <= after.dag:
            part = (when - before.dag).days / max((after.dag - before.dag).days, 1)
            return before.tal + (after.tal - before.tal) * part
    return None


def _ends_apart(curve: Curve) -> list[float]:
    """Where the last number of each line is written, so that two that end alike stand over each other."""
    least = (curve.mest - curve.mindst) * 0.17
    order = sorted(range(len(curve.serier)), key=lambda nr: curve.serier[nr].punkter[-1].tal)
    found = [series.punkter[-1].tal for series in curve.serier]
    for lower, upper in pairwise(order):
        found[upper] = max(found[upper], found[lower] + least)
    over = max(found) - (curve.mest + least * 0.2)
    return [end - over for end in found] if over > 0 and len(found) > 1 else found


def _profile(axis: Any, profile: Profile, names: float) -> None:
    _bare(axis)
    count = len(profile.punkter)
    room = (profile.mest - profile.mindst) * names
    axis.set_ylim(-0.6, count - 0.4)
    axis.set_xlim(profile.mindst - room, profile.mest)
    axis.set_yticks([])
    axis.set_xticks([profile.mindst, profile.mest], [decimal(profile.mindst), decimal(profile.mest)])
    last = profile.senest[1]
    first = profile.foerst[1] if profile.foerst else (None,) * count
    for place, (name, before, now) in enumerate(zip(profile.punkter, first, last, strict=True)):
        level = count - 1 - place
        axis.plot([profile.mindst, profile.mest], [level, level], color=_LINE, linewidth=0.5, zorder=0)
        axis.text(profile.mindst - room, level, drawable(name), size=_SMALL, color=_INK, va="center")
        if before is not None and now is not None:
            axis.plot([before, now], [level, level], color=_INK, linewidth=1.4, zorder=1)
        if before is not None:
            _dot(axis, before, level, _PAPER)
        if now is not None:
            _dot(axis, now, level, _INK)
            axis.annotate(
                decimal(now),
                (1, level),
                xycoords=("axes fraction", "data"),
                xytext=(7, 0),
                textcoords="offset points",
                size=_PLAIN,
                weight=600,
                color=_INK,
                va="center",
            )


def _key(profile: Profile, labels: LetterLabels) -> str:
    """Which mark is the first time and which the last."""
    say = labels.billeder.say
    told = [f"● {sentence(say('fremgang.senest', dag=short_day(profile.senest[0], labels)))}"]
    if profile.foerst:
        told.insert(0, f"○ {sentence(say('fremgang.foerst', dag=short_day(profile.foerst[0], labels)))}")
    return "    ".join(told)


def _dot(axis: Any, value: float, level: float, shade: str) -> None:
    axis.plot(
        [value],
        [level],
        linestyle="none",
        marker="o",
        markersize=5.5,
        markerfacecolor=shade,
        markeredgecolor=_INK,
        markeredgewidth=1.2,
        clip_on=False,
        zorder=2,
    )


def _bare(axis: Any) -> None:
    for side in ("top", "left", "right", "bottom"):
        axis.spines[side].set_visible(False)
    axis.tick_params(length=0, labelsize=_SMALL, colors=_QUIET, pad=3)
    axis.patch.set_visible(False)


def _time(axis: Any, span: tuple[date, date], labels: LetterLabels) -> None:
    first, last = span
    ticks = [tick for tick in _ticks(first, last) if first <= tick <= last]
    if first == last:
        first, last = date.fromordinal(first.toordinal() - 1), date.fromordinal(last.toordinal() + 1)
    axis.set_xlim(first, last)
    if not ticks:
        # Too short a time for a month to begin in: the days themselves.
        ends = sorted({*span})
        axis.set_xticks(ends, [short_day(end, labels) for end in ends])
        return
    months = labels.billeder.say("maaneder_kort").split()
    axis.set_xticks(ticks, [_tick_text(tick, tick is ticks[0], months) for tick in ticks])
    for tick in ticks:
        axis.axvline(tick, color=_FAINT, linewidth=0.5, zorder=-1)


def _ticks(first: date, last: date) -> Iterator[date]:
    """The first of each month, or of every second, third, sixth or twelfth where there are many."""
    months = (last.year - first.year) * _MONTHS_IN_YEAR + last.month - first.month
    every = next(
        (step for step in (1, 2, 3, 6) if months / step <= _MOST_TICKS), _MONTHS_IN_YEAR * ceil(months / 84)
    )
    for month in range(first.year * _MONTHS_IN_YEAR, last.year * _MONTHS_IN_YEAR + last.month):
        if month % every == 0:
            yield date(month // _MONTHS_IN_YEAR, month % _MONTHS_IN_YEAR + 1, 1)


def _tick_text(tick: date, is_first: bool, months: Sequence[str]) -> str:
    # The year stands under its month: beside it, it would run into the next month or over the picture's edge.
    return months[tick.month - 1] + (f"\n{tick.year}" if is_first or tick.month == 1 else "")


def _span(shown: Progress) -> tuple[date, date]:
    days = [point.dag for curve in shown.kurver for series in curve.serier for point in series.punkter]
    return (min(days), max(days)) if days else (shown.profiler[0].senest[0],) * 2


def _columns(points: Sequence[Point]) -> tuple[list[date], list[float]]:
    return [point.dag for point in points], [point.tal for point in points]
