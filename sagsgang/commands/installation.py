"""What an installation needs before an act: settings, keys, tables and rules; or every fault at once."""

from datetime import UTC, datetime

from casework.adoption.i_kraft import heed
from casework.office import Office
from casework.set_up import first_set_up, keys_of, office_from, register_of
from config.settings import Settings, load_settings
from domain.errors import BrokenConfig, Fault
from persistence.migrate import migrate, pending, require_current, revisions
from persistence.register import Register


def the_office(*, only_look: bool = False) -> Office:
    """The office of the settings; on first use with keys and tables of its own.

    A difference between its rules and those the journal knows is journalled, unless somebody only looks.
    """
    settings = load_settings()
    prepare(settings)
    office = office_from(settings)
    # An empty register becomes one of ours; an older one is never changed without being asked.
    if pending(office.register) == revisions():
        migrate(office.register)
    require_current(office.register)
    return office if only_look else heed(office, settings.lokal, now())


def the_register() -> Register:
    """The register of the settings, of this version; no rule and no wording is read for it."""
    settings = load_settings()
    prepare(settings)
    register = register_of(settings)
    require_current(register)
    return register


def prepare(settings: Settings) -> None:
    """The folder for what lasts is there, with keys."""
    try:
        first_set_up(settings)
    except (FileExistsError, NotADirectoryError, PermissionError):
        raise BrokenConfig([Fault("SAGSGANG_VAR", "", "kan ikke bruges som mappe")]) from None
    keys_of(settings)


def now() -> datetime:
    """The clock is read here, at the edge."""
    return datetime.now(UTC)
