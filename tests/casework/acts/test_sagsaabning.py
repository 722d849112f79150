"""A henvendelse becomes a case; applications come, are withdrawn, and G1 is answered."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.calendar import COPENHAGEN, local_date
from domain.errors import BadInput
from domain.events import Event
from persistence.tables import Ansoegning, Borger, Forloeb, Henvendelse, Sag
from tests.builders import (
    BORGER,
    MONDAY,
    Desk,
    a_case,
    a_desk,
    decide,
    decided,
    in_afgoerelse,
    in_opfoelgning,
)


def test_a_henvendelse_opens_a_case_with_its_clocks_and_its_receipt() -> None:
    desk = a_case("85", "83")
    assert (desk.forloeb().fase, desk.forloeb().tilstand) == ("sagsaabning", "aabent")
    assert desk.all(Sag)[0].sagsbehandler_id == "sb1"
    assert desk.letters("kvittering") == ["modtaget"]
    assert desk.letters("indkaldelse") == ["kladde"]
    assert [clock.refs["paragraf"] for clock in desk.clocks("svarfrist")] == ["85", "83"]
    assert {"fase_tid", "foerste_samtale", "tavshed"} <= {line.noegle for line in desk.timeline("frist")}
    assert "henvendelse_modtaget" in desk.events()


def test_the_same_henvendelse_twice_is_one() -> None:
    desk = a_case()
    again = {"borger": BORGER, "ansoegt": ["85"]}
    assert desk.refused("modtag_henvendelse", **again) == "findes_allerede"


def test_a_citizen_who_writes_again_has_one_case_and_no_second_svarfrist_for_the_same() -> None:
    desk = a_case("85")
    desk.wait(days=1)
    desk.act("modtag_henvendelse", borger=BORGER, tekst="Og rengøring.", ansoegt=["83", "85"])
    assert len(desk.all(Forloeb)) == len(desk.all(Borger)) == 1
    assert [row.paragraf for row in desk.all(Ansoegning)] == ["85", "83"]
    assert desk.letters("kvittering") == ["modtaget", "modtaget"]


def test_somebody_without_a_cpr_number_is_somebody_new_each_time() -> None:
    desk = a_case("85", cpr=None)
    desk.act("modtag_henvendelse", borger={"navn": "Ukendt"})
    assert len(desk.all(Borger)) == 2


def test_advice_only_starts_no_svarfrist() -> None:
    desk = a_case("")
    assert desk.clocks("svarfrist") == []
    assert desk.letters("kvittering") == ["modtaget"]


def test_only_an_urgent_henvendelse_starts_the_urgent_clock() -> None:
    desk = a_desk()
    desk.act("modtag_henvendelse", borger=BORGER, akut=True)
    assert desk.due("akut_kontakt").isoformat() == "2026-02-03"
    assert a_case().clocks("akut_kontakt") == []


@pytest.mark.parametrize("by", ["sb2", "leder1", "chef1"])
def test_whoever_takes_the_henvendelse_has_the_case(by: str) -> None:
    desk = a_desk()
    desk.act("modtag_henvendelse", by=by, borger=BORGER)
    assert desk.all(Sag)[0].sagsbehandler_id == by


def test_an_administrator_who_takes_it_leaves_the_case_with_whoever_has_fewest() -> None:
    desk = a_desk(sb1="sagsbehandler", sb2="sagsbehandler", drift="administrator")
    desk.act("modtag_henvendelse", by="sb1", borger={"navn": "En"})
    desk.act("modtag_henvendelse", by="drift", borger={"navn": "To"})
    assert [sag.sagsbehandler_id for sag in desk.all(Sag)] == ["sb1", "sb2"]


def test_a_henvendelse_told_of_later_counts_from_when_it_came() -> None:
    desk = a_desk()
    came = MONDAY - timedelta(days=7)
    desk.act("modtag_henvendelse", borger=BORGER, ansoegt=["85"], modtaget=came.isoformat())
    assert desk.due("svarfrist").isoformat() == "2026-03-23"
    assert desk.all(Henvendelse)[0].modtaget == came


def test_a_paragraf_the_municipality_does_not_know_is_refused() -> None:
    desk = a_desk()
    assert desk.refused("modtag_henvendelse", borger=BORGER, ansoegt=["999"]) == "ukendt"
    assert a_case().refused("modtag_ansoegning", paragraf="999") == "ukendt"


def test_a_cpr_number_that_cannot_exist_is_bad_input() -> None:
    with pytest.raises(BadInput, match="CPR"):
        a_desk().act("modtag_henvendelse", borger={"navn": "X", "cpr": "9999990002"})


def test_advice_becomes_an_application_with_a_svarfrist_from_that_day() -> None:
    desk = a_case("")
    desk.wait(days=3)
    desk.act("modtag_ansoegning", paragraf="§ 85")
    assert desk.due("svarfrist").isoformat() == "2026-04-01"  # 8 uger: 2. april er skærtorsdag
    assert desk.refused("modtag_ansoegning", paragraf="85") == "findes_allerede"


def test_an_application_while_help_runs_has_a_forloeb_of_its_own() -> None:
    desk = in_opfoelgning()
    desk.act("modtag_ansoegning", paragraf="104")
    assert [(row.nr, row.fase) for row in desk.all(Forloeb)] == [(1, "opfoelgning"), (2, "sagsaabning")]
    assert desk.clock_of("svarfrist").forloeb_id == desk.known[1]
    assert desk.clock_of("opfoelgning").state == "aktiv"


def test_a_withdrawn_application_ends_its_svarfrist_and_its_drafts_and_no_other() -> None:
    desk = in_afgoerelse("85", "83")
    desk.act("traef_afgoerelse", paragraf="83", udfald="afslag", regel="x", hovedhensyn="x", fakta="x")
    desk.act("traek_ansoegning", paragraf="83")
    states = {clock.refs["paragraf"]: clock.state for clock in desk.clocks("svarfrist")}
    assert states == {"85": "aktiv", "83": "overholdt"}
    assert desk.letters("afgoerelse_afslag") == ["bortfaldet"]
    assert desk.refused("traek_ansoegning", paragraf="83") == "ukendt"
    assert desk.clock_of("tavshed").state == "aktiv"


def test_nobody_waits_for_us_when_the_last_application_is_withdrawn() -> None:
    desk = a_case()
    desk.act("traek_ansoegning", paragraf="85")
    assert desk.clock_of("tavshed").state == "bortfaldet"
    desk.wait(days=40)
    assert desk.letters("ventebrev") == []


@pytest.mark.parametrize(
    "answer",
    [{"handlekommune": False}, {"p82_overvejet": False}, {"aeldrelov": False}],
)
def test_g1_holds_the_case_until_everything_is_clear(answer: dict[str, bool]) -> None:
    desk = a_case("83")
    assert desk.refused("gaa_til", fase="sagsoplysning") == "G1"
    desk.act("afklar_sagsaabning", **answer)
    assert desk.refused("gaa_til", fase="sagsoplysning") == "G1"
    desk.act("afklar_sagsaabning", note="Set efter.")
    desk.act("gaa_til", fase="sagsoplysning")
    assert desk.forloeb().afklaring_note == "Set efter."


def test_a_case_where_everything_was_withdrawn_is_not_known_to_be_about_anything() -> None:
    desk = a_case()
    desk.act("afklar_sagsaabning")
    desk.act("traek_ansoegning", paragraf="85")
    assert desk.refused("gaa_til", fase="sagsoplysning") == "G1"


def test_clarifying_twice_changes_nothing_more() -> None:
    desk = a_case()
    desk.act("afklar_sagsaabning")
    before = desk.forloeb().handlekommune
    desk.act("afklar_sagsaabning")
    assert before is desk.forloeb().handlekommune is True


def test_an_application_that_is_decided_can_be_made_again() -> None:
    desk = decide(in_afgoerelse(), "85", "afslag")
    desk.act("modtag_ansoegning", paragraf="85")
    assert [row.tilstand for row in desk.all(Ansoegning)] == ["afgjort", "aaben"]


def test_a_moment_in_the_future_is_refused() -> None:
    later = datetime(2030, 1, 1, 9, tzinfo=COPENHAGEN).isoformat()
    assert a_desk().refused("modtag_henvendelse", borger=BORGER, modtaget=later) == "ugyldig_dato"


def test_the_same_henvendelse_that_asks_for_more_has_its_svarfrist_from_when_it_came() -> None:
    desk = a_desk()
    came = MONDAY - timedelta(days=7)
    told = {"borger": BORGER, "modtaget": came.isoformat()}
    desk.act("modtag_henvendelse", **told, ansoegt=["85"])
    desk.wait(days=3)
    desk.act("modtag_henvendelse", **told, ansoegt=["85", "83"])
    assert (len(desk.all(Henvendelse)), len(desk.all(Forloeb))) == (1, 1)
    assert [(row.paragraf, row.modtaget) for row in desk.all(Ansoegning)] == [
        ("85", came.date()),
        ("83", came.date()),
    ]
    assert desk.clock_of("svarfrist").refs["paragraf"] == "83"
    assert [local_date(clock.started_at) for clock in desk.clocks("svarfrist")] == [came.date()] * 2
    assert desk.refused("modtag_henvendelse", **told, ansoegt=["83"]) == "findes_allerede"


def test_the_same_henvendelse_that_asks_for_more_while_help_runs_has_one_forloeb_of_its_own() -> None:
    desk = in_opfoelgning()
    told = {"borger": BORGER, "modtaget": MONDAY.isoformat()}
    desk.act("modtag_henvendelse", **told, ansoegt=["104", "83"])
    assert [(row.nr, row.fase) for row in desk.all(Forloeb)] == [(1, "opfoelgning"), (2, "sagsaabning")]
    applied = [
        (row.paragraf, row.modtaget) for row in desk.all(Ansoegning) if row.forloeb_id == desk.known[1]
    ]
    assert applied == [("104", MONDAY.date()), ("83", MONDAY.date())]
    assert desk.refused("modtag_henvendelse", **told, ansoegt=["104"]) == "findes_allerede"


def test_a_withdrawn_application_does_not_come_back_when_its_henvendelse_is_told_again() -> None:
    desk = a_case("85")
    desk.act("traek_ansoegning", paragraf="85")
    assert desk.refused("modtag_henvendelse", borger=BORGER, ansoegt=["85"]) == "findes_allerede"


def test_an_unknown_paragraf_is_told_of_also_where_the_henvendelse_is_known() -> None:
    desk = a_case("85")
    assert desk.refused("modtag_henvendelse", borger=BORGER, ansoegt=["999"]) == "ukendt"


def rettelser(desk: Desk) -> list[dict[str, Any]]:
    with desk.read() as uow:
        entries = [entry for sag in uow.journal.sags_after(0) for entry in uow.journal.entries(sag, 0)]
        return [dict(entry.detail) for entry in entries if entry.event == Event.BORGER_RETTET]


def test_what_a_known_citizen_tells_the_second_time_stands_on_the_card_and_only_its_names_in_the_journal() -> (
    None
):
    desk = a_case("85", telefon="00 00 00 01", sprog="ar", adressebeskyttet=True)
    desk.wait(days=1)
    told = {
        "telefon": "00 00 00 02",
        "adresse": "Prøvevej 1",
        "vaerge": "Vibe Værgesen",
        "digital_post": False,
    }
    desk.act("modtag_henvendelse", borger={**BORGER, **told, "adressebeskyttet": False})
    (borger,) = desk.all(Borger)
    assert (borger.telefon, borger.vaerge, borger.digital_post) == ("00 00 00 02", "Vibe Værgesen", False)
    assert (borger.sprog, borger.adressebeskyttet) == ("ar", True)
    with desk.read() as uow:
        assert uow.parties.adresse_of(borger) == "Prøvevej 1"
    assert rettelser(desk) == [{"felter": ["adresse", "digital_post", "telefon", "vaerge"]}]


def test_what_a_known_citizen_does_not_tell_again_stays_and_nothing_is_journaled() -> None:
    desk = a_case("85", telefon="00 00 00 01", digital_post=False, moedeoenske="hjemme")
    desk.wait(days=1)
    desk.act("modtag_henvendelse", borger={**BORGER, "telefon": None, "moedeoenske": ""})
    (borger,) = desk.all(Borger)
    assert (borger.telefon, borger.digital_post, borger.moedeoenske) == ("00 00 00 01", False, "hjemme")
    assert rettelser(desk) == []


def test_an_unknown_name_is_filled_when_the_citizen_tells_it() -> None:
    desk = a_desk()
    desk.act("modtag_henvendelse", borger={"cpr": BORGER["cpr"]})
    desk.wait(days=1)
    desk.act("modtag_henvendelse", borger=BORGER)
    assert [row.navn for row in desk.all(Borger)] == [BORGER["navn"]]
    assert rettelser(desk) == [{"felter": ["navn"]}]


def test_only_an_urgent_henvendelse_asks_for_urgent_contact() -> None:
    desk = a_desk()
    desk.act("modtag_henvendelse", borger=BORGER, akut=True)
    desk.act("registrer_kontakt")
    desk.wait(days=7)
    desk.act("modtag_henvendelse", borger=BORGER, tekst="Om en ny vinterjakke.")
    assert [clock.state for clock in desk.clocks("akut_kontakt")] == ["overholdt"]


def test_an_application_after_a_refusal_is_not_waited_for_in_silence() -> None:
    desk = decided("85", "afslag")
    assert desk.clock_of("tavshed").state == "overholdt"
    desk.act("modtag_ansoegning", paragraf="83")
    assert desk.clock_of("tavshed").state == "aktiv"


def test_an_application_counts_from_the_day_it_came() -> None:
    desk = a_case("85")
    desk.wait(days=3)
    desk.act("modtag_ansoegning", paragraf="104", modtaget="2026-01-30T15:00:00")
    assert desk.due("svarfrist").isoformat() == "2026-03-27"
    assert desk.refused("modtag_ansoegning", paragraf="83", modtaget="2026-02-06T15:00:00") == "ugyldig_dato"
