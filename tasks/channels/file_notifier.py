"""Notices as lines in a file: for persons without a URL of their own."""

import json
import os
from pathlib import Path

from domain.errors import AlreadySent
from persistence.durable_files import full_disk_is_retryable, locked, make_folders, write_all
from tasks.channels.notification import Notification

FILE_NAME = "notifikationer.jsonl"


class FileNotifier:
    """Appends to var/notifikationer; only lines that end are lines, and each key has one.

    Remembers how far it has read, so that a thousand notices do not read the file a thousand times.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._seen: set[str] = set()
        self._read_to = 0

    def send(self, notification: Notification) -> None:
        with full_disk_is_retryable():
            make_folders(self._root)
            with locked(self._root / ".laas"):
                self._append(notification)

    def _append(self, notification: Notification) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        descriptor = os.open(self._root / FILE_NAME, flags, 0o600)
        try:
            self._read_on(descriptor)
            if notification.key in self._seen:
                raise AlreadySent("allerede_sendt")
            # What follows the last whole line was cut off by a kill or a full disk.
            os.ftruncate(descriptor, self._read_to)
            write_all(descriptor, _line(notification))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _read_on(self, descriptor: int) -> None:
        size = os.fstat(descriptor).st_size
        if size < self._read_to:  # somebody has emptied the file
            self._seen.clear()
            self._read_to = 0
        lines, newline, _ = os.pread(descriptor, size - self._read_to, self._read_to).rpartition(b"\n")
        self._seen.update(json.loads(line)["key"] for line in lines.splitlines())
        self._read_to += len(lines) + len(newline)


def _line(notification: Notification) -> bytes:
    facts = {
        "key": notification.key,
        "sagsnr": notification.sagsnr,
        "kind": notification.kind,
        "link": notification.link,
        "title": notification.title,
        "body": notification.body,
    }
    return json.dumps(facts, ensure_ascii=False).encode() + b"\n"
