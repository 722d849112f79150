"""Which rules and calendars are in force: the register remembers, and tells of what changed behind its back."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from logging import getLogger
from pathlib import Path
from typing import Any

from casework.office import SYSTEM, Office
from casework.staff.administrators import tell_administrators
from config.loader import CONFIG, with_rules
from config.own_files import CALENDAR, DEADLINES, former
from domain.errors import BrokenConfig, EffectError, Retryable
from domain.events import Event
from domain.rule_changes import rule_changes
from domain.rulebook import Rulebook
from persistence.durable_files import replace_synced, write_synced
from persistence.unit_of_work import UnitOfWork

log = getLogger("sagsgang.regler")
_TRIES = 5
# How often a process that lives long asks whether something has been adopted.
_EVERY = 1.0


@dataclass(frozen=True)
class Kind:
    """Rules or calendars: where the register remembers them, their file, and what the journal calls a change."""

    name: str
    file: str
    adopted: Event
    changed: Event

    @property
    def mark(self) -> str:
        return f"{self.name}_i_kraft"

    def version(self, rulebook: Rulebook) -> str:
        return rulebook.version if self is RULES else rulebook.calendars.version


RULES = Kind("regler", DEADLINES, Event.REGLER_INDFOERT, Event.REGLER_AENDRET_UDEN_OM)
CALENDARS = Kind("kalender", CALENDAR, Event.KALENDER_INDFOERT, Event.KALENDER_AENDRET_UDEN_OM)
KINDS = (RULES, CALENDARS)


@dataclass(frozen=True)
class Adopted:
    """What the register remembers of a kind: its version, the one before, and the hashes of the two files behind it.

    `aendrede` are the rules that the last adoption changed: those whose running deadlines it may move.
    """

    version: str
    foer: str | None = None
    fil: str | None = None
    udgave: str | None = None
    aendrede: tuple[str, ...] = ()


Remembered = Mapping[str, Adopted | None]


def remembered(uow: UnitOfWork) -> Remembered:
    """What was last journalled as in force, of each kind; None where nothing was."""
    return {kind.name: _read(uow.mark(kind.mark)) for kind in KINDS}


def heed(office: Office, lokal: Path, now: datetime) -> Office:
    """The office under the rules and calendars that lie in the files, which the journal knows of: asked at every start.

    An adoption that was cut off is finished; a difference that nobody journalled is journalled now, and the
    administrator will be told.
    """
    found = office
    for _ in range(_TRIES):
        with office.register.read() as uow:
            seen = remembered(uow)
        if _agree(seen, found.rulebook):
            return found
        finish(lokal, seen)
        found = read_anew(office, lokal)
        if _agree(seen, found.rulebook):
            return found
        with office.register.write() as uow:
            # Asked again under the lock: somebody may have adopted, or told of it, since.
            if remembered(uow) == seen:
                for kind in KINDS:
                    _tell_of(uow, kind, seen[kind.name], found.rulebook, lokal, now)
                return found
    raise Retryable("regler_aendret_imens")


def finish(lokal: Path, seen: Remembered) -> None:
    """An adopted file is in its place, and the one before it is kept beside it under its version."""
    for kind in KINDS:
        found, ready = seen[kind.name], prepared(lokal, kind)
        if found is not None and found.fil is not None and _hash(ready) == found.fil:
            _put_in_place(lokal, kind, ready, found)


def prepared(lokal: Path, kind: Kind) -> Path:
    """Where a file lies from before its adoption is journalled until it is in force; nobody reads it there."""
    return lokal / f".{kind.file}.ny"


def remember(uow: UnitOfWork, kind: Kind, now_in_force: Adopted, rulebook: Rulebook, now: datetime) -> None:
    """The register says which version is in force, and keeps what it says."""
    uow.set_mark(kind.mark, json.dumps(vars(now_in_force), sort_keys=True))
    if kind is RULES:
        uow.deadlines.keep_rules(rulebook.version, rulebook.content, now)
    else:
        uow.deadlines.keep_calendar(rulebook.calendars, now)


def edition(kind: Kind) -> str | None:
    """The hash of the shipped file: it changes with a new edition of the program only."""
    return _hash(CONFIG / kind.file)


def journal_house(
    uow: UnitOfWork, event: Event, detail: Mapping[str, Any], actor: str, now: datetime
) -> None:
    """The entry stands in the house's own chain."""
    uow.journal.append(
        None,
        None,
        event=event.value,
        about=detail.get("nu"),
        detail=dict(detail),
        actor=actor,
        due_at=now,
        done_at=now,
    )


