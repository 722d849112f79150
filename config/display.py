"""display.toml: what the pages call things, with every known slug named."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config.border import Border, ManyOf, Words
from config.faults import FaultLog
from domain.case import BestillingTilstand, DokumentTilstand, Fase, Kanal, Stilling
from domain.deadlines import Tilstand
from domain.events import Event
from domain.post import Poststatus
from domain.rules import Rolle

PATH = Path(__file__).with_name("display.toml")
_EVERY = {
    "haendelse": Event,
    "frist_tilstand": Tilstand,
    "brev_tilstand": DokumentTilstand,
    "kanal": Kanal,
    "poststatus": Poststatus,
    "rolle": Rolle,
    "stilling": Stilling,
    "bestilling_tilstand": BestillingTilstand,
}

Labels = dict[str, Words]


class _Handling(Border):
    titel: Words
    gjort: Words
    gruppe: Words
    faser: ManyOf[Words] = ()
    kun_scenarier: bool = False


class _Tidslinje(Border):
    stille: ManyOf[Words]


class _DisplayFile(Border):
    frist: Labels
    frist_tilstand: Labels
    frist_endte: Labels
    brev: Labels
    handleplan: Labels
    brev_tilstand: Labels
    bestilling_tilstand: Labels
    post: Labels
    kanal: Labels
    poststatus: Labels
    rolle: Labels
    stilling: Labels
    prognose: Labels
    venter_paa: Labels
    person: Labels
    oenske: Labels
    maal: Labels
    afgoerelse: Labels
    opfoelgning: Labels
    genvurdering: Labels
    mangler: Labels
    haendelse: Labels
    led: Labels
    tidslinje: _Tidslinje
    port_punkt: Labels
    port_svar: dict[str, ManyOf[Words]]
    side: Labels
    felt_fejl: Labels
    felt: Labels
    felt_i: Labels
    hjaelp: Labels
    valg: dict[str, Labels]
    handling: dict[str, _Handling]
    gruppe: Labels


@dataclass(frozen=True)
class ActLabel:
    """What an act is called, what is said when it is done, and where on a case's page it stands."""

    navn: str
    titel: str
    gjort: str
    gruppe: str
    faser: tuple[str, ...]
    kun_scenarier: bool


@dataclass(frozen=True)
class Display:
    """`words` holds every table of plain labels by its name.

    `answers` are the acts that answer a gate's point, `stille` the deadlines a short timeline leaves out.
    """

    words: Mapping[str, Mapping[str, str]]
    choices: Mapping[str, Mapping[str, str]]
    acts: Mapping[str, ActLabel]
    answers: Mapping[str, tuple[str, ...]]
    stille: frozenset[str]

    def say(self, table: str, key: str, **facts: object) -> str:
        """The Danish words for a slug, filled in; the slug itself where a municipality has made one of its own."""
        text = self.words[table].get(key)
        if text is None:
            return key.replace("_", " ")
        return text.format(**facts) if facts else text

    def field(self, act: str, name: str) -> str:
        """A form field's label, the act's own first."""
        return self.words["felt_i"].get(f"{act}.{name}") or self.say("felt", name)

    def in_phase(self, fase: str) -> tuple[ActLabel, ...]:
        """The acts that stand first on the page of a case in this phase."""
        return tuple(label for label in self.acts.values() if fase in label.faser)


@cache
def load_display(path: Path = PATH) -> Display:
    """Every label; raises BrokenConfig with every fault, among them a slug of the house that has no words."""
    faults = FaultLog()
    content = faults.read(path)
    model = faults.check(_DisplayFile, content, path.name)
    if model is not None:
        _check(model, path.name, faults)
    faults.refuse()
    assert model is not None
    tables = model.model_dump(exclude={"tidslinje", "valg", "handling", "port_svar"})
    return Display(
        words=tables,
        choices=model.valg,
        acts={name: ActLabel(navn=name, **row.model_dump()) for name, row in model.handling.items()},
        answers=model.port_svar,
        stille=frozenset(model.tidslinje.stille),
    )


def _check(model: _DisplayFile, file: str, faults: FaultLog) -> None:
    for table, names in _EVERY.items():
        known = getattr(model, table)
        for name in names:
            if name.value not in known:
                faults.add(file, table, "ord_mangler", navn=name.value)
    for act, label in model.handling.items():
        faults.unknown(file, f"handling.{act}.gruppe", [label.gruppe], model.gruppe)
        faults.unknown(file, f"handling.{act}.faser", label.faser, set(Fase))
    for point, acts in model.port_svar.items():
        faults.unknown(file, f"port_svar.{point}", acts, model.handling)
    faults.unknown(file, "tidslinje.stille", model.tidslinje.stille, model.frist)
