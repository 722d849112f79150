"""`sagsgang status` lists what rests: the case, the deadline and the day, never why."""

from datetime import UTC, date, datetime, timedelta

from domain.calendar import local_date
from tests.sagsgang.conftest import Run


def test_status_lists_the_deadlines_that_rest(staffed: Run, case: str) -> None:
    assert staffed("status", "--json").json["hvilende"] == []
    # The command acts today, whatever day that is.
    day = local_date(datetime.now(UTC)) + timedelta(days=7)
    fields = ("frist=foerste_samtale", f"til_dato={day}", "grund=Borgeren er indlagt.")
    assert staffed("handling", case, "udskyd_frist", *fields).code == 0
    (row,) = staffed("status", "--json").json["hvilende"]
    assert (row["sag"], row["frist"]) == (case, "foerste_samtale")
    assert date.fromisoformat(row["hviler_til"]) >= day
    shown = staffed("status").out
    assert case in shown
    assert "hviler" in shown
    assert "indlagt" not in shown
