"""A Word paragraph's own text as runs of one style, however many pieces Word has cut it into."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from docgen.blocks import Span, Spans
from docgen.docx_complaints import W, is_off
from docgen.fill import clean

_PARAGRAPH: Final = f"{W}p"
_OTHER_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS: Final = {
    f"{W}tab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "",
    f"{W}ptab": " ",
}
_ELSEWHERE: Final = frozenset({"page", "column"})


class Reading:
    """Reads one document's paragraphs; a character style may stand for bold or italic."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(f"{W}styleId", ""): style for style in document.styles.element.iter(f"{W}style")
        }

    def spans(self, paragraph: Any) -> Spans:
        """The text of the paragraph without the spacing around it."""
        found = [
            span for run in paragraph.iter(f"{W}r") if _is_own(run, paragraph) for span in self._run(run)
        ]
        return trimmed(merged(found))

    def _run(self, run: Any) -> Iterator[Span]:
        properties = run.find(f"{W}rPr")
        text = clean("".join(_signs(run)))
        yield Span(text, self._has(properties, "b"), self._has(properties, "i"))

    def _has(self, properties: Any, name: str) -> bool:
        if properties is None:
            return False
        own = properties.find(f"{W}{name}")
        if own is not None:
            return not is_off(own)
        link = properties.find(f"{W}rStyle")
        style = self._styles.get(link.get(f"{W}val", "")) if link is not None else None
        said = style.find(f"{W}rPr/{W}{name}") if style is not None else None
        return said is not None and not is_off(said)


def merged(spans: Sequence[Span]) -> Spans:
    """The same text with no two neighbours alike; spacing and breaks have no style of their own."""
    plainer = [Span(span.text) if not span.text.strip() else span for span in spans if span.text]
    groups = groupby(plainer, key=lambda span: (span.bold, span.italic))
    return tuple(Span("".join(span.text for span in group), *style) for style, group in groups)


def trimmed(spans: Spans) -> Spans:
    """The same without spacing at either end."""
    found = [span for span in spans if span.text]
    while found and not found[0].text.strip():
        found.pop(0)
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        first = found[0]
        found[0] = Span(first.text.lstrip(), first.bold, first.italic)
        last = found[-1]
        found[-1] = Span(last.text.rstrip(), last.bold, last.italic)
    return tuple(found)


def joined(lines: Sequence[Spans]) -> Spans:
    """The lines as one text with breaks between them."""
    found: list[Span] = []
    for line in lines:
        found += [Span("\n"), *line] if found and line else line
    return merged(found)


def _is_own(run: Any, paragraph: Any) -> bool:
    """Not what stands in a box anchored in the paragraph, nor what is there for older programs."""
    for above in run.iterancestors():
        if above is paragraph:
            return True
        if above.tag in {_PARAGRAPH, _OTHER_CHOICE}:
            return False
    return False


def _signs(run: Any) -> Iterator[str]:
    for node in run:
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag == f"{W}br":
            yield "" if node.get(f"{W}type", "") in _ELSEWHERE else "\n"
        else:
            yield _SIGNS.get(node.tag, "")
