"""A letter's text with its parts set in, parsed once, and where each line of it came from."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes

from domain.errors import Fault
from domain.letter_facts import LETTER_FILTERS

LETTERS: Final = Path(__file__).parent / "letters"
_INCLUDE: Final = re.compile(r'\{%-?\s*include\s+"([\w/.-]+)"\s*-?%\}')
# One env for reading only: a wording is never run here.
_JINJA: Final = Environment(autoescape=False)  # noqa: S701 - nothing is rendered
_STATEMENTS: Final = (nodes.Output, nodes.If, nodes.For)
_EXPRESSIONS: Final = (
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.CondExpr,
)
_TESTS: Final = frozenset({"none", "defined", "undefined"})
_MOST_CHARACTERS: Final = 100_000
_MOST_BYTES: Final = 4 * _MOST_CHARACTERS
_MOST_LOOPS: Final = 2
_DEEPEST: Final = 60
_MOST_NAMED: Final = 4


@cache
def reasons() -> Mapping[str, str]:
    """The Danish sentences about wordings, by name."""
    return {name: text for name, text in _texts().items() if isinstance(text, str)}


@dataclass(frozen=True)
class Piece:
    """Some of a file's text, and the line its first character stands on."""

    file: str
    line: int
    text: str


@dataclass(frozen=True)
class Whole:
    """A text with every part set in; `size` also counts the tags that the parts stand for."""

    pieces: tuple[Piece, ...]
    size: int

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def place(self, line: int) -> tuple[str, int]:
        """The file and line that the line begins in."""
        seen = 1
        for piece in self.pieces:
            here = piece.text.count("\n")
            if line < seen + here or (line == seen + here and not piece.text.endswith("\n") and piece.text):
                return piece.file, piece.line + line - seen
            seen += here
        last = self.pieces[-1]
        return last.file, last.line + last.text.count("\n")


@dataclass
class Source:
    """Where the pieces come from: a later folder's letter or part replaces an earlier one's."""

    letters: dict[str, Path] = field(default_factory=dict)
    parts: dict[str, str | None] = field(default_factory=dict)  # None: cannot be used, and is blamed already
    used: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)  # what each own part stands in for, or nothing
    _demands: dict[tuple[str, str, str, int], list[str]] = field(default_factory=dict)
    _gathered: int = 0
    _wholes: dict[str, Whole | None] = field(default_factory=dict)

    def blame(self, file: str, key: str, reason: str, **facts: object) -> None:
        """Note the fault once, however many letters it shows in."""
        fault = Fault(file, key, reasons()[reason].format(**facts))
        if fault not in self.faults:
            self.faults.append(fault)

    def demand(self, part: str, key: str, reason: str, slug: str, linje: int = 0) -> None:
        """Note that the letter is refused for what the own part says or lacks: one fault, however many letters."""
        self._demands.setdefault((part, key, reason, linje), []).append(slug)

    def blame_demands(self) -> None:
        """Every part is told of once for each thing, with the letters that need it."""
        for (part, key, reason, linje), slugs in self._demands.items():
            shown = ", ".join(slugs[:_MOST_NAMED])
            rest = len(slugs) - _MOST_NAMED
            listed = reasons()["og_flere"].format(breve=shown, antal=rest) if rest > 0 else shown
            self.blame(part, key, reason, linje=linje, breve=listed)

    def before(self, part: str, inside: tuple[str, ...] = ()) -> str:
        """The text that stood where an own part stands now, with its parts set in."""
        text = self.replaced.get(part, self.parts.get(part) or "")
        return _INCLUDE.sub(
            lambda found: "" if found[1] in inside else self.before(found[1], (*inside, part)), text
        )

    def read(self, path: Path) -> str | None:
        """Give the file's text, or note that it cannot be read."""
        try:
            if path.stat().st_size > _MOST_BYTES:
                self.blame(path.name, "", "for_lang", max=_MOST_CHARACTERS)
                return None
            return path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.blame(path.name, "", "ulaeselig")
            return None

    def gather(self, folder: Path) -> None:
        """The folder's letters and parts stand above those gathered before."""
        self.letters |= {path.stem: path for path in sorted(folder.glob("*.md"))}
        for path in sorted(folder.glob("dele/*.md")):
            name = f"dele/{path.name}"
            text = self.read(path)
            if self._gathered:
                self.replaced[name] = self.parts.get(name) or ""
            self.parts[name] = None
            if text is not None:
                text = text.strip("\n")
                whole = Whole((Piece(name, 1, text),), len(text))
                self.parts[name] = text if self.parse(whole, alone=True) else None
        self._gathered += 1

    def whole(self, file: str, line: int, text: str, inside: tuple[str, ...] = ()) -> Whole | None:
        """Set every included part in; None when one is missing, faulty or includes itself, or it grows too long."""
        pieces: list[Piece] = []
        end, size = 0, len(text)
        for found in _INCLUDE.finditer(text):
            part = self._part(file, found[1], inside)
            size += part.size if part else 0
            if part is None or size > _MOST_CHARACTERS:
                break
            pieces += [Piece(file, line + text.count("\n", 0, end), text[end : found.start()]), *part.pieces]
            end = found.end()
        else:
            if size <= _MOST_CHARACTERS:
                pieces.append(Piece(file, line + text.count("\n", 0, end), text[end:]))
                return Whole(tuple(pieces), size)
        if size > _MOST_CHARACTERS:
            self.blame(file, "", "for_lang", max=_MOST_CHARACTERS)
        return None

    def parse(self, whole: Whole, *, alone: bool = False) -> nodes.Template | None:
        """Give the template of plain prints, conditions and loops; None, with its faults noted, when it is more.

        A part `alone` may still have tags for parts of its own.
        """
        try:
            tree, found = _parsed(whole.text)
        except TemplateSyntaxError as error:
            file, line = whole.place(error.lineno)
            self.blame(file, "", "jinja", linje=line, fejl=_in_danish(str(error.message)))
            return None
        if tree is None:
            self.blame(whole.place(1)[0], "", "for_indviklet")
            return None
        refused = [row for row in found if not (alone and row[1] == "include")]
        for number, name, reason in refused:
            file, line = whole.place(number)
            self.blame(file, name, reason, linje=line, navn=name)
        return None if refused else tree

    def _part(self, file: str, name: str, inside: tuple[str, ...]) -> Whole | None:
        self.used.add(name)
        if name not in self.parts or name in inside:
            self.blame(file, name, "del_ring" if name in inside else "del_mangler")
            return None
        if name not in self._wholes:
            text = self.parts[name]
            self._wholes[name] = None if text is None else self.whole(name, 1, text, (*inside, name))
        return self._wholes[name]


