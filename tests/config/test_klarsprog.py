from pathlib import Path

import pytest

from config.klarsprog import load_klarsprog
from config.loader import CONFIG, load_rulebook
from domain.errors import BrokenConfig
from domain.klarsprog import Check, Klarsprog, Slags

SHIPPED = CONFIG / "klarsprog.toml"


def loaded(folder: Path, text: str) -> Klarsprog:
    own = folder / "klarsprog.toml"
    own.write_text(text, "utf-8")
    return load_klarsprog(SHIPPED, own)


def refused(folder: Path, text: str) -> list[str]:
    with pytest.raises(BrokenConfig) as caught:
        loaded(folder, text)
    return [str(fault) for fault in caught.value.faults]


def test_every_check_has_its_words() -> None:
    rules = load_klarsprog(SHIPPED)

    assert set(rules.tekster) == set(Check)
    assert {row.slags for row in rules.ord} == set(Slags)


def test_no_two_rows_look_for_the_same_form() -> None:
    forms = [form for row in load_klarsprog(SHIPPED).ord for form in row.former]

    assert sorted(forms) == sorted(set(forms))


def test_a_municipality_adds_a_word_and_mends_another(tmp_path: Path) -> None:
    rules = loaded(
        tmp_path,
        """
        udgaar = ["ressource+"]
        [graenser]
        lix = 35
        [[ord]]
        former = ["borgerservice+"]
        skriv = "rådhuset"
        grund = "Borgerservice ligger på rådhuset."
        slags = "kancelli"
        [[ord]]
        former = ["ydelse+"]
        skriv = "penge"
        grund = "Her er det altid penge."
        slags = "fagord"
        """,
    )
    shipped = load_klarsprog(SHIPPED)

    assert (rules.graenser.lix, rules.graenser.lang_saetning) == (35, shipped.graenser.lang_saetning)
    assert len(rules.ord) == len(shipped.ord)
    assert [row.skriv for row in rules.ord if "ydelse+" in row.former] == ["penge"]
    assert [row.skriv for row in rules.ord if row.former[0].startswith("ressource")] == []


def test_what_a_municipality_explains_is_kept_beside_the_rules(tmp_path: Path) -> None:
    rules = loaded(
        tmp_path,
        """
        [[forklaret]]
        breve = ["kvittering"]
        tjek = "man"
        tekst = "man"
        grund = "Det er navnet på en ø."
        """,
    )

    assert rules.forklaret[0].tjek is Check.MAN


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("graenser = 3", "local/klarsprog.toml: graenser: "),
        ("[graenser]\nlix = 0", "local/klarsprog.toml: graenser.lix: "),
        ("[graenser]\nlixtal = 30", "local/klarsprog.toml: graenser.lixtal: "),
        (
            "[[ord]]\nformer = []\nskriv = 'x'\ngrund = 'y'\nslags = 'fagord'",
            "local/klarsprog.toml: ord.1.former: ",
        ),
        (
            "[[ord]]\nformer = ['x']\nskriv = 'x'\ngrund = 'y'\nslags = 'grimt'",
            "local/klarsprog.toml: ord.1.slags: ",
        ),
        ("udgaar = ['ressourcer+']", "local/klarsprog.toml: udgaar: kender intet ord 'ressourcer+'"),
        (
            "[[forklaret]]\nbreve=['*']\ntjek='stavning'\ntekst='x'\ngrund='y'",
            "local/klarsprog.toml: forklaret.1.tjek: ",
        ),
    ],
)
def test_a_municipalitys_file_is_refused_with_the_place_in_it(tmp_path: Path, text: str, fault: str) -> None:
    faults = refused(tmp_path, text)

    assert len(faults) == 1
    assert faults[0].startswith(fault)


def test_the_rulebook_reads_the_municipalitys_own(tmp_path: Path) -> None:
    (tmp_path / "klarsprog.toml").write_text("[graenser]\nlix = 30", "utf-8")

    assert load_rulebook(local=tmp_path).klarsprog.graenser.lix == 30
