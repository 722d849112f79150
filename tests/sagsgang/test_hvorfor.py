"""Every deadline of every scenario can say why it is that day; and so can the command."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.forklaring.forklaring import Forklarer, Hvorfor
from casework.office import Office
from config.deadlines import Source
from config.display import load_display
from config.loader import load_rulebook
from docgen.dates import day_text
from domain.calendar import local_date
from domain.forklaring import Slags
from persistence.keys import Keys
from persistence.register import Register
from sagsgang.scenario import play
from sagsgang.scenario_file import Scenario, read_scenario
from tests.builders import rulebook
from tests.sagsgang.conftest import Run

FILES = sorted((Path(__file__).parents[1] / "scenarier").glob("*.toml"))
# A slug, a hole in a sentence, or a value that no person reads.
NO_WORD = re.compile(r"\b[a-zæøå]+_[a-zæøå_]+\b|[{}]|\bNone\b|\(\)|\(»»\)|»»| ,|  |;\.|\.\.")


def answers(scenario: Scenario) -> Iterator[Hvorfor]:
    """The reason of every deadline there has been when the play is over."""
    own = [Source(scenario.file, scenario.regler)] if scenario.regler else []
    rules = load_rulebook(overrides=own) if own else rulebook()
    register = Register("sqlite://", Keys.fixed(b"hvorfor"))
    register.create_tables()
    play(scenario, rules, register)
    office = Office(register, rules, lambda: "")
    with register.read() as uow:
        for forloeb_id in uow.cases.all_forloeb_ids():
            row = uow.cases.read(forloeb_id)
            explains = Forklarer(office, load_display(), uow, row, local_date(scenario.slut))
            yield from map(explains.explain, explains.clocks)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_deadline_names_its_date_and_its_hjemmel_and_lacks_no_word(file: Path) -> None:
    labels = rulebook().letterhead.etiketter
    found = list(answers(read_scenario(file)))
    assert found
    for answer in found:
        assert day_text(answer.clock.due_on, labels) in answer.saetning
        assert answer.hjemmel in answer.saetning
        assert answer.saetning.endswith(".")
        # Where nobody has moved it, the rule and the calendar alone lead to the date.
        assert answer.why.slags is not Slags.FLYTTET or answer.clock.flytninger
        for line in (answer.saetning, *answer.linjer):
            assert not NO_WORD.search(line), line


def test_the_command_says_why_and_the_newest_stands_first(staffed: Run, case: str) -> None:
    ended = staffed("sager", case, "--hvorfor", "svarfrist")
    assert ended.code == 0
    assert ended.out.startswith("Fristen »Svar på ansøgningen« (§ 85) er ")
    assert "8 uger for § 85 (retssikkerhedslovens § 3, stk. 2, kommunens egen frist)" in ended.out
    assert "75 % af tiden er gået" in ended.out
    assert "Testmand" not in ended.out


def test_a_program_reads_the_basis_of_the_date(staffed: Run, case: str) -> None:
    shown = staffed("sager", case, "--hvorfor", "Svar på ansøgningen", "--json").json
    assert shown["sag"] == case
    (found,) = shown["frister"]
    assert (found["noegle"], found["paragraf"], found["tid"]) == ("svarfrist", "85", "8 uger")
    assert (found["slags"], found["valgt_efter"]) == ("regnet", "85")
    assert found["begyndt"]["haendelse"] == "ansoegning_modtaget"
    assert found["hvorfor"].startswith("Fristen »Svar på ansøgningen«")
    assert found["flytninger"] == []


def test_an_ended_deadline_is_explained_with_how_it_ended(staffed: Run, case: str) -> None:
    assert staffed("handling", case, "traek_ansoegning", "paragraf=85").code == 0
    ended = staffed("sager", case, "--hvorfor", "svarfrist")
    assert ended.out.startswith("Fristen »Svar på ansøgningen« (§ 85) var ")
    assert "Den blev overholdt" in ended.out


def test_a_deadline_that_the_case_has_not_is_refused_with_those_it_has(staffed: Run, case: str) -> None:
    ended = staffed("sager", case, "--hvorfor", "klage")
    assert (ended.code, ended.out) == (2, "")
    assert "Sagen har ingen frist 'klage'. Den har: " in ended.err
    assert "svarfrist (Svar på ansøgningen)" in ended.err


def test_a_deadline_without_its_case_and_a_case_that_is_not_there_are_refused(staffed: Run) -> None:
    assert "Skriv også sagens nummer" in staffed("sager", "--hvorfor", "svarfrist").err
    unknown = staffed("sager", "S-2099-00001", "--hvorfor", "svarfrist")
    assert unknown.code != 0
    assert "S-2099-00001" in unknown.err
