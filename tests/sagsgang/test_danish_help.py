"""The help of every command, its own and its subcommands', is in Danish to the last word."""

import re

import pytest

from tests.sagsgang.conftest import Run

GROUPS = {"regler": ("vis", "tjek", "diff", "indfoer"), "kalender": ("vis", "diff", "indfoer")}
ALONE = (
    "journal",
    "serve",
    "demo",
    "scenarie",
    "indlaes",
    "sager",
    "handling",
    "brev",
    "klarsprog",
    "kopi",
    "post-ind",
    "status",
    "prognose",
    "migrate",
)
EVERY = [
    (),
    *((name,) for name in (*ALONE, *GROUPS)),
    *((group, name) for group, names in GROUPS.items() for name in names),
]
ENGLISH = re.compile(
    r"Usage|Options|OPTIONS|Arguments|COMMAND|Commands|ARGS|Show this|\[required|\[default"
    r"|<(str|int|path|list)|\[\[|\{|\.{4}|\.\.\.\]\.\.\."
)


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_the_help_holds_no_word_of_the_parsers_own(run: Run, words: tuple[str, ...]) -> None:
    shown = run(*words, "--help").out
    assert shown.startswith("Skriv: sagsgang")
    assert "Vis denne hjælp." in shown
    assert not ENGLISH.search(shown), shown


def test_the_test_above_knows_every_command(run: Run) -> None:
    def listed(*words: str) -> set[str]:
        commands = run(*words, "--help").out.partition("Kommandoer:\n")[2].partition("\n\n")[0]
        return set(re.findall(r"^  ([\w-]+)", commands, re.MULTILINE))

    assert listed() == {*ALONE, *GROUPS}
    assert {group: listed(group) for group in GROUPS} == {
        group: set(names) for group, names in GROUPS.items()
    }


def test_the_first_line_says_what_has_to_be_written_and_what_may_be(run: Run) -> None:
    assert run("sager", "--help").out.splitlines()[0] == "Skriv: sagsgang sager [VALG] [NR]"
    assert run("scenarie", "--help").out.splitlines()[0] == "Skriv: sagsgang scenarie [VALG] FIL..."
    assert "--fase TEKST " in run("sager", "--help").out
    assert "[skal med]" in run("regler", "indfoer", "--help").out


def test_no_line_of_a_list_of_commands_is_cut_short(run: Run) -> None:
    for words in ((), *((group,) for group in GROUPS)):
        lines = run(*words, "--help").out.partition("Kommandoer:")[2].splitlines()
        assert [line for line in lines if line.endswith("...")] == []
