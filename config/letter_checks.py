"""What a wording must say and may ask for: held against its own front matter, and against the shipped one's.

A municipality mends its own files. So what an own part lacks is told of the part, with the letters that need it, and
never of the shipped letters that fetch it.
"""

import re
from collections.abc import Iterable
from typing import Final

from jinja2 import nodes

from config.letter_front import FrontMatter, line_of
from config.letter_text import Source, Whole
from config.letter_trial import names_used
from domain.letter_facts import LETTER_FACTS, PICTURE_FACTS, SENDER_FACT

# How a wording asks for a picture is read once more where it is drawn, in docgen/markdown.py.
_PICTURE: Final = re.compile(r"^[> \t]*\[!billede\]([^\n]*)", re.MULTILINE)
_PICTURE_NAME: Final = re.compile(r"[^\W\d]\w*(\.\w+)*")
_REMARK: Final = re.compile(r"\{#.*?#\}", re.DOTALL)


def check_names(
    file: str,
    slug: str,
    row: FrontMatter,
    front: str,
    whole: Whole,
    tree: nodes.Template,
    source: Source,
) -> None:
    """Note each name that the letter is not given, has not declared, or declares and does not use."""
    used = names_used(tree) | _pictures(file, whole.text, source)
    declared = set(row.pladsholdere)
    known = _known(slug)
    stands = {name.name: name.lineno for name in reversed(list(tree.find_all(nodes.Name)))}
    for name in sorted((used | declared) - known):
        place = whole.place(stands[name]) if name in stands else (file, line_of(front, "pladsholdere"))
        if place[0] in source.replaced:
            source.demand(place[0], name, "ukendt_i_del", slug, linje=place[1])
        else:
            source.blame(place[0], name, "ukendt_i_teksten", linje=place[1])
    for name in sorted((used & known) - declared):
        place = whole.place(stands[name]) if name in stands else (file, 1)
        source.blame(file, name, "ikke_erklaeret", sted=f"{place[0]}, linje {place[1]}")
    for name in sorted((declared & known) - used):
        source.blame(file, name, "ikke_brugt", linje=line_of(front, "pladsholdere"))


def with_names_of_own_parts(
    slug: str, row: FrontMatter, whole: Whole, tree: nodes.Template, source: Source
) -> FrontMatter:
    """A shipped letter with own parts in it asks for what they ask for, as far as it is given that."""
    if not own_parts(whole, source):
        return row
    used = names_used(tree) | _picture_names(whole.text)
    added = sorted((used & _known(slug)) - set(row.pladsholdere))
    unknown = [name for name in row.pladsholdere if name not in _known(slug)]
    kept = [name for name in row.pladsholdere if name in used]
    return row.model_copy(update={"pladsholdere": (*kept, *added, *unknown)})


def check_parts(
    file: str,
    slug: str,
    row: FrontMatter,
    shipped: FrontMatter | None,
    front: str,
    whole: Whole,
    source: Source,
) -> None:
    """Note each thing that the letter must say and does not."""
    flat = _flat(whole.text)
    for phrase in row.paakraevet:
        if phrase in flat:
            continue
        emptied = [name for name in own_parts(whole, source) if phrase in _flat(source.before(name))]
        if emptied:
            source.demand(emptied[0], phrase, "paakraevet_i_del", slug)
        elif shipped is not None and phrase in shipped.paakraevet:
            source.blame(file, phrase, "paakraevet_af_program", hjemmel=", ".join(shipped.hjemmel))
        else:
            source.blame(file, phrase, "paakraevet", linje=line_of(front, "paakraevet"))


def own_parts(whole: Whole, source: Source) -> Iterable[str]:
    """The municipality's parts in the letter, in their order."""
    return [name for name in dict.fromkeys(piece.file for piece in whole.pieces) if name in source.replaced]


def _known(slug: str) -> frozenset[str]:
    return LETTER_FACTS[slug] | PICTURE_FACTS | {SENDER_FACT}


def _flat(text: str) -> str:
    # A remark in the template is in no letter.
    return " ".join(_REMARK.sub("", text).split())


def _pictures(file: str, body: str, source: Source) -> frozenset[str]:
    """The facts that the letter draws; a mark without the name of one is noted."""
    for name in _PICTURE.findall(body):
        if not _PICTURE_NAME.fullmatch(name.strip()):
            source.blame(file, name.strip(), "billede_uden_navn")
    return _picture_names(body)


def _picture_names(body: str) -> frozenset[str]:
    found = [name.strip() for name in _PICTURE.findall(body)]
    return frozenset(name.partition(".")[0] for name in found if _PICTURE_NAME.fullmatch(name))
