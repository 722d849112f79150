"""The folder channel: whatever kills the sender, exactly one complete letter leaves."""

import hashlib
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.errors import AlreadySent, Final
from tasks.channels.choose import ChannelByKanal
from tasks.channels.folder import FolderChannel
from tasks.channels.memory import MemoryChannel
from tasks.channels.port import Envelope, LetterChannel, Receipt
from tasks.channels.printing import PrintingChannel
from tests.persistence.kill_points import ROOT, folders_left_by_every_kill
from tests.tasks.letters import CPR, NAME, SENT_AT, an_envelope, collect, files_for_collection

NEXT_DAY = SENT_AT + timedelta(days=1)
MAKERS: list[Callable[[Path], LetterChannel]] = [FolderChannel, PrintingChannel, lambda _: MemoryChannel()]
CHANGES: list[dict[str, Any]] = [
    {"pdf": b"another"},
    {"docx": b"another"},
    {"recipient_id": "7112999998"},
    {"recipient_address": ("Testvej 2", "9999 Prøveby")},
    {"title": "En anden"},
    {"slug": "kvittering"},
]


@pytest.mark.parametrize("make", MAKERS)
def test_the_same_letter_again_has_already_left(
    make: Callable[[Path], LetterChannel], tmp_path: Path
) -> None:
    channel = make(tmp_path)
    channel.send(an_envelope())
    with pytest.raises(AlreadySent):
        channel.send(an_envelope(sent_at=NEXT_DAY))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("make", MAKERS)
def test_another_letter_under_a_used_key_needs_a_person(
    make: Callable[[Path], LetterChannel], tmp_path: Path, change: dict[str, Any]
) -> None:
    channel = make(tmp_path)
    channel.send(an_envelope())
    before = files_for_collection(tmp_path)
    with pytest.raises(Final, match="noegle_genbrugt"):
        channel.send(an_envelope(**change))
    assert files_for_collection(tmp_path) == before


@pytest.mark.parametrize("make", MAKERS)
def test_two_keys_are_two_letters(make: Callable[[Path], LetterChannel], tmp_path: Path) -> None:
    channel = make(tmp_path)
    assert channel.send(an_envelope(key="1")) != channel.send(an_envelope(key="2"))


def test_a_letter_lies_whole_in_the_folder_of_its_day(tmp_path: Path) -> None:
    receipt = FolderChannel(tmp_path).send(an_envelope())
    stem = "2026-0042-partshoering-" + hashlib.sha256(b"17:partshoering").hexdigest()[:12]
    assert receipt == Receipt("udbakke", f"2026-03-02/{stem}")
    (letter,) = collect(tmp_path)
    assert (letter.day, letter.stem) == ("2026-03-02", stem)
    assert letter.envelope["recipient_id"] == CPR
    assert letter.envelope["recipient_address"] == ["Testvej 1", "9999 Prøveby"]
    assert letter.envelope["title"] == "Vil du sige din mening?"
    assert letter.envelope["kanal"] == "digital_post"
    assert letter.envelope["sent_at"] == "2026-03-02T09:30:00+01:00"
    assert set(letter.envelope["sha256"]) == {f"{stem}.pdf", f"{stem}.docx"}


@pytest.mark.parametrize(
    ("sent_at", "day"),
    [
        (datetime(2026, 3, 2, 22, 59, tzinfo=UTC), "2026-03-02"),
        (datetime(2026, 3, 2, 23, 0, tzinfo=UTC), "2026-03-03"),  # midnight in Copenhagen, winter
        (datetime(2026, 7, 2, 22, 0, tzinfo=UTC), "2026-07-03"),  # midnight in Copenhagen, summer
    ],
)
def test_the_day_is_the_day_in_denmark(tmp_path: Path, sent_at: datetime, day: str) -> None:
    FolderChannel(tmp_path).send(an_envelope(sent_at=sent_at))
    assert [letter.day for letter in collect(tmp_path)] == [day]


def test_no_file_name_tells_who_it_is_about_and_no_file_is_for_others(tmp_path: Path) -> None:
    FolderChannel(tmp_path).send(an_envelope())
    paths = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(paths) == 5  # three files, the index and the lock
    assert not [path for path in paths for word in (CPR, *NAME.split(), "Testvej") if word in str(path)]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}


def test_an_envelope_shows_nothing_about_its_recipient() -> None:
    shown = repr(an_envelope())
    assert "2026-0042" in shown
    assert not [word for word in (CPR, NAME, "Testvej", "Vil du") if word in shown]


