"""What is told of a deadline beside the one sentence: its chain, its moves, how it ended, what comes next."""

from dataclasses import replace
from datetime import date, timedelta

from casework.deadlines.omregning import move, recount
from casework.forklaring.forklaring import Forklarer, Hvorfor
from casework.forklaring.fristers_grund import why_in_case
from casework.forloeb import open_forloeb
from config.deadlines import Source
from config.display import load_display
from config.loader import load_rulebook
from domain.calendar import local_date
from domain.rulebook import Rulebook
from tests.builders import Desk, a_case, a_desk, in_sagsoplysning

# The desk opens on Monday 2 February 2026: 8 weeks for § 85 are Monday 30 March.


def with_rules(**rules: object) -> Rulebook:
    return load_rulebook(local=None, overrides=[Source("prøve", rules)])


def why(desk: Desk, rule_id: str) -> Hvorfor:
    """The newest clock of the rule, explained today."""
    with desk.read() as uow:
        row = uow.cases.read(desk.known[0])
        explains = Forklarer(desk.office, load_display(), uow, row, local_date(desk.now))
        return explains.explain([clock for clock in explains.clocks if clock.rule_id == rule_id][-1])


def extend(desk: Desk, ny_dato: date) -> None:
    """The citizen is promised another day, a week before the one there is."""
    running = "ny_svarfrist" if desk.clocks("ny_svarfrist") else "svarfrist"
    desk.wait_until(desk.now + (desk.due(running) - desk.now.date()) - timedelta(days=6))
    desk.act("godkend_brev", brev="forlaenget_svarfrist", ny_dato=ny_dato)


def adopt(desk: Desk, rules: Rulebook, hvorfor: str) -> None:
    """The running svarfrist is moved to the rules."""
    with desk.office.register.write() as uow:
        forloeb = open_forloeb(desk.office, uow, desk.known[0], actor="leder1", now=desk.now)
        clock = forloeb.clocks.active("svarfrist")[0]
        new = rules.rule("svarfrist", local_date(desk.now))
        assert new is not None
        move(forloeb, clock, recount(clock, forloeb.clocks.rule_of(clock), new, rules.calendars), hvorfor)


def test_the_next_step_says_which_and_what_its_day_is_measured_from() -> None:
    # 56 days: 75 % are 42, Monday 16 March.
    assert (
        "Næste skridt er mandag den 16. marts 2026: en påmindelse til sagsbehandleren, når 75 % af tiden er gået."
        in why(a_case(), "svarfrist").linjer
    )


def test_a_step_that_comes_again_says_so() -> None:
    desk = a_case()
    desk.wait(days=90)
    assert any("igen." in line for line in why(desk, "svarfrist").linjer)


def test_the_chain_of_a_twice_extended_svarfrist_is_told_with_what_came_of_each() -> None:
    desk = a_case()
    extend(desk, date(2026, 4, 24))
    extend(desk, date(2026, 5, 22))
    found = why(desk, "ny_svarfrist")
    assert found.saetning == (
        "Fristen »Svar på ansøgningen (ny dato)« (§ 85) er fredag den 22. maj 2026, fordi borgeren er lovet svar "
        "senest den dag i brevet, der blev sendt lørdag den 18. april 2026 (retssikkerhedslovens § 3, stk. 2, 3. pkt., fastsat ved lov)."
    )
    first = (
        "Den tog over efter fristen »Svar på ansøgningen« med datoen mandag den 30. marts 2026, "
        "som blev afløst den 24. marts 2026, inden den var gået (retssikkerhedslovens § 3, stk. 2, kommunens egen frist)."
    )
    second = (
        "Den tog over efter fristen »Svar på ansøgningen (ny dato)« med datoen fredag den 24. april 2026, "
        "som blev afløst den 18. april 2026, inden den var gået (retssikkerhedslovens § 3, stk. 2, 3. pkt., fastsat ved lov)."
    )
    assert found.linjer[:2] == (first, second)
    assert (
        "Den blev afløst tirsdag den 24. marts 2026 af fristen »Svar på ansøgningen (ny dato)« "
        "med datoen fredag den 24. april 2026." in why(desk, "svarfrist").linjer
    )


def test_a_clock_that_starts_over_with_every_contact_counts_and_does_not_list() -> None:
    desk = in_sagsoplysning()
    lines = why(desk, "tavshed").linjer
    assert any(line.startswith("Den begynder forfra ved hver kontakt: ") for line in lines)
    assert not any("tog over" in line for line in lines)


def test_a_move_is_told_with_from_to_when_why_and_by_whom() -> None:
    desk = a_case()
    desk.wait(days=7)
    adopt(desk, with_rules(svarfrist={"varighed": {"85": "10 uger"}}), "regel")
    found = why(desk, "svarfrist")
    assert "er mandag den 13. april 2026" in found.saetning
    assert "tiden er 10 uger for § 85" in found.saetning
    assert (
        "Datoen blev flyttet fra mandag den 30. marts 2026 til mandag den 13. april 2026 den 9. februar 2026, "
        "da kommunen indførte en ny regel (leder1)." in found.linjer
    )


