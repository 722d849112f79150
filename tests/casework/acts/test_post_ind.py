"""Post that comes in: kept as it came, and what it answers is ended."""

import io
import zipfile

import pytest

from casework.acts.post_ind import attach
from domain.errors import ActRefused
from persistence.tables import Fil, IndgaaendePost, Klage, Opgave, Partshoering, Status
from tests.builders import Desk, a_case, decided, in_opfoelgning, in_sagsoplysning, ordered

PDF = b"%PDF-1.7\net scannet brev"


def kept(desk: Desk, content: bytes = PDF) -> dict[str, object]:
    return attach(desk.office, desk.runtime.store, content).model_dump()


def test_a_scan_lies_in_the_store_with_type_date_and_source() -> None:
    desk = a_case()
    desk.act("modtag_post", slags="scan", fra="borger", dato="2026-01-30", fil=kept(desk))
    row, fil = desk.all(IndgaaendePost)[0], desk.all(Fil)[-1]
    assert (row.slags, row.fra, row.dato.isoformat(), row.af) == ("scan", "borger", "2026-01-30", "sb1")
    assert fil.medietype == "application/pdf"
    assert desk.runtime.store.get(row.sha256) == PDF
    assert "post_modtaget" in desk.events()


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"", "tom"), (b"MZ\x90\x00 et program", "type"), (b"PK\x03\x04 halvt", "type"), (b"%PDF-" + b"x" * 10_000_000, "stor")],
)  # fmt: skip
def test_a_file_that_is_empty_unknown_or_too_large_is_refused_in_danish(content: bytes, key: str) -> None:
    desk = a_case()
    with pytest.raises(ActRefused) as refusal:
        attach(desk.office, desk.runtime.store, content)
    assert refusal.value.grund == "ugyldig_fil"
    assert {"tom": "tom", "type": "slags", "stor": "10 MB"}[key] in refusal.value.tekst


def test_a_file_is_what_it_holds_and_not_what_the_act_calls_it() -> None:
    desk = a_case()
    assert (
        desk.refused(
            "modtag_post",
            slags="scan",
            fra="borger",
            fil={**kept(desk), "medietype": "application/x-msdownload"},
        )
        == "ugyldig_fil"
    )


def test_a_letter_that_is_a_klage_starts_the_genvurdering_from_the_day_it_came() -> None:
    desk = decided(udfald="afslag")
    came = desk.now
    desk.wait(days=1)
    desk.act("modtag_post", slags="scan", fra="borger", modtaget=came.isoformat(), svarer_paa="modtag_klage")
    assert len(desk.all(Klage)) == 1
    assert desk.clock_of("genvurdering").started_at == came


def test_a_reply_ends_the_hearing() -> None:
    desk = in_sagsoplysning()
    desk.act("partshoer", oplysning="Anna klarede indkøb selv.")
    desk.act("godkend_brev", brev="partshoering")
    desk.act(
        "modtag_post", slags="svar", fra="borger", svarer_paa="modtag_partshoeringssvar", tekst="Ikke altid."
    )
    assert desk.all(Partshoering)[0].svar == "Ikke altid."
    assert desk.clock_of("partshoering").state == "overholdt"


def test_a_status_from_the_udfoerer_is_the_status() -> None:
    desk = in_opfoelgning()
    desk.act(
        "modtag_post",
        slags="formular",
        fra="udfoerer",
        fra_hvem="birken",
        svarer_paa="modtag_status",
        tekst="Det går frem.",
    )
    assert [row.tekst for row in desk.all(Status)] == ["Det går frem."]


def test_a_receipt_from_the_udfoerer_answers_the_order() -> None:
    desk = ordered()
    desk.act(
        "modtag_post",
        slags="mail",
        fra="udfoerer",
        fra_hvem="birken",
        svarer_paa="kvitter_bestilling",
        svar="ja",
    )
    assert desk.clock_of("bestilling_kvittering").state == "overholdt"


def test_the_plan_of_the_help_that_comes_back_filled_in_ends_its_deadline() -> None:
    desk = in_opfoelgning()
    desk.act(
        "modtag_post", slags="formular", fra="udfoerer", fra_hvem="birken", svarer_paa="modtag_indsatsplan"
    )
    assert desk.clock_of("indsatsplan").state == "overholdt"


@pytest.mark.parametrize("sender", [{"fra": "borger"}, {"fra": "udfoerer", "fra_hvem": "birken"}])
def test_a_form_about_a_changed_need_sets_the_clock_for_an_answer(sender: dict[str, str]) -> None:
    desk = in_opfoelgning()
    desk.act(
        "modtag_post", slags="formular", svarer_paa="meld_aendret_behov", tekst="Weekenden er svær.", **sender
    )
    assert desk.clock_of("aendret_behov").state == "aktiv"


@pytest.mark.parametrize("sender", [{"fra": "borger"}, {"fra": "udfoerer", "fra_hvem": "birken"}])
def test_a_wish_for_another_goal_or_contact_person_is_a_task_until_it_is_answered(
    sender: dict[str, str],
) -> None:
    desk = in_opfoelgning()
    desk.act("modtag_post", slags="oenske", tekst="Målet er for stort.", **sender)
    assert [(row.slug, row.rolle) for row in desk.all(Opgave)] == [("svar_paa_oenske", "sagsbehandler")]
    assert desk.all(IndgaaendePost)[0].tekst == "Målet er for stort."


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"svarer_paa": "kvitter_bestilling", "fra": "udfoerer", "fra_hvem": "birken"}, "mangler"),
        ({"svarer_paa": "giv_samtykke"}, "mangler"),
        ({"svarer_paa": "modtag_klage"}, "ukendt"),
        ({"fra": "udfoerer", "fra_hvem": "findes-ikke"}, "ukendt"),
        ({"dato": "2026-12-01"}, "ugyldig_dato"),
        ({"modtaget": "2026-12-01T09:00:00"}, "ugyldig_dato"),
    ],
)
def test_post_that_cannot_be_what_it_is_said_to_be_changes_nothing(
    fields: dict[str, str], reason: str
) -> None:
    desk = a_case()
    assert desk.refused("modtag_post", **{"slags": "scan", "fra": "borger", **fields}) == reason


def test_the_same_file_lies_on_the_case_once_and_may_still_be_said_to_answer_something() -> None:
    desk = decided("85", "afslag")
    fil = kept(desk)
    desk.act("modtag_post", slags="scan", fra="borger", fil=fil)
    assert desk.refused("modtag_post", slags="mail", fra="borger", fil=fil) == "findes_allerede"
    desk.act("modtag_post", slags="scan", fra="borger", fil=fil, svarer_paa="modtag_klage", paragraf="85")
    assert len(desk.clocks("genvurdering")) == 1


def test_a_word_file_that_carries_a_program_is_not_taken_in() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(ActRefused):
        kept(a_case(), file.getvalue())


def test_the_letter_with_the_answer_to_a_wish_ends_its_task() -> None:
    desk = in_opfoelgning()
    for _ in range(2):
        desk.act("modtag_post", slags="oenske", fra="borger", tekst="Målet er for stort.")
    desk.act(
        "skriv_brev",
        brev="maal_svar",
        ord={"svar": "Vi laver målet om.", "maal": "Jeg handler selv.", "oensket": "Det er for stort."},
    )
    desk.act("godkend_brev", brev="maal_svar")
    assert sorted(row.lukket is None for row in desk.all(Opgave)) == [False, True]
