"""An office on a register, and a case in it, made through the same door as in the house."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from threading import Barrier
from typing import Any, TypeVar

from casework.office import Office
from casework.perform import perform, read_act
from config.loader import load_rulebook
from domain.calendar import COPENHAGEN
from domain.rulebook import Rulebook
from persistence.keys import Keys
from persistence.register import Register
from persistence.tables import Borger, Medarbejder, Sag
from persistence.unit_of_work import UnitOfWork

KEYS = Keys.fixed(b"proeve")
MONDAY = datetime(2026, 3, 2, 10, tzinfo=COPENHAGEN)
# How long a thread may take before the test says that it never came.
LIMIT = 30
Result = TypeVar("Result")


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


def an_office(register: Register) -> Office:
    numbers = count(1)
    with register.write() as uow:
        for staff, role in (("sb1", "sagsbehandler"), ("leder1", "leder"), ("chef1", "chef")):
            uow.add_later(Medarbejder(id=staff, navn=staff, rolle=role, team="voksen"))
    return Office(register, rulebook(), lambda: f"{next(numbers):032x}")


def henvend(office: Office, now: datetime = MONDAY, tekst: str = "Jeg søger støtte.", **borger: Any) -> int:
    """A citizen has turned to the municipality; gives the forløb."""
    fields = {"borger": {"navn": "Bo Testmand", **borger}, "tekst": tekst, "ansoegt": ["85"]}
    act = read_act("modtag_henvendelse", fields)
    forloeb_id = perform(office, "modtag_henvendelse", act, forloeb_id=None, by="sb1", now=now).forloeb_id
    assert forloeb_id is not None
    return forloeb_id


def contact(office: Office, forloeb_id: int, minutes: int = 0) -> None:
    """The citizen has been spoken to."""
    act = read_act("registrer_kontakt", {"notat": "Vi talte sammen."})
    now = MONDAY + timedelta(minutes=minutes)
    perform(office, "registrer_kontakt", act, forloeb_id=forloeb_id, by="sb1", now=now)


def a_sag(uow: UnitOfWork, nummer: str = "S-2026-00001") -> Sag:
    borger = uow.add(Borger(navn="Bo Testmand", digital_post=True, adressebeskyttet=False))
    return uow.add(Sag(nummer=nummer, borger_id=borger.id, team="voksen", oprettet=MONDAY))


def tell(uow: UnitOfWork, sag: Sag | None, tekst: str, minutes: int = 0) -> None:
    """One entry more stands in the sag's journal; in the house's where there is no sag."""
    moment = MONDAY + timedelta(minutes=minutes)
    uow.journal.append(
        sag,
        None,
        event="kontakt_registreret",
        about="kontakt",
        detail={"notat": tekst},
        actor="sb1",
        due_at=moment,
        done_at=moment,
    )


def at_once(*jobs: Callable[[], Result]) -> list[Result | Exception]:
    """What each job gave or raised, all begun at the same moment in threads of their own."""
    barrier = Barrier(len(jobs), timeout=LIMIT)

    def run(job: Callable[[], Result]) -> Result | Exception:
        barrier.wait()
        try:
            return job()
        except Exception as error:  # noqa: BLE001 - what was raised is what the test asks about
            return error

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result(LIMIT) for future in [pool.submit(run, job) for job in jobs]]
