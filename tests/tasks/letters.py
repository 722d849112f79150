"""A letter in its envelope, and what a collector finds in the folder it empties."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.letters import Reader
from tasks.channels.port import Envelope

SENT_AT = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
CPR = "7112999999"
NAME = "Anna Afprøvning"
ADDRESS = ("Testvej 1", "9999 Prøveby")


def an_envelope(**changes: Any) -> Envelope:
    envelope = Envelope(
        key="17:partshoering",
        slug="partshoering",
        sagsnr="2026-0042",
        reader=Reader.BORGER,
        recipient_name=NAME,
        recipient_id=CPR,
        recipient_address=ADDRESS,
        kanal="digital_post",
        title="Vil du sige din mening?",
        pdf=b"%PDF " + b"letter" * 500,
        docx=b"PK " + b"letter" * 500,
        sent_at=SENT_AT,
    )
    return replace(envelope, **changes)


@dataclass(frozen=True)
class Collected:
    """One complete letter as it lies in the folder."""

    day: str
    stem: str
    envelope: dict[str, Any]


def collect(root: Path) -> list[Collected]:
    """Give every letter with a .json, after checking that both its files are whole."""
    letters = []
    for sidecar in sorted(root.glob("????-??-??/*.json")):
        facts = json.loads(sidecar.read_text(encoding="utf-8"))
        for name, sha256 in facts["sha256"].items():
            assert hashlib.sha256((sidecar.parent / name).read_bytes()).hexdigest() == sha256
        letters.append(Collected(sidecar.parent.name, sidecar.stem, facts))
    return letters


def files_for_collection(root: Path) -> list[Path]:
    return sorted(path for path in root.glob("????-??-??/*") if path.is_file())