def read_anew(office: Office, lokal: Path) -> Office:
    """The same register under the rules as the files say now; raises BrokenConfig where they cannot be used."""
    rulebook = with_rules(office.rulebook, lokal if lokal.is_dir() else None)
    return Office(office.register, rulebook, office.new_key)


@dataclass
class Standing:
    """A process's office, which follows what is adopted while the process lives; `seconds` is a clock that only runs on."""

    office: Office
    lokal: Path
    seconds: Callable[[], float]
    _looked: float = field(default=float("-inf"), init=False)
    _known: Remembered = field(default_factory=dict, init=False)

    def current(self) -> Office:
        """The office under the rules in force; a second may pass before an adoption is noticed."""
        if self.seconds() - self._looked < _EVERY:
            return self.office
        self._looked = self.seconds()
        try:
            with self.office.register.read() as uow:
                seen = remembered(uow)
        except EffectError:
            # A register that does not answer now is for whoever needs it to tell of.
            return self.office
        # What has been looked at once is not read again: another installation's files may differ for good.
        if seen != self._known and not _agree(seen, self.office.rulebook):
            self._follow(seen)
        self._known = seen
        return self.office

    def _follow(self, seen: Remembered) -> None:
        try:
            finish(self.lokal, seen)
            self.office = read_anew(self.office, self.lokal)
        except BrokenConfig:
            # The rules that were read last still hold; the next start says what is wrong.
            log.error("regler_kan_ikke_laeses")  # noqa: TRY400 - the files' own words belong in no log
            return
        log.info("regler_laest_igen", extra={"version": self.office.rulebook.version})


def _tell_of(
    uow: UnitOfWork, kind: Kind, before: Adopted | None, rulebook: Rulebook, lokal: Path, now: datetime
) -> None:
    """What differs from what was last known stands in the journal; the first time, it is simply in force."""
    version = kind.version(rulebook)
    if before is not None and before.version == version:
        return
    after = Adopted(version, before.version if before else None, _hash(lokal / kind.file), edition(kind))
    remember(uow, kind, after, rulebook, now)
    detail: dict[str, Any] = {"foer": after.foer, "nu": version, "fil": after.fil}
    if before is None:
        journal_house(uow, kind.adopted, detail, SYSTEM, now)
        return
    detail["hvorfor"] = "udgave" if before.udgave != after.udgave and before.fil == after.fil else "fil"
    journal_house(
        uow, kind.changed, {**detail, "aendringer": _what_differs(uow, kind, after, rulebook)}, SYSTEM, now
    )
    tell_administrators(
        uow, kind.changed.value, version, now, key=f"{kind.changed}:{after.foer}:{version}:{now.isoformat()}"
    )


def _what_differs(uow: UnitOfWork, kind: Kind, after: Adopted, rulebook: Rulebook) -> list[dict[str, str]]:
    assert after.foer is not None
    if kind is RULES:
        before = uow.deadlines.kept_rules(after.foer)
        return [vars(change) for change in rule_changes(before, rulebook.content)] if before else []
    kept = uow.deadlines.kept_calendar(after.foer)
    return calendar_changes(kept, rulebook.calendars.content) if kept else []


def calendar_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each day that counts otherwise: its kind, and whether it came or went."""
    found = []
    for name in ("helligdage", "saerlige", "lukkedage"):
        old, new = set(before[name]), set(after[name])
        for day in sorted(old ^ new):
            called = dict(after["lukkedage"], **before["lukkedage"]).get(day, "")
            found.append(
                {"slags": name, "dag": day, "navn": called, "hvad": "ny" if day in new else "fjernet"}
            )
    return found


def _agree(seen: Remembered, rulebook: Rulebook) -> bool:
    return all(
        (found := seen[kind.name]) is not None and found.version == kind.version(rulebook) for kind in KINDS
    )


def _read(mark: str | None) -> Adopted | None:
    if mark is None:
        return None
    found = Adopted(**json.loads(mark))
    return replace(found, aendrede=tuple(found.aendrede))


def _put_in_place(lokal: Path, kind: Kind, ready: Path, found: Adopted) -> None:
    target = lokal / kind.file
    if target.is_file() and found.foer is not None:
        beside = lokal / f".{kind.file}.foer"
        write_synced(beside, target.read_bytes())
        beside.chmod(0o644)
        replace_synced(beside, former(lokal, kind.file, found.foer))
    try:
        replace_synced(ready, target)
    except FileNotFoundError:
        # Another process has finished it in the meantime.
        if _hash(target) != found.fil:
            raise


def _hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
