"""`sagsgang brev`: every letter, in every form, with fictive people."""

from pathlib import Path

import pytest

from tests.sagsgang.conftest import Run


def test_every_letter_is_listed(run: Run) -> None:
    slugs = [row["brev"] for row in run("brev", "--liste", "--json").json]
    assert len(slugs) == 22
    listed = run("brev", "--liste").out
    assert [slug for slug in slugs if slug not in listed] == []


@pytest.mark.parametrize("slug", ["kvittering", "indhentning", "bestilling"])
def test_a_letter_to_each_kind_of_reader_can_be_shown(run: Run, slug: str) -> None:
    shown = run("brev", slug)
    assert (shown.code, shown.out.startswith("Prøvestrup Kommune\n")) == (0, True)


@pytest.mark.parametrize(
    ("ending", "start"),
    [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<article"), ("txt", b"Pr\xc3\xb8vestrup")],
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
    assert ended.err.startswith("brev: --ud: kender ikke endelsen '.xyz'; vælg .txt, .html, .pdf, .docx")
    assert run("brev", "kvittering", "--ud", path, "--format", "html").code == 0
    assert path.read_bytes().startswith(b"<article")
