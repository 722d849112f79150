"""The night's steps: documents nobody knows, journals that must hold, cases that sleep, and what stands still."""

import logging
from datetime import timedelta

from casework import nightly
from casework.adoption import kalendere, ordlyde
from casework.nightly import BrokenChain, Standstill
from tasks.runtime import current
from tasks.step import step

log = logging.getLogger("sagsgang.nat")
# A document is stored before its row is written; a day is far longer than any step, and any clock that is wrong.
ORPHAN_AGE = timedelta(days=1)


@step("efterse journalerne")
def verify_journals() -> list[BrokenChain]:
    """The journals written to since last night hold; those that do not are given, logged and told of."""
    runtime = current()
    broken = nightly.verify_journals(runtime.office)
    for chain in broken:
        log.error("journal_brudt", extra={"sag": chain.sag_id, "nr": chain.nr})
    nightly.tell_of_broken(runtime.office, broken, runtime.now())
    return broken


@step("fjern dokumenter uden sag")
def sweep_orphans() -> int:
    """Documents that were stored by a step that was cut off, and that no row knows, are gone; says how many."""
    runtime = current()
    with runtime.office.register.read() as uow:
        known = uow.documents.known_files()
    swept = runtime.store.sweep_orphans(known, runtime.now() - ORPHAN_AGE)
    if swept:
        log.info("dokumenter_fjernet", extra={"antal": len(swept)})
    return len(swept)


@step("find forløb, hvor intet er planlagt")
def wake_sleeping() -> int:
    """Somebody has been asked to close, or to plan, each open forløb in which nothing is left to come."""
    runtime = current()
    woken = nightly.wake_sleeping(runtime.office, runtime.now())
    if woken:
        log.info("forloeb_uden_naeste_skridt", extra={"antal": woken})
    return woken


@step("se, om kalenderen rækker")
def look_at_calendars() -> list[str]:
    """From October on the administrator has been told where next year's holidays or closing days lack."""
    runtime = current()
    lacking = kalendere.warn_of_next_year(runtime.office, runtime.now())
    if lacking:
        log.warning("kalenderen_mangler", extra={"hvad": ",".join(lacking)})
    return lacking


@step("se, om kommunens egne breve kan bruges")
def look_at_letters() -> int:
    """The administrator has been told where the municipality's own letters could not be used at the next start; says how many faults."""
    runtime = current()
    faults = ordlyde.look_at_letters(runtime.office, runtime.lokal, runtime.now())
    if faults:
        log.error("egne_breve_kan_ikke_bruges", extra={"fejl": len(faults)})
    return len(faults)


@step("gør status på det, der venter")
def take_stock() -> Standstill:
    """What waits, has failed or stands still is known and logged as numbers."""
    runtime = current()
    stock = nightly.standstill(runtime.office, runtime.now())
    if stock.effects["fejlet"] or stock.overdue_steps:
        log.warning(
            "noget_staar_stille",
            extra={"fejlede": stock.effects["fejlet"], "trin_over_et_doegn": stock.overdue_steps},
        )
    return stock
