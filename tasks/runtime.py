"""What the steps work with: the office, the document store, the ways out of the house, and the clock."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from casework.adoption.i_kraft import Standing, heed
from casework.office import Office
from casework.set_up import keys_of, kommune_of, office_from
from config.settings import Settings, load_settings
from domain.case import Kanal
from persistence.documents import DocumentStore, FolderStore
from tasks.channels.apprise_notifier import AppriseNotifier
from tasks.channels.choose import ChannelByKanal, NotifierByUrl
from tasks.channels.digital_forms import DigitalForms
from tasks.channels.file_notifier import FileNotifier
from tasks.channels.folder import FolderChannel
from tasks.channels.notification import Notifier
from tasks.channels.port import LetterChannel
from tasks.channels.printing import PrintingChannel

# Longer than the slowest batch takes; a row whose worker died is tried again after it.
LEASE = timedelta(minutes=2)


@dataclass(frozen=True)
class Runtime:
    """`link` turns a case number into an address that a notice can carry; `worker` names this process.

    `receipts` is the folder in which the post's answers are laid; None where nobody lays any. `lokal` is the
    municipality's own folder.
    """

    office: Office
    store: DocumentStore
    letters: LetterChannel
    notices: Notifier
    worker: str
    link: Callable[[str], str]
    address_of: Callable[[str], str | None]
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    lease: timedelta = LEASE
    receipts: Path | None = None
    lokal: Path | None = None


_current: ContextVar[Runtime] = ContextVar("runtime")


def current() -> Runtime:
    """The runtime of everything that runs now, built from the settings where nobody set another."""
    return _current.get(None) or _from_settings().runtime()


@dataclass
class _Kept:
    """The process's runtime, which follows the rules that are adopted while it runs."""

    built: Runtime
    standing: Standing

    def runtime(self) -> Runtime:
        office = self.standing.current()
        if office is not self.built.office:
            self.built = replace(self.built, office=office)
        return self.built


@cache
def _from_settings() -> _Kept:
    settings = load_settings()
    built = runtime_from(settings)
    office = heed(built.office, settings.lokal, built.now())
    return _Kept(replace(built, office=office), Standing(office, settings.lokal, time.monotonic))


@contextmanager
def use(runtime: Runtime) -> Iterator[Runtime]:
    """The runtime of everything inside the block."""
    token = _current.set(runtime)
    try:
        yield runtime
    finally:
        _current.reset(token)


def runtime_from(settings: Settings) -> Runtime:
    """The runtime that the settings describe: letters to folders, notices through apprise or to a file."""
    kommune = kommune_of(settings)
    office = office_from(settings)
    forms = DigitalForms(office.rulebook.post, office.rulebook.letterhead)
    return Runtime(
        office=office,
        store=FolderStore(settings.var / "dokumenter", keys_of(settings)),
        letters=ChannelByKanal(
            {
                Kanal.DIGITAL_POST: FolderChannel(settings.udbakke_mappe, forms),
                Kanal.FYSISK_POST: PrintingChannel(settings.var / "print"),
            }
        ),
        notices=NotifierByUrl(AppriseNotifier(), FileNotifier(settings.var / "notifikationer")),
        worker=f"{socket.gethostname()}:{os.getpid()}",
        link=lambda sagsnummer: f"{settings.adresse}/sager/{sagsnummer}",
        address_of=kommune.beskeder.get,
        lease=timedelta(seconds=settings.lease_sekunder),
        receipts=settings.kvitteringer_mappe,
        lokal=settings.lokal,
    )
