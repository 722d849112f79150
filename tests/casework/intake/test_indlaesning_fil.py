"""A file of henvendelser: read whatever made it, refused whole where it is none, and one broken row costs no other."""

from pathlib import Path

import pytest

from casework.intake.indlaesning import Loaded
from casework.intake.indlaesning_fil import read_henvendelser
from casework.office import Office
from config.kommune import load_kommune
from config.loader import CONFIG
from domain.errors import BadInput
from persistence.register import Register
from persistence.tables import Borger, Henvendelse
from tests.casework.henvendelser import HEADING, Loading, a_row, counts
from tests.persistence.house import KEYS, an_office


@pytest.fixture
def office() -> Office:
    register = Register("sqlite://", KEYS)
    register.create_tables()
    return an_office(register)


@pytest.fixture
def load(office: Office, tmp_path: Path) -> Loading:
    return Loading(office, load_kommune(CONFIG / "kommune.toml"), tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "filen er tom"),
        (b"\n\n", "kolonnerne mangler: modtaget, kanal"),
        (b"\x00\x01\x02PK", "er ikke en tekstfil"),
        (HEADING.encode("utf-16"), "er ikke en tekstfil"),
        (b"modtaget\x81\x8d,\xff", "er ikke en tekstfil"),
        (HEADING.replace(",cpr", "").replace(",tekst", "").encode(), "kolonnerne mangler: cpr, tekst"),
        (f"{HEADING},noter".encode(), "kolonnerne kendes ikke: noter"),
        (f"{HEADING},cpr".encode(), "kolonnerne står mere end én gang: cpr"),
    ],
)
def test_a_file_that_is_no_such_file_is_refused_whole(
    office: Office, load: Loading, content: bytes, said: str
) -> None:
    with pytest.raises(BadInput) as refused:
        load.of_bytes(content)
    assert [str(fault).startswith(f"fil.csv: {said}") for fault in refused.value.faults] == [True]
    with office.register.read() as uow:
        assert uow.count(Borger) == 0


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "nix.csv", "filen findes ikke"), (tmp_path, "er en mappe")):
        with pytest.raises(BadInput, match=said):
            read_henvendelser(path)


def test_a_heading_alone_is_a_file_with_nothing_in_it(load: Loading) -> None:
    assert load.of() == Loaded(0, 0, 0, ())


def test_windows_1252_is_read_and_said(office: Office, load: Loading, tmp_path: Path) -> None:
    load.of(a_row(navn="Åse Ærlig–Ørum"), encoding="cp1252")
    assert read_henvendelser(tmp_path / "fil.csv").windows_1252
    with office.register.read() as uow:
        assert uow.session.query(Borger).one().navn == "Åse Ærlig–Ørum"


def test_a_byte_order_mark_and_capitals_in_the_heading_do_not_matter(load: Loading) -> None:
    assert counts(load.of(a_row(), heading=HEADING.upper(), encoding="utf-8-sig")) == (1, 0, 0)


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_delimiter_is_found(load: Loading, delimiter: str) -> None:
    rows = [line.replace(",", delimiter) for line in (HEADING, a_row())]
    assert counts(load.of(rows[1], heading=rows[0])) == (1, 0, 0)


def test_columns_may_stand_in_any_order_and_empty_ones_behind_them(load: Loading) -> None:
    turned = [",".join(reversed(line.split(","))) + ",," for line in (HEADING, a_row())]
    assert counts(load.of(turned[1], heading=turned[0])) == (1, 0, 0)


def test_empty_lines_are_no_rows_but_count_as_lines(load: Loading) -> None:
    done = load.of("", "," * 15, a_row(cpr="9999999999"))
    assert [(row.raekke, row.linje) for row in done.fejl] == [(4, 4)]
    assert done.laest == 1


@pytest.mark.parametrize("row", ["2026-02-02,telefon", a_row() + ",en til", a_row(tekst="") + '"x'])
def test_a_row_with_too_few_or_too_many_fields_is_told_of(load: Loading, row: str) -> None:
    assert counts(load.of(row, a_row())) == (1, 0, 1)


@pytest.mark.parametrize(
    "text", ['"Jeg skrev et anførselstegn og lukkede det aldrig', '"Jeg "sagde" det', '"a"b']
)
def test_a_quote_that_is_never_closed_costs_its_own_row_only(
    office: Office, load: Loading, text: str
) -> None:
    broken = a_row(tekst="") + text
    good = [a_row(tekst='"Første linje\nanden linje"', cpr="6501850003"), a_row(cpr="6501850004")]
    done = load.of(broken, *good)
    assert counts(done) == (2, 0, 1)
    assert [(row.raekke, row.linje) for row in done.fejl] == [(2, 2)]
    with office.register.read() as uow:
        texts = [row.tekst for row in uow.session.query(Henvendelse).order_by(Henvendelse.id)]
    assert texts[0] == "Første linje\nanden linje"
