"""A letter tried on fictive facts before anybody gets it: every name, every branch, and a case that lacks much.

The template is walked, never run, so what it costs is known.
"""

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from jinja2 import nodes

from config.letter_samples import sparse_case, the_sender, with_everything
from config.letter_text import Source, Whole
from domain.letters import Facts

_COMPARE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gteq": operator.ge,
    "lt": operator.lt,
    "lteq": operator.le,
    "in": lambda one, many: one in many,
    "notin": lambda one, many: one not in many,
}
_LOOP: Final = {
    "index": 1,
    "index0": 0,
    "revindex": 1,
    "revindex0": 0,
    "first": True,
    "last": True,
    "length": 1,
}
_Scope = Mapping[str, Any]


class _CannotBe(Exception):
    """What a template asks for and no fact can give: what it is about, and the reason's name."""

    def __init__(self, about: str, reason: str, **facts: object) -> None:
        super().__init__(about)
        self.about, self.reason, self.facts = about, reason, facts


def names_used(tree: nodes.Template) -> frozenset[str]:
    """Every fact that the template asks for by name."""
    return frozenset(_names(tree, frozenset()))


def try_letter(
    tree: nodes.Template, whole: Whole, slug: str, declared: Iterable[str], sample: Facts, source: Source
) -> None:
    """Note everything that fails: in any branch with every fact there, or on the way through a sparse case.

    Only what the letter has declared is given to it: a name that it has not is blamed by whoever reads the file.
    """
    full = with_everything(slug, sample)
    walk = _Walk(whole, source, every_branch=True)
    for facts in (full, sparse_case(slug, full, bare=False), sparse_case(slug, full, bare=True)):
        given = {**facts, **the_sender()}
        walk.body(tree.body, {name: given[name] for name in declared if name in given})
        walk = replace(walk, every_branch=False)


@dataclass(frozen=True)
class _Walk:
    """One way through a template; its faults are noted with the line they stand on."""

    whole: Whole
    source: Source
    every_branch: bool

    def body(self, body: Sequence[nodes.Node], scope: _Scope) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for printed in node.nodes:
                    self._tried(printed, scope, _printed)
            elif isinstance(node, nodes.If):
                self._if(node, scope)
            elif isinstance(node, nodes.For):
                self._for(node, scope)

    def _if(self, node: nodes.If, scope: _Scope) -> None:
        tested: list[nodes.If] = [node, *node.elif_]
        for part in tested:
            holds = self._tried(part.test, scope, _value)
            if self.every_branch or holds:
                self.body(part.body, scope)
            if holds and not self.every_branch:
                return
        self.body(node.else_, scope)

    def _for(self, node: nodes.For, scope: _Scope) -> None:
        rows = self._tried(node.iter, scope, _listed)
        assert isinstance(node.target, nodes.Name)
        for row in rows or ():
            self.body(node.body, {**scope, node.target.name: row, "loop": _LOOP})
        if self.every_branch or not rows:
            self.body(node.else_, scope)

    def _tried(self, node: nodes.Node, scope: _Scope, do: Callable[[nodes.Node, _Scope], Any]) -> Any:
        """What it gives; None, with the fault noted, where it fails. A name nobody gives is blamed elsewhere."""
        # Each name by itself too: what stands behind an 'and' may not be asked for in this case.
        for part in node.find_all((nodes.Getattr, nodes.Getitem)) if self.every_branch else ():
            self._noted(part, scope, _value)
        return self._noted(node, scope, do)

    def _noted(self, node: nodes.Node, scope: _Scope, do: Callable[[nodes.Node, _Scope], Any]) -> Any:
        try:
            return do(node, scope)
        except _CannotBe as refusal:
            file, line = self.whole.place(node.lineno)
            if refusal.reason:
                self.source.blame(
                    file, refusal.about, refusal.reason, linje=line, navn=refusal.about, **refusal.facts
                )
        except (TypeError, ValueError, LookupError) as error:
            file, line = self.whole.place(node.lineno)
            self.source.blame(file, _path(node), "kan_ikke_regnes", linje=line, fejl=error)
        return None


def _printed(node: nodes.Node, scope: _Scope) -> None:
    if not isinstance(node, nodes.TemplateData):
        _shown(_path(node), _value(node, scope))


def _listed(node: nodes.Node, scope: _Scope) -> Sequence[Any]:
    value = _value(node, scope)
    if value is None:
        raise _CannotBe(_path(node), "kan_mangle")
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise _CannotBe(_path(node), "ingen_liste")
    return value


