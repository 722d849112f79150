"""Letters to print: with an address, once, complete."""

from pathlib import Path

import pytest

from domain.errors import AlreadySent, Final
from tasks.channels.port import Receipt
from tasks.channels.printing import PrintingChannel
from tests.persistence.kill_points import folders_left_by_every_kill
from tests.tasks.letters import an_envelope, collect, files_for_collection


def send_letter(root: Path) -> None:
    PrintingChannel(root).send(an_envelope(kanal="fysisk_post"))


def test_a_letter_lies_ready_to_print_with_its_address(tmp_path: Path) -> None:
    receipt = PrintingChannel(tmp_path).send(an_envelope(kanal="fysisk_post"))
    (letter,) = collect(tmp_path)
    assert receipt == Receipt("print", f"{letter.day}/{letter.stem}")
    assert letter.envelope["kanal"] == "fysisk_post"
    assert letter.envelope["recipient_address"] == ["Testvej 1", "9999 Prøveby"]


@pytest.mark.parametrize("address", [(), ("",), (" ", "")])
def test_a_letter_without_an_address_needs_a_person(tmp_path: Path, address: tuple[str, ...]) -> None:
    with pytest.raises(Final, match="adresse_mangler"):
        PrintingChannel(tmp_path).send(an_envelope(kanal="fysisk_post", recipient_address=address))
    assert list(tmp_path.iterdir()) == []


def test_a_letter_without_an_id_can_be_printed(tmp_path: Path) -> None:
    PrintingChannel(tmp_path).send(an_envelope(kanal="fysisk_post", recipient_id=None))
    (letter,) = collect(tmp_path)
    assert letter.envelope["recipient_id"] is None


def test_after_a_kill_at_any_step_sending_again_leaves_one_letter_to_print(tmp_path: Path) -> None:
    for folder in folders_left_by_every_kill("tests.tasks.test_printing_channel:send_letter", tmp_path):
        already = len(collect(folder))
        if already:
            with pytest.raises(AlreadySent):
                send_letter(folder)
        else:
            send_letter(folder)
        assert len(collect(folder)) == 1
        assert len(files_for_collection(folder)) == 3
