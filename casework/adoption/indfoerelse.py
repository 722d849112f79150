"""Adopting rules or calendars: one act of a named person, whole or not at all, and the deadlines that move with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from casework.adoption.flytning import Change, affected, move_in
from casework.adoption.i_kraft import (
    KINDS,
    RULES,
    Adopted,
    Kind,
    calendar_changes,
    edition,
    finish,
    heed,
    journal_house,
    prepared,
    remember,
    remembered,
)
from casework.adoption.teams import unknown_teams
from casework.office import Office
from config.publication import require_adopted
from domain.case import Stilling
from domain.errors import ActRefused, BrokenConfig, Conflict, Retryable
from domain.rule_changes import RuleChange, changed_rules, rule_changes
from domain.rulebook import Rulebook
from persistence.durable_files import locked, make_folders, write_synced
from persistence.unit_of_work import UnitOfWork

MOVING = "flyttes_efter"
_LOCK = ".indfoer.laas"
_MAY = frozenset({Stilling.LEDER, Stilling.CHEF, Stilling.ADMINISTRATOR})
_TRIES = 3


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to hold: the file as it would lie there, and everything as it would be under it."""

    kind: Kind
    content: bytes
    before: Rulebook
    after: Rulebook
    fra: date

    @property
    def version(self) -> str:
        return self.kind.version(self.after)

    @property
    def is_new(self) -> bool:
        return self.version != self.kind.version(self.before)

    @property
    def rules(self) -> tuple[RuleChange, ...]:
        """Which values of which rules differ."""
        return rule_changes(self.before.content, self.after.content) if self.kind is RULES else ()

    def changed_on(self, day: date) -> frozenset[str]:
        """The rules that hold otherwise on the day itself, not only from a later one."""
        before, after = self.before, self.after
        return frozenset(
            rule_id
            for rule_id in changed_rules(self.rules)
            if rule_id in before.deadlines
            and rule_id in after.deadlines
            and before.rule(rule_id, day) != after.rule(rule_id, day)
        )

    @property
    def days(self) -> list[dict[str, str]]:
        """Which days count otherwise."""
        before, after = self.before.calendars, self.after.calendars
        return [] if self.kind is RULES else calendar_changes(before.content, after.content)


def change_of(office: Office, proposal: Proposal, day: date) -> Change:
    """What the proposal means on the day for running deadlines; where it holds already, what its adoption meant."""
    rule_ids: frozenset[str] | None = None
    if proposal.kind is RULES:
        rule_ids = proposal.changed_on(day) if proposal.is_new else _last_changed(office)
    return Change(proposal.before, proposal.after, rule_ids, proposal.kind.name)


def require_allowed(office: Office, proposal: Proposal, by: str) -> None:
    """Return where the person may adopt it and it is published; ActRefused or BrokenConfig otherwise."""
    with office.register.read() as uow:
        person = uow.parties.medarbejder(by)
    if person is None:
        raise office.worded(ActRefused("ukendt", key="ukendt.medarbejder", medarbejder=by))
    if person.rolle not in _MAY:
        raise office.worded(ActRefused("mangler_ret", key="mangler_ret.regler"))
    if proposal.kind is RULES and not office.register.is_demo():
        require_adopted(proposal.after, before=proposal.before, fra=proposal.fra)


def adopt(office: Office, lokal: Path, proposal: Proposal, *, by: str, flyt: bool, now: datetime) -> Office:
    """The proposal is in force: journalled once, its file in place, the former one beside it; gives the office under it.

    The file lies ready before the journal tells of it, and is put in its place after: cut off before the journal,
    nothing has happened; cut off after it, the next start (or running it again) puts the file in its place.
    """
    require_allowed(office, proposal, by)
    if faults := unknown_teams(office, lokal, proposal.before, proposal.after):
        raise BrokenConfig(faults)
    make_folders(lokal)
    with locked(lokal / _LOCK):
        standing = heed(office, lokal, now)
        if all(kind.version(standing.rulebook) == kind.version(proposal.after) for kind in KINDS):
            _set_moving(standing, proposal, flyt=flyt)
            return standing
        if any(kind.version(standing.rulebook) != kind.version(proposal.before) for kind in KINDS):
            raise Retryable("regler_aendret_imens")
        ready = prepared(lokal, proposal.kind)
        write_synced(ready, proposal.content)
        # Rules are no secret, and whoever serves may be somebody else than whoever adopts.
        ready.chmod(0o644)
        with standing.register.write() as uow:
            _journal(uow, proposal, by=by, flyt=flyt, now=now)
        with standing.register.read() as uow:
            finish(lokal, remembered(uow))
        return Office(standing.register, proposal.after, standing.new_key)


def to_move(office: Office, change: Change, now: datetime) -> list[int]:
    """The forløb with a deadline that would be moved."""
    with office.register.read() as uow:
        return [
            found[0].forloeb_id
            for found in affected(office, uow, change, now)
            if any(one.beholder is None for one in found)
        ]


def move_each(
    office: Office, forloeb_ids: Iterator[int], change: Change, *, by: str, now: datetime
) -> tuple[int, int]:
    """The deadlines of each forløb are moved; says how many, and in how many forløb somebody was in the way."""
    moved = left = 0
    for forloeb_id in forloeb_ids:
        found = _move_one(office, forloeb_id, change, by, now)
        moved, left = (moved, left + 1) if found is None else (moved + found, left)
    if not left:
        with office.register.write() as uow:
            uow.set_mark(_moving(change.hvorfor), None)
    return moved, left


def half_moved(office: Office) -> list[str]:
    """The kinds whose running deadlines were being moved when it was cut off: to be run again."""
    with office.register.read() as uow:
        return [kind.name for kind in KINDS if uow.mark(_moving(kind.name)) is not None]


def _move_one(office: Office, forloeb_id: int, change: Change, by: str, now: datetime) -> int | None:
    for _ in range(_TRIES):
        try:
            return move_in(office, forloeb_id, change, by=by, now=now)
        except Conflict:
            continue
    return None


def _journal(uow: UnitOfWork, proposal: Proposal, *, by: str, flyt: bool, now: datetime) -> None:
    kind = proposal.kind
    # Whoever else adopts waits here, and then sees what this one has written.
    uow.journal.hold_house()
    before = remembered(uow)[kind.name]
    foer = kind.version(proposal.before)
    if before is None or before.version != foer:
        raise Retryable("regler_aendret_imens")
    changed = changed_rules(proposal.rules)
    after = Adopted(proposal.version, foer, _hash(proposal.content), edition(kind), tuple(sorted(changed)))
    remember(uow, kind, after, proposal.after, now)
    if flyt:
        uow.set_mark(_moving(kind.name), proposal.version)
    detail: dict[str, Any] = {
        "foer": foer,
        "nu": proposal.version,
        "fil": after.fil,
        "fra": proposal.fra.isoformat(),
        "flyt": flyt,
        "aendringer": [vars(change) for change in proposal.rules] or proposal.days,
    }
    journal_house(uow, kind.adopted, detail, by, now)


def _set_moving(office: Office, proposal: Proposal, *, flyt: bool) -> None:
    """What holds already is asked to move the deadlines too."""
    if flyt:
        with office.register.write() as uow:
            uow.set_mark(_moving(proposal.kind.name), proposal.version)


def _last_changed(office: Office) -> frozenset[str]:
    with office.register.read() as uow:
        found = remembered(uow)[RULES.name]
    return frozenset(found.aendrede) if found else frozenset()


def _moving(kind: str) -> str:
    return f"{MOVING}_{kind}"


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
