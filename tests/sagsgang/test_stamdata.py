"""`sagsgang indlaes` of staff and udførere: who is there, who has left, and no id that is two people's."""

from pathlib import Path

import pytest

from casework.staff.roles import least_loaded
from sagsgang.commands.installation import the_office
from tests.sagsgang.conftest import STAFF, Run


@pytest.mark.parametrize(
    ("more", "row"),
    [
        ('[[medarbejder]]\nid = "sb1"\nrolle = "leder"\n', "medarbejder.3.id: 'sb1'"),
        ('[[udfoerer]]\nid = "bostoette-birken"\nnavn = "En anden"\n', "udfoerer.2.id: 'bostoette-birken'"),
        ('[[udfoerer]]\nid = "leder1"\nnavn = "En anden"\n', "udfoerer.2.id: 'leder1'"),
    ],
)
def test_an_id_that_stands_twice_is_refused_by_file_row_and_field(
    run: Run, tmp_path: Path, more: str, row: str
) -> None:
    path = tmp_path / "medarbejdere.toml"
    path.write_text(STAFF + more, encoding="utf-8")
    ended = run("indlaes", path)
    assert ended.code == 2
    assert f"medarbejdere.toml: {row} står mere end én gang" in ended.err


def test_whoever_has_left_is_nobodys_sagsbehandler_and_can_come_back(staffed: Run, tmp_path: Path) -> None:
    path = tmp_path / "medarbejdere.toml"
    for aktiv in (False, True):
        row = f'[[medarbejder]]\nid = "sb1"\nrolle = "sagsbehandler"\naktiv = {str(aktiv).lower()}\n'
        path.write_text(row, encoding="utf-8")
        assert staffed("indlaes", path).code == 0
        with the_office().register.read() as uow:
            chosen = least_loaded(uow.parties.staff(), {}, "voksen-nord", [])
        assert chosen == ("sb1" if aktiv else None)
