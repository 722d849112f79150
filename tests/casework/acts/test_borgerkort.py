"""What went wrong is put right: a card corrected, a letter sent again, a task closed."""

from dataclasses import replace
from pathlib import Path

import pytest

from casework.perform import read_act
from domain.errors import BadInput
from persistence.outbox import OutboxState
from persistence.tables import Borger, Opgave, OutboxRow
from tasks.channels.choose import ChannelByKanal
from tasks.channels.folder import FolderChannel
from tasks.channels.printing import PrintingChannel
from tests.builders import BORGER, Desk, a_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A citizen on paper whose address nobody knows: the kvittering could not leave."""
    desk = a_desk()
    channels = {
        "digital_post": FolderChannel(tmp_path / "ud"),
        "fysisk_post": PrintingChannel(tmp_path / "print"),
    }
    desk.runtime = replace(desk.runtime, letters=ChannelByKanal(channels))
    desk.act("modtag_henvendelse", borger={**BORGER, "digital_post": False}, ansoegt=["85"])
    assert desk.letters("kvittering") == ["fejlet"]
    return desk


def printed(tmp_path: Path) -> int:
    return len(list((tmp_path / "print").rglob("*-kvittering-*.json")))


def test_a_letter_that_failed_leaves_once_the_address_is_known_and_somebody_sends_it_again(
    desk: Desk, tmp_path: Path
) -> None:
    desk.act("ret_borger", adresse="Prøvevej 1\n9990 Prøvestrup")
    desk.act("send_brev_igen", brev="kvittering")
    assert desk.letters("kvittering") == ["sendt"]
    assert printed(tmp_path) == 1
    assert [row.lukket is None for row in desk.all(Opgave) if row.slug == "ret_fejlet_brev"] == [False]
    assert not [row for row in desk.all(OutboxRow) if row.state == OutboxState.FEJLET]


def test_sending_it_again_without_mending_the_cause_fails_again_and_gives_the_task_again(desk: Desk) -> None:
    desk.act("send_brev_igen", brev="kvittering")
    assert desk.letters("kvittering") == ["fejlet"]
    assert [row.slug for row in desk.all(Opgave) if row.lukket is None] == ["ret_fejlet_brev"]


def test_a_letter_that_has_left_is_not_sent_again(desk: Desk, tmp_path: Path) -> None:
    desk.act("ret_borger", adresse="Prøvevej 1\n9990 Prøvestrup")
    desk.act("send_brev_igen", brev="kvittering")
    assert desk.refused("send_brev_igen", brev="kvittering") == "ukendt"
    assert printed(tmp_path) == 1


def test_the_address_lies_encrypted_and_only_what_was_given_is_changed(desk: Desk) -> None:
    desk.act("ret_borger", adresse="Prøvevej 1\n9990 Prøvestrup", telefon="00 00 00 01")
    (borger,) = desk.all(Borger)
    assert borger.adresse_krypteret is not None
    assert "Prøvevej" not in borger.adresse_krypteret
    assert (borger.telefon, borger.digital_post) == ("00 00 00 01", False)


def test_correcting_nothing_is_refused_with_a_reason() -> None:
    with pytest.raises(BadInput) as refused:
        read_act("ret_borger", {})
    assert [fault.reason for fault in refused.value.faults] == ["skal rette mindst ét felt"]


def test_a_task_is_closed_once(desk: Desk) -> None:
    desk.act("luk_opgave", opgave="ret_fejlet_brev", note="Ringet til borgeren.")
    assert desk.refused("luk_opgave", opgave="ret_fejlet_brev") == "ukendt"


@pytest.fixture
def nobody(tmp_path: Path) -> Desk:
    """A citizen with Digital Post but without a CPR number, where letters leave through the folders."""
    desk = a_desk()
    channels = {
        "digital_post": FolderChannel(tmp_path / "ud"),
        "fysisk_post": PrintingChannel(tmp_path / "print"),
    }
    desk.runtime = replace(desk.runtime, letters=ChannelByKanal(channels))
    desk.act("modtag_henvendelse", borger={"navn": "Ukendt borger"}, ansoegt=["85"])
    return desk


def test_digital_post_to_a_citizen_without_a_cpr_number_fails_and_gives_a_task(nobody: Desk) -> None:
    assert nobody.letters("kvittering") == ["fejlet"]
    assert [row.slug for row in nobody.all(Opgave) if row.lukket is None] == ["ret_fejlet_brev"]
    assert "modtager_ukendt" in nobody.office.rulebook.effects


def test_the_letter_leaves_once_the_citizens_name_and_cpr_number_are_known(nobody: Desk) -> None:
    nobody.act("ret_borger", navn="Anna Prøvesen", cpr="650185-0002")
    nobody.act("send_brev_igen", brev="kvittering")
    assert nobody.letters("kvittering") == ["modtaget"]
    (borger,) = nobody.all(Borger)
    assert borger.navn == "Anna Prøvesen"
    assert "6501850002" not in borger.cpr_krypteret
    with nobody.read() as uow:
        assert uow.parties.cpr_of(borger) == "6501850002"
        assert uow.parties.borger_by_cpr("6501850002").id == borger.id


def test_a_cpr_number_that_another_citizen_has_is_refused(desk: Desk) -> None:
    desk.act("modtag_henvendelse", borger={"navn": "Bo Testmand"})
    assert desk.refused("ret_borger", forloeb=2, cpr=BORGER["cpr"]) == "findes_allerede"
    desk.act("ret_borger", cpr=BORGER["cpr"])


def test_a_corrected_cpr_number_that_cannot_exist_is_bad_input() -> None:
    with pytest.raises(BadInput, match="CPR"):
        read_act("ret_borger", {"cpr": "9999990002"})
