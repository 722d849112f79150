"""What an edited Word file may not hold when it is to become a letter, and what is lost on the way, with the place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_OTHER_CHOICE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HYPERLINK: Final = "/hyperlink"
_SHOWN: Final = 40
_OFF: Final = frozenset({"0", "false", "off", "none"})
# Names of reasons; their sentences stand in config/faults.toml under `word_`.
_REFUSED: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")),
        "rettelser",
    ),
    **dict.fromkeys(
        (f"{W}{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr")),
        "rettelser",
    ),
    f"{W}commentReference": "kommentarer",
    f"{W}commentRangeStart": "kommentarer",
    f"{W}footnoteReference": "noter",
    f"{W}endnoteReference": "noter",
    f"{W}txbxContent": "tekstboks",
    f"{W}object": "indlejret",
    f"{W}control": "indlejret",
    f"{W}altChunk": "indlejret",
    f"{W}sym": "symbol",
    _MATH: "formel",
    f"{W}strike": "overstreget",
    f"{W}dstrike": "overstreget",
    f"{W}vanish": "skjult",
}
_LOST: Final[Mapping[str, str]] = {
    f"{W}highlight": "fremhaevet",
    f"{W}u": "understreget",
    f"{W}vertAlign": "haevet",
    f"{W}hyperlink": "henvisning",
}
_SWITCHES: Final = frozenset({f"{W}{name}" for name in ("strike", "dstrike", "vanish", "highlight", "u")})


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing by the name of its reason, and the words it stands beside."""

    reason: str
    about: str = ""


def of_package(document: Any) -> Iterator[Complaint]:
    """What lies in the file beside its text and could do something: macros, files within it, pieces from elsewhere."""
    for part in document.part.package.iter_parts():
        name, kind = str(part.partname).lower(), str(part.content_type).lower()
        if "vba" in name or "macroenabled" in kind or "vba" in kind:
            yield Complaint("makro")
        elif "/embeddings/" in name or "activex" in name:
            yield Complaint("indlejret")
        for link in part.rels.values():
            if link.is_external and not link.reltype.endswith(_HYPERLINK):
                yield Complaint("udefra")


def of_text(body: Any) -> Iterator[Complaint]:
    """What stands in the text that a reader would see otherwise, or not at all, in the other forms of the letter."""
    return _found(body, _REFUSED)


def lost_from(body: Any) -> Iterator[Complaint]:
    """What the letter is set without, and can do without."""
    return _found(body, _LOST)


def excerpt(element: Any) -> str:
    """The first words around the element, by which its author finds it."""
    paragraph = next(
        (above for above in (element, *element.iterancestors()) if above.tag == f"{W}p"), element
    )
    words = " ".join("".join(node.text or "" for node in paragraph.iter(f"{W}t", f"{W}delText")).split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"


def is_off(element: Any) -> bool:
    """True where the switch is there to say no."""
    return element.get(f"{W}val", "1").lower() in _OFF


def _found(body: Any, reasons: Mapping[str, str]) -> Iterator[Complaint]:
    seen: set[Complaint] = set()
    for element in body.iter(*reasons):
        if element.tag in _SWITCHES and is_off(element):
            continue
        if any(above.tag == _OTHER_CHOICE for above in element.iterancestors()):
            continue
        complaint = Complaint(reasons[element.tag], excerpt(element))
        if complaint not in seen:
            seen.add(complaint)
            yield complaint
