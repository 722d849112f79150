"""No letter says what nobody said or did: the citizen's words, the papers, and where a klage is."""

from datetime import timedelta

from persistence.tables import Dokument
from tests.builders import Desk, a_case, decided, in_opfoelgning
from tests.casework.letters.test_laesere import text_of


def newest(desk: Desk, brev: str, til: str = "borger") -> str:
    """What the newest letter of the kind says to this reader."""
    letters = [row for row in desk.all(Dokument) if (row.brev, row.til) == (brev, til)]
    return text_of(desk, letters[-1])


def klaget(**act: str) -> Desk:
    desk = decided(udfald="afslag")
    desk.act("modtag_klage", **act)
    return desk


def test_no_answer_is_never_shown_as_the_citizens_own_words() -> None:
    desk = in_opfoelgning()
    desk.act("modtag_status", fra="birken", tekst="Det går.")
    desk.act("hold_opfoelgning", udfald="fortsaet")
    for til in ("borger", "journal"):
        text = newest(desk, "opfoelgningsnotat", til)
        assert "spurgt, intet svar" not in text
        assert "> Dine egne ord" not in text
    assert "Vi har ikke fået dine egne ord med." in newest(desk, "opfoelgningsnotat")


def test_a_klage_that_came_too_late_is_told_who_can_look_past_it() -> None:
    in_time, late = klaget(), decided(udfald="afslag")
    late.wait(days=40)
    late.act("modtag_klage")
    assert "efter at fristen for at klage var gået" not in newest(in_time, "klagekvittering")
    assert "efter at fristen for at klage var gået" in newest(late, "klagekvittering")


def test_a_receipt_that_nobody_approved_is_dropped_when_the_answer_is_sent() -> None:
    desk = klaget()
    assert desk.letters("klagekvittering") == ["kladde"]
    desk.act("send_genvurdering", resultat="medhold")
    assert desk.letters("klagekvittering") == ["bortfaldet"]


def test_the_genvurdering_does_not_say_that_the_klage_has_gone_before_it_has() -> None:
    desk = klaget()
    desk.act("send_genvurdering", resultat="fastholdt")
    text = newest(desk, "genvurdering")
    assert "Derfor sender vi din klage til Ankestyrelsen." in text
    assert "har sendt din klage" not in text
    assert "Grundene er de samme som i vores svar" in text
    assert "§ 24" not in text


def test_a_klage_goes_to_ankestyrelsen_with_its_grounds_or_not_at_all() -> None:
    desk = klaget()
    desk.act("send_genvurdering", resultat="fastholdt")
    assert desk.refused("godkend_brev", brev="foelgebrev") == "mangler"
    desk.act("skriv_brev", brev="foelgebrev", ord={"begrundelse": "Støtten er nok."})
    desk.act("godkend_brev", brev="foelgebrev")
    desk.act("godkend_brev", brev="foelgebrev")
    assert desk.refused("godkend_brev", brev="foelgebrev") == "ingen_kladde"


def test_where_the_citizen_is_partly_right_the_letter_is_about_the_rest() -> None:
    desk = klaget()
    desk.act("send_genvurdering", resultat="delvist", begrundelse="Noget er rigtigt.")
    desk.act("svar_delvist_medhold", fasthold="ja")
    text = newest(desk, "foelgebrev", "kilde")
    assert "Derfor ændrer vi ikke resten" in text
    assert "Derfor når vi til det samme" not in text


def test_the_papers_name_an_udfoerer_as_people_do() -> None:
    desk = in_opfoelgning()
    desk.act("modtag_post", slags="mail", fra="udfoerer", fra_hvem="birken", tekst="Hej.")
    desk.act("modtag_klage")
    desk.act("send_genvurdering", resultat="fastholdt", begrundelse="Støtten er nok.")
    text = newest(desk, "foelgebrev", "kilde")
    assert "Bestilling | Bostøtten Birken" in text
    assert "Mail | Bostøtten Birken" in text
    assert "birken" not in text


def test_aktindsigt_lists_what_has_come_in_as_well_as_what_has_gone_out() -> None:
    desk = a_case()
    desk.act("modtag_post", slags="scan", fra="kilde", fra_hvem="Lægehuset Prøvevej")
    desk.act("anmod_aktindsigt")
    desk.act("giv_aktindsigt")
    text = newest(desk, "aktindsigt")
    assert "Tak, fordi du kontaktede os | dig" in text
    assert "Scannet papir | kilden" in text
    # Who wrote may itself be what is kept back.
    assert "Lægehuset" not in text


def test_each_paper_that_is_held_back_has_its_own_reason_and_rule() -> None:
    desk = a_case()
    desk.act("anmod_aktindsigt")
    desk.act(
        "giv_aktindsigt",
        undtaget=["Et brev; Det er hendes helbred.; § 15 b, nr. 5", "Et notat"],
        undtaget_grund="Det er vores egne tanker.",
        undtaget_hjemmel="§ 12, stk. 1",
    )
    text = newest(desk, "aktindsigt_delvis")
    assert "Det er hendes helbred. Reglen er forvaltningslovens § 15 b, nr. 5." in text
    assert "Det er vores egne tanker. Reglen er forvaltningslovens § 12, stk. 1." in text


def test_the_farewell_tells_how_far_the_citizen_says_it_has_come() -> None:
    desk = in_opfoelgning()
    desk.act("vurder_maal", maal=1, hvem="borger", tal=7)
    desk.clock[0] += timedelta(hours=1)
    desk.act("afslut_sag")
    text = newest(desk, "afslutning")
    assert "Du har selv sat det til 7 af 10." in text
    assert "Vil du vide hvorfor, så ring til mig." in text