def _refused(tree: nodes.Template) -> list[tuple[int, str, str]]:
    """What a letter may not hold: line, name and reason of each."""
    found: list[tuple[int, str, str]] = []
    for node in tree.find_all((nodes.Stmt, nodes.Expr)):
        name = type(node).__name__.lower()
        if isinstance(node, nodes.Filter) and node.name not in LETTER_FILTERS:
            found.append((node.lineno, node.name, "filter"))
        elif isinstance(node, nodes.Test) and node.name not in _TESTS:
            found.append((node.lineno, node.name, "ikke_tilladt"))
        elif isinstance(node, nodes.For) and not _is_plain(node):
            found.append((node.lineno, name, "loekke"))
        elif isinstance(node, nodes.Stmt) and not isinstance(node, _STATEMENTS):
            found.append((node.lineno, name, "ikke_tilladt"))
        elif isinstance(node, nodes.Expr) and not isinstance(node, _EXPRESSIONS):
            found.append((node.lineno, _words("tegn").get(name, name), "ikke_tilladt"))
        elif isinstance(node, nodes.Neg) and not isinstance(node.node, nodes.Const):
            found.append((node.lineno, "-", "ikke_tilladt"))
    return found


def _is_plain(loop: nodes.For) -> bool:
    """A loop over a list by one name, with at most one other loop in it: more could take any time at all."""
    return (
        isinstance(loop.target, nodes.Name)
        and not loop.recursive
        and loop.test is None
        and _loops(loop) <= _MOST_LOOPS
    )


# Rules are read anew whenever some are tried or adopted, and most letters say what they said.
@lru_cache(maxsize=256)
def _parsed(text: str) -> tuple[nodes.Template | None, Sequence[tuple[int, str, str]]]:
    """The template and what it may not hold; None where things stand deeper in one another than anybody can follow."""
    try:
        tree = _JINJA.parse(text)
        return (tree, _refused(tree)) if _depth(tree) <= _DEEPEST else (None, ())
    except RecursionError:
        return None, ()


def _depth(node: nodes.Node) -> int:
    return 1 + max(map(_depth, node.iter_child_nodes()), default=0)


def _loops(node: nodes.Node) -> int:
    """How many loops stand inside one another here."""
    return isinstance(node, nodes.For) + max(map(_loops, node.iter_child_nodes()), default=0)


def _in_danish(said: str) -> str:
    """The kind of fault in Danish, and the parser's own words after it."""
    kinds = _words("skabelon")
    danish = next((text for start, text in kinds.items() if said.startswith(start)), kinds["andet"])
    return f"{danish} ({said})"


def _words(table: str) -> Mapping[str, str]:
    words = _texts()[table]
    assert isinstance(words, Mapping)
    return words


@cache
def _texts() -> Mapping[str, Mapping[str, str] | str]:
    return tomllib.loads((LETTERS / "fejl.toml").read_text("utf-8"))