def _shown(about: str, value: object) -> None:
    """Return where the composer has words for it."""
    if value is None:
        raise _CannotBe(about, "kan_mangle")
    if isinstance(value, bool) or not isinstance(value, str | int | date):
        raise _CannotBe(about, "kan_ikke_skrives")


def _value(node: nodes.Node, scope: _Scope) -> Any:  # noqa: PLR0911 - one line for each kind of expression
    match node:
        case nodes.Const():
            return node.value
        case nodes.List() | nodes.Tuple():
            return [_value(item, scope) for item in node.items]
        case nodes.Name():
            if node.name not in scope:
                raise _CannotBe(node.name, "")
            return scope[node.name]
        case nodes.Getattr():
            return _field(_path(node.node), _value(node.node, scope), node.attr)
        case nodes.Getitem():
            return _item(node, scope)
        case nodes.Filter():
            return _filtered(node, scope)
        case nodes.Test():
            return _test(node, scope)
        case nodes.Compare():
            return _compared(node, scope)
        case _:
            return _logic(node, scope)


def _logic(node: nodes.Node, scope: _Scope) -> Any:
    match node:
        case nodes.And():
            return _value(node.left, scope) and _value(node.right, scope)
        case nodes.Or():
            return _value(node.left, scope) or _value(node.right, scope)
        case nodes.Not():
            return not _value(node.node, scope)
        case nodes.Neg():
            return -_value(node.node, scope)
        case nodes.CondExpr():
            if _value(node.test, scope):
                return _value(node.expr1, scope)
            return _value(node.expr2, scope) if node.expr2 is not None else None
    raise TypeError(type(node).__name__)


def _field(about: str, value: Any, name: str) -> Any:
    if value is None:
        raise _CannotBe(about, "kan_mangle")
    if not isinstance(value, Mapping):
        raise _CannotBe(about, "ingen_felter", felt=name)
    if name not in value:
        raise _CannotBe(f"{about}.{name}", "ukendt_felt", felt=name, kendte=", ".join(value))
    return value[name]


def _item(node: nodes.Getitem, scope: _Scope) -> Any:
    about, value = _path(node.node), _value(node.node, scope)
    if isinstance(node.arg, nodes.Slice):
        if value is None:
            raise _CannotBe(about, "kan_mangle")
        ends = [
            None if end is None else _value(end, scope)
            for end in (node.arg.start, node.arg.stop, node.arg.step)
        ]
        return value[slice(*ends)]
    key = _value(node.arg, scope)
    if isinstance(key, str):
        return _field(about, value, key)
    if value is None or (isinstance(value, Sequence) and not value):
        raise _CannotBe(about, "kan_mangle")
    return value[key]


def _filtered(node: nodes.Filter, scope: _Scope) -> Any:
    assert node.node is not None
    about, value = _path(node.node), _value(node.node, scope)
    if value is None:
        raise _CannotBe(about, "kan_mangle")
    if node.args or node.kwargs:
        raise TypeError(node.name)
    if node.name == "length":
        return len(value)
    if node.name == "ugedag" and not isinstance(value, date):
        raise _CannotBe(about, "kan_ikke_skrives")
    if node.name == "opremsning":
        for row in _listed(node.node, scope):
            _shown(about, row)
    return ""


def _test(node: nodes.Test, scope: _Scope) -> bool:
    if node.name == "none":
        return _value(node.node, scope) is None
    try:
        _value(node.node, scope)
    except _CannotBe as refusal:
        if refusal.reason != "kan_mangle":
            raise
        return node.name == "undefined"
    return node.name == "defined"


def _compared(node: nodes.Compare, scope: _Scope) -> bool:
    left, holds = _value(node.expr, scope), True
    for part in node.ops:
        right = _value(part.expr, scope)
        holds = holds and bool(_COMPARE[part.op](left, right))
        left = right
    return holds


def _path(node: nodes.Node) -> str:
    """The expression as its author would point at it."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_path(node.node)}.{node.attr}"
        case nodes.Const():
            return str(node.value)[:40]
        case _:
            return next((_path(child) for child in node.iter_child_nodes()), "")


def _names(node: nodes.Node, known: frozenset[str]) -> Iterator[str]:
    if isinstance(node, nodes.Name) and node.name not in known:
        yield node.name
    if not isinstance(node, nodes.For):
        for child in node.iter_child_nodes():
            yield from _names(child, known)
        return
    within = known | {"loop", *(name.name for name in node.target.find_all(nodes.Name)), _path(node.target)}
    yield from _names(node.iter, known)
    for part in node.body:
        yield from _names(part, within)
    for part in node.else_:
        yield from _names(part, known)
