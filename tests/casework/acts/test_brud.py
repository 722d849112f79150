"""A breach of the security of data: 72 hours from the minute it was discovered, nights and weekends with them."""

from datetime import datetime

import pytest

from domain.calendar import COPENHAGEN
from persistence.tables import Brud
from tests.builders import a_case, a_desk

NOTE = "Et brev lå i en forkert konvolut."


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("opdaget", "due"),
    [
        ("2026-02-02T10:30", "2026-02-05"),  # mandag til torsdag
        ("2026-02-05T23:50", "2026-02-06"),  # torsdag til søndag: dagen før, kommunen har åbent
        ("2026-02-06T15:00", "2026-02-09"),  # fredag til mandag
        ("2026-04-01T12:00", "2026-04-01"),  # onsdag før påske til skærlørdag: alt imellem er lukket
        (
            "2026-04-02T12:00",
            "2026-04-05",
        ),  # skærtorsdag til påskedag: intet åbent imellem, og timerne rækker ikke længere
        ("2026-03-27T10:00", "2026-03-30"),  # hen over natten til sommertid
        ("2026-10-23T23:30", "2026-10-26"),  # vintertid: 72 timer er mandag 22.30
    ],
)
def test_the_day_is_counted_from_the_minute(opdaget: str, due: str) -> None:
    desk = a_case(desk=a_desk(at=at(opdaget)))
    desk.act("meld_brud", note=NOTE)
    assert desk.due("gdpr_brud").isoformat() == due


def test_the_leader_knows_at_once_and_the_chief_the_day_before() -> None:
    desk = a_case()
    desk.act("meld_brud", note=NOTE)
    assert desk.told("opgave", "vurder_brud") == desk.told("eskaler", "gdpr_brud") == ["2026-02-02"]
    desk.wait(days=4)
    lines = desk.timeline("eskaler", "gdpr_brud")
    assert [(line.felter["til"], line.felter["trin"]) for line in lines] == [
        ("leder", "start"),
        ("chef", "-1 arbejdsdage"),
        ("chef", "0"),
        ("chef", "0"),
    ]


def test_what_was_discovered_before_it_was_told_of_counts_from_then() -> None:
    desk = a_case()
    desk.act("meld_brud", note=NOTE, opdaget="2026-01-29T14:00:00")
    assert desk.due("gdpr_brud").isoformat() == "2026-01-30"  # 1. februar er en søndag
    assert {line.felter["til"] for line in desk.timeline("eskaler", "gdpr_brud")} == {"leder", "chef"}
    assert desk.refused("meld_brud", note=NOTE, opdaget="2026-02-02T09:01:00") == "ugyldig_dato"


@pytest.mark.parametrize(("hours", "state"), [(72, "overholdt"), (72.5, "overskredet")])
def test_it_is_late_from_the_minute_the_hours_are_over(hours: float, state: str) -> None:
    desk = a_case()
    desk.act("meld_brud", note=NOTE)
    desk.wait(hours=hours)
    desk.act("anmeld_brud")
    assert desk.clock_of("gdpr_brud").state == state


@pytest.mark.parametrize(
    ("opdaget", "anmeldt", "state"),
    [
        # Sat for onsdagen, men timerne rækker til skærlørdag kl. 12.
        ("2026-04-01T12:00", "2026-04-04T11:59", "overholdt"),
        ("2026-04-01T12:00", "2026-04-04T12:01", "overskredet"),
        # Timerne slutter påskedag kl. 12, og en lukkedag giver ingen flere.
        ("2026-04-02T12:00", "2026-04-05T11:59", "overholdt"),
        ("2026-04-02T12:00", "2026-04-07T16:00", "overskredet"),
        # 72 timer er en time kortere på uret, når sommertiden kommer, og en længere, når den går.
        ("2026-03-27T10:00", "2026-03-30T10:59", "overholdt"),
        ("2026-03-27T10:00", "2026-03-30T11:01", "overskredet"),
        ("2026-10-23T23:30", "2026-10-26T22:29", "overholdt"),
        ("2026-10-23T23:30", "2026-10-26T22:31", "overskredet"),
    ],
)
def test_closed_days_and_the_changing_of_the_clocks(opdaget: str, anmeldt: str, state: str) -> None:
    desk = a_case(desk=a_desk(at=at(opdaget)))
    desk.act("meld_brud", note=NOTE)
    desk.wait_until(at(anmeldt))
    desk.act("anmeld_brud")
    assert desk.clock_of("gdpr_brud").state == state


def test_a_breach_that_is_not_reported_says_why_and_its_task_is_done() -> None:
    desk = a_case()
    assert desk.refused("anmeld_brud") == "ukendt"
    desk.act("meld_brud", note=NOTE)
    desk.act("anmeld_brud", ikke_anmeldt="Konvolutten kom uåbnet tilbage.")
    [row] = desk.all(Brud)
    assert (row.ikke_anmeldt, row.note) == ("Konvolutten kom uåbnet tilbage.", NOTE)
    assert "opgave_lukket" in desk.events()
    assert desk.refused("anmeld_brud") == "ukendt"


def test_the_data_of_the_dead_are_protected_too() -> None:
    desk = a_case()
    desk.act("registrer_doedsfald")
    desk.act("meld_brud", note=NOTE)
    assert desk.clock_of("gdpr_brud").state == "aktiv"


def test_what_was_written_is_not_shown_beside_the_deadline() -> None:
    desk = a_case()
    desk.act("meld_brud", note=NOTE)
    assert NOTE not in str([line.felter for line in desk.timeline()])
