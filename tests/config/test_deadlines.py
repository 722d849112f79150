"""The catalogue of deadlines: shipped as agreed, overridden only where a municipality may."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from config.deadlines import Source, load_deadlines, rule_from_content
from config.loader import CONFIG
from domain.errors import BrokenConfig
from domain.rules import Aftalt, DeadlineRule
from tests.builders import rulebook

AGREED = tomllib.loads((Path(__file__).parent / "standardregler.toml").read_text(encoding="utf-8"))
SHIPPED = tomllib.loads((CONFIG / "deadlines.toml").read_text(encoding="utf-8"))
SETTINGS = {"modtagelse", "afsendelse"}
# What the shipped file says beside the agreed values: where they were read, from when they hold, who adopted them.
ADDED = {
    "kilde",
    "sat",
    "gyldig_fra",
    "skal_efterproeves",
    "ogsaa_start",
    "vedtaget",
    "offentliggjort",
    "mellemrum",
}
RULES = sorted(set(AGREED) - SETTINGS)


def load(
    *overrides: Mapping[str, Any], base: Mapping[str, Any] = SHIPPED
) -> dict[str, tuple[DeadlineRule, ...]]:
    book = rulebook()
    sources = [Source("local/deadlines.toml", content) for content in overrides]
    return dict(
        load_deadlines(Source("deadlines.toml", base), sources, book.law, frozenset(book.wordings)).deadlines
    )


def faults(*overrides: Mapping[str, Any], base: Mapping[str, Any] = SHIPPED) -> list[tuple[str, str]]:
    with pytest.raises(BrokenConfig) as refusal:
        load(*overrides, base=base)
    return [(fault.key, fault.reason) for fault in refusal.value.faults]


# Rules of the law and of the guides that the agreed file lacks; those of the second set wait until a municipality turns them on.
MORE = [
    "gdpr_indsigt",
    "gdpr_besked",
    "gdpr_brud",
    "begrundelse",
    "delvist_medhold",
    "indflytning",
    "p110_orientering",
    "aendret_behov",
    "oversendelse",
    "klage_videre",
    "nyt_om_start",
]
OFF = ["vejen_videre", "nedtrapning", "p82_opfoelgning", "opstartsmoede"]


def test_the_shipped_catalogue_has_the_agreed_rules_in_the_agreed_order_and_then_its_own() -> None:
    agreed = [name for name in AGREED if name not in SETTINGS]
    settings = [name for name in AGREED if name in SETTINGS]
    expected = [*agreed, *MORE, *OFF, *settings]
    assert list(SHIPPED)[: len(expected)] == expected


@pytest.mark.parametrize("rule_id", MORE)
def test_a_rule_of_its_own_holds_today_and_says_where_it_was_read(rule_id: str) -> None:
    rule = rulebook().deadlines[rule_id][-1]
    assert rule.valid_on(date(2026, 1, 1))
    assert rule.kilde
    assert rule.sat == date(2026, 11, 22)


@pytest.mark.parametrize("rule_id", OFF)
def test_a_rule_that_is_off_starts_no_clock_until_a_municipality_says_from_when(rule_id: str) -> None:
    rule = rulebook().deadlines[rule_id][-1]
    assert rule.art == "lokal"
    assert rulebook().rule(rule_id, date(2036, 12, 31)) is None
    turned_on = load({rule_id: {"gyldig_fra": date(2027, 1, 1)}})[rule_id][-1]
    assert not turned_on.valid_on(date(2026, 12, 31))
    assert turned_on.valid_on(date(2027, 1, 1))
    assert (turned_on.varighed, turned_on.stige) == (rule.varighed, rule.stige)


@pytest.mark.parametrize("rule_id", RULES)
def test_every_field_and_step_of_a_rule_is_shipped_as_agreed(rule_id: str) -> None:
    shipped = {key: value for key, value in SHIPPED[rule_id].items() if key not in ADDED}
    agreed = dict(AGREED[rule_id])
    if rule_id == "tavshed":
        # Says in data what the agreed text says in words: "in the first four phases".
        assert shipped.pop("naar_gaelder") == "venter"
    assert shipped == agreed


@pytest.mark.parametrize("setting", sorted(SETTINGS))
def test_how_letters_leave_and_arrive_is_shipped_as_agreed(setting: str) -> None:
    assert SHIPPED[setting] == AGREED[setting]


@pytest.mark.parametrize("rule_id", RULES)
def test_what_is_written_is_what_the_house_works_with(rule_id: str) -> None:
    rule = rulebook().deadlines[rule_id][-1]
    agreed = AGREED[rule_id]
    assert (rule.id, rule.art, rule.hjemmel, rule.ejer) == (
        rule_id,
        agreed["art"],
        agreed["hjemmel"],
        agreed["ejer"],
    )
    assert [(step.naar.tekst, step.goer, step.til, step.brev, step.opgave) for step in rule.stige] == [
        (step["naar"], step["goer"], step["til"], step.get("brev"), step.get("opgave"))
        for step in agreed["stige"]
    ]
    assert _as_written(rule) == agreed.get("varighed")
    assert rule.undtaget == frozenset(agreed.get("undtaget", ()))
    assert rule.tidligst == (agreed.get("slags") == "tidligst")


def _as_written(rule: DeadlineRule) -> Any:
    if rule.varighed is None or isinstance(rule.varighed, Aftalt):
        return rule.varighed
    table = {key: str(value) for key, value in rule.varighed.items()}
    return table["standard"] if set(table) == {"standard"} else table


@pytest.mark.parametrize("rule_id", RULES)
def test_a_ladder_that_ends_by_asking_a_superior_goes_on_asking(rule_id: str) -> None:
    stige = rulebook().deadlines[rule_id][-1].stige
    repeats = [str(step.gentag) if step.gentag else None for step in stige]
    ends_by_asking = bool(stige) and stige[-1].goer == "eskaler"
    assert repeats == [None] * (len(stige) - 1) + ["5 arbejdsdage" if ends_by_asking else None] * bool(stige)


@pytest.mark.parametrize("rule_id", RULES)
def test_every_rule_says_where_it_was_read_and_from_when_it_holds(rule_id: str) -> None:
    rule = rulebook().deadlines[rule_id][-1]
    assert rule.kilde
    assert rule.sat
    assert rule.gyldig_fra <= date(2026, 1, 1)


def test_a_municipality_changes_one_number_and_nothing_else() -> None:
    changed = load({"bestilling_kvittering": {"varighed": "3 arbejdsdage"}})
    before, after = rulebook().deadlines["bestilling_kvittering"][-1], changed["bestilling_kvittering"][-1]
    assert _as_written(after) == "3 arbejdsdage"
    assert after.version != before.version
    assert replace(after, varighed=before.varighed, version=before.version) == before
    assert changed["klage"] == rulebook().deadlines["klage"]


def test_a_municipality_sets_its_own_svarfrist_for_one_paragraf() -> None:
    table = _as_written(load({"svarfrist": {"varighed": {"85": "6 uger"}}})["svarfrist"][-1])
    assert (table["85"], table["83"], table["standard"]) == ("6 uger", "4 uger", "12 uger")


@pytest.mark.parametrize("rule_id", [name for name in RULES if AGREED[name]["art"] == "lov"])
def test_what_the_law_sets_cannot_be_changed_locally(rule_id: str) -> None:
    found = faults({rule_id: {"ejer": "kommune"}})
    assert (f"{rule_id}.ejer", "er fastsat ved lov og kan ikke rettes lokalt") in found


def test_the_time_the_law_gives_cannot_be_changed_locally() -> None:
    assert faults({"klage": {"varighed": "8 uger"}}) == [
        ("klage.varighed", "er fastsat ved lov og kan ikke rettes lokalt")
    ]


@pytest.mark.parametrize(
    ("override", "key", "reason"),
    [
        ({"fraekfrist": {"varighed": "1 dage"}}, "fraekfrist", "kender ingen regel"),
        ({"kvittering": {"varighed": "snart"}}, "kvittering.varighed", "er ikke en varighed"),
        ({"kvittering": {"varighd": "1 dage"}}, "kvittering.varighd", "ukendt nøgle"),
        ({"kvittering": {"start": "noget_skete"}}, "kvittering.start", "kender ingen hændelse"),
        ({"kvittering": {"slut": ["noget_skete"]}}, "kvittering.slut", "kender ingen hændelse"),
        ({"kvittering": {"hjemmel": ""}}, "kvittering.hjemmel", "må ikke være tom"),
        ({"kvittering": {"ejer": "naboen"}}, "kvittering.ejer", "skal være en af"),
        ({"kvittering": {"gyldig_til": date(2019, 1, 1)}}, "kvittering", "gyldig_til ligger før gyldig_fra"),
        (
            {"kvittering": {"stige": [{"naar": "snart", "goer": "paamind", "til": "leder"}]}},
            "naar",
            "tidspunkt",
        ),
        (
            {"kvittering": {"stige": [{"naar": "0", "goer": "send", "til": "borger"}]}},
            "stige",
            "nævne et brev",
        ),
        (
            {"kvittering": {"stige": [{"naar": "0", "goer": "opgave", "til": "leder"}]}},
            "stige",
            "nævne en opgave",
        ),
        (
            {"kvittering": {"stige": [{"naar": "0", "goer": "send", "til": "borger", "brev": "postkort"}]}},
            "kvittering.stige.1.brev",
            "kender intet brev",
        ),
        ({"status": {"forfald": "ukendt_frist -14 dage"}}, "status.forfald", "kender ingen frist"),
        ({"kvittering": {"forfald": "opfoelgning -1 dage"}}, "kvittering", "enten varighed eller forfald"),
        ({"modtagelse": {"fysisk_post": "snart"}}, "modtagelse.fysisk_post", "er ikke en varighed"),
        ({"afsendelse": {"uden_godkendelse": "alt"}}, "afsendelse.uden_godkendelse", "skal være en liste"),
    ],
)
def test_an_override_that_cannot_be_used_is_refused_by_its_name(
    override: dict[str, Any], key: str, reason: str
) -> None:
    found = faults(override)
    assert any(key in where and reason in why for where, why in found), found


def test_every_fault_is_told_at_once() -> None:
    found = faults({"kvittering": {"varighed": "snart"}, "tavshed": {"ejer": "ingen"}, "ukendt": {"x": 1}})
    assert len(found) == 3


def test_a_rule_without_its_source_or_its_law_is_refused() -> None:
    without = {**SHIPPED, "klage": {key: value for key, value in SHIPPED["klage"].items() if key != "kilde"}}
    assert faults(base=without) == [("klage.kilde", "mangler")]
    elsewhere = {**SHIPPED, "klage": {**SHIPPED["klage"], "hjemmel": "RSL § 999"}}
    assert [key for key, _ in faults(base=elsewhere)] == ["klage.hjemmel"]


def test_a_change_from_a_date_leaves_what_began_before_it_alone() -> None:
    change = {"tavshed": {"aendringer": [{"gyldig_fra": date(2027, 1, 1), "varighed": "10 dage"}]}}
    versions = load(change)["tavshed"]
    assert [_as_written(rule) for rule in versions] == ["14 dage", "10 dage"]
    book = replace(rulebook(), deadlines={**rulebook().deadlines, "tavshed": versions}, _by_start={})
    assert book.rule("tavshed", date(2026, 12, 31)) == versions[0]
    assert book.rule("tavshed", date(2027, 1, 1)) == versions[1]


def test_changes_that_overlap_are_refused() -> None:
    days = [{"gyldig_fra": date(2027, 1, 1)}, {"gyldig_fra": date(2027, 1, 1)}]
    assert faults({"tavshed": {"aendringer": days}})[0][0] == "tavshed.aendringer"


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_kept_with_a_deadline_comes_back_the_same(rule_id: str) -> None:
    rule = rulebook().deadlines[rule_id][-1]
    assert rule_from_content(rule_id, rule.content) == rule


def test_a_municipality_has_a_rule_of_its_own_for_a_team_a_paragraf_or_both() -> None:
    own = [
        {"team": "unge", "varighed": "5 arbejdsdage"},
        {"paragraf": "99", "varighed": "1 arbejdsdage"},
        {"team": "unge", "paragraf": "99", "varighed": "12 timer"},
    ]
    (rule,) = load({"foerste_samtale": {"saerlige": own}})["foerste_samtale"]
    asked = [("voksen", "85"), ("unge", "85"), ("voksen", "99"), ("unge", "99"), ("unge", None)]
    chosen = [rule.for_case(team, paragraf) for team, paragraf in asked]
    assert [str(one.varighed["standard"]) for one in chosen if isinstance(one.varighed, Mapping)] == [
        "10 arbejdsdage", "5 arbejdsdage", "1 arbejdsdage", "12 timer", "5 arbejdsdage",
    ]  # fmt: skip
    assert len({one.version for one in chosen}) == 4
    assert chosen[0].stige == chosen[3].stige


@pytest.mark.parametrize(
    ("override", "fault"),
    [
        ({"svarfrist": {"saerlige": [{"team": "unge", "ejer": "borger"}]}}, "svarfrist.saerlige.1.ejer"),
        (
            {"svarfrist": {"aendringer": [{"gyldig_fra": date(2027, 1, 1), "start": "fase:afgoerelse"}]}},
            "svarfrist.aendringer.1.start",
        ),
        ({"aktindsigt": {"saerlige": [{"team": "unge", "varighed": "9 uger"}]}}, "aktindsigt.saerlige"),
        ({"tavshed": {"saerlige": [{"varighed": "9 uger"}]}}, "tavshed.saerlige.1"),
        ({"tavshed": {"saerlige": [{"team": "unge", "varighed": "ni uger"}]}}, "tavshed.saerlige.1.varighed"),
    ],
)
def test_a_rule_of_its_own_keeps_to_what_the_law_leaves_and_says_whom_it_is_for(
    override: dict[str, Any], fault: str
) -> None:
    assert [key for key, _ in faults(override)] == [fault]
