"""The netværkskort: who stands on it, kept sealed, told of anew, and taken off again."""

from datetime import date
from typing import Any

from sqlalchemy import text

from persistence.tables import Netvaerksperson
from tests.builders import Desk, a_case, a_desk

MOR: dict[str, Any] = {
    "navn": "Birthe Prøvesen",
    "sektor": "familie",
    "kontakt": "ofte",
    "relation": "mor",
    "stemning": "god",
}


def people(desk: Desk) -> list[dict[str, object]]:
    with desk.read() as uow:
        sag = uow.cases.read(desk.known[0]).sag_id
        return [{**uow.netvaerk.person_of(row), "kontakt": row.kontakt} for row in uow.netvaerk.now(sag)]


def test_a_person_stands_on_the_map_as_the_citizen_told_of_them() -> None:
    desk = a_case()
    desk.act("registrer_netvaerk", **MOR, hjaelp="kører mig til lægen")
    assert people(desk) == [
        {"navn": "Birthe Prøvesen", "relation": "mor", "hjaelp": "kører mig til lægen", "kontakt": "ofte"}
    ]
    assert "netvaerk_registreret" in desk.events()


def test_who_it_is_cannot_be_read_in_the_database() -> None:
    desk = a_case()
    desk.act("registrer_netvaerk", **MOR, hjaelp="kører mig til lægen", graenser="ikke om natten")
    with desk.read() as uow:
        stored = str(uow.session.execute(text("select * from netvaerksperson")).all())
    assert "person_krypteret" in Netvaerksperson.__table__.columns
    assert [word for word in ("Birthe", "mor", "lægen", "natten") if word in stored] == []


def test_told_of_twice_is_one_person_as_told_last_and_the_first_telling_is_kept() -> None:
    desk = a_case()
    desk.act("registrer_netvaerk", **MOR)
    desk.act("registrer_netvaerk", **{**MOR, "navn": " birthe prøvesen", "kontakt": "sjaeldent"})
    assert [person["kontakt"] for person in people(desk)] == ["sjaeldent"]
    assert [row.fjernet is None for row in desk.all(Netvaerksperson)] == [False, True]


def test_the_same_name_in_two_fields_is_two_people() -> None:
    desk = a_case()
    desk.act("registrer_netvaerk", navn="Ali", sektor="venner", kontakt="ofte")
    desk.act("registrer_netvaerk", navn="Ali", sektor="fagpersoner", kontakt="ofte")
    assert len(people(desk)) == 2


def test_a_yes_to_contact_keeps_its_day_until_it_is_taken_back() -> None:
    desk = a_case()
    desk.act("registrer_netvaerk", **MOR, maa_kontaktes=True)
    desk.wait(days=7)
    desk.act("registrer_netvaerk", **MOR, maa_kontaktes=True)
    assert desk.all(Netvaerksperson)[-1].maa_kontaktes == date(2026, 2, 2)
    desk.act("registrer_netvaerk", **MOR)
    assert desk.all(Netvaerksperson)[-1].maa_kontaktes is None


def test_a_person_taken_off_stands_there_no_longer_and_cannot_be_taken_off_twice() -> None:
    desk = a_case()
    desk.act("registrer_netvaerk", **MOR)
    desk.act("fjern_netvaerksperson", navn="Birthe Prøvesen", sektor="familie")
    assert people(desk) == []
    assert len(desk.all(Netvaerksperson)) == 1
    assert desk.refused("fjern_netvaerksperson", navn="Birthe Prøvesen", sektor="familie") == "ukendt"


def test_one_case_does_not_show_anothers_people() -> None:
    desk = a_case()
    desk.act("registrer_netvaerk", **MOR)
    a_case(desk=desk, cpr="6501850010", navn="Bo Prøvesen")
    with desk.read() as uow:
        other = uow.cases.read(desk.known[1]).sag_id
        assert list(uow.netvaerk.now(other)) == []


def test_nobodys_name_stands_in_a_notice_or_a_file_name() -> None:
    desk = a_desk()
    a_case(desk=desk)
    desk.act("registrer_netvaerk", **MOR)
    notices = str(vars(desk.runtime.notices)) + str(vars(desk.runtime.letters))
    assert "Birthe" not in notices
