"""A municipality may change its rules without fear: what would lose a clock, or leave it unheard, is refused by name."""

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from config.deadlines import rule_from_content
from config.loader import load_rulebook
from domain.errors import BrokenConfig
from domain.rulebook import Rulebook


def load(text: str, folder: Path) -> Rulebook:
    (folder / "deadlines.toml").write_text(dedent(text), encoding="utf-8")
    return load_rulebook(local=folder)


def refused(text: str, folder: Path) -> list[str]:
    with pytest.raises(BrokenConfig) as refusal:
        load(text, folder)
    return [str(fault) for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("svarfrist.stige = []", "svarfrist.stige: intet trin siger det til nogen"),
        (
            'svarfrist.stige = [{ naar = "0", goer = "paamind", til = "journal" }]',
            "svarfrist.stige.1.til: et trin skal vende sig til nogen; sagen selv er ingen",
        ),
        ("foerste_samtale.stige = []", "foerste_samtale.stige: intet trin siger det til nogen"),
        (
            'svarfrist.stige = [{ naar = "0", goer = "paamind", til = "udfoerer" }]',
            "svarfrist.stige: intet trin siger det til nogen",
        ),
        (
            'svarfrist.stige = [{ naar = "0", goer = "paamind", til = "sagsbehandler" }]',
            "svarfrist.stige: en frist i loven skal blive ved",
        ),
        (
            'svarfrist.stige = [{ naar = "+30 dage", goer = "eskaler", til = "leder" }]',
            "svarfrist.stige: en frist i loven skal have et trin til nogen i kommunen senest på dagen",
        ),
        (
            '[[svarfrist.saerlige]]\nteam = "unge"\nstige = []',
            "svarfrist.saerlige.1.stige: intet trin siger det",
        ),
        (
            "[[svarfrist.aendringer]]\ngyldig_fra = 2027-01-01\nstige = []",
            "svarfrist.aendringer.1.stige: intet trin siger det",
        ),
    ],
)
def test_no_rule_is_left_without_anybody_who_hears_of_it(text: str, told: str, tmp_path: Path) -> None:
    assert refused(text, tmp_path)[0].startswith(f"local/deadlines.toml: {told}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('svarfrist.varighed = "aftalt_dato"', "svarfrist.varighed: kan ikke rettes lokalt"),
        ('tavshed.art = "lov"', "tavshed.art: kan ikke rettes lokalt"),
        ('partshoering.ejer = "kommune"', "partshoering.ejer: kan ikke rettes lokalt"),
        ('tavshed.ejer = "borger"', "tavshed.ejer: kan ikke rettes lokalt"),
        (
            '[[handleplan.aendringer]]\ngyldig_fra = 2027-01-01\nslags = "tidligst"',
            "handleplan.aendringer.1.slags: kan ikke rettes lokalt",
        ),
        ('svarfrist.varighed."85" = "0 dage"', 'svarfrist.varighed."85": skal være mindst 1'),
        ('tavshed.varighed = "99999999 dage"', 'tavshed.varighed."standard": må højst være fem år'),
        ('status.forfald = "status -3 dage"', "status.forfald: 'status' regnes selv fra en anden frist"),
        ('modtagelse.fysisk_post = "0 arbejdsdage"', "modtagelse.fysisk_post: skal være mindst 1"),
        (
            'afsendelse.uden_godkendelse = ["kvittering", "afgoerelse_bevilling"]',
            "afsendelse.uden_godkendelse: 'afgoerelse_bevilling' skal altid godkendes af et menneske",
        ),
    ],
)
def test_a_clock_stays_one_that_runs_and_a_decision_one_that_somebody_approves(
    text: str, told: str, tmp_path: Path
) -> None:
    assert any(line.startswith(f"local/deadlines.toml: {told}") for line in refused(text, tmp_path))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('svarfrist.varighed."§ 85" = "6 uger"', "svarfrist.varighed.\"§ 85\": kender ikke '§ 85'; mener du '85'?"),
        (
            'fase_tid.varighed.sagsabning = "2 uger"',
            "fase_tid.varighed.\"sagsabning\": kender ikke 'sagsabning'; mener du 'sagsaabning'?",
        ),
        (
            '[[tavshed.saerlige]]\nparagraf = "§ 85"\nvarighed = "6 uger"',
            "tavshed.saerlige.1.paragraf: kender ikke '§ 85'; mener du '85'?",
        ),
        ('svarfrists.varighed = "6 uger"', "svarfrists: kender ingen regel med det navn; mener du 'svarfrist'?"),
        ('svarfrist = "6 uger"', "svarfrist: skal være et afsnit med nøgler"),
        ('tavshed.aendringer = ["x"]', "tavshed.aendringer: skrives med dobbelte kantede parenteser"),
        (
            '[tavshed.saerlige]\nteam = "unge"\nvarighed = "3 dage"',
            "tavshed.saerlige: skrives med dobbelte kantede parenteser: [[tavshed.saerlige]]",
        ),
        (
            '[[tavshed.aendringer]]\nvarighed = "3 dage"',
            "tavshed.aendringer.1.gyldig_fra: skal være en dato",
        ),
        ('afsendelse.uden_godkendelse = ["kvitering"]', "afsendelse.uden_godkendelse: kender ikke 'kvitering'; mener du"),
        (
            'tavshed.stige = [{ naar = "0", goer = "opgave", opgave = "ring_til_kild", til = "leder" }]',
            "tavshed.stige.1.opgave: kender ikke 'ring_til_kild'; mener du 'ring_til_kilde'?",
        ),
        (
            ('[[tavshed.saerlige]]\nteam = "unge"\nstige = [{ naar = "0", goer = "send", brev = "postkort", til = "borger" }, '
            '{ naar = "0", goer = "paamind", til = "sagsbehandler" }]'),
            "tavshed.stige.1.brev: kender intet brev 'postkort'",
        ),
        (
            ('[[tavshed.saerlige]]\nteam = "unge"\nvarighed = "3 dage"\n'
            '[[tavshed.saerlige]]\nteam = "unge"\nvarighed = "4 dage"'),
            "tavshed.saerlige.2: 'unge' står mere end én gang",
        ),
    ],
)  # fmt: skip
def test_what_nothing_would_ever_meet_is_refused_with_the_name_nearest_to_it(
    text: str, told: str, tmp_path: Path
) -> None:
    assert any(line.startswith(f"local/deadlines.toml: {told}") for line in refused(text, tmp_path))


