"""A scenario file is read whole, strictly, before the first act: every fault names its step and its reason."""

from datetime import datetime
from pathlib import Path

import pytest

from domain.calendar import COPENHAGEN
from domain.errors import BadInput, BrokenConfig
from sagsgang.scenario import play
from sagsgang.scenario_check import missing
from sagsgang.scenario_file import Scenario, read_scenario
from tests.builders import rulebook

HEAD = 'titel = "Prøve"\nslut = 2026-03-01T12:00:00\n'
FIRST = (
    '[[trin]]\ntid = 2026-02-02T09:00:00\ngoer = "modtag_henvendelse"\nborger = { navn = "Bo Testmand" }\n'
)
MEDARBEJDER = '[[medarbejder]]\nid = "x"\nrolle = "leder"\n'
UDFOERER = '[[udfoerer]]\nid = "x"\nnavn = "Birken"\n'
MOMENT = "skal være en dato med klokkeslæt uden anførselstegn, fx 2026-01-06T09:00:00"


def trin(goer: str, rest: str = "", tid: str = "2026-02-03T09:00:00") -> str:
    return f'[[trin]]\ntid = {tid}\ngoer = "{goer}"\n{rest}\n'


def read(tmp_path: Path, text: str) -> Scenario:
    file = tmp_path / "proeve.toml"
    file.write_text(text, encoding="utf-8")
    return read_scenario(file)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        (HEAD + FIRST + trin("giv_samtykke"), "trin 2 (giv_samtykke) fra", "mangler"),
        (HEAD + FIRST + trin("gaa_til"), "trin 2 (gaa_til) fase", "mangler"),
        (HEAD + FIRST + trin("gaa_til", 'fase = "klage"'), "trin 2 (gaa_til) fase", "skal være en af"),
        (HEAD + FIRST + trin("fravaelg_punkt", 'punkt = "x"'), "trin 2 (fravaelg_punkt) grund", "mangler"),
        (HEAD + FIRST + trin("gennemgaa_care", "note = 1"), "trin 2 (gennemgaa_care) note", "ukendt nøgle"),
        (HEAD + FIRST + trin("send_brev"), "trin 2 (send_brev)", "kender ingen handling"),
        (HEAD + FIRST + trin("motor"), "trin 2 (motor) tilstand", "mangler"),
        (HEAD + FIRST + trin("motor", 'tilstand = "i stykker"'), "trin 2 (motor) tilstand", "skal være"),
        (
            HEAD + FIRST + trin("godkend_brev", 'brev = "forlaenget_svarfrist"'),
            "trin 2 (godkend_brev)",
            "ny_dato",
        ),
        (HEAD + FIRST + trin("registrer_oenske"), "trin 2 (registrer_oenske)", "skal have en tekst"),
        (HEAD + FIRST + trin("registrer_oenske", 'tekst = "x"\nperspektiv = 4'), "perspektiv", "skal være"),
        (HEAD + FIRST + trin("vurder_tema", 'tema = "x"\nniveau = 5'), "niveau", "må højst være 4"),
        (HEAD + FIRST + trin("saet_maal", 'maal = "x"\noenske = "et"'), "oenske", "skal være et helt tal"),
        (
            HEAD + FIRST + trin("fravaer", 'medarbejder = "sb1"\ntil = 2026-02-04'),
            "stedfortraeder",
            "mangler",
        ),
        (
            HEAD + FIRST + trin("traef_afgoerelse", 'paragraf = "85"\nudfald = "nej"'),
            "udfald",
            "skal være en af",
        ),
        (HEAD + FIRST + trin("traef_afgoerelse", 'udfald = "afslag"'), "paragraf", "mangler"),
        (HEAD + trin("modtag_henvendelse"), "trin 1 (modtag_henvendelse) borger", "mangler"),
        (
            HEAD + trin("modtag_henvendelse", 'borger = { navn = "B", cpr = "9999990002" }'),
            "borger.cpr",
            "CPR",
        ),
        (
            HEAD + trin("modtag_henvendelse", 'borger = { navn = "B", alder = 4 }'),
            "borger.alder",
            "ukendt nøgle",
        ),
        (
            HEAD + FIRST + trin("afslut_sag", tid="2026-02-01T09:00:00"),
            "trin 2.tid",
            "baglæns",
        ),
        (HEAD + FIRST + trin("afslut_sag", tid="2026-03-02T09:00:00"), "slut", "før det sidste trin"),
        (HEAD + FIRST + '[[trin]]\ngoer = "afslut_sag"\n', "trin 2.tid", "mangler"),
        (HEAD + FIRST + "[[trin]]\ntid = 2026-02-03T09:00:00\n", "trin 2.goer", "mangler"),
        (HEAD + FIRST + trin("afslut_sag", "forloeb = true"), "trin 2.forloeb", "forkert værdi"),
        (HEAD + FIRST + trin("afslut_sag", 'forloeb = "to"'), "trin 2.forloeb", "forkert værdi"),
        (HEAD + FIRST + trin("afslut_sag", "af = 7"), "trin 2.af", "forkert værdi"),
        (HEAD + FIRST + trin("afslut_sag", "forloeb = 0"), "trin 2.forloeb", "skal være 1 eller mere"),
        (HEAD + FIRST + trin("afslut_sag", "forloeb = -1"), "trin 2.forloeb", "skal være 1 eller mere"),
        (HEAD + FIRST + trin("afslut_sag", tid='"2026-02-03T09:00:00"'), "trin 2.tid", MOMENT),
        (HEAD + FIRST + trin("afslut_sag", tid="2026-02-03"), "trin 2.tid", MOMENT),
        (HEAD + FIRST + trin("afslut_sag", tid="09:00:00"), "trin 2.tid", MOMENT),
        (HEAD + FIRST + "[[trin]]\ntid = 2026-02-03T09:00:00\ngoer = 7\n", "trin 2.goer", "forkert værdi"),
        (HEAD + FIRST + 2 * MEDARBEJDER, "medarbejder.2.id", "'x' er også id for medarbejder 1"),
        (HEAD + FIRST + 2 * UDFOERER, "udfoerer.2.id", "'x' er også id for udfoerer 1"),
        ('forfatter = "x"\n' + HEAD + FIRST, "forfatter", "ukendt nøgle"),
        ('titel = "Prøve"\n' + FIRST, "slut", "mangler"),
        ("slut = 2026-03-01T12:00:00\n" + FIRST, "titel", "mangler"),
        (HEAD + '[[medarbejder]]\nid = "x"\nrolle = "konge"\n' + FIRST, "rolle", "skal være en af"),
        (HEAD + '[[udfoerer]]\nnavn = "x"\n' + FIRST, "id", "mangler"),
        (HEAD + "[[trin]\n", "", "kantet parentes"),
    ],
)
def test_a_malformed_file_is_refused_before_the_first_act(
    tmp_path: Path, text: str, place: str, reason: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        read(tmp_path, text)
    assert len(refusal.value.faults) == 1
    fault = refusal.value.faults[0]
    assert fault.file == "proeve.toml"
    assert place in fault.key
    assert reason in fault.reason


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        read(tmp_path, HEAD + FIRST + trin("gaa_til") + trin("ukendt_handling") + trin("giv_samtykke"))
    assert [fault.key.split(" (")[0] for fault in refusal.value.faults] == ["trin 2", "trin 3", "trin 4"]


def test_a_time_that_goes_backwards_is_named_by_its_own_step_also_after_a_faulty_one(tmp_path: Path) -> None:
    early = trin("afslut_sag", tid="2026-02-01T09:00:00")
    with pytest.raises(BadInput) as refusal:
        read(tmp_path, HEAD + FIRST + trin("gaa_til") + early)
    assert [fault.key for fault in refusal.value.faults] == ["trin 2 (gaa_til) fase", "trin 3.tid"]


def test_a_medarbejder_and_an_udfoerer_may_have_one_id_since_they_are_never_asked_for_together(
    tmp_path: Path,
) -> None:
    scenario = read(tmp_path, HEAD + FIRST + MEDARBEJDER + UDFOERER)
    assert [scenario.medarbejdere[0].id, scenario.udfoerere[0].id] == ["x", "x"]


@pytest.mark.parametrize(
    ("first", "slut", "places"),
    [
        ("2019-12-31T09:00:00", "2026-03-01T12:00:00", ["trin 1.tid"]),
        ("2026-02-02T09:00:00", "2045-01-01T00:00:00", ["slut"]),
        ("2045-01-01T09:00:00", "2045-02-01T09:00:00", ["trin 1.tid", "slut"]),
        # New Year's Eve in London is the next year's first hour in Denmark.
        ("2026-02-02T09:00:00", "2044-12-31T23:30:00Z", ["slut"]),
        ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", ["trin 1.tid", "slut"]),
    ],
)
def test_times_that_the_calendar_does_not_reach_stop_before_the_first_act(
    tmp_path: Path, first: str, slut: str, places: list[str]
) -> None:
    text = f'titel = "Prøve"\nslut = {slut}\n' + trin(
        "modtag_henvendelse", 'borger = { navn = "Bo Testmand" }', tid=first
    )
    with pytest.raises(BadInput) as refusal:
        play(read(tmp_path, text), rulebook())
    assert [fault.key for fault in refusal.value.faults] == places
    assert {fault.reason for fault in refusal.value.faults} == {
        "ligger uden for kalenderen, der går fra 2020 til 2044"
    }


def test_the_last_year_but_one_of_the_calendar_can_be_played(tmp_path: Path) -> None:
    text = 'titel = "Prøve"\nslut = 2044-12-31T23:59:59\n' + trin(
        "modtag_henvendelse", 'borger = { navn = "Bo Testmand" }\nansoegt = ["85"]', tid="2044-12-31T09:00:00"
    )
    frister = play(read(tmp_path, text), rulebook())["frister"]
    assert next(row["forfald"] for row in frister if row["noegle"] == "svarfrist").startswith("2045-")


@pytest.mark.parametrize(
    "rules",
    ['aktindsigt.varighed = "14 dage"', 'findes_ikke.varighed = "1 dage"', 'kvittering.varighed = "snart"'],
)
def test_rules_that_the_municipality_may_not_set_stop_before_the_first_act(
    tmp_path: Path, rules: str
) -> None:
    scenario = read(tmp_path, HEAD + FIRST + f"[regler]\n{rules}\n")
    with pytest.raises(BrokenConfig):
        play(scenario)


def test_everything_but_the_required_may_be_left_out(tmp_path: Path) -> None:
    steps = ("registrer_kontakt", "afklar_sagsaabning", "gennemgaa_care", "anmod_aktindsigt", "modtag_klage")
    scenario = read(tmp_path, HEAD + FIRST + "".join(trin(name) for name in steps))
    assert [step.af for step in scenario.trin] == ["sb1"] * 6
    assert [step.forloeb for step in scenario.trin] == [1] * 6
    assert [(who.id, who.rolle) for who in scenario.medarbejdere] == [
        ("sb1", "sagsbehandler"),
        ("leder1", "leder"),
        ("chef1", "chef"),
    ]
    assert [row.id for row in scenario.udfoerere] == ["bostoette-birken"]
    assert scenario.slut == datetime(2026, 3, 1, 12, tzinfo=COPENHAGEN)


def test_a_refused_act_does_not_stop_the_play(tmp_path: Path) -> None:
    played = play(read(tmp_path, HEAD + FIRST + trin("gaa_til", 'fase = "bestilling"')), rulebook())
    refused = [line for line in played["tidslinje"] if line["art"] == "afvist"]
    assert [(line["noegle"], line["grund"], line["forloeb"]) for line in refused] == [
        ("gaa_til", "forkert_fase", 1)
    ]
    assert refused[0]["tekst"].endswith(".")
    assert played["fase"] == "sagsaabning"


def test_the_result_has_the_formats_four_parts(tmp_path: Path) -> None:
    played = play(read(tmp_path, HEAD + FIRST + trin("modtag_ansoegning", 'paragraf = "§ 85"')), rulebook())
    assert list(played) == ["titel", "tidslinje", "frister", "fase", "dokumenter"]
    svarfrist = next(row for row in played["frister"] if row["noegle"] == "svarfrist")
    assert svarfrist == {
        "noegle": "svarfrist",
        "paragraf": "85",
        "forfald": "2026-03-31",
        "tilstand": "aktiv",
        "hjemmel": "RSL § 3, stk. 2",
    }
    letters = {row["brev"]: row["tilstand"] for row in played["dokumenter"]}
    assert letters["indkaldelse"] == "kladde"
    assert played["tidslinje"][0] == {
        "tid": "2026-02-02T09:00:00+01:00",
        "art": "fase",
        "noegle": "sagsaabning",
        "forloeb": 1,
    }


def test_expectations_are_held_against_the_timeline_field_by_field(tmp_path: Path) -> None:
    text = HEAD + FIRST
    wanted = [
        ('[[forvent]]\nart = "sendt"\nnoegle = "kvittering"\ntid = 2026-02-02\nantal = 1\n', 0),
        ('[[forvent]]\nart = "sendt"\nnoegle = "kvittering"\ntid = "2026-02-03"\n', 1),
        ('[[forvent]]\nart = "sendt"\nnoegle = "kvittering"\nantal = 2\n', 1),
        ('[[forvent]]\nart = "sendt"\nnoegle = "kvittering"\ntil = "leder"\n', 1),
        ('[[forvent_ikke]]\nart = "sendt"\nnoegle = "kvittering"\n', 1),
        ('[[forvent_ikke]]\nart = "afvist"\n', 0),
    ]
    timeline = play(read(tmp_path, text), rulebook())["tidslinje"]
    for expectation, faults in wanted:
        assert len(missing(read(tmp_path, text + expectation), timeline)) == faults, expectation