@pytest.mark.parametrize("name", ["../x", "a/b", ".skjult", ""])
@pytest.mark.parametrize("part", ["sagsnr", "slug"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, part: str, name: str) -> None:
    with pytest.raises(Final, match="filnavn_ugyldigt"):
        FolderChannel(tmp_path / "udbakke").send(an_envelope(**{part: name}))
    assert list(tmp_path.rglob("*")) == []


def test_two_senders_at_once_send_one_letter(tmp_path: Path) -> None:
    def attempt(_: int) -> str:
        try:
            return FolderChannel(tmp_path).send(an_envelope()).channel
        except AlreadySent:
            return "before"

    with ThreadPoolExecutor(8) as senders:
        outcomes = list(senders.map(attempt, range(16)))
    assert sorted(outcomes) == ["before"] * 15 + ["udbakke"]
    assert len(collect(tmp_path)) == 1


def test_a_letter_that_was_collected_is_not_made_again(tmp_path: Path) -> None:
    channel = FolderChannel(tmp_path)
    channel.send(an_envelope())
    for path in files_for_collection(tmp_path):
        path.unlink()
    with pytest.raises(AlreadySent):
        channel.send(an_envelope(sent_at=NEXT_DAY))
    assert files_for_collection(tmp_path) == []


def send_letter(root: Path) -> None:
    FolderChannel(root).send(an_envelope())


def killed(tmp_path: Path) -> list[Path]:
    folders = folders_left_by_every_kill("tests.tasks.test_folder_channel:send_letter", tmp_path)
    assert {len(collect(folder)) for folder in folders} == {0, 1}
    return folders


def send_again(root: Path, envelope: Envelope) -> None:
    try:
        FolderChannel(root).send(envelope)
    except AlreadySent:
        assert collect(root)


def test_after_a_kill_at_any_step_sending_again_leaves_one_complete_letter(tmp_path: Path) -> None:
    days = set()
    for folder in killed(tmp_path):
        send_again(folder, an_envelope(sent_at=NEXT_DAY))
        (letter,) = collect(folder)
        days.add(letter.day)
        assert len(files_for_collection(folder)) == 3
        assert sorted(path.suffix for path in (folder / ".noegler").iterdir()) == ["", ""]
        with pytest.raises(AlreadySent):
            FolderChannel(folder).send(an_envelope())
    assert days == {"2026-03-02", "2026-03-03"}


def test_a_letter_collected_right_after_a_kill_is_not_made_again(tmp_path: Path) -> None:
    for folder in killed(tmp_path):
        collected = collect(folder)
        if not collected:
            continue
        for path in files_for_collection(folder):
            path.unlink()
        with pytest.raises(AlreadySent):
            FolderChannel(folder).send(an_envelope(sent_at=NEXT_DAY))
        assert files_for_collection(folder) == []


def test_what_was_decided_before_a_kill_leaves_also_when_another_letter_takes_its_key(tmp_path: Path) -> None:
    refused = 0
    for folder in killed(tmp_path):
        try:
            FolderChannel(folder).send(an_envelope(title="En anden"))
        except Final:
            refused += 1
        (letter,) = collect(folder)
        assert letter.envelope["title"] in {"Vil du sige din mening?", "En anden"}
    assert 0 < refused < len(list(tmp_path.iterdir()))


SEND_WITH_NO_ROOM = """
import resource, sys
from pathlib import Path
from domain.errors import Retryable
from tasks.channels.folder import FolderChannel
from tests.tasks.letters import an_envelope
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
try:
    FolderChannel(Path(sys.argv[1])).send(an_envelope())
except Retryable as refused:
    print(refused.code)
"""


def test_a_full_disk_is_retryable_and_the_letter_leaves_when_there_is_room(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SEND_WITH_NO_ROOM, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "disk_fuld\n"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [".laas"]
    send_letter(tmp_path)
    assert len(collect(tmp_path)) == 1


def test_a_letter_goes_the_way_of_its_kanal() -> None:
    digital, paper = MemoryChannel(), MemoryChannel()
    channel = ChannelByKanal({"digital_post": digital, "fysisk_post": paper})
    channel.send(an_envelope(key="1"))
    channel.send(an_envelope(key="2", kanal="fysisk_post"))
    assert [envelope.key for envelope in digital.sent] == ["1"]
    assert [envelope.key for envelope in paper.sent] == ["2"]


def test_a_kanal_without_a_channel_needs_a_person() -> None:
    with pytest.raises(Final, match="kanal_ukendt"):
        ChannelByKanal({}).send(an_envelope())
