"""Who may stand in a register: nobody real in a demo, and nobody of whom nothing at all was said."""

import pytest

from domain.errors import BadInput
from persistence.tables import Borger, Henvendelse
from tests.builders import a_case, a_desk

REAL = "0501" + "850002"


def test_a_demo_takes_no_real_cpr_by_whichever_act() -> None:
    desk = a_case()
    desk.office.register.mark("demo", "ja")
    for name, fields in (
        ("modtag_henvendelse", {"borger": {"cpr": REAL}}),
        ("ret_borger", {"cpr": REAL}),
    ):
        before = desk.rows()
        with pytest.raises(BadInput, match="ikke fiktivt") as refused:
            desk.act(name, **fields)
        assert desk.rows() == before
        assert REAL not in str(refused.value)
    desk.act("ret_borger", cpr="6501850006")


def test_a_register_that_is_no_demo_takes_both() -> None:
    desk = a_desk()
    desk.act("modtag_henvendelse", borger={"cpr": REAL})
    desk.act("ret_borger", cpr="6501850006")
    with desk.read() as uow:
        assert uow.parties.cpr_of(desk.all(Borger)[0]) == "6501850006"


@pytest.mark.parametrize(
    "fields",
    [
        {"borger": {}},
        {"borger": {"navn": "", "telefon": " "}, "tekst": "\n"},
        {"borger": {"navn": "-", "adresse": "Prøvevej 1"}, "tekst": "…", "ansoegt": ["85"]},
    ],
)
def test_an_empty_henvendelse_makes_no_case(fields: dict[str, object]) -> None:
    desk = a_desk()
    with pytest.raises(BadInput, match="anonym, men ikke tom"):
        desk.act("modtag_henvendelse", **fields)
    assert desk.all(Borger) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"borger": {"cpr": "6501850002"}},
        {"borger": {"navn": "Bo"}},
        {"borger": {"telefon": "00 00 00 01"}},
        {"borger": {"navn": " "}, "tekst": "Min nabo har brug for hjælp."},
    ],
)
def test_somebody_unknown_may_turn_to_us_with_very_little(fields: dict[str, object]) -> None:
    desk = a_desk()
    desk.act("modtag_henvendelse", **fields)
    assert [row.navn for row in desk.all(Borger)] == [
        dict(fields["borger"]).get("navn", " ").strip() or "Ukendt borger"
    ]  # type: ignore[call-overload]  # a mapping, as every row above


def test_the_senders_own_key_makes_the_same_henvendelse_one_also_later() -> None:
    desk = a_desk()
    told = {"borger": {"navn": "Bo"}, "tekst": "Hej", "noegle": "k-1"}
    for changed in ({}, {}, {"noegle": "k-2"}, {"tekst": "Hej igen"}):
        desk.act("modtag_henvendelse", **told | changed)
        desk.wait(minutes=5)
    assert len(desk.all(Henvendelse)) == 3
