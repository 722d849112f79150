from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, insert

from domain.case import FASER
from persistence.keys import Keys
from persistence.read import CaseFilter, Urgency, Vis, beside, count_cases, counts, find_cases
from persistence.register import Register
from persistence.tables import Ansoegning, Borger, Deadline, Dokument, Forloeb, Henvendelse, Medarbejder, Sag

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
URGENCY = Urgency(TODAY, frozenset({"svarfrist"}), frozenset({"klage"}))
MANY = 5_000


def fill(register: Register, antal: int) -> None:
    """`antal` open cases with five running deadlines each, some overdue; every tenth has a draft."""
    ids = range(1, antal + 1)
    rows: list[tuple[type, list[dict[str, object]]]] = [
        (Medarbejder, [{"id": f"sb{nr}", "navn": f"Sagsbehandler {nr}", "rolle": "sagsbehandler", "team": "nord"} for nr in range(9)]),
        (Borger, [{"id": nr, "navn": f"Øvelse Nr{nr}", "digital_post": True, "adressebeskyttet": False} for nr in ids]),
        (Sag, [{"id": nr, "nummer": f"S-2026-{nr:05d}", "borger_id": nr, "team": "nord" if nr % 2 else "syd",
                "sagsbehandler_id": f"sb{nr % 9}", "oprettet": NOW, "journal_hash": "", "journal_nr": 0} for nr in ids]),
        (Forloeb, [{"id": nr, "sag_id": nr, "nr": 1, "fase": FASER[nr % 6].value, "fase_siden": NOW,
                    "tilstand": "aabent", "oprettet": NOW} for nr in ids]),
        (Henvendelse, [{"forloeb_id": nr, "modtaget": NOW, "kanal": "brev", "tekst": "", "akut": False, "noegle": str(nr)} for nr in ids]),
        (Ansoegning, [{"forloeb_id": nr, "paragraf": "85", "modtaget": TODAY - timedelta(days=nr % 90), "tilstand": "aaben"} for nr in ids]),
        (Dokument, [{"forloeb_id": nr, "noegle": str(nr), "brev": "indkaldelse", "til": "borger", "tilstand": "kladde",
                     "refs": {}, "oprettet": NOW} for nr in ids if nr % 10 == 0]),
        (Deadline, [{"forloeb_id": nr, "rule_id": rule, "rule_version": "1", "calendar_version": "1", "refs": {"paragraf": "85"},
                     "started_at": NOW, "start_event": "henvendelse_modtaget", "counted_on": TODAY, "due_on": TODAY + timedelta(days=(nr * step) % 60 - 5), "state": "aktiv"}
                    for nr in ids for step, rule in enumerate(("svarfrist", "tavshed", "fase_tid", "opfoelgning", "klage"), 3)]),
    ]  # fmt: skip
    with register.write() as uow:
        for table, content in rows:
            if content:
                uow.session.execute(insert(table), content)


@pytest.fixture
def register() -> Iterator[Register]:
    made = Register("sqlite://", Keys.fixed(b"liste"))
    made.create_tables()
    yield made
    made.close()


@contextmanager
def statements(register: Register) -> Iterator[list[str]]:
    """Every statement that the register runs inside the block."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(register.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(register.engine, "before_cursor_execute", note)


def read_page(register: Register, wanted: CaseFilter = CaseFilter(), offset: int = 0) -> list[str]:  # noqa: B008 - frozen
    """One page of the list with everything that stands beside it."""
    with register.read() as uow:
        rows = find_cases(uow.session, wanted, URGENCY, limit=50, offset=offset)
        beside(uow.session, [row.forloeb_id for row in rows])
        count_cases(uow.session, wanted, URGENCY)
        counts(uow.session, URGENCY)
        return [row.nummer for row in rows]


def test_the_list_of_five_thousand_cases_takes_as_many_statements_as_that_of_five(register: Register) -> None:
    fill(register, 5)
    with statements(register) as few:
        assert len(read_page(register)) == 5
    other = Register("sqlite://", Keys.fixed(b"liste"))
    other.create_tables()
    fill(other, MANY)
    with statements(other) as many:
        assert len(read_page(other)) == 50
    other.close()
    assert len(many) == len(few) <= 10


def test_every_case_stands_on_exactly_one_page(register: Register) -> None:
    fill(register, 120)
    pages = [read_page(register, offset=offset) for offset in (0, 50, 100)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({number for page in pages for number in page}) == 120


def test_overdue_by_law_goes_before_other_overdue_and_both_before_the_soonest(register: Register) -> None:
    fill(register, 200)
    with register.read() as uow:
        rows = find_cases(uow.session, CaseFilter(), URGENCY, limit=200, offset=0)
    assert all(row.forfald is not None for row in rows)
    ranks = [
        2 if row.forfald and row.forfald >= TODAY else 0 if row.frist == "svarfrist" else 1 for row in rows
    ]
    assert set(ranks) == {0, 1, 2}
    assert ranks == sorted(ranks)
    soonest = [row.forfald for row, rank in zip(rows, ranks, strict=True) if rank == 2]
    assert soonest == sorted(day for day in soonest if day)
    assert "klage" not in {row.frist for row in rows}


def test_the_counts_say_what_their_lists_hold(register: Register) -> None:
    fill(register, 100)
    with register.read() as uow:
        found = counts(uow.session, URGENCY)
        late = count_cases(uow.session, CaseFilter(vis=Vis.OVERSKREDET), URGENCY)
        drafts = count_cases(uow.session, CaseFilter(vis=Vis.KLADDER), URGENCY)
    assert found.aabne == 100
    assert 0 < found.overskredet == late < 100
    assert found.kladder == drafts == 10
    assert found.fejlet == 0


@pytest.mark.parametrize("wildcard", ["%", "_", "100%", "øvelse_nr1"])
def test_a_wildcard_in_a_search_is_only_a_letter(register: Register, wildcard: str) -> None:
    fill(register, 3)
    assert read_page(register, CaseFilter(navn=wildcard)) == []
    assert read_page(register, CaseFilter(navn="")) == []
    assert read_page(register, CaseFilter(navn="øvelse NR2")) == ["S-2026-00002"]
