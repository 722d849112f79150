"""`sagsgang handling` and `sagsgang sager`: any act by its name, and what became of the case."""

import json
from pathlib import Path

import pytest

from casework.registry import ACTS
from tests.sagsgang.conftest import Run


def test_every_act_but_the_one_for_scenarios_is_listed_with_its_fields(run: Run) -> None:
    shown = run("handling", "--liste").out
    listed = set(ACTS) - {"luk_alle_punkter"}
    assert [name for name in listed if f"\n{name} " not in shown] == []
    assert "luk_alle_punkter" not in shown
    assert "*paragraf, *udfald" in shown
    assert set(run("handling", "--liste", "--json").json) == listed


def test_an_act_that_opens_a_case_needs_no_number(case: str, staffed: Run) -> None:
    sheet = staffed("sager", case, "--json").json
    assert (sheet["sag"], sheet["fase"], sheet["sagsbehandler"]) == (case, "sagsaabning", "sb1")
    assert [row["noegle"] for row in sheet["frister"] if row.get("paragraf") == "85"] == ["svarfrist"]


def test_an_act_on_a_case_is_done_by_its_sagsbehandler(case: str, staffed: Run) -> None:
    staffed("handling", case, "afklar_sagsaabning", "note=Slået op", "aeldrelov=ja")
    done = staffed("handling", case, "gaa_til", "fase=sagsoplysning", "--json")
    assert done.json == {
        "handling": "gaa_til",
        "sag": case,
        "forloeb": 1,
        "fase": "sagsoplysning",
        "af": "sb1",
    }


