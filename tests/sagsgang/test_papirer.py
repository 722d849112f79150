"""`sagsgang post-ind` and `sagsgang kopi`: papers that come in, and everything that is handed out."""

import json
import zipfile
from pathlib import Path

from tests.sagsgang.conftest import Run

PDF = b"%PDF-1.7\nAnnas brev"


def a_scan(folder: Path, content: bytes = PDF) -> Path:
    path = folder / "Anna Prøvesens klage.pdf"
    path.write_bytes(content)
    return path


def test_a_file_is_put_on_the_case_and_its_name_is_told_nowhere(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    done = staffed("post-ind", case, a_scan(tmp_path))
    assert done.code == 0
    assert done.out.strip() == f"Lagt på sag {case}: 1 fil."


def test_what_the_post_answers_is_ended(case: str, staffed: Run, tmp_path: Path) -> None:
    done = staffed(
        "post-ind", case, a_scan(tmp_path), "--svarer-paa", "anmod_aktindsigt", "--slags", "mail", "--json"
    )
    assert [fil["type"] for fil in done.json["filer"]] == ["application/pdf"]
    rules = [row["noegle"] for row in staffed("sager", case, "--json").json["frister"]]
    assert "aktindsigt" in rules


def test_a_bad_file_is_refused_in_one_danish_line_without_its_name(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    refused = staffed("post-ind", case, a_scan(tmp_path, b"MZ\x00 et program"))
    assert refused.code != 0
    assert "Filen er ikke af en slags" in refused.err
    assert "Anna" not in refused.err + refused.out
    missing = staffed("post-ind", case, tmp_path / "Anna findes ikke.pdf")
    assert "FIL nr. 1" in missing.err
    assert "Anna" not in missing.err


def test_a_pile_with_the_same_scan_twice_is_put_there_once_and_a_folder_is_no_file(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    done = staffed("post-ind", case, a_scan(tmp_path), a_scan(tmp_path))
    assert done.code == 0
    assert "FIL nr. 2: Den samme fil ligger allerede på sagen" in done.out
    assert f"Lagt på sag {case}: 1 fil." in done.out
    refused = staffed("post-ind", case, tmp_path)
    assert "FIL nr. 1: er ikke en fil" in refused.err


def a_copy(case: str, staffed: Run, folder: Path, *more: str) -> Path:
    assert staffed("kopi", case, "--ud", folder, *more).code == 0
    return folder


def test_the_citizens_own_copy_has_the_card_the_wishes_the_post_and_the_journal(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    staffed("handling", case, "registrer_oenske", "tekst=Jeg vil have en <b>hund</b>.")
    staffed("post-ind", case, a_scan(tmp_path))
    folder = a_copy(case, staffed, tmp_path / "ud")

    known = json.loads((folder / "oplysninger.json").read_text("utf-8"))
    assert [row["tekst"] for row in known["oenske"]] == ["Jeg vil have en <b>hund</b>."]
    assert (folder / known["post"][0]["fil"]).read_bytes() == PDF
    assert all("Signe" not in str(line) for line in known["journal"])
    index = (folder / "indhold.html").read_text("utf-8")
    assert "Jeg vil have en &lt;b&gt;hund&lt;/b&gt;." in index
    assert 'lang="da"' in index
    assert "Henvendelse modtaget" in index
    assert not (folder / "medarbejdere.json").exists()


def test_names_of_staff_come_only_when_asked_for_and_in_a_file_of_their_own(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    folder = a_copy(case, staffed, tmp_path / "ud", "--navne")
    assert "Signe Sagsen" in (folder / "medarbejdere.json").read_text("utf-8")
    assert "Signe Sagsen" not in (folder / "indhold.html").read_text("utf-8")


def test_what_others_have_written_is_named_and_left_out_until_somebody_has_read_it(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    staffed("post-ind", case, a_scan(tmp_path), "--fra", "kilde", "--hvem", "Lægehuset Prøvevej")
    left_out = a_copy(case, staffed, tmp_path / "uden")
    assert not list(left_out.rglob("*.pdf"))
    assert "Lægehuset Prøvevej" in (left_out / "indhold.html").read_text("utf-8")
    assert list(a_copy(case, staffed, tmp_path / "med", "--kilder").rglob("*.pdf"))


def test_a_copy_can_be_one_zip_file_and_never_lands_on_another(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    path = a_copy(case, staffed, tmp_path / "kopi.zip")
    with zipfile.ZipFile(path) as archive:
        assert {"indhold.html", "oplysninger.json"} <= set(archive.namelist())
    again = staffed("kopi", case, "--ud", path)
    assert again.code != 0
    assert "findes i forvejen" in again.err


def test_every_copy_stands_in_the_journal(case: str, staffed: Run, tmp_path: Path) -> None:
    a_copy(case, staffed, tmp_path / "en")
    folder = a_copy(case, staffed, tmp_path / "to")
    known = json.loads((folder / "oplysninger.json").read_text("utf-8"))
    assert [line["hvad"] for line in known["journal"]].count(
        "Borgeren har fået en kopi af alt det, I har om borgeren."
    ) == 1


def test_the_copy_shows_consents_network_and_deadlines_in_words_and_not_what_a_source_wrote(
    case: str, staffed: Run, tmp_path: Path
) -> None:
    staffed("handling", case, "giv_samtykke", "fra=Lægehuset Prøvevej", "oplysninger=behandling")
    staffed("handling", case, "indhent", "fra=Lægehuset Prøvevej", "oplysninger=behandling")
    staffed("handling", case, "modtag_oplysninger", "fra=Lægehuset Prøvevej", "oplysninger=Hemmeligt svar")
    staffed("handling", case, "registrer_netvaerk", "navn=Søs Prøvesen", "sektor=familie", "kontakt=daglig")
    folder = a_copy(case, staffed, tmp_path / "uden")
    index = (folder / "indhold.html").read_text("utf-8")
    for part in ("Det, du har sagt ja til", "Lægehuset Prøvevej", "Menneskene omkring dig", "Første samtale"):
        assert part in index
    known = (folder / "oplysninger.json").read_text("utf-8")
    assert "Hemmeligt svar" not in index + known
    assert "samtykke" in json.loads(known)
    assert "deadline" in json.loads(known)
    with_them = a_copy(case, staffed, tmp_path / "med", "--kilder")
    assert "Hemmeligt svar" in (with_them / "indhold.html").read_text("utf-8")
