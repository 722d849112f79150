"""A picture from plain facts, by its kind: drawn once for the same content, with words that say the same."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any, Final

import typst

from docgen.blocks import Picture
from docgen.glyphs import in_main_font
from docgen.pictures import curves, fremgang, layout, netvaerk, tidslinje
from docgen.plotting import as_text, name_apart, plotted_svg
from domain.billeder import Billedslags
from domain.letter_facts import LetterLabels

_KEPT: Final = 32  # a letter is set in several formats at a time, and its page shown again: no more is wanted
_Drawn = tuple[str, bytes]


def draw(name: str, data: object, labels: LetterLabels) -> Picture | None:  # noqa: ARG001 - the fact's name, for who asks
    """The picture; None where there is nothing to show yet."""
    if not isinstance(data, Mapping):
        return None
    match data.get("slags"):
        case Billedslags.FREMGANG:
            return _progress(data, labels)
        case Billedslags.NETVAERK:
            return _map(data, labels)
        case Billedslags.TIDSLINJE:
            return _timeline(data, labels)
        case _:
            return None


def describe(data: object, labels: LetterLabels) -> str | None:
    """What the picture says, without drawing it; None where there is nothing to show yet."""
    if not isinstance(data, Mapping):
        return None
    match data.get("slags"):
        case Billedslags.FREMGANG:
            progress = fremgang.read_progress(data, labels)
            return fremgang.alt(progress, labels) if progress else None
        case Billedslags.NETVAERK:
            people = netvaerk.read_map(data, labels)
            return netvaerk.alt(people, labels) if people else None
        case Billedslags.TIDSLINJE:
            steps = tidslinje.groups(data, labels)
            return tidslinje.alt(steps, labels) if steps else None
        case _:
            return None


def _progress(data: Mapping[str, Any], labels: LetterLabels) -> Picture | None:
    shown = fremgang.read_progress(data, labels)
    if shown is None:
        return None
    words = fremgang.alt(shown, labels)

    def drawn() -> _Drawn:
        root = plotted_svg(lambda: curves.draw_progress(shown, labels))
        name_apart(root)
        svg = as_text(root)
        # From the drawing and not from the library once more: the same picture, in a tenth of the time.
        return svg, layout.in_dots(svg)

    svg, png = _KEPT_DRAWINGS.get(repr((shown, sorted(labels.billeder.ord.items()))), drawn)
    return Picture(svg, png, words)


def _map(data: Mapping[str, Any], labels: LetterLabels) -> Picture | None:
    shown = netvaerk.read_map(data, labels)
    if shown is None:
        return None
    svg, png = _laid_out("netvaerk", netvaerk.layout_data(shown, labels))
    return Picture(svg, png, netvaerk.alt(shown, labels))


def _timeline(data: Mapping[str, Any], labels: LetterLabels) -> Picture | None:
    shown = tidslinje.groups(data, labels)
    if not shown:
        return None
    svg, png = _laid_out("tidslinje", tidslinje.layout_data(shown))
    return Picture(svg, png, tidslinje.alt(shown, labels))


def _laid_out(template: str, content: dict[str, Any]) -> _Drawn:
    text = json.dumps(content, ensure_ascii=False)

    def drawn() -> _Drawn:
        try:
            return layout.set_picture(template, text)
        except typst.TypstError:
            # A cluster of characters that no font can shape together: a picture with boxes beats no letter.
            return layout.set_picture(template, in_main_font(text))

    return _KEPT_DRAWINGS.get(f"{template} {text}", drawn)


class _Drawings:
    """The newest drawings by their content, so that none is made twice for one letter."""

    def __init__(self) -> None:
        self._found: OrderedDict[str, _Drawn] = OrderedDict()
        self._lock = Lock()

    def get(self, content: str, drawn: Any) -> _Drawn:
        with self._lock:
            if content in self._found:
                self._found.move_to_end(content)
                return self._found[content]
        made: _Drawn = drawn()
        with self._lock:
            self._found[content] = made
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)
        return made


_KEPT_DRAWINGS: Final = _Drawings()
