"""Two plays held against each other: what only one has, what moved, what tells something else, and other dates."""

from typing import Any

import pytest

from sagsgang.scenario_difference import KINDS, as_object, difference

DAY = "2026-03-0{}T07:00:00+01:00"


def entry(day: int, art: str = "paamind", noegle: str = "svarfrist", **fields: Any) -> dict[str, Any]:
    return {"tid": DAY.format(day), "art": art, "noegle": noegle, "forloeb": 1, **fields}


def deadline(forfald: str, noegle: str = "svarfrist", **fields: Any) -> dict[str, Any]:
    return {"noegle": noegle, **fields, "forfald": forfald, "tilstand": "aktiv", "hjemmel": "RSL § 3"}


def told(
    before: list[dict[str, Any]],
    after: list[dict[str, Any]],
    frister: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], []),
) -> dict[str, Any]:
    """What is told of the difference, less the kinds that are empty."""
    found = as_object(
        difference({"tidslinje": before, "frister": frister[0]}, {"tidslinje": after, "frister": frister[1]})
    )
    assert found.pop("antal") == {kind: len(found[kind]) for kind in KINDS}
    return {kind: rows for kind, rows in found.items() if rows}


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        pytest.param([entry(1)], [entry(1)], {}, id="the same"),
        pytest.param([entry(1)], [], {"kun_foer": [entry(1)]}, id="only before"),
        pytest.param([], [entry(2)], {"kun_efter": [entry(2)]}, id="only after"),
        pytest.param([entry(1)], [entry(1, noegle="klage")], {
            "kun_foer": [entry(1)], "kun_efter": [entry(1, noegle="klage")],
        }, id="something else"),
        pytest.param([entry(1), entry(3)], [entry(2), entry(3), entry(5)], {
            "flyttet": [{"art": "paamind", "noegle": "svarfrist", "forloeb": 1, "fra": DAY.format(1), "til": DAY.format(2), "felter": {}}],
            "kun_efter": [entry(5)],
        }, id="the first with the first, the second with the second"),
        pytest.param([entry(1, trin="75 %"), entry(2, trin="0")], [entry(1, trin="start"), entry(2, trin="75 %"), entry(3, trin="0")], {
            "kun_efter": [entry(1, trin="start")],
            "flyttet": [
                {"art": "paamind", "noegle": "svarfrist", "forloeb": 1, "fra": DAY.format(day), "til": DAY.format(day + 1), "felter": {}}
                for day in (1, 2)
            ],
        }, id="a step is itself, also where another came before it"),
        pytest.param([entry(1, "frist_slut", tilstand="overholdt")], [entry(1, "frist_slut", tilstand="overskredet")], {
            "aendret": [{"art": "frist_slut", "noegle": "svarfrist", "forloeb": 1, "tid": DAY.format(1), "felter": {"tilstand": {"fra": "overholdt", "til": "overskredet"}}}],
        }, id="the same hour and another end"),
        pytest.param([entry(1, til="leder")], [entry(4, til="chef")], {
            "flyttet": [{"art": "paamind", "noegle": "svarfrist", "forloeb": 1, "fra": DAY.format(1), "til": DAY.format(4), "felter": {"til": {"fra": "leder", "til": "chef"}}}],
        }, id="moved, and to somebody else"),
        pytest.param([entry(1, "frist", forfald="2026-03-10")], [entry(1, "frist", forfald="2026-03-12")], {}, id="a date is told among the deadlines"),
        pytest.param([entry(1)], [entry(1) | {"forloeb": 2}], {
            "kun_foer": [entry(1)], "kun_efter": [entry(1) | {"forloeb": 2}],
        }, id="another forløb is another case"),
    ],
)  # fmt: skip
def test_the_timelines_are_paired_by_what_they_say_and_then_by_kind_in_order(
    before: list[dict[str, Any]], after: list[dict[str, Any]], difference: dict[str, Any]
) -> None:
    assert told(before, after) == difference


def test_a_deadline_is_held_against_the_one_about_the_same() -> None:
    before = [
        deadline("2026-03-02", paragraf="85"),
        deadline("2026-04-01", paragraf="99"),
        deadline("x", "a"),
    ]
    after = [deadline("2026-04-08", paragraf="99"), deadline("2026-03-02", paragraf="85"), deadline("x", "b")]
    assert told([], [], (before, after)) == {
        "frister": [
            {
                "noegle": "svarfrist",
                "paragraf": "99",
                "fra": {"forfald": "2026-04-01", "tilstand": "aktiv"},
                "til": {"forfald": "2026-04-08", "tilstand": "aktiv"},
            }
        ]
    }
