"""Letters that an event drafts by itself, and what becomes of them."""

import pytest

from domain.case import DokumentTilstand
from persistence.tables import Dokument, GdprIndsigt
from tests.builders import Desk, a_case, decided, in_opfoelgning
from tests.casework.letters.test_laesere import text_of

NOTE = {"vurdering": "Hjælpen gør det, den skal.", "ny_afgoerelse": ""}


def drafts_of(desk: Desk, brev: str) -> list[tuple[str, str]]:
    return [(row.til, row.tilstand) for row in desk.all(Dokument) if row.brev == brev]


def held(**fields: object) -> Desk:
    desk = in_opfoelgning()
    desk.act("modtag_status", fra="birken", tekst="Anna handler selv.")
    desk.act("hold_opfoelgning", **{"udfald": "fortsaet", "borgerens_vurdering": "Det går godt.", **fields})
    return desk


def test_a_follow_up_drafts_its_note_and_the_citizens_copy() -> None:
    desk = held()
    assert drafts_of(desk, "opfoelgningsnotat") == [("borger", "kladde"), ("journal", "kladde")]
    texts = [text_of(desk, row) for row in desk.all(Dokument) if row.brev == "opfoelgningsnotat"]
    assert all("> Det går godt." in text for text in texts)
    assert ["Anna handler selv." in text for text in texts] == [False, True]


def test_the_words_of_the_note_stand_in_the_copy_too_and_neither_is_stored_without_them() -> None:
    desk = held()
    assert desk.refused("godkend_brev", brev="opfoelgningsnotat") == "mangler"
    desk.act("skriv_brev", brev="opfoelgningsnotat", ord=NOTE)
    desk.act("godkend_brev", brev="opfoelgningsnotat")
    desk.act("godkend_brev", brev="opfoelgningsnotat")
    assert drafts_of(desk, "opfoelgningsnotat") == [("borger", "modtaget"), ("journal", "gemt")]


@pytest.mark.parametrize(("fra", "til"), [("borger", "borger"), ("udfoerer", "udfoerer")])
def test_whoever_tells_of_a_changed_need_is_answered(fra: str, til: str) -> None:
    desk = in_opfoelgning()
    desk.act("meld_aendret_behov", fra=fra, tekst="Jeg kan ikke komme op.")
    assert drafts_of(desk, "behov_kvittering") == [(til, "kladde")]
    desk.act("vurder_aendret_behov", udfald="inden_for_bevilling")
    assert drafts_of(desk, "behov_kvittering") == [(til, "bortfaldet")]


def klaget(resultat: str, **fields: str) -> Desk:
    desk = decided(udfald="afslag")
    desk.act("modtag_klage")
    desk.act("send_genvurdering", resultat=resultat, **fields)
    return desk


def test_a_klage_that_goes_on_has_its_letter_with_every_paper_and_needs_no_samtykke() -> None:
    desk = klaget("fastholdt", begrundelse="Støtten er nok.")
    letter = next(row for row in desk.all(Dokument) if (row.brev, row.til) == ("foelgebrev", "kilde"))
    text = text_of(desk, letter)
    assert letter.modtager == "Ankestyrelsen"
    for part in ("Støtten er nok.", "Afgørelse: afslag", "Kvittering for klage", "Genvurdering"):
        assert part in text or part == "Kvittering for klage"
    desk.act("godkend_brev", brev="foelgebrev")
    desk.act("godkend_brev", brev="foelgebrev")
    assert {state for _, state in drafts_of(desk, "foelgebrev")} <= {"sendt", "modtaget"}


def test_a_klage_that_is_right_goes_nowhere() -> None:
    assert drafts_of(klaget("medhold"), "foelgebrev") == []


def test_the_reason_stands_in_the_letter_of_the_genvurdering() -> None:
    desk = klaget("fastholdt", begrundelse="Støtten er nok.")
    letter = next(row for row in desk.all(Dokument) if row.brev == "genvurdering")
    assert "Støtten er nok." in text_of(desk, letter)


def test_papers_that_are_held_back_are_named_with_rule_reason_and_how_to_complain() -> None:
    desk = a_case()
    desk.act("anmod_aktindsigt")
    desk.act(
        "giv_aktindsigt",
        undtaget=["Et brev fra en søster"],
        undtaget_grund="Det er hendes helbred.",
        undtaget_hjemmel="§ 15 b, nr. 5",
    )
    letter = next(row for row in desk.all(Dokument) if row.brev == "aktindsigt_delvis")
    text = text_of(desk, letter)
    for part in ("Et brev fra en søster", "Det er hendes helbred.", "§ 15 b, nr. 5", "inden 4 uger"):
        assert part in text
    assert desk.letters("aktindsigt") == []
    assert "aktindsigt_givet" in desk.events()


def test_the_answer_to_a_request_for_ones_data_is_given_when_it_is_sent() -> None:
    desk = a_case()
    desk.act("anmod_indsigt")
    desk.act("godkend_brev", brev="indsigt")
    assert desk.all(GdprIndsigt)[0].givet is not None
    assert desk.clock_of("gdpr_indsigt").state == "overholdt"


def test_a_longer_wait_is_told_and_the_task_of_telling_it_is_done() -> None:
    desk = a_case()
    desk.act("anmod_indsigt")
    desk.act("forlaeng_indsigt", grund="Sagen går mange år tilbage.")
    desk.act("godkend_brev", brev="indsigt_forlaenget")
    assert desk.clock_of("gdpr_besked").state == "overholdt"


def test_a_ward_is_written_to_only_with_the_citizens_yes() -> None:
    desk = in_opfoelgning()
    desk.act("varsle_udskrivning", afdeling="Afdeling P2")
    assert drafts_of(desk, "udskrivning") == [("kilde", "kladde"), ("borger", "kladde")]
    desk.act("godkend_brev", brev="udskrivning")
    assert desk.refused("godkend_brev", brev="udskrivning") == "G3"
    desk.act("giv_samtykke", fra="Afdeling P2", oplysninger="udskrivning")
    desk.act("godkend_brev", brev="udskrivning")
    assert {state for _, state in drafts_of(desk, "udskrivning")} <= {"sendt", "modtaget"}


def test_another_municipality_gets_what_it_needs_to_begin() -> None:
    desk = a_case()
    desk.act("skift_handlekommune", kommune="Nabostrup Kommune")
    letter = next(row for row in desk.all(Dokument) if row.brev == "oversendelse")
    text = text_of(desk, letter)
    assert letter.modtager == "Nabostrup Kommune"
    assert letter.tilstand == DokumentTilstand.KLADDE
    assert "Serviceloven § 85" in text


def test_a_boform_that_has_told_is_answered() -> None:
    desk = a_case()
    desk.act("registrer_optagelse", boform="Boformen Pilen", orienteret=True)
    assert drafts_of(desk, "boform") == [("kilde", "kladde"), ("borger", "kladde")]
