"""Setting the stage: keys, tables, staff and udførere of the example municipality, in a register that says it is a demo."""

from casework.set_up import first_set_up, keys_of
from config.settings import Settings
from domain.errors import BrokenConfig, Fault
from persistence.migrate import migrate, pending, revisions
from persistence.register import Register
from persistence.tables import Medarbejder, Sag, Udfoerer
from sagsgang.demo.municipality import read_staff

DEMO = "demo"
_NOT_A_DEMO = "registeret er ikke et demoregister; giv demoen sin egen mappe (SAGSGANG_VAR)"


def prepare(settings: Settings) -> None:
    """The register is there with its staff and udførere, and says that it is a demo; twice changes nothing.

    Raises BrokenConfig, and has touched nothing, where the register holds cases that are not the demo's.
    """
    first_set_up(settings)
    register = Register(settings.database_url, keys_of(settings))
    try:
        if pending(register) != revisions():
            _require_no_cases(register)
        migrate(register)
        register.mark(DEMO, "ja")
        _seat(register)
    finally:
        register.engine.dispose()


def require_demo(register: Register) -> None:
    """The register says that it is a demo; raises BrokenConfig where it does not."""
    if not register.is_demo():
        raise BrokenConfig([Fault("demo", "", _NOT_A_DEMO)])


def _require_no_cases(register: Register) -> None:
    """A register that does not say so, but holds no case either, may become one."""
    with register.read() as uow:
        empty = not uow.count(Sag)
    if not empty:
        require_demo(register)


def _seat(register: Register) -> None:
    staff, providers = read_staff()
    with register.write() as uow:
        for who in staff:
            if uow.parties.medarbejder(who.id) is None:
                uow.add_later(
                    Medarbejder(
                        id=who.id,
                        navn=who.navn or who.id,
                        rolle=who.rolle.value,
                        team=who.team,
                        email=who.email,
                    )
                )
        for row in providers:
            if uow.parties.udfoerer(row.id) is None:
                uow.add_later(
                    Udfoerer(
                        id=row.id, navn=row.navn, cvr=row.cvr, email=row.email, paragraffer=row.paragraffer
                    )
                )
