"""What falls due in the weeks ahead, from the register as it stands, and how late it will be at today's pace."""

from datetime import datetime, timedelta

from casework.office import Office
from domain.calendar import local_date
from domain.prognose import OVERSKREDET, Ended, Prognose, reckon, weeks_from
from persistence.prognose import due_by_week, ended_since


def forecast(office: Office, now: datetime, weeks: int | None = None, team: str | None = None) -> Prognose:
    """The forecast of so many weeks (the municipality's own number where none is named), of one team or all."""
    plan = office.rulebook.prognose
    ahead = weeks_from(local_date(now), weeks or plan.uger)
    with office.register.read() as uow:
        due = due_by_week(uow.session, ahead, None)
        ended = ended_since(uow.session, now - timedelta(weeks=plan.tempo_uger))
    # What runs past its date is late already: a team that never ends what is late would else look punctual.
    late = [Ended(row.team, row.rule_id, 0, row.antal) for row in due if row.week == OVERSKREDET]
    shown = due if team is None else [row for row in due if row.team == team]
    # What ends by itself and what says an earliest day is nobody's debt, as in the list of cases.
    newest = {rule_id: rules[-1] for rule_id, rules in office.rulebook.deadlines.items()}
    not_owed = {rule_id for rule_id, rule in newest.items() if rule.expires or rule.tidligst}
    return reckon(ahead, shown, [*ended, *late], not_owed=not_owed, at_least=plan.mindst)