def test_a_count_that_gives_the_same_day_is_told_as_that() -> None:
    desk = a_case()
    adopt(desk, desk.office.rulebook, "kalender")
    assert (
        "Datoen blev regnet om den 2. februar 2026, da kommunens kalender blev ændret (leder1), og blev den samme."
        in why(desk, "svarfrist").linjer
    )


def test_a_date_that_was_moved_beyond_its_rule_says_when_and_why() -> None:
    desk = a_case()
    adopt(desk, desk.office.rulebook, "regel")
    with desk.office.register.write() as uow:
        clock = next(row for row in uow.deadlines.all_of(desk.known[0]) if row.rule_id == "svarfrist")
        clock.counted_on = clock.due_on = date(2026, 4, 15)
    assert why(desk, "svarfrist").saetning == (
        "Fristen »Svar på ansøgningen« (§ 85) er onsdag den 15. april 2026, fordi ansøgningen blev modtaget mandag den "
        "2. februar 2026, og datoen siden er flyttet hertil den 2. februar 2026, da kommunen indførte en ny regel "
        "(retssikkerhedslovens § 3, stk. 2, kommunens egen frist)."
    )


def test_a_rule_for_one_team_and_one_paragraf_is_named_as_that() -> None:
    own = [{"team": "voksen", "paragraf": "85", "varighed": {"85": "6 uger"}, "kilde": "prøve"}]
    desk = a_case(desk=a_desk(with_rules(svarfrist={"saerlige": own})))
    found = why(desk, "svarfrist").saetning
    assert "er mandag den 16. marts 2026" in found
    assert "tiden er 6 uger for § 85" in found
    assert "kommunens egen frist for § 85 for team voksen)" in found


def test_a_running_deadline_says_when_the_municipality_has_another_rule_since() -> None:
    later = [{"gyldig_fra": date(2026, 2, 9), "varighed": {"85": "6 uger"}}]
    desk = a_case(desk=a_desk(with_rules(svarfrist={"aendringer": later})))
    line = "Kommunen har siden fået en anden regel. Fristen beholder den, den begyndte under."
    assert line not in why(desk, "svarfrist").linjer
    desk.wait(days=7)
    assert line in why(desk, "svarfrist").linjer
    assert "8 uger for § 85" in why(desk, "svarfrist").saetning


def test_a_ladder_that_rests_says_until_when() -> None:
    desk = a_case()
    with desk.office.register.write() as uow:
        clock = next(row for row in uow.deadlines.all_of(desk.known[0]) if row.rule_id == "foerste_samtale")
        clock.hviler_til = date(2026, 2, 20)
    line = "Påmindelser og varsler hviler til fredag den 20. februar 2026; datoen er den samme."
    assert line in why(desk, "foerste_samtale").linjer
    desk.clock[0] += timedelta(days=20)
    assert line not in why(desk, "foerste_samtale").linjer


def test_a_late_end_says_how_late() -> None:
    desk = a_case()
    desk.wait(days=59)
    desk.act("traek_ansoegning", paragraf="85")
    found = why(desk, "svarfrist")
    assert found.saetning.startswith("Fristen »Svar på ansøgningen« (§ 85) var mandag den 30. marts 2026")
    assert "Den blev overskredet og sluttede torsdag den 2. april 2026, 3 dage for sent." in found.linjer


def test_the_newest_of_a_case_stands_first_and_a_name_finds_what_an_id_finds() -> None:
    desk = a_case("85")
    desk.wait(days=1)
    desk.act("modtag_ansoegning", paragraf="104")
    display = load_display()
    by_id, by_name = (
        why_in_case(desk.office, display, "S-2026-00001", name, desk.now)
        for name in ("svarfrist", "svar på Ansøgningen")
    )
    assert [answer.values["paragraf"] for answer in by_id.svar] == ["104", "85"]
    assert by_id == by_name
    assert {"svarfrist", "kvittering"} <= set(by_id.kendte)


def test_a_day_of_calendars_since_replaced_is_still_named() -> None:
    """The register kept the closing day that the date was counted around; the rulebook has forgotten it."""
    shipped = load_rulebook(local=None)
    closed = date(2026, 2, 5)
    days = replace(
        shipped.calendars,
        version="med kursusdag",
        lukkedage=frozenset({closed}),
        navne={**shipped.calendars.navne, closed: "Kursusdag"},
    )
    desk = a_case(desk=a_desk(replace(shipped, calendars=days)))
    before = why(desk, "foerste_samtale").saetning
    assert "kursusdag (kommunens lukkedag) den 5. februar er sprunget over" in before
    desk.runtime = replace(desk.runtime, office=replace(desk.office, rulebook=shipped))
    assert why(desk, "foerste_samtale").saetning == before
