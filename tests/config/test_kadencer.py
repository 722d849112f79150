"""The cadences that are shipped, and a municipality's changes to them that would leave one without an end."""

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from config.deadlines import Source, load_deadlines
from config.loader import CONFIG
from domain.errors import BrokenConfig
from domain.rules import DeadlineRule, Rolle
from tests.builders import rulebook

SHIPPED = tomllib.loads((CONFIG / "kadencer.toml").read_text(encoding="utf-8"))
DEADLINES = tomllib.loads((CONFIG / "deadlines.toml").read_text(encoding="utf-8"))


def load(changes: Mapping[str, Any]) -> Mapping[str, tuple[DeadlineRule, ...]]:
    book = rulebook()
    cadences = Source("kadencer.toml", SHIPPED)
    own = Source("local/deadlines.toml", changes)
    base = Source("deadlines.toml", DEADLINES)
    return load_deadlines(base, [own], book.law, frozenset(book.wordings), cadences).deadlines


def test_every_cadence_is_the_municipalitys_own_number() -> None:
    rules = [rulebook().deadlines[rule_id][-1] for rule_id in SHIPPED]
    assert {rule.art for rule in rules} == {"lokal"}
    assert all(rule.kadence and rule.skal_efterproeves for rule in rules)


def test_no_cadence_turns_to_the_head_of_department_and_none_sends_a_letter() -> None:
    steps = [trin for rule_id in SHIPPED for trin in rulebook().deadlines[rule_id][-1].stige]
    assert {trin.til for trin in steps} <= {Rolle.UDFOERER, Rolle.SAGSBEHANDLER, Rolle.LEDER}
    assert {trin.goer for trin in steps} <= {"paamind", "eskaler"}


@pytest.mark.parametrize("rule_id", SHIPPED)
def test_a_missed_cadence_goes_on_asking_gently(rule_id: str) -> None:
    last = rulebook().deadlines[rule_id][-1].stige[-1]
    assert str(last.gentag) in {"4 uger", "8 uger"}


def test_a_municipality_changes_a_number_of_a_cadence_and_nothing_else() -> None:
    changed = load({"besoeg_efter_udflytning": {"varighed": "3 uger", "kadence": {"antal": 4}}})
    kadence = changed["besoeg_efter_udflytning"][-1].kadence
    assert kadence
    assert (kadence.antal, kadence.efter_indsats, kadence.udfoerer) == (4, True, True)
    assert str(dict(changed["besoeg_efter_udflytning"][-1].varighed or {})["standard"]) == "3 uger"
    assert changed["fit"] == rulebook().deadlines["fit"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"fit": {"slut": []}}, 'fit.slut: mangler "kadence_holdt:fit"'),
        ({"fit": {"start": "indsats_startet"}}, 'fit.start: mangler "kadence_startet:fit"'),
        ({"fit": {"ogsaa_start": []}}, 'fit.start: mangler "kadence_naeste:fit"'),
        ({"fit": {"afloeses_ved": []}}, 'fit.afloeses_ved: mangler "kadence_naeste:fit"'),
        ({"fit": {"varighed": "aftalt_dato"}}, "fit.varighed: en kadence skal have en varighed"),
        ({"fit": {"varighed": "72 timer"}}, "fit.varighed: en kadence skal have en varighed"),
        ({"fit": {"varighed": "0 dage"}}, "fit.varighed: en kadence skal have en varighed"),
        ({"fit": {"kadence": {"udfoerer": False}}}, "fit.kadence.udfoerer: skal være true"),
        ({"fit": {"kadence": {"antal": 0}}}, "fit.kadence.antal: skal være mindst 1"),
        ({"fit": {"kadence": {"farve": 1}}}, "fit.kadence.farve: ukendt nøgle"),
        ({"fit": {"kadence": {"holdes_ved": ["bal_holdt"]}}}, "fit.kadence.holdes_ved.1: kender ingen"),
        (
            {"fit": {"kadence": {"ny_sagsbehandler": "2 maaneder"}}},
            "fit.varighed: mangler tiden 'ny_sagsbehandler'",
        ),
        (
            {"fit": {"saerlige": [{"team": "voksen", "slut": []}]}},
            'fit.slut: mangler "kadence_holdt:fit"',
        ),
        (
            {"sundhedsplan": {"kadence": {"del_af": "sundhedsinterview"}}},
            "sundhedsplan.kadence.del_af: kender ikke 'sundhedsinterview'",
        ),
        (
            {"sundhedsplan": {"kadence": {"del_af": "klage"}}},
            "sundhedsplan.kadence.del_af: kender ikke 'klage'",
        ),
    ],
)
def test_a_cadence_that_could_not_be_lived_is_refused(changes: Mapping[str, Any], told: str) -> None:
    with pytest.raises(BrokenConfig) as refusal:
        load(changes)
    assert any(
        line.startswith((f"local/deadlines.toml: {told}", f"kadencer.toml: {told}"))
        for line in str(refusal.value).splitlines()
    ), str(refusal.value)


def test_a_rule_cannot_stand_in_both_files() -> None:
    book = rulebook()
    both = Source("kadencer.toml", {**SHIPPED, "tavshed": SHIPPED["fit"]})
    with pytest.raises(BrokenConfig, match=r"kadencer.toml: tavshed: 'tavshed' står mere end én gang"):
        load_deadlines(Source("deadlines.toml", DEADLINES), [], book.law, frozenset(book.wordings), both)
