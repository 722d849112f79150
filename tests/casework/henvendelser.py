"""Rows of henvendelser as a file writes them, and a register to load them into."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casework.intake.indlaesning import Loaded, load_henvendelser
from casework.intake.indlaesning_fil import ReadRow, read_henvendelser
from casework.office import Office
from config.kommune import Kommune
from domain.calendar import COPENHAGEN

HEADING = "modtaget,kanal,navn,cpr,adresse,postnr,by,telefon,digital_post,adressebeskyttet,sprog,vaerge,mede,ansoegt,akut,tekst"
LOADED = datetime(2026, 2, 4, 12, tzinfo=COPENHAGEN)


def a_row(**changed: str) -> str:
    cells = {
        "modtaget": "2026-02-02T09:30",
        "kanal": "telefon",
        "navn": "Bo Testmand",
        "cpr": "6501850002",
        "adresse": "Prøvevej 1",
        "postnr": "9992",
        "by": "Eksempelsø",
        "telefon": "00 00 00 01",
        "digital_post": "ja",
        "adressebeskyttet": "nej",
        "sprog": "da",
        "vaerge": "",
        "mede": "hjemme",
        "ansoegt": "§85",
        "akut": "nej",
        "tekst": "Jeg kan ikke overskue min post.",
    } | changed
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in cells.values())


@dataclass
class Loading:
    office: Office
    kommune: Kommune
    folder: Path

    def of(self, *rows: str, heading: str = HEADING, encoding: str = "utf-8") -> Loaded:
        return self.of_bytes("\n".join([heading, *rows, ""]).encode(encoding))

    def of_bytes(self, content: bytes) -> Loaded:
        path = self.folder / "fil.csv"
        path.write_bytes(content)
        return self.of_rows(read_henvendelser(path).rows)

    def of_rows(self, rows: Sequence[ReadRow] | Iterator[ReadRow], now: datetime = LOADED) -> Loaded:
        return load_henvendelser(self.office, self.kommune, rows, now)


def counts(done: Loaded) -> tuple[int, int, int]:
    return done.nye, done.fandtes, done.ikke_indlaest
