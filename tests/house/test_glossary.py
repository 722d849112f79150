"""Every Danish word that the code uses as a name stands in docs/glossary.md."""

import ast
import re
import tomllib
from importlib import import_module

from tests.house.tree import PACKAGES, ROOT, files

ROW = re.compile(
    r"^\| `(?P<word>[a-z0-9_]+)` \| (?P<danish>[^|]+) \| (?P<english>[^|]+) \| (?P<source>[^|]+) \|$"
)
ENDINGS = ("", "s", "r", "e", "er", "et", "en", "ne", "erne", "ens", "ets", "t")
# What looks Danish in a name: the letters æ, ø and å as they are written in code, and endings that English lacks.
LOOKS_DANISH = re.compile(r"aa|oe|ae|(else|hed|skab|ning|brev|frist|plan)$")
NOT_DANISH = {
    "aad",  # associated data of an encryption
    "aware",
    "does",
    "goes",
    "meaning",
    "morning",
    "opening",
    "plan",
    "planning",
    "returning",
    "running",
    "warning",
}
SMALL_WORDS = {"af", "alle", "den", "er", "et", "for", "fra", "i", "med", "og", "om", "paa", "til", "ved"}
# Plain English plumbing that table names may use beside the Danish nouns.
ENGLISH = """
    access account act attempt case chain checklist citizen contact deadline delivery document draft effect entry event
    goal history holiday house id inbox item job journal key letter lock log mark measurement meeting member network note
    notification order outbox party payload person phase provider read receipt register reminder request role row rule run
    salt session source staff state step store substitute sweep task team theme user version wait wish work
"""


def rows() -> list[dict[str, str]]:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    return [match.groupdict() for line in lines if (match := ROW.match(line))]


WORDS = {row["word"] for row in rows()}


def parts(name: str) -> set[str]:
    """`record_afgoerelse`, `AfgoerelseRow` and `afgoerelse-row` all give their words."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[_\W]+", " ", name)
    return {word for word in spaced.lower().split() if not word.isdigit()}


def known(word: str) -> bool:
    return word in SMALL_WORDS or any(
        word.removesuffix(ending) in WORDS for ending in ENDINGS if word.endswith(ending)
    )


def unknown(names: set[str], also: set[str] = frozenset()) -> list[str]:
    return sorted({word for name in names for word in parts(name) if word not in also and not known(word)})


def imported(module: str) -> object:
    return import_module(module)


def data(path: str) -> dict[str, object]:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


def test_the_glossary_is_sorted_and_names_each_word_once() -> None:
    words = [row["word"] for row in rows()]
    assert words == sorted(set(words))


def test_every_line_of_the_table_is_whole() -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| `")]
    assert [line for line in table if not ROW.match(line)] == []


def test_the_names_of_acts_stand_in_it() -> None:
    assert unknown(set(imported("casework.registry").ACTS)) == []


def test_the_names_of_tables_stand_in_it() -> None:
    tables = imported("persistence.tables")
    names = {
        table
        for part in vars(tables).values()
        for table in getattr(getattr(part, "metadata", None), "tables", ())
    }
    assert names, "persistence.tables shows no tables"
    assert unknown(names, also=set(ENGLISH.split())) == []


def test_the_ids_of_deadlines_stand_in_it() -> None:
    assert unknown(set(data("config/deadlines.toml")) | set(data("config/kadencer.toml"))) == []


def test_the_slugs_of_letters_stand_in_it() -> None:
    slugs = {path.stem for path in (ROOT / "config" / "letters").glob("*.md")}
    assert slugs
    assert unknown(slugs) == []


def test_names_that_look_danish_stand_in_it() -> None:
    """Classes and functions of all packages, by their words."""
    looks = {
        word
        for path in files(".py")
        if path.relative_to(ROOT).parts[0] in PACKAGES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for word in parts(node.name)
        if LOOKS_DANISH.search(word) and word not in NOT_DANISH
    }
    assert unknown(looks) == []
