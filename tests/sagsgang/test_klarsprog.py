"""`sagsgang klarsprog`: a text is read, whoever wrote it and whatever became of the file."""

import io
import random
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

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
        ("brev.txt", bytes(range(256)), "er ikke tekst"),
        ("brev.text", b"\x7fELF\x02\x01\x81\xff", "er ikke tekst"),
        ("brev.txt", b"\xff\xfeh", "er ikke tekst"),
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


def test_an_empty_folder_and_a_file_that_is_not_there_get_one_line_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mappe.txt").mkdir()
    (tmp_path / "mappe.txt" / "billede.png").touch()
    ended = run(
        "klarsprog", tmp_path / "mappe.txt", tmp_path / "ingen.txt", a_file(tmp_path, "brev.txt", PLAIN)
    )

    assert ended.code == 2
    assert len(ended.err.splitlines()) == 2
    assert "der er ingen .docx, .md eller .txt i mappen" in ended.err
    assert "brev.txt: lix" in ended.out


def test_a_folder_is_read_with_what_lies_in_it_and_the_hardest_stands_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "under").mkdir()
    a_file(tmp_path, "a.txt", PLAIN)
    a_file(tmp_path / "under", "b.TEXT", HARD)
    a_file(tmp_path, "c.docx", word_with(("Normal", PLAIN)))
    for other in ("billede.png", ".skjult.txt", "~$c.docx"):
        a_file(tmp_path, other, HARD)
    ended = run("klarsprog", tmp_path)

    assert (ended.code, ended.err) == (1, "")
    told, summary = ended.out.split("I alt: 3 filer, 1 med noget at se på")
    assert "Såfremt" in told
    assert "a.txt" not in told
    places = [summary.index(name) for name in ("b.TEXT", "a.txt", "c.docx")]
    assert places[0] < min(places[1:])
    assert [row["fil"][-5:] for row in run("klarsprog", tmp_path, "--json").json["filer"]] == [
        *("a.txt", ".docx"),
        ".TEXT",
    ]
    a_file(tmp_path, "d.docx", b"ikke Word")
    ended = run("klarsprog", tmp_path, "--json")
    assert (ended.code, len(ended.json["filer"])) == (2, 3)
    assert "d.docx: er ikke en Word-fil" in ended.json["fejl"][0]


def test_a_text_that_an_editor_saved_as_utf_16_can_be_read(run: Run, tmp_path: Path) -> None:
    assert run("klarsprog", a_file(tmp_path, "brev.txt", HARD.encode("utf-16"))).code == 1


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_a_text_reads_the_same_however_it_was_saved(run: Run, tmp_path: Path, code: str) -> None:
    path = a_file(tmp_path, "brev.text", HARD.replace("\n", "\r\n").encode(code))
    (file,) = run("klarsprog", path, "--json").json["filer"]

    assert [(row["tekst"], row["sted"]) for row in file["fund"]] == [("Såfremt", "linje 3")]


def test_of_a_word_file_under_revision_the_words_that_stay_are_read_once(run: Run, tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Såfremt i toppen."
    paragraph = document.add_paragraph("Vi ").paragraph_format.element
    mark = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'
    for piece in (
        f"<w:ins {nsdecls('w')} {mark}><w:r><w:t>ringer angående </w:t></w:r></w:ins>",
        f"<w:del {nsdecls('w')} {mark}><w:r><w:delText>endvidere</w:delText></w:r></w:del>",
        f"<w:moveFrom {nsdecls('w')} {mark}><w:r><w:t>ydermere</w:t></w:r></w:moveFrom>",
        f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>herunder</w:t></w:r>",
        f"<w:r {nsdecls('w')}><w:t>det.</w:t></w:r>",
    ):
        paragraph.append(parse_xml(piece))
    document.add_table(1, 1).cell(0, 0).text = "Vi siger det, såfremt du ringer."
    document.save(str(tmp_path / "brev.docx"))
    (file,) = run("klarsprog", tmp_path / "brev.docx", "--json").json["filer"]

    assert [row["tekst"] for row in file["fund"]] == ["angående", "såfremt"]


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
