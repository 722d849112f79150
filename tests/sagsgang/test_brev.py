"""`sagsgang brev`: every letter, in every form, with fictive people."""

from pathlib import Path

import pytest

from domain.letter_facts import LETTER_FACTS
from tests.sagsgang.conftest import STAFF, Run


def test_every_letter_is_listed(run: Run) -> None:
    slugs = [row["brev"] for row in run("brev", "--liste", "--json").json]
    assert set(slugs) == set(LETTER_FACTS)
    listed = run("brev", "--liste").out
    assert [slug for slug in slugs if slug not in listed] == []


@pytest.mark.parametrize("slug", ["kvittering", "indhentning", "bestilling"])
def test_a_letter_to_each_kind_of_reader_can_be_shown(run: Run, slug: str) -> None:
    shown = run("brev", slug)
    assert (shown.code, shown.out.startswith("Prøvestrup Kommune\n")) == (0, True)


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        ("pdf", b"%PDF-"),
        ("docx", b"PK"),
        ("html", b"<article"),
        ("txt", b"Pr\xc3\xb8vestrup"),
        ("xml", b"<?xml"),
    ],
)
def test_a_letter_is_written_in_the_form_its_file_name_says(
    run: Run, tmp_path: Path, ending: str, start: bytes
) -> None:
    path = tmp_path / f"brev.{ending}"
    assert run("brev", "partshoering", "--ud", path).code == 0
    assert path.read_bytes().startswith(start)


