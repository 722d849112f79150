"""Access to one's own data: asked for, put off once for a reason, and given (GDPR art. 12 and 15)."""

from dataclasses import replace

from casework import drafts
from casework.act import Act, Tekst
from casework.danish_time import DanskTid
from casework.dates import require_received
from casework.deadlines.omregning import Omregning, move, recount
from casework.forloeb import OpenForloeb
from casework.naeste_trin import set_next
from domain.deadlines import schedule
from domain.errors import ActRefused
from domain.events import Event
from domain.rules import Rolle
from persistence.tables import Deadline, GdprIndsigt

RULE = "gdpr_indsigt"
# The entry of the rule's times that counts once it is put off, and the word for why the date moved.
FORLAENGET = "forlaenget"
SVAR = "indsigt"
LAENGERE = "indsigt_forlaenget"


class AnmodIndsigt(Act):
    """`modtaget` is when the request came, where that was before it was written here."""

    modtaget: DanskTid | None = None


class ForlaengIndsigt(Act):
    grund: Tekst


class GivIndsigt(Act):
    note: str | None = None


def request_indsigt(forloeb: OpenForloeb, act: AnmodIndsigt) -> None:
    """The clock of one month runs from when the request was received."""
    require_received(forloeb, act.modtaget)
    row = forloeb.uow.add(GdprIndsigt(forloeb_id=forloeb.id, anmodet=act.modtaget or forloeb.now))
    detail = act.model_dump(mode="json", exclude_none=True)
    forloeb.record(Event.GDPR_INDSIGT_ANMODET, refs=_refs(row), detail=detail, at=act.modtaget)
    if forloeb.borger.doed is None:
        drafts.draft(forloeb, SVAR, Rolle.BORGER, _refs(row))


def extend_indsigt(forloeb: OpenForloeb, act: ForlaengIndsigt) -> None:
    """The oldest request that can be put off has its new date, and the citizen is told before the old one."""
    waiting = _waiting(forloeb)
    rows = [row for row in waiting if row.forlaenget is None]
    if not rows:
        raise ActRefused("findes_allerede", key="findes_allerede.forlaengelse")
    row = rows[0]
    clock = next((clock for clock in forloeb.clocks.active(RULE) if clock.refs.get(RULE) == row.id), None)
    if clock is None:
        # Nobody is promised a day any more: the citizen is dead.
        raise ActRefused("ukendt", key="ukendt.gdpr_frist")
    if clock.due_on < forloeb.day:
        raise ActRefused("ugyldig_dato", key="ugyldig_dato.forlaengelse")
    row.forlaenget, row.grund = forloeb.now, act.grund
    promised = clock.due_on
    clock.noegler = [FORLAENGET, *clock.noegler]
    move(forloeb, clock, _longer(forloeb, clock), FORLAENGET)
    set_next(forloeb, clock)
    forloeb.record(
        Event.GDPR_INDSIGT_FORLAENGET,
        refs=_refs(row),
        detail={"grund": act.grund},
        dates={"gdpr_besked": promised},
    )
    if forloeb.borger.doed is None:
        drafts.draft(forloeb, LAENGERE, Rolle.BORGER, _refs(row))


def give_indsigt(forloeb: OpenForloeb, act: GivIndsigt) -> None:
    """The oldest request is answered."""
    row = _waiting(forloeb)[0]
    drafts.drop_drafts(forloeb, SVAR, LAENGERE, refs=_refs(row))
    row.givet = forloeb.now
    forloeb.record(Event.GDPR_INDSIGT_GIVET, refs=_refs(row), detail=act.model_dump(exclude_none=True))


def _waiting(forloeb: OpenForloeb) -> list[GdprIndsigt]:
    rows = [row for row in forloeb.uow.of_forloeb(GdprIndsigt, forloeb.id) if row.givet is None]
    if not rows:
        raise ActRefused("ukendt", key="ukendt.gdpr_indsigt")
    return rows


def _longer(forloeb: OpenForloeb, clock: Deadline) -> Omregning:
    """The same rule counted to its longer time; steps that now lie ahead are climbed again."""
    rule, calendars = forloeb.clocks.rule_of(clock), forloeb.office.rulebook.calendars
    found = recount(clock, rule, rule, calendars)
    ladder = schedule(rule, clock.started_at, found.counted_on, found.due_on, calendars)
    ahead = {step.index for step in ladder if step.at > forloeb.now}
    return replace(found, done=tuple(index for index in found.done if index not in ahead), again={})


def _refs(row: GdprIndsigt) -> dict[str, str | int]:
    return {RULE: row.id}
