from pathlib import Path

from config.loader import CONFIG
from config.own_wording import Kind, both_changed, changes, own_copy, own_wordings
from config.wording import load_wordings


def test_an_own_copy_can_be_used_as_it_is_and_says_what_it_was_made_from(tmp_path: Path) -> None:
    path = own_copy(CONFIG, tmp_path, "ventebrev")

    [own] = own_wordings(CONFIG, tmp_path)
    assert path == tmp_path / "letters" / "ventebrev.md"
    assert (own.bygger_paa, own.is_behind, own.grundlag) == (own.version, False, own.program)
    assert load_wordings([CONFIG / "letters", tmp_path / "letters"])["ventebrev"].body


def test_an_own_wording_made_from_another_version_is_behind(tmp_path: Path) -> None:
    path = own_copy(CONFIG, tmp_path, "ventebrev")
    text = path.read_text("utf-8")
    version = own_wordings(CONFIG, tmp_path)[0].version
    path.write_text(text.replace(f'bygger_paa = "{version}"', 'bygger_paa = "0"'), "utf-8")

    [own] = own_wordings(CONFIG, tmp_path)
    assert (own.is_behind, own.grundlag) == (True, None)


def test_what_the_municipality_wrote_stays_when_it_follows_the_newest_version(tmp_path: Path) -> None:
    path = own_copy(CONFIG, tmp_path, "ventebrev")
    path.write_text(path.read_text("utf-8").replace("Vi ", "Vi her i huset ", 1), "utf-8")

    own_copy(CONFIG, tmp_path, "ventebrev")

    assert "Vi her i huset " in path.read_text("utf-8")
    assert path.read_text("utf-8").count("bygger_paa") == 1


def test_an_own_part_is_told_of_like_a_letter_though_it_says_no_version_itself(tmp_path: Path) -> None:
    path = own_copy(CONFIG, tmp_path, "dele/kontakt")
    path.write_text(path.read_text("utf-8").replace("Du kan ringe", "Du må gerne ringe"), "utf-8")

    [own] = own_wordings(CONFIG, tmp_path)
    assert (own.slug, own.is_behind, own.grundlag) == ("dele/kontakt", False, own.program)
    assert [(row.foer, row.nu) for row in changes(own.program, own.egen)] == [("kan", "må gerne")]
    assert load_wordings([CONFIG / "letters", tmp_path / "letters"])["ventebrev"].body


def test_an_own_part_is_behind_when_the_shipped_words_are_others_until_somebody_has_looked(
    tmp_path: Path,
) -> None:
    path = own_copy(CONFIG, tmp_path, "dele/kontakt")
    mine = path.read_text("utf-8").replace("Du kan ringe", "Du må gerne ringe")
    path.write_text(mine, "utf-8")
    kept = path.parent / ".grundlag" / "kontakt.md"
    kept.write_text(kept.read_text("utf-8").replace("ringe til", "telefonere til"), "utf-8")

    [own] = own_wordings(CONFIG, tmp_path)
    assert own.is_behind
    assert [(row.foer, row.nu) for row in changes(own.grundlag or "", own.program)] == [
        ("telefonere", "ringe")
    ]
    own_copy(CONFIG, tmp_path, "dele/kontakt")
    [own] = own_wordings(CONFIG, tmp_path)
    assert (own.is_behind, own.egen) == (False, mine)
    kept.unlink()
    [own] = own_wordings(CONFIG, tmp_path)
    assert (own.is_behind, own.bygger_paa) == (True, None)


def test_spacing_makes_no_part_another(tmp_path: Path) -> None:
    own_copy(CONFIG, tmp_path, "dele/kontakt")
    kept = tmp_path / "letters" / "dele" / ".grundlag" / "kontakt.md"
    kept.write_text(kept.read_text("utf-8").replace("\n", "\r\n") + "\n", "utf-8", newline="")

    assert not own_wordings(CONFIG, tmp_path)[0].is_behind


def test_changes_are_told_word_by_word_with_their_line() -> None:
    [change] = changes("Kære Eva\n\nVi ringer i morgen.\n", "Kære Eva\n\nVi skriver i morgen.\n")

    assert (change.slags, change.linje, change.foer, change.nu) == (Kind.ANDET, 3, "ringer", "skriver")
    assert change.ved == "Kære Eva Vi"


def test_spacing_is_no_change_and_a_placeholder_is_one_word() -> None:
    assert changes("Vi ringer {{ dag }} igen.", "Vi  ringer\n{{  dag }} igen.") == ()
    [change] = changes("Vi ringer {{ dag }}.", "Vi ringer {{ dato }}.")
    assert (change.foer, change.nu) == ("{{ dag }}", "{{ dato }}")


def test_a_line_that_both_have_changed_is_for_a_person_to_choose() -> None:
    base = "En\nto tre\nfire\n"
    ours, theirs = changes(base, "En\nto 3\nfire\n"), changes(base, "En\ntvende tre\nfem\n")

    assert both_changed(ours, theirs) == (2,)