def test_of_two_rules_for_one_team_the_one_from_the_latest_day_holds_wherever_it_stands(
    tmp_path: Path,
) -> None:
    later = '[[tavshed.saerlige]]\nteam = "unge"\ngyldig_fra = 2026-06-01\nvarighed = "5 dage"\n'
    always = '[[tavshed.saerlige]]\nteam = "unge"\nvarighed = "7 dage"\n'
    for text in (always + later, later + always):
        for change in ("", '[[tavshed.aendringer]]\ngyldig_fra = 2026-09-01\nvarighed = "21 dage"\n'):
            book = load(text + change, tmp_path)
            held = [_days_of(book, day) for day in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 12, 1))]
            assert held == ["7 dage", "5 dage", "5 dage"]


def test_a_change_for_a_while_leaves_what_comes_after_it_as_it_was(tmp_path: Path) -> None:
    text = """
        [[tavshed.aendringer]]
        gyldig_fra = 2026-07-01
        gyldig_til = 2026-07-31
        varighed = "21 dage"
        [[tavshed.aendringer]]
        gyldig_fra = 2027-01-01
        hjemmel = "kommunens egen beslutning"
    """
    book = load(text, tmp_path)
    days = (date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 1), date(2027, 1, 1))
    assert [_days_of(book, day) for day in days] == ["14 dage", "21 dage", "14 dage", "14 dage"]


def test_a_rule_that_was_kept_with_a_deadline_tells_whom_it_was_for(tmp_path: Path) -> None:
    text = '[[tavshed.saerlige]]\nteam = "{}"\nvarighed = "5 dage"\n'
    book = load(text.format("unge") + text.format("voksen"), tmp_path)
    (rule,) = book.deadlines["tavshed"]
    unge, voksen = (own.rule for own in rule.saerlige)
    assert (unge.content["team"], voksen.content["team"]) == ("unge", "voksen")
    assert unge.version != voksen.version
    assert rule_from_content("tavshed", unge.content) == unge


def _days_of(book: Rulebook, day: date) -> str:
    rule = book.rule("tavshed", day)
    assert rule is not None
    return str(rule.for_case("unge", None, day).content["varighed"])
