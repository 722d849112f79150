"""skrevne_breve.toml: the letters that a caseworker writes, and the fields of each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.border import Border, ManyOf, Words
from config.faults import FaultLog
from domain.letter_facts import LETTER_FACTS, WRITTEN
from domain.rules import Rolle
from domain.written_letters import Felt, SkrevetBrev

_READERS = (Rolle.BORGER, Rolle.UDFOERER, Rolle.KILDE, Rolle.JOURNAL)


class _Felt(Border):
    ledetekst: Words
    hjaelp: str = ""
    paakraevet: bool = False
    liste: bool = False
    egne_ord: bool = False
    valg: dict[str, Words] = Field(default_factory=dict)
    kolonner: ManyOf[Words] = ()


class _Brev(Border):
    til: Annotated[ManyOf[Annotated[Rolle, Field(strict=False)]], Field(min_length=1)]
    uden_samtykke: bool = False
    modtager: Words | None = None
    skema: bool = False
    felter: dict[str, _Felt]


class _File(Border):
    brev: dict[str, _Brev]


def load_skrevne_breve(path: Path) -> Mapping[str, SkrevetBrev]:
    """Each written letter by its slug; raises BrokenConfig where one is no letter of the house, or has no fields."""
    faults = FaultLog()
    model = faults.load(_File, path)
    faults.refuse()
    assert model is not None
    written = {slug for slug, names in LETTER_FACTS.items() if WRITTEN in names}
    faults.unknown(path.name, "brev", model.brev, written)
    for slug in sorted(written - model.brev.keys()):
        faults.add(path.name, f"brev.{slug}", "mangler")
    for slug, row in model.brev.items():
        faults.unknown(path.name, f"brev.{slug}.til", [til.value for til in row.til], set(_READERS))
    faults.refuse()
    return {
        slug: SkrevetBrev(
            slug,
            row.til,
            tuple(Felt(navn, **felt.model_dump()) for navn, felt in row.felter.items()),
            row.uden_samtykke,
            row.modtager,
            skema=row.skema,
        )
        for slug, row in model.brev.items()
    }
