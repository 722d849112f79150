"""`sagsgang regler diff` and `indfoer`: first what would happen, then one journalled act."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from domain.calendar import local_date
from persistence.tables import Table
from sagsgang.commands.installation import now
from tests.sagsgang.conftest import Run

TALK = '[foerste_samtale]\nvarighed = "5 arbejdsdage"\n'
SVARFRIST = '[svarfrist]\nvarighed."85" = "6 uger"\n'
PUBLISHED = 'vedtaget."85" = 2026-01-20\noffentliggjort."85" = 2026-01-21\n'


@pytest.fixture
def lokal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, var: Path) -> Path:
    folder = tmp_path / "lokal"
    folder.mkdir()
    monkeypatch.setenv("SAGSGANG_LOKAL", str(folder))
    return folder


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "nye.toml"
    path.write_text(text, encoding="utf-8")
    return path


def rows(var: Path) -> dict[str, int]:
    engine = create_engine(f"sqlite:///{var / 'sagsgang.sqlite3'}")
    with engine.connect() as connection:
        found = {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Table.metadata.tables.items()
        }
    engine.dispose()
    return found


@pytest.mark.usefixtures("lokal")
def test_diff_tells_rules_deadlines_and_numbers_and_writes_nothing(
    case: str, staffed: Run, var: Path, tmp_path: Path
) -> None:
    before = rows(var)
    ny = written(tmp_path, TALK)
    shown = staffed("regler", "diff", "--ny", ny)
    assert (shown.code, shown.err) == (0, "")
    for words in ("10 arbejdsdage", "5 arbejdsdage", f"{case}/1", "Første samtale", "voksen-nord"):
        assert words in shown.out
    found = staffed("regler", "diff", "--ny", ny, "--json").json
    (change,) = found["regler"]
    assert (change["regel"], change["hvad"], change["nu"]) == ("foerste_samtale", "varighed", "5 arbejdsdage")
    (frist,) = found["frister"]
    assert (frist["sag"], frist["frist"], frist["beholder"]) == (case, "foerste_samtale", None)
    assert frist["nu"] < frist["foer"]
    assert found["antal"] == [
        {"frist": "foerste_samtale", "team": "voksen-nord", "flyttes": 1, "beholder": 0}
    ]
    assert rows(var) == before


@pytest.mark.usefixtures("lokal")
def test_diff_says_what_is_missing_before_the_rules_can_be_adopted(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    shown = staffed("regler", "diff", "--ny", written(tmp_path, SVARFRIST))
    assert (shown.code, 'svarfrist.vedtaget."85"' in shown.err, case in shown.out) == (1, True, True)
    refused = staffed("regler", "indfoer", "--ny", written(tmp_path, SVARFRIST), "--af", "leder1")
    assert (refused.code, 'svarfrist.vedtaget."85"' in refused.err) == (2, True)
    assert staffed("regler", "diff", "--ny", written(tmp_path, SVARFRIST + PUBLISHED)).code == 0


def test_a_rule_for_a_team_that_there_is_not_is_refused_with_the_name_nearest_to_it(
    staffed: Run, lokal: Path, tmp_path: Path
) -> None:
    own = '[[tavshed.saerlige]]\nteam = "{team}"\nvarighed = "9 dage"\n'
    ny = written(tmp_path, own.format(team="voksen-nrod"))
    told = "tavshed.saerlige: kender intet team 'voksen-nrod'; mener du 'voksen-nord'?"
    assert told in staffed("regler", "diff", "--ny", ny).err
    refused = staffed("regler", "indfoer", "--ny", ny, "--af", "leder1")
    assert (refused.code, told in refused.err, list(lokal.glob("*.toml"))) == (2, True, [])
    right = written(tmp_path, own.format(team="voksen-nord"))
    assert staffed("regler", "indfoer", "--ny", right, "--af", "leder1").code == 0


def test_a_rule_that_changes_today_is_said_to_hold_from_today(staffed: Run, tmp_path: Path) -> None:
    shown = staffed("regler", "diff", "--ny", written(tmp_path, TALK))
    assert (shown.code, "2020" in shown.out) == (0, False)


def test_to_look_makes_no_register(run: Run, var: Path, tmp_path: Path) -> None:
    shown = run("regler", "diff", "--ny", written(tmp_path, TALK))
    assert (shown.code, "5 arbejdsdage" in shown.out, var.exists()) == (0, True, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[klage]\nvarighed = "8 uger"\n', "klage.varighed: er fastsat ved lov"),
        ('[hest]\nvarighed = "8 uger"\n', "hest: kender ingen regel med det navn"),
        ("[hest\n", "linje 1"),
    ],
)
def test_what_cannot_hold_is_refused_by_both(run: Run, tmp_path: Path, text: str, said: str) -> None:
    ny = written(tmp_path, text)
    for words in (["diff"], ["indfoer", "--af", "leder1"]):
        ended = run("regler", *words, "--ny", ny)
        assert (ended.code, said in ended.err) == (2, True), ended.err


def test_adopting_writes_the_file_and_the_journal_and_moves_what_runs(
    case: str, staffed: Run, lokal: Path, tmp_path: Path
) -> None:
    ny = written(tmp_path, TALK)
    done = staffed("regler", "indfoer", "--ny", ny, "--af", "leder1", "--flyt", "--json")
    assert (done.code, done.json["indfoert"], done.json["flyttet"]) == (0, True, 1)
    assert (lokal / "deadlines.toml").read_text(encoding="utf-8") == TALK
    assert staffed("regler", "vis", "foerste_samtale", "--json").json[0]["varighed"] == "5 arbejdsdage"
    moved = [
        line for line in staffed("sager", case, "--json").json["tidslinje"] if line["art"] == "frist_flyttet"
    ]
    assert [(line["noegle"], line["hvorfor"]) for line in moved] == [("foerste_samtale", "regler")]
    again = staffed("regler", "indfoer", "--ny", ny, "--af", "leder1", "--flyt", "--json")
    assert (again.code, again.json["indfoert"], again.json["flyttet"]) == (0, False, 0)
    assert staffed("status", "--json").json["advarsler"] in ([], ["lukkedage_mangler"])


def test_without_flyt_what_runs_keeps_its_date(case: str, staffed: Run, lokal: Path, tmp_path: Path) -> None:
    before = staffed("sager", case, "--json").json["frister"]
    assert staffed("regler", "indfoer", "--ny", written(tmp_path, TALK), "--af", "leder1").code == 0
    assert staffed("sager", case, "--json").json["frister"] == before
    assert (lokal / "deadlines.toml").is_file()


@pytest.mark.usefixtures("case")
def test_rules_from_a_later_day_stand_after_what_held_before(
    staffed: Run, lokal: Path, tmp_path: Path
) -> None:
    first = "# Vores egne\n" + TALK
    assert staffed("regler", "indfoer", "--ny", written(tmp_path, first), "--af", "leder1").code == 0
    day = local_date(now()).replace(month=1, day=1)
    later = day.replace(year=day.year + 1)
    ny = written(tmp_path, TALK.replace("5 arb", "3 arb"))
    assert (
        staffed(
            "regler", "indfoer", "--ny", ny, "--af", "leder1", "--fra", day.replace(year=day.year - 1)
        ).code
        == 2
    )
    assert staffed("regler", "indfoer", "--ny", ny, "--af", "leder1", "--fra", later, "--flyt").code == 2
    shown = staffed("regler", "diff", "--ny", ny, "--fra", later, "--json").json
    assert ([row["fra"] for row in shown["regler"]], shown["frister"]) == ([later.isoformat()], [])
    assert staffed("regler", "indfoer", "--ny", ny, "--af", "leder1", "--fra", later).code == 0
    text = (lokal / "deadlines.toml").read_text(encoding="utf-8")
    assert text.startswith(first)
    assert f"[[foerste_samtale.aendringer]]\ngyldig_fra = {later}\n" in text
    versions = staffed("regler", "vis", "foerste_samtale", "--json").json
    assert [row["varighed"] for row in versions] == ["5 arbejdsdage", "3 arbejdsdage"]


@pytest.mark.usefixtures("case", "lokal")
def test_only_whoever_leads_adopts_and_a_file_must_be_there(staffed: Run, tmp_path: Path) -> None:
    refused = staffed("regler", "indfoer", "--ny", written(tmp_path, TALK), "--af", "sb1")
    assert (refused.code, "mangler_ret" in refused.err) == (1, True)
    assert staffed("regler", "indfoer", "--ny", tmp_path / "nix.toml", "--af", "leder1").code == 2


def test_the_houses_journal_tells_who_was_away_and_what_was_adopted_or_changed_behind_its_back(
    staffed: Run, lokal: Path, tmp_path: Path
) -> None:
    away = ["medarbejder=sb1", "til=2045-01-01", "stedfortraeder=leder1"]
    assert staffed("handling", "fravaer", *away, "--af", "leder1").code == 0
    assert staffed("regler", "indfoer", "--ny", written(tmp_path, TALK), "--af", "leder1").code == 0
    (lokal / "deadlines.toml").write_text(TALK.replace("5", "6"), encoding="utf-8")
    found = staffed("journal", "--json").json
    assert [(row["af"], row["haendelse"]) for row in found] == [
        ("system", "regler_indfoert"),
        ("system", "kalender_indfoert"),
        ("leder1", "fravaer_registreret"),
        ("leder1", "regler_indfoert"),
        ("system", "regler_aendret_uden_om"),
    ]
    shown = staffed("journal")
    assert shown.code == 0
    for words in (
        "sb1 er væk til og med 01.01.2045",
        "10 arbejdsdage → 5 arbejdsdage",
        "filen er rettet i hånden",
    ):
        assert words in shown.out
    assert staffed("journal", "--siden", "2099-01-01", "--json").json == []


CLOSED = '[[lukkedage]]\nfra = {day}\nnavn = "Fælles kursus"\n'


def test_a_calendar_is_shown_tried_and_adopted(case: str, staffed: Run, lokal: Path, tmp_path: Path) -> None:
    (frist,) = [
        row for row in staffed("sager", case, "--json").json["frister"] if row["noegle"] == "foerste_samtale"
    ]
    ny = tmp_path / "kalender.toml"
    ny.write_text(CLOSED.format(day=frist["forfald"]), encoding="utf-8")
    found = staffed("kalender", "diff", "--ny", ny, "--json").json
    assert [(row["dag"], row["navn"], row["hvad"]) for row in found["dage"]] == [
        (frist["forfald"], "Fælles kursus", "ny")
    ]
    (moved,) = [row for row in found["frister"] if row["frist"] == "foerste_samtale"]
    assert moved["nu"] > moved["foer"] == frist["forfald"]
    assert "Fælles kursus" in staffed("kalender", "diff", "--ny", ny).out
    assert not (lokal / "calendar.toml").exists()
    done = staffed("kalender", "indfoer", "--ny", ny, "--af", "leder1", "--json")
    assert (done.code, done.json["flyttet"] >= 1) == (0, True)
    year = frist["forfald"][:4]
    days = staffed("kalender", "vis", "--aar", year, "--json").json["dage"]
    assert {"dag": frist["forfald"], "navn": "Fælles kursus", "slags": "lukkedag"} in days
    assert {"dag": f"{year}-12-25", "navn": "Juledag", "slags": "helligdag"} in days
    assert "Grundlovsdag" in staffed("kalender", "vis", "--aar", year).out
    assert staffed("journal", "--json").json[-1]["haendelse"] == "kalender_indfoert"
    assert staffed("kalender", "indfoer", "--ny", ny, "--af", "leder1", "--json").json["flyttet"] == 0


def test_a_year_that_the_calendar_does_not_reach_is_refused(run: Run) -> None:
    assert run("kalender", "vis", "--aar", "1999").code == 2


def test_nobody_is_served_under_a_svarfrist_that_is_not_published(run: Run, lokal: Path) -> None:
    (lokal / "deadlines.toml").write_text('[svarfrist]\nvarighed."97" = "4 uger"\n', encoding="utf-8")
    ended = run("serve")
    assert (ended.code, 'svarfrist.vedtaget."97"' in ended.err) == (2, True)
