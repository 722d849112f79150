"""PDF/UA-1 (ISO 14289-1) as far as a machine can see it in what the letters are made of: the rules by their clauses.

Held against veraPDF's profile of the same standard (106 rules): what that finds in a letter broken by hand, this finds.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pikepdf

STANDARD: Final = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
# Clause 7.2: what may stand in what.
_PARENTS: Final[Mapping[str, frozenset[str]]] = {
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TOCI": frozenset({"TOC"}),
}
_CHILDREN: Final[Mapping[str, frozenset[str]]] = {
    "Table": frozenset({"TR", "THead", "TBody", "TFoot", "Caption"}),
    "THead": frozenset({"TR"}),
    "TBody": frozenset({"TR"}),
    "TFoot": frozenset({"TR"}),
    "TR": frozenset({"TH", "TD"}),
    "L": frozenset({"L", "LI", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "TOC": frozenset({"TOC", "TOCI", "Caption"}),
}
_PAINTS: Final = frozenset(
    ["Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"]
)
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# What a font may not say that a sign is read as.
_NO_SIGN: Final = re.compile(rb"<(0000|FEFF|FFFE)>\s*\]?\s*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Element:
    """One element of the structure, with what it counts as and what it stands in."""

    node: pikepdf.Dictionary
    kind: str
    above: str


def faults(content: bytes) -> list[str]:
    """Every rule that the file breaks, by clause; empty where it breaks none."""
    with pikepdf.open(io.BytesIO(content)) as file:
        found = [*_catalog(file)]
        if "/StructTreeRoot" not in file.Root:
            return [*found, "7.1 structure tree"]
        elements = list(_elements(file.Root.StructTreeRoot))
        found += [*_kinds(elements), *_nesting(elements), *_headings(elements), *_tables(elements)]
        found += [*_pages(file), *_fonts(file)]
        return sorted(set(found))


def _catalog(file: pikepdf.Pdf) -> Iterator[str]:
    root = file.Root
    if not _LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield "7.2 language"
    mark = root.get("/MarkInfo", {})
    if mark.get("/Marked") is not True or mark.get("/Suspects", False):
        yield "7.1 marked"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "7.1 title is shown"
    with file.open_metadata() as about:
        if about.get("pdfuaid:part") != "1":
            yield "5 says that it is PDF/UA"
        if not str(about.get("dc:title", "")).strip():
            yield "7.1 title"
    if file.is_encrypted and not file.allow.accessibility:
        yield "7.16 open to screen readers"
    if "/AcroForm" in root and "/XFA" in root.AcroForm:
        yield "7.15 XFA"
    if "/OCProperties" in root:
        yield "7.10 optional content"
    if any(isinstance(row, pikepdf.Dictionary) and row.get("/Type") == "/Filespec" for row in file.objects):
        yield "7.11 embedded files"


def _elements(tree: pikepdf.Dictionary) -> Iterator[Element]:
    roles = {str(key): str(kind) for key, kind in dict(tree.get("/RoleMap", {})).items()}

    def kind_of(name: str) -> str:
        seen: set[str] = set()
        while name.lstrip("/") not in STANDARD and name in roles and name not in seen:
            seen.add(name)
            name = roles[name]
        return name.lstrip("/")

    def within(node: pikepdf.Object, above: str) -> Iterator[Element]:
        if isinstance(node, pikepdf.Array):
            for inner in node:
                yield from within(inner, above)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            element = Element(node, kind_of(str(node.S)), above)
            yield element
            yield from within(node.get("/K", pikepdf.Array()), element.kind)

    yield from within(tree.get("/K", pikepdf.Array()), "")


def _kinds(elements: Sequence[Element]) -> Iterator[str]:
    if [element.kind for element in elements if not element.above] != ["Document"]:
        yield "7.1 one document"
    for element in elements:
        node = element.node
        if element.kind not in STANDARD:
            yield "7.1 standard kinds"
        if "/Lang" in node and not _LANGUAGE.fullmatch(str(node.Lang)):
            yield "7.2 language"
        if (
            element.kind in {"Figure", "Formula"}
            and not str(node.get("/Alt", node.get("/ActualText", ""))).strip()
        ):
            yield "7.3 alternative text"
        if element.kind == "Figure" and not any("/BBox" in about for about in _attributes(node)):
            yield "7.3 where the figure stands"
        if element.kind == "Note" and "/ID" not in node:
            yield "7.9 notes have names"


def _attributes(node: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    about = node.get("/A", pikepdf.Array())
    rows = list(about) if isinstance(about, pikepdf.Array) else [about]
    return [row for row in rows if isinstance(row, pikepdf.Dictionary)]


def _nesting(elements: Sequence[Element]) -> Iterator[str]:
    for element in elements:
        allowed = _PARENTS.get(element.kind)
        if (allowed and element.above not in allowed) or (
            element.above in _CHILDREN and element.kind not in _CHILDREN[element.above]
        ):
            yield "7.2 nesting"


def _headings(elements: Sequence[Element]) -> Iterator[str]:
    levels = [int(element.kind[1]) for element in elements if re.fullmatch("H[1-6]", element.kind)]
    if levels and (levels[0] != 1 or any(after - before > 1 for before, after in pairwise(levels))):
        yield "7.4 heading levels"


def _tables(elements: Sequence[Element]) -> Iterator[str]:
    names = {bytes(element.node.ID) for element in elements if "/ID" in element.node}
    if len(names) != sum("/ID" in element.node for element in elements):
        yield "7.9 names are given once"
    widths: list[set[int]] = []
    for element in elements:
        about = _attributes(element.node)
        if element.kind == "Table":
            widths.append(set())
        elif element.kind == "TR":
            cells = [cell for cell in element.node.get("/K", []) if isinstance(cell, pikepdf.Dictionary)]
            if widths:
                widths[-1].add(sum(_span(cell) for cell in cells))
        elif element.kind == "TH" and not any("/Scope" in row for row in about):
            yield "7.5 headers say what they head"
        elif element.kind == "TD":
            heads = [head for row in about for head in row.get("/Headers", [])]
            if not heads or any(bytes(head) not in names for head in heads):
                yield "7.5 cells know their headers"
    if any(len(found) > 1 for found in widths):
        yield "7.5 rows are of one width"


def _span(cell: pikepdf.Dictionary) -> int:
    return max((int(row.get("/ColSpan", 1)) for row in _attributes(cell)), default=1)


def _pages(file: pikepdf.Pdf) -> Iterator[str]:
    tree = file.Root.StructTreeRoot
    if "/ParentTree" not in tree:
        yield "7.1 every mark has its element"
        return
    owners = pikepdf.NumberTree(tree.ParentTree)
    for page in file.pages:
        if page.obj.get("/Tabs") != "/S":
            yield "7.18 order of tabs"
        for link in page.obj.get("/Annots", []):
            if not str(link.get("/Contents", "")).strip():
                yield "7.18 links are described"
            if "/StructParent" not in link:
                yield "7.18 links are in the structure"
        owned = owners[int(page.obj.StructParents)] if "/StructParents" in page.obj else pikepdf.Array()
        yield from _marks(page, owned)


def _marks(page: pikepdf.Page, owned: pikepdf.Object) -> Iterator[str]:
    """All that is painted is either text with its element or decoration, never both."""
    open_marks: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            mark = "decoration" if operands[0] == "/Artifact" else _owner(operands, owned)
            if mark == "lost":
                yield "7.1 every mark has its element"
            if {mark, *open_marks} >= {"decoration", "real"}:
                yield "7.1 decoration apart from text"
            open_marks.append(mark)
        elif name == "EMC":
            open_marks.pop()
        elif name in _PAINTS and not {"decoration", "real"} & set(open_marks):
            yield "7.1 all is marked"


def _owner(operands: Sequence[pikepdf.Object], owned: pikepdf.Object) -> str:
    properties = operands[1] if len(operands) > 1 else None
    number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
    if number is None:
        return "plain"
    return (
        "real" if int(number) < len(owned) and isinstance(owned[int(number)], pikepdf.Dictionary) else "lost"
    )


def _fonts(file: pikepdf.Pdf) -> Iterator[str]:
    for row in file.objects:
        if not isinstance(row, pikepdf.Dictionary):
            continue
        if row.get("/Type") == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(
            row.keys()
        ):
            yield "7.21 fonts are inside"
        if row.get("/Type") != "/Font":
            continue
        if row.Subtype in {"/Type0", "/Type3"}:
            if "/ToUnicode" not in row:
                yield "7.21 signs are read as letters"
            elif _NO_SIGN.search(row.ToUnicode.read_bytes()):
                yield "7.21 signs are letters that exist"
        if row.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in row:
            yield "7.21 signs and shapes"
        if row.Subtype == "/Type0" and row.Encoding not in {"/Identity-H", "/Identity-V"}:
            yield "7.21 encoding"
