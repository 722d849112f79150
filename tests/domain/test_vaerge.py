"""Which letters a guardian gets a copy of: what the guardianship covers, and nothing that is guessed."""

import pytest

from domain.case import Kanal
from domain.vaerge import Emne, Kopi, Vaergekort, VaergeOmfang, Vaergepost, Vaergevej, copy_of

POST = Vaergepost(
    altid=frozenset({"indkaldelse_opfoelgning"}),
    altid_moeder=frozenset({"opfoelgning"}),
    kun_borgeren=frozenset({"aktindsigt"}),
    oekonomiske=frozenset({"95"}),
    titel="Til dig, der er værge for {borger}",
    besked="En kopi.",
)
PERSONLIGE, PENGE, BEGGE = VaergeOmfang.PERSONLIGE, VaergeOmfang.OEKONOMISKE, VaergeOmfang.BEGGE


def a_card(omfang: VaergeOmfang | None, kanal: Kanal | None = Kanal.DIGITAL_POST) -> Vaergekort:
    return Vaergekort("Vita Værgesen", None, omfang, kanal)


@pytest.mark.parametrize(
    ("brev", "paragraf", "omfang", "ventet"),
    [
        ("ventebrev", "85", PERSONLIGE, Kopi.SENDES),
        ("ventebrev", None, BEGGE, Kopi.SENDES),
        ("ventebrev", "85", PENGE, Kopi.INGEN),
        ("ventebrev", None, PENGE, Kopi.INGEN),
        ("afgoerelse_afslag", "95", PENGE, Kopi.SENDES),
        ("indkaldelse_opfoelgning", "85", PENGE, Kopi.SENDES),
        ("indkaldelse_opfoelgning", "85", None, Kopi.SENDES),
        ("ventebrev", "85", None, Kopi.UVIST),
        ("aktindsigt", "95", BEGGE, Kopi.INGEN),
        ("aktindsigt", "95", None, Kopi.INGEN),
    ],
)
def test_a_copy_goes_where_the_guardianship_covers_the_letter(
    brev: str, paragraf: str | None, omfang: VaergeOmfang | None, ventet: Kopi
) -> None:
    assert copy_of(Emne(brev, paragraf), a_card(omfang), POST) is ventet


@pytest.mark.parametrize("brev", ["indkaldelse", "moede_flyttet", "moede_aflyst"])
def test_every_guardian_is_called_to_a_follow_up_and_told_when_it_moves(brev: str) -> None:
    assert copy_of(Emne(brev, "85", "opfoelgning"), a_card(PENGE), POST) is Kopi.SENDES
    assert copy_of(Emne(brev, "85", "foerste_samtale"), a_card(PENGE), POST) is Kopi.INGEN


def test_nobody_is_asked_where_there_is_no_guardian() -> None:
    assert copy_of(Emne("ventebrev", "85"), None, POST) is Kopi.INGEN


def test_a_guardian_who_cannot_be_reached_is_somebodys_to_find() -> None:
    assert copy_of(Emne("ventebrev", "85"), a_card(BEGGE, None), POST) is Kopi.UVIST
    assert copy_of(Emne("ventebrev", "85"), a_card(PENGE, None), POST) is Kopi.INGEN


@pytest.mark.parametrize(
    ("vej", "kanal"),
    [
        (Vaergevej(True, "7001600004", None), Kanal.DIGITAL_POST),
        (Vaergevej(True, None, "Vej 1"), Kanal.FYSISK_POST),
        (Vaergevej(None, "7001600004", None), None),
        (Vaergevej(False, "7001600004", "Vej 1"), Kanal.FYSISK_POST),
        (Vaergevej(False, None, " \n"), None),
        (Vaergevej(), None),
    ],
)
def test_digital_post_goes_only_where_somebody_has_said_that_they_get_it(
    vej: Vaergevej, kanal: Kanal | None
) -> None:
    assert vej.kanal is kanal


def test_a_guardians_number_and_address_stand_in_no_text_of_an_error() -> None:
    assert "7001600004" not in repr(Vaergevej(True, "7001600004", "Vej 1"))
