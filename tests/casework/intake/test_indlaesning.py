"""Loading henvendelser: good rows become cases, bad ones are told of, nothing twice, and nothing about anybody."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from casework.deadlines.ladder import climb
from casework.intake.indlaesning_fil import MOST_TEXT, ReadRow, read_henvendelser
from casework.office import Office
from config.kommune import load_kommune
from config.loader import CONFIG
from domain.calendar import COPENHAGEN
from domain.deadlines import Tilstand
from persistence.register import Register
from persistence.tables import Ansoegning, Borger, Deadline, Dokument, Forloeb, Henvendelse, Sag
from tests.casework.henvendelser import LOADED, Loading, a_row, counts
from tests.house.tree import ROOT
from tests.persistence.house import KEYS, an_office

EXAMPLE = ROOT / "data" / "eksempelkommune" / "henvendelser.csv"


@pytest.fixture
def office() -> Office:
    register = Register("sqlite://", KEYS)
    register.create_tables()
    return an_office(register)


@pytest.fixture
def load(office: Office, tmp_path: Path) -> Loading:
    return Loading(office, load_kommune(CONFIG / "kommune.toml"), tmp_path)


def test_every_row_of_the_example_municipality_is_a_case(office: Office, load: Loading) -> None:
    rows = read_henvendelser(EXAMPLE).rows
    late = datetime(2027, 1, 1, tzinfo=COPENHAGEN)
    assert counts(load.of_rows(rows, late)) == (len(rows), 0, 0)
    assert counts(load.of_rows(rows, late)) == (0, len(rows), 0)
    with office.register.read() as uow:
        assert uow.count(Henvendelse) == len(rows)


def test_what_the_row_said_stands_in_the_register(office: Office, load: Loading) -> None:
    assert counts(
        load.of(a_row(digital_post="nej", adressebeskyttet="JA", vaerge="Vibe Værgesen", ansoegt="§85 §82b"))
    ) == (1, 0, 0)
    with office.register.read() as uow:
        borger = uow.session.query(Borger).one()
        assert (borger.navn, borger.digital_post, borger.adressebeskyttet) == ("Bo Testmand", False, True)
        assert (borger.vaerge, borger.moedeoenske, borger.telefon) == (
            "Vibe Værgesen",
            "hjemme",
            "00 00 00 01",
        )
        assert uow.parties.cpr_of(borger) == "6501850002"
        assert uow.parties.adresse_of(borger) == "Prøvevej 1\n9992 Eksempelsø"
        assert uow.session.query(Sag).one().team == "voksen-syd"
        assert [row.paragraf for row in uow.session.query(Ansoegning)] == ["85", "82 b"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("§85", ["85"]), ("85", ["85"]), ("§ 82b", ["82 b"]), ("82 B", ["82 b"]), ("§§ 85, 82 b og 107", ["85", "82 b", "107"]), ("85;85", ["85"]), ("", [])],
)  # fmt: skip
def test_a_paragraf_is_known_however_it_is_written(
    office: Office, load: Loading, written: str, meant: list[str]
) -> None:
    assert counts(load.of(a_row(ansoegt=written))) == (1, 0, 0)
    with office.register.read() as uow:
        assert [row.paragraf for row in uow.session.query(Ansoegning)] == meant


@pytest.mark.parametrize(
    ("changed", "felt"),
    [
        ({"modtaget": "2026-02-30"}, "modtaget"),
        ({"modtaget": "30-01-2026"}, "modtaget"),
        ({"modtaget": ""}, "modtaget"),
        ({"modtaget": "2025-03-30T02:30"}, "modtaget"),  # the clock jumped over it
        ({"modtaget": "0001-01-01"}, "modtaget"),
        ({"modtaget": "0001-01-01T00:00+14:00"}, "modtaget"),
        ({"modtaget": "2026-02-05"}, "modtaget"),  # after it was loaded
        ({"modtaget": "1926-02-05"}, "modtaget"),  # before the calendar begins
        ({"cpr": "9999999999"}, "cpr"),
        ({"cpr": "650185"}, "cpr"),
        ({"ansoegt": "84x"}, "ansoegt"),
        ({"ansoegt": "§85 og bostøtte"}, "ansoegt"),
        ({"ansoegt": "bostøtte"}, "ansoegt"),
        ({"ansoegt": " ".join(f"§{number}" for number in range(100, 125))}, "ansoegt"),
        ({"digital_post": "måske"}, "digital_post"),
        ({"akut": ""}, "akut"),
        ({"navn": "N" * 301}, "navn"),
        ({"tekst": "x" * (MOST_TEXT + 1)}, "tekst"),
        ({"navn": "", "cpr": "", "telefon": "", "tekst": ""}, ""),
        ({"navn": " - ", "cpr": "", "telefon": "-", "tekst": "..."}, ""),
    ],
)
def test_a_bad_row_is_told_of_and_the_good_ones_are_loaded(
    load: Loading, changed: dict[str, str], felt: str
) -> None:
    done = load.of(a_row(tekst="Den første."), a_row(**changed), a_row(tekst="Den sidste."))
    assert counts(done) == (2, 0, 1)
    assert [(row.raekke, row.linje, row.felt) for row in done.fejl] == [(3, 3, felt)]
    assert done.fejl[0].grund


@pytest.mark.parametrize(
    "said", [{"navn": "Bo"}, {"telefon": "00 00 00 01"}, {"tekst": "Hjælp!"}, {"cpr": "6501850002"}]
)
def test_one_word_of_who_or_what_is_enough(load: Loading, said: dict[str, str]) -> None:
    nothing = {"navn": "", "cpr": "", "telefon": "", "tekst": ""}
    assert counts(load.of(a_row(**nothing | said))) == (1, 0, 0)


def test_a_real_cpr_is_not_loaded_into_a_demo_and_the_report_does_not_repeat_it(
    office: Office, load: Loading
) -> None:
    real = "0501" + "850002"
    assert counts(load.of(a_row(cpr=real, tekst="Før.")))[0] == 1
    office.register.mark("demo", "ja")
    done = load.of(a_row(cpr=real), a_row())
    assert counts(done) == (1, 0, 1)
    assert [(row.raekke, row.felt) for row in done.fejl] == [(2, "cpr")]
    assert "ikke fiktivt" in done.fejl[0].grund
    assert real not in done.fejl[0].grund


def test_an_hour_that_comes_twice_is_the_first_of_them(office: Office, load: Loading) -> None:
    load.of(a_row(modtaget="2025-10-26T02:30"))
    with office.register.read() as uow:
        assert uow.session.query(Henvendelse).one().modtaget == datetime(2025, 10, 26, 0, 30, tzinfo=UTC)


def test_everything_wrong_with_a_row_is_told_at_once_and_nothing_that_stood_there(load: Loading) -> None:
    done = load.of(
        a_row(cpr="9999999999", modtaget="i går", akut="hest", ansoegt="hemmelighed", navn="Hr. Hemmelig")
    )
    assert [row.felt for row in done.fejl] == ["modtaget", "cpr", "ansoegt", "akut"]
    told = " ".join(f"{row.felt} {row.grund}" for row in done.fejl)
    assert not [word for word in ("9999999999", "i går", "hest", "hemmelighed", "Hemmelig") if word in told]


def test_an_unknown_paragraf_is_named_since_it_names_nobody(load: Loading) -> None:
    (fault,) = load.of(a_row(ansoegt="84x")).fejl
    assert "§ 84 x" in fault.grund


def test_a_row_of_a_megabyte_is_loaded_whole(office: Office, load: Loading) -> None:
    words = "æ" * MOST_TEXT
    assert counts(load.of(a_row(tekst=words), a_row(tekst="En anden."))) == (2, 0, 0)
    with office.register.read() as uow:
        assert [row.tekst == words for row in uow.session.query(Henvendelse).order_by(Henvendelse.id)] == [
            True,
            False,
        ]


def test_the_same_henvendelse_twice_in_a_file_is_one(office: Office, load: Loading) -> None:
    assert counts(load.of(a_row(), a_row())) == (1, 1, 0)
    with office.register.read() as uow:
        assert (uow.count(Henvendelse), uow.count(Forloeb)) == (1, 1)


def test_a_row_that_asks_for_another_paragraf_than_the_same_row_before_is_loaded(
    office: Office, load: Loading
) -> None:
    rows = (a_row(), a_row(ansoegt="§103"))
    assert counts(load.of(*rows)) == (2, 0, 0)
    assert counts(load.of(*rows)) == (0, 2, 0)
    with office.register.read() as uow:
        assert (uow.count(Henvendelse), uow.count(Forloeb), uow.count(Ansoegning)) == (1, 1, 2)


def test_an_unknown_paragraf_in_a_row_that_is_there_already_is_told_of(load: Loading) -> None:
    assert counts(load.of(a_row(), a_row(ansoegt="84x"))) == (1, 0, 1)


def test_somebody_without_a_cpr_is_not_loaded_twice_either(load: Loading) -> None:
    rows = (a_row(cpr=""), a_row(cpr="", navn="En Anden"))
    assert counts(load.of(*rows)) == (2, 0, 0)
    assert counts(load.of(*rows)) == (0, 2, 0)


def test_a_second_henvendelse_of_the_same_citizen_joins_the_case_and_keeps_the_protection(
    office: Office, load: Loading
) -> None:
    load.of(a_row(), a_row(modtaget="2026-02-03", adressebeskyttet="ja", ansoegt="§103"))
    with office.register.read() as uow:
        assert (uow.count(Borger), uow.count(Forloeb), uow.count(Ansoegning)) == (1, 1, 2)
        assert uow.session.query(Borger).one().adressebeskyttet


def test_a_load_that_was_stopped_half_way_goes_on_where_it_was(office: Office, load: Loading) -> None:
    rows = read_henvendelser(EXAMPLE).rows
    late = datetime(2027, 1, 1, tzinfo=COPENHAGEN)

    def until_the_power_went() -> Iterator[ReadRow]:
        yield from rows[:25]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load.of_rows(until_the_power_went(), late)
    assert counts(load.of_rows(rows, late)) == (len(rows) - 25, 25, 0)
    with office.register.read() as uow:
        assert uow.count(Henvendelse) == len(rows)


def clocks(office: Office) -> dict[str, Deadline]:
    with office.register.read() as uow:
        return {row.rule_id: row for row in uow.session.query(Deadline)}


def test_the_deadlines_count_from_the_day_it_was_received(office: Office, load: Loading) -> None:
    load.of(a_row(modtaget="2026-01-05T09:00", ansoegt="85"))
    found = clocks(office)
    assert found["svarfrist"].due_on == date(2026, 3, 2)
    assert found["kvittering"].due_on == date(2026, 1, 12)
    assert found["foerste_samtale"].due_on == date(2026, 1, 19)
    with office.register.read() as uow:
        assert uow.session.query(Ansoegning).one().modtaget == date(2026, 1, 5)


def test_the_phase_itself_begins_when_the_case_is_opened(office: Office, load: Loading) -> None:
    load.of(a_row(modtaget="2026-01-05T09:00"))
    assert clocks(office)["fase_tid"].started_at == LOADED


def test_received_and_loaded_in_the_same_moment_is_as_ever(office: Office, load: Loading) -> None:
    load.of(a_row(modtaget="2026-02-04T12:00"))
    assert {row.started_at for row in clocks(office).values()} == {LOADED}


def test_steps_whose_day_has_passed_are_done_once_and_the_rest_on_their_day(
    office: Office, load: Loading
) -> None:
    load.of(a_row(modtaget="2026-01-05T09:00"))
    clock = clocks(office)["foerste_samtale"]
    done = 0
    while climb(office, clock.id, until=LOADED, now=LOADED):
        done += 1
    assert done == 3  # the draft at the start, the reminder three days before, the escalation at due
    with office.register.read() as uow:
        (draft,) = uow.session.query(Dokument).all()
        assert draft.brev == "indkaldelse"
    assert clocks(office)["foerste_samtale"].state == Tilstand.AKTIV
    assert not climb(office, clock.id, until=LOADED, now=LOADED)


def test_of_a_deadline_that_is_not_late_only_the_first_step_is_due(office: Office, load: Loading) -> None:
    load.of(a_row(modtaget="2026-02-03T09:00"))
    clock = clocks(office)["foerste_samtale"]
    assert climb(office, clock.id, until=LOADED, now=LOADED)
    assert not climb(office, clock.id, until=LOADED, now=LOADED)
    ahead = clocks(office)["foerste_samtale"].next_at
    assert ahead is not None
    assert ahead > LOADED + timedelta(days=5)