def test_a_binary_letter_is_never_thrown_on_the_screen(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("brev", "kvittering", "--format", "pdf").out.startswith("kvittering.pdf: ")
    assert (tmp_path / "kvittering.pdf").is_file()


@pytest.mark.parametrize(
    "words", [["hest"], ["kvittering", "--format", "rtf"], ["kvittering", "--ud", "/findes/ikke/brev.pdf"]]
)
def test_what_cannot_be_shown_ends_with_2(run: Run, words: list[str]) -> None:
    ended = run("brev", *words)
    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1


def test_a_letter_for_a_program_has_its_name_its_heading_and_its_text(run: Run, tmp_path: Path) -> None:
    shown = run("brev", "kvittering", "--json")
    text = run("brev", "kvittering").out
    titel = {row["brev"]: row["titel"] for row in run("brev", "--liste", "--json").json}["kvittering"]
    assert shown.json == {"brev": "kvittering", "titel": titel, "tekst": text}
    path = tmp_path / "brev.txt"
    assert run("brev", "kvittering", "--json", "--ud", path).json["tekst"] == text
    assert path.read_text(encoding="utf-8") == text


def test_a_file_name_whose_ending_says_no_form_is_refused_unless_the_form_is_said(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "brev.xyz"
    ended = run("brev", "kvittering", "--ud", path)
    assert (ended.code, ended.out, path.exists()) == (2, "", False)
    assert ended.err.startswith(
        "brev: --ud: kender ikke endelsen '.xyz'; vælg .txt, .html, .pdf, .docx, .xml"
    )
    assert run("brev", "kvittering", "--ud", path, "--format", "html").code == 0
    assert path.read_bytes().startswith(b"<article")


def test_a_file_that_is_there_is_only_written_over_by_who_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "brev.txt"
    path.write_text("mit", "utf-8")

    ended = run("brev", "kvittering", "--ud", path)
    assert (ended.code, path.read_text("utf-8")) == (2, "mit")
    assert "skriv --ja" in ended.err
    assert run("brev", "kvittering", "--ud", path, "--ja").code == 0
    assert path.read_text("utf-8").startswith("Prøvestrup")


def test_a_letter_is_seen_as_another_reader_would(run: Run) -> None:
    assert run("brev", "forventningsafstemning", "--laeser", "journal").code == 0
    ended = run("brev", "kvittering", "--laeser", "nabo")
    assert (ended.code, ended.out) == (2, "")


@pytest.fixture
def sag(run: Run, tmp_path: Path) -> str:
    """The number of a case that has been received."""
    staff = tmp_path / "stamdata.toml"
    staff.write_text(STAFF, "utf-8")
    assert run("indlaes", staff).code == 0
    words = ["borger.navn=Anna Prøvesen", "borger.cpr=6501850002", "ansoegt=85"]
    done = run("handling", "modtag_henvendelse", *words, "--json")
    return str(done.json["sag"])


def test_a_citizens_letter_is_written_in_a_file_and_never_on_the_screen(
    run: Run, sag: str, tmp_path: Path
) -> None:
    refused = run("brev", "ventebrev", "--sag", sag)
    assert (refused.code, refused.out) == (2, "")

    path = tmp_path / "brev.docx"
    shown = run("brev", "ventebrev", "--sag", sag, "--ud", path)
    assert (shown.code, "Anna" in shown.out) == (0, False)
    assert path.read_bytes().startswith(b"PK")
    assert run("brev", "afgoerelse_afslag", "--sag", sag, "--ud", tmp_path / "x.pdf").code == 1


def test_a_file_edited_in_word_is_laid_in_for_a_draft_that_waits(run: Run, sag: str, tmp_path: Path) -> None:
    path = tmp_path / "brev.docx"
    run("brev", "ventebrev", "--sag", sag, "--ud", path)
    ended = run("brev", "ventebrev", "--sag", sag, "--erstat-med", path)
    assert (ended.code, "ventebrev" in ended.err or "kladde" in ended.err) == (1, True)


def test_the_new_date_of_a_letter_that_puts_off_an_answer_is_a_date(
    run: Run, sag: str, tmp_path: Path
) -> None:
    path = tmp_path / "brev.docx"
    longer = ("brev", "forlaenget_svarfrist", "--sag", sag)
    refused = run(*longer, "--ny-dato", "20. maj", "--ud", path)
    assert (refused.code, "'20. maj' er ikke en dato: skriv fx 2026-05-20" in refused.err) == (2, True)
    # Nobody has drafted it yet: the answer is not late.
    assert run(*longer, "--ny-dato", "2028-05-22", "--ud", path).code == 1


def test_a_folder_is_checked_without_being_used(run: Run, tmp_path: Path) -> None:
    letters = tmp_path / "kommunen" / "letters"
    letters.mkdir(parents=True)
    assert "alt kan bruges" in run("brev", "--tjek", "--mappe", letters.parent).out
    (letters / "ventebrev.md").write_text("hej", "utf-8")

    ended = run("brev", "--tjek", "--mappe", letters.parent)

    assert ended.code == 2
    assert "ventebrev.md" in ended.err
    assert run("brev", "kvittering").code == 0


def test_an_own_wording_is_begun_changed_and_held_against_the_programs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lokal").mkdir()
    monkeypatch.setenv("SAGSGANG_LOKAL", str(tmp_path / "lokal"))
    assert run("brev", "ventebrev", "--forskel").code == 2
    assert run("brev", "ventebrev", "--tilpas").code == 0
    path = tmp_path / "lokal" / "letters" / "ventebrev.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Kære {{", "Hej {{", 1), "utf-8")

    told = run("brev", "ventebrev", "--forskel", "--json").json

    assert [(row["foer"], row["nu"]) for row in told["kommunen"]] == [("Kære", "Hej")]
    assert (told["programmet"], told["begge"], told["bagud"]) == ([], [], False)
    path.write_text(path.read_text("utf-8").replace("bygger_paa = ", 'bygger_paa = "0" # ', 1), "utf-8")
    assert "bygger på version 0" in run("status").out


def test_an_own_part_is_begun_checked_and_held_against_the_programs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lokal").mkdir()
    monkeypatch.setenv("SAGSGANG_LOKAL", str(tmp_path / "lokal"))
    assert "skriv 'dele/kontakt'" in run("brev", "kontakt", "--tilpas").err
    assert "'sagsgang brev dele/kontakt --tilpas'" in run("brev", "dele/kontakt", "--forskel").err
    assert run("brev", "dele/kontakt", "--tilpas").code == 0
    path = tmp_path / "lokal" / "letters" / "dele" / "kontakt.md"
    path.write_text(path.read_text("utf-8").replace("Du kan ringe", "Du må gerne ringe"), "utf-8")

    told = run("brev", "dele/kontakt.md", "--forskel", "--json").json

    assert [(row["foer"], row["nu"]) for row in told["kommunen"]] == [("kan", "må gerne")]
    assert "Egne dele: dele/kontakt." in run("brev", "--tjek").out
    assert "Du må gerne ringe" in run("brev", "ventebrev").out
    (path.parent / ".grundlag" / "kontakt.md").unlink()
    assert "Kommunens egen del 'dele/kontakt' bygger på en ukendt udgave" in run("status").out
    path.write_text("Ring.\n\n+++\n", "utf-8")
    assert "dele/kontakt.md: +++: linje 3: " in run("brev", "--tjek").err
