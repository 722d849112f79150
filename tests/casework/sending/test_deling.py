"""Nobody but the citizen is told anything without the citizen's yes, the order they have, or a leader's exception (G3)."""

import pytest

from persistence.tables import Dokument
from tests.builders import Desk, a_case, in_opfoelgning, ordered
from tests.casework.sending.test_ved_afsendelse import open_up, reasons, shut

AFTALER = {"moede": "Mødet den 3. marts", "aftaler": "Signe; ringer; fredag"}
PLAN = {"koordinator": "Signe", "anden_hjaelp": "Læge; medicin; 1", "datoer": "12. marts 2026: møde"}


def written(desk: Desk, brev: str = "aftaleliste", modtager: str = "birken", **words: str) -> Desk:
    desk.act("skriv_brev", brev=brev, til="udfoerer", modtager=modtager, ord=words or AFTALER)
    return desk


@pytest.mark.parametrize(("brev", "words"), [("aftaleliste", AFTALER), ("samlet_plan", PLAN)])
def test_an_udfoerer_without_an_order_is_told_nothing_without_the_citizens_yes(
    brev: str, words: dict[str, str]
) -> None:
    desk = written(a_case(), brev, **words)
    assert desk.refused("godkend_brev", brev=brev) == "G3"
    desk.act("giv_samtykke", fra="Bostøtten Birken", oplysninger="aftaler fra møder")
    desk.act("godkend_brev", brev=brev)
    assert desk.letters(brev) in (["sendt"], ["modtaget"])


def test_a_samtykke_may_name_the_udfoerer_as_the_register_does() -> None:
    desk = written(a_case())
    desk.act("giv_samtykke", fra="birken", oplysninger="aftaler fra møder")
    desk.act("godkend_brev", brev="aftaleliste")


def test_a_yes_that_does_not_say_to_what_is_none() -> None:
    desk = written(a_case())
    desk.act("giv_samtykke", fra="Bostøtten Birken")
    assert desk.refused("godkend_brev", brev="aftaleliste") == "G3"


def test_whoever_has_the_order_needs_no_yes_until_the_order_is_over() -> None:
    desk = written(in_opfoelgning())
    desk.act("godkend_brev", brev="aftaleliste")
    written(desk)
    desk.act("hold_opfoelgning", udfald="fortsaet", uden_status="Birken er lukket.")
    turned_down = written(ordered())
    turned_down.act("kvitter_bestilling", svar="nej")
    assert turned_down.refused("godkend_brev", brev="aftaleliste") == "G3"


def test_a_yes_that_is_taken_back_keeps_the_letter_and_its_words_as_a_draft() -> None:
    desk = written(a_case())
    desk.act("giv_samtykke", fra="birken", oplysninger="aftaler")
    channel = shut(desk)
    desk.act("godkend_brev", brev="aftaleliste")
    desk.act("traek_samtykke_tilbage", fra="birken")
    assert desk.letters("aftaleliste") == ["bortfaldet", "kladde"]
    assert desk.all(Dokument)[-1].ord["moede"] == "Mødet den 3. marts"
    open_up(desk, channel)
    assert desk.letters("aftaleliste") == ["bortfaldet", "kladde"]
    assert desk.refused("godkend_brev", brev="aftaleliste") == "G3"


def test_a_yes_that_runs_out_before_the_post_goes_stops_the_letter_and_somebody_is_asked() -> None:
    desk = written(a_case())
    desk.act("giv_samtykke", fra="birken", oplysninger="aftaler", til_dato="2026-02-04")
    desk.engine("nede")
    desk.act("godkend_brev", brev="aftaleliste")
    desk.wait(days=5)
    desk.engine("oppe")
    assert desk.letters("aftaleliste") == ["fejlet"]
    assert reasons(desk) == ["samtykke_mangler"]
    assert desk.refused("send_brev_igen", brev="aftaleliste") == "G3"


def test_only_a_leader_may_say_that_the_law_needs_no_yes_and_for_how_long() -> None:
    desk = written(a_case())
    exception = {
        "fra": "Bostøtten Birken",
        "hjemmel": "RSL § 11 c",
        "grund": "Oplysningerne skal bruges straks.",
        "til_dato": "2026-03-01",
    }
    assert desk.refused("registrer_undtagelse", **exception) == "mangler_ret"
    assert desk.refused("registrer_undtagelse", by="leder1", **exception | {"til_dato": "2026-01-01"}) == (
        "ugyldig_dato"
    )
    desk.act("registrer_undtagelse", by="leder1", **exception)
    assert "undtagelse_registreret" in desk.events()
    desk.act("godkend_brev", brev="aftaleliste")
    desk.wait_until(desk.now.replace(month=3, day=2))
    written(desk)
    assert desk.refused("godkend_brev", brev="aftaleliste") == "G3"


@pytest.mark.parametrize(("brev", "lovlig"), [("foelgebrev", "Ankestyrelsen"), ("oversendelse", "Nabostrup")])
def test_what_the_law_has_sent_goes_to_whom_the_law_says_and_to_nobody_else(brev: str, lovlig: str) -> None:
    desk = a_case()
    desk.act("skift_handlekommune", kommune="Nabostrup")
    words = {"begrundelse": "Støtten er nok."} if brev == "foelgebrev" else {"vigtigt": "Det haster."}
    desk.act("skriv_brev", brev=brev, til="kilde", modtager=lovlig, ord=words)
    desk.act("godkend_brev", brev=brev)
    desk.act("skriv_brev", brev=brev, til="kilde", modtager="Boligforeningen", ord=words)
    assert desk.refused("godkend_brev", brev=brev) == "G3"


def test_what_somebody_has_written_since_is_not_lost_to_a_letter_that_is_held_back() -> None:
    desk = written(a_case())
    desk.act("giv_samtykke", fra="birken", oplysninger="aftaler")
    shut(desk)
    desk.act("godkend_brev", brev="aftaleliste")
    written(desk, **AFTALER | {"moede": "Mødet den 9. april"})
    desk.act("traek_samtykke_tilbage", fra="birken")
    drafted = [
        row.ord["moede"] for row in desk.all(Dokument) if row.tilstand == "kladde" and "moede" in row.ord
    ]
    assert drafted == ["Mødet den 9. april", "Mødet den 3. marts"]


def test_a_letter_that_had_left_before_the_yes_was_taken_back_is_told_of_as_sent() -> None:
    desk = written(a_case())
    desk.act("giv_samtykke", fra="birken", oplysninger="aftaler")
    channel = shut(desk, after=True)
    desk.act("godkend_brev", brev="aftaleliste")
    desk.act("traek_samtykke_tilbage", fra="birken")
    open_up(desk, channel)
    assert len(channel.sent) == 1
    assert desk.letters("aftaleliste") == ["modtaget", "kladde"]
