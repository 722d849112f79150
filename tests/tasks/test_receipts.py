"""The folder of the post's answers: each file is heeded once, waits, or lies refused with its reason; none is lost."""

import base64
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.post import besked_id
from persistence.tables import Dokument, Forsendelse
from tasks.receipts import MOST_BYTES, read_receipts
from tasks.runtime import use
from tests.builders import Desk, a_case
from tests.tasks.test_receipt_files import wrapped

NOTHING_ELSE = {".laas"}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A case whose kvittering has left by Digital Post, and a folder for the answers."""
    made = a_case()
    made.runtime = replace(made.runtime, receipts=tmp_path)
    return made


def attempt_of(desk: Desk, brev: str = "kvittering") -> Forsendelse:
    with desk.read() as uow:
        letter = uow.session.scalars(select(Dokument).where(Dokument.brev == brev)).all()[-1]
        found = uow.documents.newest_forsendelse(letter.id)
    assert found is not None
    return found


def lay(desk: Desk, name: str, content: str | bytes, laid: datetime | None = None) -> Path:
    assert desk.runtime.receipts is not None
    path = desk.runtime.receipts / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    moment = (laid or desk.now - timedelta(hours=1)).timestamp()
    os.utime(path, (moment, moment))
    return path


def csv_of(desk: Desk, status: str, besked: str | None = None, at: datetime | None = None) -> str:
    said = (at or desk.now).isoformat()
    return f"besked_id;status;tid\n{besked or attempt_of(desk).besked_id};{status};{said}\n"


def read(desk: Desk) -> int:
    with use(desk.runtime):
        return read_receipts()


def lying(desk: Desk) -> set[str]:
    """Where every file is, from the folder itself."""
    root = desk.runtime.receipts
    assert root is not None
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()} - NOTHING_ELSE


def test_an_answer_is_heeded_and_kept(desk: Desk) -> None:
    lay(desk, "1.csv", csv_of(desk, "Afleveret Digital Post"))
    assert read(desk) == 1
    assert attempt_of(desk).status == "afleveret"
    assert lying(desk) == {"laest/1.csv"}


def test_the_posts_own_xml_in_its_envelope_is_heeded(desk: Desk) -> None:
    status = (
        f"<PKO_PostStatus><MessageUUID>{attempt_of(desk).besked_id}</MessageUUID>"
        f"<TransaktionsDatoTid>{desk.now.isoformat()}</TransaktionsDatoTid>"
        "<TransaktionsStatusKode>Modtaget Digital Post</TransaktionsStatusKode></PKO_PostStatus>"
    )
    lay(desk, "1.xml", wrapped(status))
    assert read(desk) == 1
    assert attempt_of(desk).status == "undervejs"


def test_the_same_file_again_changes_nothing_and_is_kept_too(desk: Desk) -> None:
    content = csv_of(desk, "Fejlet")
    lay(desk, "1.csv", content)
    read(desk)
    before = desk.rows()
    lay(desk, "1.csv", content)
    assert read(desk) == 1
    assert desk.rows() == before
    assert lying(desk) == {"laest/1.csv", "laest/1-2.csv"}


def test_an_answer_cut_off_after_it_was_heeded_is_put_away_the_next_time(desk: Desk) -> None:
    lay(desk, "1.csv", csv_of(desk, "Afleveret Digital Post"))
    read(desk)
    root = desk.runtime.receipts
    assert root is not None
    (root / "laest" / "1.csv").rename(root / "1.csv")
    assert read(desk) == 1
    assert lying(desk) == {"laest/1.csv"}


def test_an_unknown_letter_waits_and_is_refused_after_the_municipalitys_days(desk: Desk) -> None:
    content = csv_of(desk, "Afsendt", besked_id("en anden"))
    lay(desk, "1.csv", content)
    assert read(desk) == 0
    assert lying(desk) == {"1.csv"}
    lay(desk, "1.csv", content, desk.now - timedelta(days=15))
    assert read(desk) == 1
    assert lying(desk) == {"afvist/1.csv", "afvist/1.csv.txt"}


def reason_of(desk: Desk, name: str) -> str:
    assert desk.runtime.receipts is not None
    return (desk.runtime.receipts / "afvist" / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("1.xml", "<a>", "kvittering.ulaeselig"),
        ("1.json", "{", "kvittering.ulaeselig"),
        ("1.pdf", "%PDF", "kvittering.filtype"),
        ("1.csv", "besked_id;status;tid\n1;Afsendt;i går\n", "kvittering.tid"),
        ("1.csv", "besked_id;status;tid\n1;Måske;2026-02-02\n", "kvittering.status"),
        ("1.csv", "besked_id;status;tid\n1;;2026-02-02\n", "kvittering.felt"),
    ],
)
def test_a_file_that_cannot_be_used_lies_refused_with_one_danish_line(
    desk: Desk, name: str, content: str, key: str
) -> None:
    lay(desk, name, content)
    assert read(desk) == 1
    assert lying(desk) == {f"afvist/{name}", f"afvist/{name}.txt"}
    assert reason_of(desk, name) == f"{desk.office.rulebook.effects[key]}\n"


def test_a_file_that_is_too_large_is_never_read(desk: Desk) -> None:
    lay(desk, "1.json", bytes(MOST_BYTES + 1))
    assert read(desk) == 1
    assert reason_of(desk, "1.json") == f"{desk.office.rulebook.effects['kvittering.for_stor']}\n"


def test_a_file_that_is_still_being_written_waits(desk: Desk) -> None:
    lay(desk, "1.xml", "<PKO_Post", desk.now - timedelta(seconds=5))
    lay(desk, "2.csv.part", "besked")
    assert read(desk) == 0
    assert lying(desk) == {"1.xml", "2.csv.part"}


@pytest.mark.parametrize("cut", [0, 5])
def test_a_list_cut_off_between_two_lines_or_within_one_waits_for_the_rest(desk: Desk, cut: int) -> None:
    first = csv_of(desk, "Modtaget Digital Post")
    whole = first + csv_of(desk, "Afleveret Digital Post").splitlines()[1] + "\n"
    lay(desk, "1.csv", whole[: len(first) + cut], desk.now - timedelta(seconds=5))
    assert read(desk) == 0
    assert lying(desk) == {"1.csv"}
    lay(desk, "1.csv", whole)
    assert read(desk) == 1
    assert attempt_of(desk).status == "afleveret"


def test_what_can_be_read_of_a_file_is_heeded_before_the_file_is_refused(desk: Desk) -> None:
    lay(desk, "1.csv", csv_of(desk, "Afleveret Digital Post") + ";;\nx;Måske;2026-02-02\n")
    assert read(desk) == 1
    assert attempt_of(desk).status == "afleveret"
    assert lying(desk) == {"afvist/1.csv", "afvist/1.csv.txt"}


def test_one_bad_file_holds_up_no_other(desk: Desk) -> None:
    lay(desk, "1.xml", "<a>")
    lay(desk, "2.csv", csv_of(desk, "Afleveret Digital Post"))
    assert read(desk) == 2
    assert attempt_of(desk).status == "afleveret"


def _in_order(files: list[str]) -> list[str]:
    return files


def _turned(files: list[str]) -> list[str]:
    return files[::-1]


@pytest.mark.parametrize("order", [_in_order, _turned])
def test_answers_in_any_order_end_in_the_newest(desk: Desk, order: Callable[[list[str]], list[str]]) -> None:
    early = csv_of(desk, "Modtaget Digital Post", at=desk.now + timedelta(minutes=1))
    late = csv_of(desk, "Afleveret Digital Post", at=desk.now + timedelta(minutes=2))
    for number, content in enumerate(order([early, late])):
        lay(desk, f"{number}.csv", content)
    assert read(desk) == 2
    assert attempt_of(desk).status == "afleveret"


def test_no_reason_and_no_log_line_quotes_the_file(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    lay(desk, "1.csv", "besked_id;status;tid\nAnna Prøvesen;Afsendt;i går\n")
    lay(desk, "2.xml", base64.b64encode(b"Anna Pr\xc3\xb8vesen"))
    read(desk)
    assert "Anna" not in reason_of(desk, "1.csv") + reason_of(desk, "2.xml") + caplog.text


def test_without_a_folder_there_is_nothing_to_read(tmp_path: Path) -> None:
    desk = a_case()
    assert read(desk) == 0
    desk.runtime = replace(desk.runtime, receipts=tmp_path / "findes ikke")
    assert read(desk) == 0


def test_hidden_files_folders_and_links_are_left_alone(desk: Desk, tmp_path: Path) -> None:
    lay(desk, ".skjult.csv", "x")
    (tmp_path / "mappe.csv").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / ".skjult.csv")
    assert read(desk) == 0


def test_a_folder_that_cannot_be_used_holds_up_neither_letters_nor_deadlines(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    lay(desk, "1.csv", csv_of(desk, "Afleveret Digital Post"))
    assert desk.runtime.receipts is not None
    in_the_way = desk.runtime.receipts / ".laas"
    in_the_way.mkdir()
    assert read(desk) == 0
    assert "kvitteringer_utilgaengelige" in caplog.text
    in_the_way.rmdir()
    assert read(desk) == 1
    assert attempt_of(desk).status == "afleveret"
