"""Bars in a grid, drawn once and written as SVG or PNG: shades and hatches instead of colours, and words beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from docgen.plotting import SVG, as_text, new_figure, plotted_png, plotted_svg

_INK, _PAPER, _LINE, _SHADE = "#1a1a1a", "#ffffff", "#8a8a8a", "#c9c9c9"
_PAST = "//////"
_LABELS_INCHES, _COLUMN_INCHES, _ROW_INCHES, _EDGES_INCHES = 2.2, 3.1, 0.52, 1.6
_SMALL, _PLAIN = 7.5, 8.5
_DPI = 150


@dataclass(frozen=True)
class Bar:
    """One column; of its `height` so much is told apart as `dark`, and so much as `unknown`."""

    height: int
    dark: float = 0.0
    unknown: int = 0


@dataclass(frozen=True)
class Row:
    """One thing's bars in each panel; `past` is the hatched bar before them."""

    name: str
    past: tuple[int, ...]
    bars: tuple[tuple[Bar, ...], ...]


@dataclass(frozen=True)
class Legend:
    past: str
    plain: str
    dark: str
    unknown: str


@dataclass(frozen=True)
class Chart:
    """A grid: a panel for each column and row, a scale for each row. `alt` says in words what it shows."""

    title: str
    subtitle: str
    alt: str
    columns: tuple[str, ...]
    past_tick: str
    ticks: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: Legend


def to_svg(chart: Chart) -> str:
    """The chart as one SVG element: title and description inside, and no style that a page would have to allow."""
    root = plotted_svg(lambda: _draw(chart))
    _name(root, chart)
    return as_text(root)


def to_png(chart: Chart) -> bytes:
    """The same picture in dots, with its title and words in the file."""
    return plotted_png(lambda: _draw(chart), {"Title": chart.title, "Description": chart.alt}, _DPI)


def _draw(chart: Chart) -> Any:
    width = _LABELS_INCHES + _COLUMN_INCHES * max(len(chart.columns), 2)
    height = _EDGES_INCHES + _ROW_INCHES * len(chart.rows)
    figure = new_figure(width, height, _PAPER)
    figure.suptitle(
        chart.title, x=0.012, y=1 - 0.12 / height, ha="left", va="top", size=11, weight="bold", color=_INK
    )
    figure.text(0.012, 1 - 0.36 / height, chart.subtitle, ha="left", va="top", size=_SMALL, color=_INK)
    grid = figure.subplots(
        len(chart.rows),
        len(chart.columns),
        squeeze=False,
        gridspec_kw={
            "left": _LABELS_INCHES / width,
            "right": 1 - 0.15 / width,
            "top": 1 - 0.94 / height,
            "bottom": 0.66 / height,
            "hspace": 0.55,
            "wspace": 0.06,
        },
    )
    for axes, row in zip(grid, chart.rows, strict=True):
        _draw_row(axes, row)
    for axis, heading in zip(grid[0], chart.columns, strict=True):
        axis.set_title(heading, size=_PLAIN + 0.5, weight="bold", color=_INK, pad=14)
    for axis in grid[-1]:
        axis.set_xticks(range(len(chart.ticks) + 1), [chart.past_tick, *chart.ticks])
    _legend(figure, chart.legend, height)
    return figure


def _draw_row(axes: Sequence[Any], row: Row) -> None:
    highest = max([*row.past, *(bar.height for bars in row.bars for bar in bars), 1])
    for axis, past, bars in zip(axes, row.past, row.bars, strict=True):
        for side in ("top", "left", "right"):
            axis.spines[side].set_visible(False)
        axis.spines["bottom"].set_color(_LINE)
        axis.tick_params(length=0, labelsize=_SMALL, colors=_INK)
        axis.set_xticks([])
        axis.set_yticks([])
        axis.set_ylim(0, highest * 1.3)
        axis.set_xlim(-0.7, len(bars) + 0.6)
        axis.axvline(0.5, color=_LINE, linewidth=0.6, linestyle=(0, (2, 2)))
        _part(axis, 0, past, _PAPER, _PAST)
        _number(axis, 0, past)
        for place, bar in enumerate(bars, 1):
            _part(axis, place, bar.height, _PAPER)
            _part(axis, place, bar.unknown, _SHADE, above=bar.height - bar.unknown)
            _part(axis, place, bar.dark, _INK)
            _number(axis, place, bar.height)
    axes[0].set_ylabel(row.name, rotation=0, ha="right", va="center", size=_PLAIN, color=_INK, labelpad=6)


def _part(
    axis: Any, place: int, height: float, shade: str, hatch: str | None = None, *, above: int = 0
) -> None:
    if height:
        axis.bar(
            place,
            height,
            width=0.72,
            bottom=above,
            facecolor=shade,
            edgecolor=_INK,
            linewidth=0.8,
            hatch=hatch,
            clip_on=False,
        )


def _number(axis: Any, place: int, value: int) -> None:
    if value:
        axis.annotate(
            str(value),
            (place, value),
            xytext=(0, 1.5),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=_SMALL,
            color=_INK,
        )


def _legend(figure: Any, legend: Legend, height: float) -> None:
    from matplotlib.patches import Patch  # noqa: PLC0415 - loaded with the rest when a picture is asked for

    kinds = [
        (legend.past, _PAPER, _PAST),
        (legend.plain, _PAPER, None),
        (legend.dark, _INK, None),
        (legend.unknown, _SHADE, None),
    ]
    figure.legend(
        handles=[
            Patch(facecolor=shade, edgecolor=_INK, linewidth=0.8, hatch=hatch, label=text)
            for text, shade, hatch in kinds
        ],
        loc="lower left",
        bbox_to_anchor=(0.008, 0.06 / height),
        ncols=len(kinds),
        frameon=False,
        fontsize=_SMALL,
        labelcolor=_INK,
        handlelength=2.2,
        handleheight=1.2,
    )


def _name(root: ET.Element, chart: Chart) -> None:
    """A reader who sees no picture hears its title and what it shows."""
    named = (("desc", "figur-tekst", chart.alt), ("title", "figur-titel", chart.title))
    for tag, key, text in named:
        element = ET.Element(f"{{{SVG}}}{tag}", {"id": key})
        element.text = text
        root.insert(0, element)
    root.attrib |= {"role": "img", "aria-labelledby": "figur-titel figur-tekst", "lang": "da"}
