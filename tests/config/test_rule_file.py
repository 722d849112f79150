"""A change from a day on is written after what stands in the municipality's own file, and says just what was wanted."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from config.loader import with_rules
from config.rule_file import valid_from
from domain.errors import BrokenConfig
from domain.rulebook import Rulebook
from tests.builders import rulebook

DAY = date(2027, 3, 1)
BEFORE = '# Vores egne regler\n[tavshed]\nvarighed = "10 dage"  # besluttet i udvalget\n'


def under(text: str, folder: Path) -> Rulebook:
    path = folder / "deadlines.toml"
    path.write_text(text, encoding="utf-8")
    return with_rules(rulebook(), None, {"deadlines.toml": path})


def varighed(rules: Rulebook, rule_id: str, day: date) -> object:
    rule = rules.rule(rule_id, day)
    return rule and rule.content["varighed"]


def test_what_stands_there_is_kept_word_for_word_and_the_change_comes_after_it(tmp_path: Path) -> None:
    before = under(BEFORE, tmp_path)
    wanted = under(BEFORE.replace("10", "7") + '[svarfrist]\nvarighed."85" = "6 uger"\n', tmp_path)
    text, made = valid_from(BEFORE, before, wanted, DAY, local=None)
    assert text.startswith(BEFORE)
    assert tomllib.loads(text)["tavshed"]["aendringer"] == [{"gyldig_fra": DAY, "varighed": "7 dage"}]
    assert tomllib.loads(text)["svarfrist"]["aendringer"] == [
        {"gyldig_fra": DAY, "varighed": {"85": "6 uger"}}
    ]
    the_day_before = DAY - timedelta(days=1)
    assert [varighed(made, "tavshed", day) for day in (the_day_before, DAY)] == ["10 dage", "7 dage"]
    assert varighed(made, "svarfrist", DAY) == varighed(wanted, "svarfrist", DAY)
    assert varighed(made, "svarfrist", the_day_before) == varighed(before, "svarfrist", DAY)


def test_dates_ladders_and_conditions_are_written_as_they_were(tmp_path: Path) -> None:
    before = under("", tmp_path)
    wanted = under(
        '[svarfrist]\nvarighed."82 a" = "5 uger"\nvedtaget."82 a" = 2027-01-10\noffentliggjort."82 a" = 2027-01-11\n'
        '[kvittering]\nsat = 2027-01-05\nkilde = "Udvalget sagde \\"ja\\""\n'
        'stige = [ { naar = "0", goer = "eskaler", til = "chef", gentag = "2 dage" } ]\n',
        tmp_path,
    )
    _, made = valid_from("", before, wanted, DAY, local=None)
    for rule_id in ("svarfrist", "kvittering"):
        one, other = made.rule(rule_id, DAY), wanted.rule(rule_id, DAY)
        assert one is not None
        assert other is not None
        assert {**one.content, "gyldig_fra": ""} == {**other.content, "gyldig_fra": ""}
    assert made.rule("kvittering", DAY - timedelta(days=1)) == before.rule("kvittering", DAY)


@pytest.mark.parametrize(
    ("was", "wish"),
    [
        ('[kvittering]\nnaar_gaelder = "akut"\n', ""),
        ("", '[[tavshed.saerlige]]\nteam = "unge"\nvarighed = "3 dage"\n'),
        ('[tavshed]\naendringer = [ { gyldig_fra = 2027-06-01, varighed = "9 dage" } ]\n', '[tavshed]\nvarighed = "7 dage"\n'),
        ("", '[modtagelse]\nfysisk_post = "5 arbejdsdage"\n'),
    ],
)  # fmt: skip
def test_what_cannot_be_said_as_a_change_from_a_day_is_refused(was: str, wish: str, tmp_path: Path) -> None:
    before, wanted = under(was, tmp_path), under(wish, tmp_path)
    with pytest.raises(BrokenConfig):
        valid_from(was, before, wanted, DAY, local=None)
