"""forklaringer.toml: the words that say why a deadline is due the day it is, every key and every {word} checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Final

from pydantic import Field

from config.border import Border, ManyOf, Words
from config.faults import FaultLog
from domain.case import Kanal
from domain.deadlines import Tilstand
from domain.events import Event
from domain.forklaring import Fri, Rykning, Slags
from domain.rules import Art, Enhed, Goer

PATH = Path(__file__).with_name("forklaringer.toml")

Table = dict[str, Words]
_OneAndMany = Annotated[tuple[Words, Words], Field(strict=False)]
_AWAY: Final = {
    f"{unit}_{way}" for unit in ("dag", "dage", "arbejdsdag", "arbejdsdage") for way in ("foer", "efter")
}

# The keys that each table has to have; what else may stand in it is said in `_FREE`.
_NEEDED: Final[Mapping[str, set[str]]] = {
    "saetning": {"regnet", "regnet_straks", "aftalt", "relativ", "relativ_ukendt", "flyttet", "beholdt"},
    "begyndt": {"andet"},
    "post": {kanal.value for kanal in Kanal},
    "valgt": {"paragraf", "fase", "andet"},
    "hjemmel": {"lov", "kommunal", "lokal", "team", "paragraf"},
    "kilder": set(),
    "aftale": {"andet", *(f"rytme_{how}" for how in ("mellemrum", "passeret", "dag", "dengang", "nok"))},
    "tael": {*(art.value for art in Art), "weekend", "weekender", "kort_maaned", "halv", "timer", "kalender"},
    "ryk": {
        *(way.value for way in Rykning),
        "som",
        *(f"dag_{kind.value}" for kind in Slags),
        *(f"{many}_{way}" for many in ("en", "flere") for way in ("tilbage", "frem")),
    },
    "fri": {
        *(fri.value for fri in Fri),
        *(f"{fri}_uden_navn" for fri in Fri if fri is not Fri.WEEKEND),
        "dag_for_dag",
    },
    "verbum": {"er", "var"},
    "afstand": {*_AWAY, "samme"},
    "historie": {
        *("afloest", "inden", "paa_dagen", "en_dag_efter", "efter", "forfra", "forfra_en"),
        *("flyttet", "regnet_om", "hviler", "naeste", "naeste_igen", "andre_regler", "vedtaget"),
        *("kilde", "kilde_efterproeves"),
    },
    "sluttet": {*(state.value for state in Tilstand if state is not Tilstand.AKTIV), "afloest_af"},
    "flytning": {"regel", "kalender"},
    "skridt": {*(deed.value for deed in Goer), "udloeb"},
    "naar": {*_AWAY, "start", "forfald", "procent"},
    "ukendt": {"frist", "ingen", "sag"},
}
_FREE: Final = frozenset({"valgt", "aftale", "flytning", "kilder"})
_IN_EVERY_SENTENCE: Final = {"navn", "om", "er", "forfald", "hjemmel"}
# The {words} that each table's sentences may hold.
_FACTS: Final[Mapping[str, set[str]]] = {
    "saetning": {
        *_IN_EVERY_SENTENCE,
        *("begyndt", "tid", "valgt", "tael", "ryk", "aftale", "afstand", "anden", "anden_er", "anden_dag"),
        *("naar", "hvorfor"),
    },
    "begyndt": {"dag", "hvad", "post"},
    "post": {"sendt"},
    "valgt": {"noegle"},
    "hjemmel": {"hjemmel", "egen", "team", "paragraf"},
    "kilder": set(),
    "aftale": {"dag", "begyndt", "tid", "antal"},
    "tael": {"dage", "maaned", "dag", "kl"},
    "ryk": {"lukket", "regnet", "dag", "hvad", "flere"},
    "fri": {"navn", "ugedag", "hvad", "dag"},
    "verbum": set(),
    "afstand": {"antal"},
    "historie": {
        *("navn", "forfald", "sluttet", "hvordan", "hjemmel", "antal", "dag", "fra", "til", "naar"),
        *("hvorfor", "af", "skridt", "vedtaget", "offentliggjort", "sat", "kilde"),
    },
    "sluttet": {"dag", "antal", "navn", "forfald"},
    "flytning": set(),
    "skridt": {"til", "naar", "brev", "opgave"},
    "naar": {"antal"},
    "ukendt": {"frist", "kendte"},
}


class _Navne(Border):
    store: ManyOf[Words]


class _File(Border):
    saetning: Table
    begyndt: Table
    post: dict[str, str]
    tid: dict[str, _OneAndMany]
    valgt: Table
    hjemmel: Table
    kilder: Table
    aftale: Table
    tael: Table
    ryk: Table
    fri: Table
    navne: _Navne
    verbum: Table
    afstand: Table
    historie: Table
    sluttet: Table
    flytning: Table
    skridt: Table
    naar: Table
    ukendt: Table


@dataclass(frozen=True)
class Forklaringer:
    """`words` holds every table by its name, `units` one and many of each unit, `store` names with a capital."""

    words: Mapping[str, Mapping[str, str]]
    units: Mapping[str, tuple[str, str]]
    store: tuple[str, ...]

    def say(self, table: str, key: str, **facts: object) -> str:
        """The sentence or part of one, filled in."""
        return self.words[table][key].format(**facts)

    def first(self, table: str, *keys: str | None) -> str | None:
        """The first of the keys that the table has words for."""
        return next((key for key in keys if key in self.words[table]), None)


@cache
def load_forklaringer(path: Path = PATH) -> Forklaringer:
    """Every word; raises BrokenConfig with every fault: a key that lacks or is not known, a {word} nobody fills."""
    faults = FaultLog()
    model = faults.load(_File, path)
    if model is not None:
        _check(model, path.name, faults)
    faults.refuse()
    assert model is not None
    tables = model.model_dump(exclude={"tid", "navne"})
    return Forklaringer(words=tables, units=model.tid, store=model.navne.store)


def _check(model: _File, file: str, faults: FaultLog) -> None:
    for table, needed in _NEEDED.items():
        known: Mapping[str, str] = getattr(model, table)
        _missing(file, table, needed - set(known), faults)
        if table == "begyndt":
            faults.unknown(file, table, (key.partition(":")[0] for key in known), {*Event, "andet"})
        elif table not in _FREE:
            faults.unknown(file, table, known, needed)
        for key, text in known.items():
            _check_facts(file, f"{table}.{key}", text, _FACTS[table], faults)
    _missing(file, "tid", {unit.value for unit in Enhed} - set(model.tid), faults)
    faults.unknown(file, "tid", model.tid, set(Enhed))
    for unit, texts in model.tid.items():
        for text in texts:
            _check_facts(file, f"tid.{unit}", text, {"antal"}, faults)


def _missing(file: str, table: str, names: set[str], faults: FaultLog) -> None:
    for name in sorted(names):
        faults.add(file, table, "ord_mangler", navn=name)


def _check_facts(file: str, key: str, text: str, known: set[str], faults: FaultLog) -> None:
    try:
        names = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        faults.add(file, key, "forkert_vaerdi")
        return
    if names - known:
        faults.add(file, key, "pladsholder", kendte=", ".join(f"{{{name}}}" for name in sorted(known)))
