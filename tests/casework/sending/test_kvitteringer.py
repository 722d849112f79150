"""What the post says moves the letter and the clocks that count from it, and never loses a letter."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from casework.sending.kvitteringer import Svar, take
from domain.post import Postmelding, Poststatus, besked_id
from domain.rulebook import Rulebook
from persistence.tables import Afgoerelse, Bevilling, Dokument, Forsendelse, Opgave
from tests.builders import Desk, a_case, a_desk, decided, in_afgoerelse, in_sagsoplysning, rulebook

ADRESSE = "Testvej 1\n9999 Prøveby"


def newest(desk: Desk, brev: str) -> Dokument:
    return [letter for letter in desk.all(Dokument) if letter.brev == brev][-1]


def tries(desk: Desk, brev: str) -> list[Forsendelse]:
    letter = newest(desk, brev)
    return [row for row in desk.all(Forsendelse) if row.dokument_id == letter.id]


def said(
    desk: Desk,
    brev: str,
    status: Poststatus,
    at: datetime | None = None,
    nr: int = -1,
    kode: str | None = None,
) -> Svar:
    melding = Postmelding(tries(desk, brev)[nr].besked_id, status, at or desk.now, kode)
    svar = take(desk.office, melding, desk.now)
    desk.turn()
    return svar


def waiting() -> Rulebook:
    """The rules of a municipality that waits for the post to confirm."""
    rules = rulebook()
    kvittering = replace(rules.post.kvittering, afventes=True)
    return replace(rules, post=replace(rules.post, kvittering=kvittering))


def tasks(desk: Desk, slug: str) -> list[Opgave]:
    return [row for row in desk.all(Opgave) if row.slug == slug and row.lukket is None]


def test_a_letter_has_an_id_before_it_leaves_and_it_is_the_one_on_its_envelope() -> None:
    desk = a_case()
    (attempt,) = tries(desk, "kvittering")
    assert attempt.besked_id == besked_id(attempt.noegle)
    assert attempt.sendt == desk.now


def test_an_unknown_id_changes_nothing() -> None:
    desk = a_case()
    before = desk.rows()
    melding = Postmelding(besked_id("en anden"), Poststatus.FEJLET, desk.now)
    assert take(desk.office, melding, desk.now) is Svar.UKENDT
    assert desk.rows() == before


def test_a_confirmation_on_the_same_day_moves_no_clock() -> None:
    desk = decided()
    due = desk.due("klage")
    assert said(desk, "afgoerelse_bevilling", Poststatus.AFLEVERET) is Svar.TAGET
    assert [clock.due_on for clock in desk.clocks("klage")] == [due]


@pytest.mark.parametrize("status", list(Poststatus))
def test_the_same_answer_twice_is_heeded_once(status: Poststatus) -> None:
    desk = decided(adresse=ADRESSE)
    at = desk.now + timedelta(minutes=1)
    assert said(desk, "afgoerelse_bevilling", status, at, nr=0) is Svar.TAGET
    before = desk.rows()
    assert said(desk, "afgoerelse_bevilling", status, at, nr=0) is Svar.KENDT
    assert desk.rows() == before


def test_a_post_whose_clock_is_ahead_does_not_silence_what_it_says_later() -> None:
    desk = a_case(adresse="Prøvevej 1\n9990 Prøvestrup")
    desk.act("godkend_brev", brev="indkaldelse")
    (attempt,) = tries(desk, "indkaldelse")
    for status, when in ((Poststatus.UNDERVEJS, timedelta(days=400)), (Poststatus.FEJLET, timedelta())):
        desk.wait(hours=1)
        melding = Postmelding(attempt.besked_id, status, desk.now + when)
        assert take(desk.office, melding, desk.now) is Svar.TAGET
    assert newest(desk, "indkaldelse").kanal == "digital_post"
    assert len(tries(desk, "indkaldelse")) == 2


def test_an_older_answer_changes_nothing() -> None:
    desk = decided(adresse=ADRESSE)
    said(desk, "afgoerelse_bevilling", Poststatus.AFLEVERET, desk.now + timedelta(minutes=5))
    assert said(desk, "afgoerelse_bevilling", Poststatus.FEJLET, desk.now) is Svar.KENDT
    assert desk.letters("afgoerelse_bevilling") == ["modtaget"]


def test_a_letter_that_came_a_day_later_counts_from_that_day() -> None:
    desk = decided()
    before = desk.due("klage")
    desk.wait(days=1)
    said(desk, "afgoerelse_bevilling", Poststatus.AFLEVERET)
    assert desk.due("klage") == before + timedelta(days=1)
    assert [clock.state for clock in desk.clocks("klage")] == ["bortfaldet", "aktiv"]
    (decision,) = desk.all(Afgoerelse)
    assert decision.modtaget == desk.now.date()


def test_a_confirmation_from_before_the_day_it_counts_from_moves_nothing() -> None:
    desk = decided()
    due = desk.due("klage")
    said(desk, "afgoerelse_bevilling", Poststatus.AFLEVERET, desk.now - timedelta(days=3))
    assert desk.due("klage") == due


def test_a_digital_letter_that_never_came_goes_on_paper_and_its_clocks_begin_anew() -> None:
    desk = decided(adresse=ADRESSE)
    due = desk.due("klage")
    desk.wait(hours=2)
    said(desk, "afgoerelse_bevilling", Poststatus.FEJLET, kode="invalid.recipient")
    assert desk.letters("afgoerelse_bevilling") == ["sendt"]
    assert [clock.state for clock in desk.clocks("klage")] == ["bortfaldet"]
    assert [(row.kanal, row.status, row.kode) for row in tries(desk, "afgoerelse_bevilling")] == [
        ("digital_post", "fejlet", "invalid.recipient"),
        ("fysisk_post", None, None),
    ]
    assert desk.all(Afgoerelse)[0].modtaget is None
    assert len(tasks(desk, "digital_post_fejlede")) == 1
    desk.wait(days=10)
    assert desk.letters("afgoerelse_bevilling") == ["modtaget"]
    assert desk.due("klage") > due


def test_the_paper_is_the_same_letter_and_what_it_granted_is_granted_once() -> None:
    desk = decided(adresse=ADRESSE)
    said(desk, "afgoerelse_bevilling", Poststatus.FEJLET)
    digital, paper = [one for one in desk.runtime.letters.sent if one.slug == "afgoerelse_bevilling"]  # type: ignore[attr-defined]  # the channel of tests
    assert (digital.pdf, digital.docx) == (paper.pdf, paper.docx)
    assert digital.besked_id != paper.besked_id
    assert (paper.kanal, paper.recipient_address) == ("fysisk_post", tuple(ADRESSE.split("\n")))
    assert len(desk.all(Bevilling)) == 1


def test_without_an_address_somebody_is_asked_instead() -> None:
    desk = decided()
    said(desk, "afgoerelse_bevilling", Poststatus.FEJLET)
    assert desk.letters("afgoerelse_bevilling") == ["fejlet"]
    assert len(tasks(desk, "ret_fejlet_brev")) == 1


def test_a_late_answer_about_the_digital_try_does_not_touch_the_paper() -> None:
    desk = decided(adresse=ADRESSE)
    said(desk, "afgoerelse_bevilling", Poststatus.FEJLET)
    desk.wait(hours=1)
    assert said(desk, "afgoerelse_bevilling", Poststatus.AFLEVERET, nr=0) is Svar.TAGET
    assert desk.letters("afgoerelse_bevilling") == ["sendt"]


def test_a_decision_against_the_citizen_waits_for_a_person_and_holds_later() -> None:
    desk = in_afgoerelse("85", adresse=ADRESSE)
    desk.act("traef_afgoerelse", paragraf="85", udfald="bevilling", regel="§ 85", hovedhensyn="x", fakta="y")
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_bevilling")
    desk.act("traef_afgoerelse", paragraf="85", udfald="ophoer", regel="§ 85", hovedhensyn="x", fakta="y")
    desk.act("meddel_mundtligt")
    desk.act("godkend_brev", brev="afgoerelse_ophoer")
    (help_,) = desk.all(Bevilling)
    before = help_.ophoert
    desk.wait(days=1)
    said(desk, "afgoerelse_ophoer", Poststatus.FEJLET)
    assert desk.letters("afgoerelse_ophoer") == ["fejlet"]
    desk.act("ret_borger", digital_post=False)
    desk.act("send_brev_igen", brev="afgoerelse_ophoer")
    assert desk.letters("afgoerelse_ophoer") == ["sendt"]
    assert [row.ophoert > before for row in desk.all(Bevilling)] == [True]


def test_a_hearing_that_never_came_has_no_last_day_until_the_paper_comes() -> None:
    desk = in_sagsoplysning(adresse=ADRESSE)
    desk.act("gaa_til", fase="sagsvurdering")
    desk.act("gennemgaa_care")
    desk.act("saet_maal", maal="Jeg handler selv.", oenske=1)
    desk.act("gaa_til", fase="afgoerelse")
    desk.act("partshoer", oplysning="Din søster siger, at du handler selv.")
    desk.act("godkend_brev", brev="partshoering")
    first = desk.due("partshoering")
    said(desk, "partshoering", Poststatus.FEJLET)
    assert [clock.state for clock in desk.clocks("partshoering")] == ["bortfaldet"]
    desk.wait(days=10)
    assert desk.due("partshoering") > first


def test_paper_counts_from_when_the_post_got_it_where_that_is_later() -> None:
    desk = a_case(digital_post=False, adresse=ADRESSE)
    expected = newest(desk, "kvittering").modtages
    desk.wait(days=2)
    said(desk, "kvittering", Poststatus.AFSENDT)
    moved = newest(desk, "kvittering").modtages
    assert expected is not None
    assert moved is not None
    assert moved > expected
    said(desk, "kvittering", Poststatus.UNDERVEJS, desk.now + timedelta(minutes=1))
    assert newest(desk, "kvittering").modtages == moved


def test_paper_that_comes_back_is_somebodys_to_send_again() -> None:
    desk = a_case(digital_post=False, adresse=ADRESSE)
    desk.wait(days=12)
    assert desk.letters("kvittering") == ["modtaget"]
    said(desk, "kvittering", Poststatus.FEJLET)
    assert desk.letters("kvittering") == ["fejlet"]
    desk.act("ret_borger", adresse="Nyvej 2\n9999 Prøveby")
    desk.act("send_brev_igen", brev="kvittering")
    assert [row.nr for row in tries(desk, "kvittering")] == [1, 2]
    (_, again) = desk.runtime.letters.sent  # type: ignore[attr-defined]  # the channel of tests
    assert again.recipient_address[0] == "Nyvej 2"


def test_a_municipality_that_waits_counts_from_the_confirmation() -> None:
    desk = a_case(desk=a_desk(waiting()))
    assert desk.letters("kvittering") == ["sendt"]
    desk.wait(hours=20)
    said(desk, "kvittering", Poststatus.AFLEVERET)
    assert newest(desk, "kvittering").modtaget == desk.now


def test_a_confirmation_that_never_comes_is_somebodys_to_find_and_ends_when_it_does() -> None:
    desk = a_case(desk=a_desk(waiting()))
    desk.wait(days=5)
    assert desk.letters("kvittering") == ["sendt"]
    assert len(tasks(desk, "find_kvittering")) == 1
    said(desk, "kvittering", Poststatus.AFLEVERET)
    assert desk.letters("kvittering") == ["modtaget"]
    assert tasks(desk, "find_kvittering") == []


def test_a_confirmation_of_one_letter_leaves_the_other_letters_task_open() -> None:
    desk = a_case(desk=a_desk(waiting()))
    desk.wait(days=5)
    desk.act("godkend_brev", brev="indkaldelse")
    said(desk, "indkaldelse", Poststatus.AFLEVERET)
    assert len(tasks(desk, "find_kvittering")) == 1


def test_a_person_who_knows_better_than_the_post_is_heeded() -> None:
    desk = a_case(digital_post=False, adresse=ADRESSE)
    desk.wait(days=1)
    desk.act("meld_postsvar", brev="kvittering", svar="kom_frem")
    assert newest(desk, "kvittering").modtaget == desk.now
    assert said(desk, "kvittering", Poststatus.FEJLET, desk.now - timedelta(hours=3)) is Svar.KENDT
    desk.wait(days=1)
    desk.act("meld_postsvar", brev="kvittering", svar="kom_retur")
    assert desk.letters("kvittering") == ["fejlet"]


def test_nothing_is_said_of_a_letter_that_has_not_left_or_of_the_future() -> None:
    desk = a_case()
    assert desk.refused("meld_postsvar", brev="partshoering", svar="kom_frem") == "ukendt"
    later = desk.now + timedelta(days=1)
    assert (
        desk.refused("meld_postsvar", brev="kvittering", svar="kom_frem", tidspunkt=later) == "ugyldig_dato"
    )


def test_what_the_post_says_of_a_dead_citizens_letter_prints_nothing() -> None:
    desk = decided(adresse=ADRESSE)
    desk.act("registrer_doedsfald")
    said(desk, "afgoerelse_bevilling", Poststatus.FEJLET)
    assert desk.letters("afgoerelse_bevilling") == ["fejlet"]
