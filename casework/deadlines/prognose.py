"""What falls due in the weeks ahead, from the register as it stands, and how late it will be at today's pace."""

from datetime import datetime, timedelta

from casework.office import Office
from domain.calendar import local_date
from domain.prognose import Prognose, reckon, weeks_from
from persistence.prognose import due_by_week, ended_since


def forecast(office: Office, now: datetime, weeks: int | None = None, team: str | None = None) -> Prognose:
    """The forecast of so many weeks (the municipality's own number where none is named), of one team or all."""
    plan = office.rulebook.prognose
    ahead = weeks_from(local_date(now), weeks or plan.uger)
    with office.register.read() as uow:
        due = due_by_week(uow.session, ahead, team)
        ended = ended_since(uow.session, now - timedelta(weeks=plan.tempo_uger))
    # What ends by itself and what says an earliest day is nobody's debt, as in the list of cases.
    newest = {rule_id: rules[-1] for rule_id, rules in office.rulebook.deadlines.items()}
    not_owed = {rule_id for rule_id, rule in newest.items() if rule.expires or rule.tidligst}
    return reckon(ahead, due, ended, not_owed=not_owed, at_least=plan.mindst)
