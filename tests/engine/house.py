"""A municipality on a disk of its own: its register, its staff, the people who turn to it, and what left it."""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from casework.office import Office
from casework.perform import perform, read_act
from casework.set_up import first_set_up, keys_of, office_from
from config.settings import Settings
from persistence.migrate import migrate
from persistence.outbox import OutboxState
from persistence.register import Register
from persistence.tables import Dokument, Medarbejder
from tests.tasks.letters import collect

# Fictive: nobody is born on such a day.
NAME, CPR, WORDS = "Sofie Prøvesen", "7203790003", "Jeg vil så gerne kunne sove om natten igen."
STAFF = (("sb1", "sagsbehandler"), ("leder1", "leder"), ("chef1", "chef"), ("drift1", "administrator"))


@dataclass(frozen=True)
class Left:
    """What left the house: letters by slug and case, and the keys of the notices, one for each line."""

    letters: Counter[tuple[str, str]]
    letter_keys: list[str]
    notice_keys: list[str]


# Digital Post goes to a CPR number: every citizen has one of their own.
_CITIZENS = count(1)


def a_house(settings: Settings) -> Settings:
    """The house has keys, a migrated register that says it is a demo, and staff."""
    first_set_up(settings)
    register = Register(settings.database_url, keys_of(settings))
    migrate(register)
    register.mark("demo", "ja")
    with register.write() as uow:
        for staff_id, rolle in STAFF:
            uow.add_later(Medarbejder(id=staff_id, navn=staff_id, rolle=rolle, team="voksen", email=None))
    register.engine.dispose()
    return settings


def a_cpr(number: int) -> str:
    """A fictive CPR number (day + 60), another for each number."""
    return f"{61 + number % 28}{1 + number // 28 % 12:02d}60{number // 336 % 1000:04d}"


def turn_to(office: Office, now: datetime, *, cpr: str | None = None, digital: bool = True) -> str:
    """A citizen has turned to the house; gives the case number."""
    borger = {"navn": NAME, "digital_post": digital, "adresse": "Prøvevej 1\n9992 Eksempelsø"}
    fields = {"borger": borger | {"cpr": cpr or a_cpr(next(_CITIZENS))}, "tekst": WORDS, "ansoegt": ["85"]}
    act = read_act("modtag_henvendelse", fields)
    done = perform(office, "modtag_henvendelse", act, forloeb_id=None, by="sb1", now=now)
    assert done.sagsnummer is not None
    return done.sagsnummer


def turn_to_many(settings: Settings, now: datetime, many: int, **how: bool) -> list[str]:
    """Many citizens have; gives their case numbers."""
    office = office_from(settings)
    try:
        return [turn_to(office, now, **how) for _ in range(many)]
    finally:
        office.register.engine.dispose()


def what_left(settings: Settings) -> Left:
    """Every whole letter in the folders, and every notice."""
    letters = [*collect(settings.var / "udbakke"), *collect(settings.var / "print")]
    notices = settings.var / "notifikationer" / "notifikationer.jsonl"
    lines = notices.read_text(encoding="utf-8").splitlines() if notices.exists() else []
    return Left(
        Counter((letter.envelope["slug"], letter.envelope["sagsnr"]) for letter in letters),
        [letter.envelope["key"] for letter in letters],
        [json.loads(line)["key"] for line in lines],
    )


def receipts_in(settings: Settings) -> Counter[str]:
    """How many kvitteringer lie in the folder for each case; a letter counts when its .json is there."""
    found = Counter[str]()
    for sidecar in (settings.var / "udbakke").glob("????-??-??/*-kvittering-*.json"):
        found[json.loads(sidecar.read_text(encoding="utf-8"))["sagsnr"]] += 1
    return found


def effects_left(settings: Settings) -> dict[str, int]:
    """How many effects are in each state but done."""
    with sqlite3.connect(settings.var / "sagsgang.sqlite3", timeout=30) as database:
        rows = database.execute("SELECT state, count(*) FROM outbox GROUP BY state").fetchall()
    return {state: count for state, count in rows if state != OutboxState.FAERDIG}


def letters_sent(settings: Settings) -> Counter[tuple[str, str]]:
    """The letters that the register says have left, by slug and case."""
    office = office_from(settings)
    with office.register.read() as uow:
        sent = Counter(
            (letter.brev, uow.cases.read(letter.forloeb_id).sag.nummer)
            for forloeb_id in uow.cases.all_forloeb_ids()
            for letter in uow.of_forloeb(Dokument, forloeb_id)
            if letter.sendt is not None
        )
    office.register.engine.dispose()
    return sent


def settings_in(folder: Path, **more: int) -> Settings:
    return Settings(var=folder / "var", lokal=folder / "lokal", **more)
