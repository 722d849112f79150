"""G2: enough is known. G3: nobody is asked without a samtykke for just that."""

from datetime import date

import pytest

from domain.phases.sagsoplysning import OplysningFacts, SamtykkeFacts, g2, g3

TODAY = date(2026, 3, 13)


@pytest.mark.parametrize(
    ("missing", "heard", "keys"),
    [
        (0, True, []),
        (1, True, ["G2.kilder"]),
        (0, False, ["G2.oensker"]),
        (2, False, ["G2.kilder", "G2.oensker"]),
    ],
)
def test_g2_asks_for_every_source_and_the_citizens_own_words(
    missing: int, heard: bool, keys: list[str]
) -> None:
    assert [stop.key for stop in g2(OplysningFacts(missing, heard))] == keys


def samtykke(
    kilde: str = "egen læge",
    oplysninger: str | None = "medicin",
    til: date = TODAY,
    *,
    trukket: bool = False,
) -> SamtykkeFacts:
    return SamtykkeFacts(kilde, oplysninger, til, trukket)


@pytest.mark.parametrize(
    ("given", "kilde", "asked", "keys"),
    [
        ([samtykke()], "egen læge", "medicin", []),
        ([samtykke()], " Egen Læge ", "Medicin", []),
        ([samtykke(oplysninger="medicin, funktionsevne")], "egen læge", "funktionsevne", []),
        ([samtykke(oplysninger="medicin og funktionsevne")], "egen læge", "medicin; funktionsevne", []),
        ([samtykke(), samtykke(oplysninger="bolig")], "egen læge", "medicin og bolig", []),
        ([], "egen læge", "medicin", ["G3.mangler"]),
        ([samtykke("jobcenteret")], "egen læge", "medicin", ["G3.mangler"]),
        ([samtykke()], "egen læge", "funktionsevne", ["G3.ikke_specifikt"]),
        ([samtykke()], "egen læge", "medicin og bolig", ["G3.ikke_specifikt"]),
        ([samtykke(oplysninger=None)], "egen læge", "medicin", ["G3.ikke_specifikt"]),
        ([samtykke()], "egen læge", None, ["G3.ikke_specifikt"]),
        ([samtykke(til=date(2026, 3, 12))], "egen læge", "medicin", ["G3.gaelder_ikke"]),
        ([samtykke(trukket=True)], "egen læge", "medicin", ["G3.gaelder_ikke"]),
        ([samtykke(trukket=True), samtykke()], "egen læge", "medicin", []),
        (
            [samtykke(trukket=True), samtykke(oplysninger="bolig")],
            "egen læge",
            "medicin",
            ["G3.ikke_specifikt"],
        ),
    ],
)
def test_g3_wants_a_standing_samtykke_for_this_source_and_these_things(
    given: list[SamtykkeFacts], kilde: str, asked: str | None, keys: list[str]
) -> None:
    found = g3(given, kilde, asked, TODAY)
    assert [stop.key for stop in found] == keys
    assert all(stop.lovbundet for stop in found)
