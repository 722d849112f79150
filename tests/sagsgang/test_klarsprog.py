"""`sagsgang klarsprog`: a text is read, whoever wrote it and whatever became of the file."""

import io
import random
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from config.loader import CONFIG
from tests.sagsgang.conftest import Run

HARD = "Hej\n\nSåfremt du vil, så ring.\n"
PLAIN = "Du får hjælp. Ring til os.\n"


def a_file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def word_with(*paragraphs: tuple[str, str]) -> bytes:
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def a_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"a" * 150_000_000)
    return packed.getvalue()


def test_each_finding_says_where_why_and_what_is_better(run: Run, tmp_path: Path) -> None:
    ended = run("klarsprog", a_file(tmp_path, "brev.txt", HARD))

    assert ended.code == 1
    for part in ("linje 3", "Svært ord", "Såfremt", "hvis", "kontor", "lix"):
        assert part in ended.out


def test_a_plain_text_has_nothing_to_mend(run: Run, tmp_path: Path) -> None:
    ended = run("klarsprog", a_file(tmp_path, "brev.md", PLAIN))

    assert (ended.code, ended.err) == (0, "")
    assert "ingen" in ended.out


def test_a_program_reads_the_same_with_offsets(run: Run, tmp_path: Path) -> None:
    (file,) = run("klarsprog", a_file(tmp_path, "brev.txt", HARD), "--json").json["filer"]

    (finding,) = file["fund"]
    assert HARD[finding["fra"] : finding["til"]] == finding["tekst"] == "Såfremt"
    assert (finding["tjek"], finding["skriv"], finding["linje"], file["ord"]) == ("ord", "hvis", 3, 5)


def test_the_words_of_the_profession_may_be_written_to_the_profession(run: Run, tmp_path: Path) -> None:
    path = a_file(tmp_path, "brev.txt", "I får en bestilling med delmål.")

    assert run("klarsprog", path).code == 1
    assert run("klarsprog", path, "--laeser", "udfoerer").code == 0
    assert "kender ikke 'alle'" in run("klarsprog", path, "--laeser", "alle").err


def test_a_word_file_is_read_by_its_styles(run: Run, tmp_path: Path) -> None:
    content = word_with(
        ("Heading 1", "Om partshøring"),
        ("Normal", "Såfremt du vil, så ring."),
        ("Quote", "Jeg vil have en ydelse, såfremt man kan."),
        ("List Bullet", "Din bevilling"),
        ("Heading 2", "Reglerne"),
        ("Normal", "Ydelsen bevilges i henhold til § 85."),
    )
    (file,) = run("klarsprog", a_file(tmp_path, "brev.docx", content), "--json").json["filer"]

    assert [row["tekst"] for row in file["fund"]] == ["partshøring", "Såfremt", "bevilling"]
    assert file["fund"][1]["sted"] == "afsnit 2, sætning 1"
    assert (file["ord"], file["lix_reglerne"] > 0) == (5, True)


def test_a_wording_is_read_with_fictive_facts_and_told_of_by_its_own_lines(run: Run, tmp_path: Path) -> None:
    text = (CONFIG / "letters" / "ventebrev.md").read_text("utf-8")
    assert "Bliver det værre, så ring til mig." in text
    hard = text.replace("Bliver det værre, så ring til mig.", "Bliver det værre, bedes du ringe til mig.")
    line = next(number for number, row in enumerate(hard.split("\n"), 1) if "bedes" in row)
    (file,) = run("klarsprog", a_file(tmp_path, "ventebrev.md", hard), "--json").json["filer"]

    assert [(row["tekst"], row["sted"]) for row in file["fund"]] == [("bedes", f"ventebrev.md:{line}")]
    assert (file["brev"], file["laeser"]) == ("ventebrev", "borger")


def test_a_wording_that_cannot_be_sent_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    text = (
        (CONFIG / "letters" / "ventebrev.md").read_text("utf-8").replace("{{ borger.fornavn }}", "{{ cpr }}")
    )
    ended = run("klarsprog", a_file(tmp_path, "ventebrev.md", text))

    assert ended.code == 2
    assert "ventebrev.md: cpr: " in ended.err


def test_every_shipped_wording_reads_well(run: Run) -> None:
    ended = run("klarsprog", *sorted((CONFIG / "letters").glob("*.md")))

    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("tom.txt", b"", "der er ingen ord i filen"),
        ("tom.docx", b"", "er ikke en Word-fil"),
        ("tom.md", b"\n \n", "der er ingen ord i filen"),
        ("brev.pdf", b"%PDF-", "kan ikke læse '.pdf'"),
        ("brev", b"hej", "kan ikke læse 'brev'"),
        ("brev.docx", b"Det her er ikke en Word-fil.", "er ikke en Word-fil"),
        ("brev.docx", a_bomb(), "fylder alt for meget"),
        ("brev.txt", "Blåbærgrød".encode("latin-1"), "ikke gemt som UTF-8"),
        ("brev.txt", b"a\0b", "er ikke tekst"),
        ("brev.txt", b"a " * 2_000_000, "for stor: højst 2 MB"),
        ("brev.docx", b"\0" * 50_000_000, "for stor: højst 20 MB"),
        ("tomt.docx", word_with(), "der er ingen ord i filen"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_danish_line(
    run: Run, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    ended = run("klarsprog", a_file(tmp_path, name, content))

    assert (ended.code, ended.out) == (2, "")
    assert len(ended.err.splitlines()) == 1
    assert reason in ended.err


def test_a_folder_or_a_file_that_is_not_there_gets_one_line_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mappe.txt").mkdir()
    ended = run(
        "klarsprog", tmp_path / "mappe.txt", tmp_path / "ingen.txt", a_file(tmp_path, "brev.txt", PLAIN)
    )

    assert ended.code == 2
    assert len(ended.err.splitlines()) == 2
    assert "brev.txt: lix" in ended.out


def test_a_text_that_an_editor_saved_as_utf_16_can_be_read(run: Run, tmp_path: Path) -> None:
    assert run("klarsprog", a_file(tmp_path, "brev.txt", HARD.encode("utf-16"))).code == 1


def test_a_word_file_that_was_cut_or_spoilt_gets_one_line(run: Run, tmp_path: Path) -> None:
    whole = word_with(("Normal", PLAIN))
    chance = random.Random(7)
    for number in range(25):
        spoilt = bytearray(whole)
        if number % 2:
            spoilt = spoilt[: chance.randrange(len(spoilt))]
        else:
            for _ in range(40):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        ended = run("klarsprog", a_file(tmp_path, "brev.docx", bytes(spoilt)))
        assert ended.code in {0, 1, 2}
        assert len(ended.err.splitlines()) == (ended.code == 2)


def test_the_municipalitys_own_letters_are_read_with_its_own_parts(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = tmp_path / "lokal" / "letters"
    (letters / "dele").mkdir(parents=True)
    shutil.copy(CONFIG / "letters" / "ventebrev.md", letters)
    part = (CONFIG / "letters" / "dele" / "kontakt.md").read_text("utf-8")
    (letters / "dele" / "kontakt.md").write_text(part.replace("Du kan ringe", "Du bedes ringe"), "utf-8")
    monkeypatch.setenv("SAGSGANG_LOKAL", str(tmp_path / "lokal"))
    (file,) = run("klarsprog", letters / "ventebrev.md", "--json").json["filer"]

    assert [row["sted"] for row in file["fund"]] == ["dele/kontakt.md:3"]