def test_what_a_gate_stops_ends_with_1_and_its_reason(case: str, staffed: Run) -> None:
    refused = staffed("handling", case, "gaa_til", "fase=sagsoplysning")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("afvist: G1: ")
    assert staffed("sager", case, "--json").json["fase"] == "sagsaabning"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gaa_til"], "handling: fase: mangler"),
        (["gaa_til", "fase=nirvana"], "handling: fase: "),
        (["gaa_til", "fase=bestilling", "hest=1"], "handling: hest: ukendt nøgle"),
        (["gaa_til", "bestilling"], "handling: bestilling: skal skrives felt=værdi"),
        (["gaa_til", "fase.x=bestilling"], "handling: fase.x: har ikke felter i sig"),
        (["ryst_posen"], "handling: goer: kender ingen handling 'ryst_posen'"),
        (["gaa_til", "fase=bestilling", "--forloeb", "7"], "handling: --forloeb: sagen har intet forløb 7"),
        (["gaa_til", "--fil", "findes-ikke.json"], "findes-ikke.json: filen findes ikke"),
    ],
)
def test_fields_that_cannot_be_used_end_with_2(case: str, staffed: Run, words: list[str], said: str) -> None:
    ended = staffed("handling", case, *words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(said)


@pytest.mark.parametrize(
    "words",
    [
        ["gaa_tilx"],
        ["gaa_tilx", "fase=bestilling"],
        ["S-2026-00001", "gaa_tilx"],
        ["S-2026-00001", "gaa_tilx", "x=1"],
    ],
)
def test_an_act_that_is_misspelt_is_unknown_and_those_like_it_are_named(run: Run, words: list[str]) -> None:
    ended = run("handling", *words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("handling: goer: kender ingen handling 'gaa_tilx'; mener du 'gaa_til'")


def test_an_act_like_no_other_points_to_the_list(run: Run) -> None:
    said = run("handling", "ryst_posen").err
    assert (
        said
        == "handling: goer: kender ingen handling 'ryst_posen'; 'sagsgang handling --liste' viser dem alle\n"
    )


def test_what_is_only_for_scenarios_is_refused_with_and_without_a_number(case: str, staffed: Run) -> None:
    before = staffed("sager", case, "--json").json
    for words in ([case, "luk_alle_punkter"], ["luk_alle_punkter"]):
        ended = staffed("handling", *words)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("handling: NAVN: 'luk_alle_punkter' er kun til scenarier")
    assert staffed("sager", case, "--json").json == before


def test_a_case_that_is_not_there_is_said_to_be_unknown(staffed: Run) -> None:
    for words in (["sager", "S-2026-99999"], ["handling", "S-2026-99999", "gennemgaa_care"]):
        ended = staffed(*words)
        assert (ended.code, ended.err) == (1, "afvist: ukendt: Der er ingen sag med nummeret S-2026-99999.\n")


def test_somebody_who_does_not_work_here_is_refused(case: str, staffed: Run) -> None:
    ended = staffed("handling", case, "gennemgaa_care", "--af", "ukendt")
    assert (ended.code, ended.err.startswith("afvist: ukendt: ")) == (1, True)


def test_the_number_is_asked_for_where_it_is_needed(staffed: Run) -> None:
    ended = staffed("handling", "gennemgaa_care")
    assert (ended.code, ended.err) == (2, "handling: NR: mangler: skriv sagens nummer før 'gennemgaa_care'\n")


@pytest.mark.parametrize("ending", ["json", "toml"])
def test_fields_may_come_from_a_file_and_what_is_typed_stands_above(
    case: str, staffed: Run, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"felter.{ending}"
    path.write_text(
        json.dumps({"art": "opfoelgning", "deltagere": ["Bo"]})
        if ending == "json"
        else 'art = "opfoelgning"\ndeltagere = ["Bo"]\n'
    )
    assert (
        staffed(
            "handling",
            case,
            "indkald_moede",
            "--fil",
            path,
            "art=foerste_samtale",
            "tidspunkt=2026-01-12T10:00",
        ).code
        == 0
    )


@pytest.mark.parametrize("content", ["[1]", "{", "\xff"])
def test_a_file_of_fields_that_cannot_be_read_is_named(
    case: str, staffed: Run, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "felter.json"
    path.write_bytes(content.encode("latin-1"))
    ended = staffed("handling", case, "indkald_moede", "--fil", path)
    assert (ended.code, ended.err.startswith("felter.json: ")) == (2, True)


def test_lists_yes_and_no_are_written_as_a_person_writes_them(case: str, staffed: Run) -> None:
    staffed("handling", case, "registrer_kontakt", "med=borger, paaroerende", "notat=Vi talte")
    made = staffed(
        "handling", "modtag_henvendelse", "borger.navn=Ny Prøvesen", "borger.digital_post=nej",
        "ansoegt=85, § 82b", "akut=ja", "--json",
    )  # fmt: skip
    frister = staffed("sager", made.json["sag"], "--json").json["frister"]
    assert [row["paragraf"] for row in frister if row["noegle"] == "svarfrist"] == ["85", "82 b"]
    assert [row for row in frister if row["noegle"] == "akut_kontakt"]


def test_with_two_forloeb_to_choose_from_one_must_be_named(case: str, staffed: Run) -> None:
    for words in (
        ["afslut_sag"],
        ["traek_ansoegning", "paragraf=85"],
        ["afslut_sag"],
        ["modtag_ansoegning", "paragraf=103"],
    ):
        staffed("handling", case, *words)
    staffed("handling", case, "genaabn", "--forloeb", "1")
    ended = staffed("handling", case, "gennemgaa_care")
    assert (ended.code, ended.err) == (
        2,
        "handling: --forloeb: mangler: sagen har flere forløb at vælge imellem (1, 2)\n",
    )
    assert staffed("handling", case, "gennemgaa_care", "--forloeb", "2", "--json").json["forloeb"] == 2


def test_the_list_shows_cases_by_number_and_never_by_name(case: str, staffed: Run) -> None:
    listed, as_json = staffed("sager"), staffed("sager", "--json")
    assert case in listed.out
    assert [row["sagsnummer"] for row in as_json.json] == [case]
    assert "Testmand" not in listed.out + as_json.out + staffed("sager", case).out


def test_the_list_says_phases_and_staff_as_people_do_and_programs_get_the_slugs(
    case: str, staffed: Run
) -> None:
    for shown in (staffed("sager").out, staffed("sager", case).out):
        assert "Sagsåbning" in shown
        assert "Signe Sagsen" in shown
    row = staffed("sager", "--json").json[0]
    assert (row["fase"], row["sagsbehandler"]) == ("sagsaabning", "sb1")


def test_the_list_can_be_narrowed(case: str, staffed: Run) -> None:
    assert staffed("sager", "--fase", "sagsoplysning", "--json").json == []
    assert len(staffed("sager", "--fase", "sagsaabning", "--json").json) == 1
    assert staffed("sager", "--forfaldne", "--json").json == []
    assert staffed("sager", "--fase", "nirvana").code == 2


def test_a_case_that_is_late_stands_first(case: str, staffed: Run) -> None:
    staffed(
        "handling", "modtag_henvendelse", "borger.navn=Per Prøve", "ansoegt=85", "modtaget=2025-01-06T09:00"
    )
    rows = staffed("sager", "--json").json
    assert [row["overdue"] > 0 for row in rows] == [True, False]
    assert len(staffed("sager", "--forfaldne", "--json").json) == 1
    assert staffed("sager", "--fase", "afsluttet", "--json").json == []


def test_the_words_of_a_letter_are_typed_by_field_and_a_field_typed_again_is_another_line(
    case: str, staffed: Run
) -> None:
    words = [
        "ord.vigtigt=Skriv.",
        "ord.loefter=Et.",
        "ord.loefter=To.",
        "ord.kontakt=Vi skriver.",
        "ord.ses_igen=1. maj",
    ]
    done = staffed("handling", case, "skriv_brev", "brev=forventningsafstemning", *words)
    assert done.code == 0
    refused = staffed("handling", case, "skriv_brev", "brev=forventningsafstemning", "ord.a.b=x")
    assert "har ikke felter i sig" in refused.err
