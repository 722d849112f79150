"""Phase entries off the outbox: what is the same for every phase's steps."""

from collections.abc import Callable

from casework.acts.tjekliste import lay_out
from casework.forloeb import OpenForloeb, open_forloeb
from casework.office import SYSTEM
from casework.sending.delivery import mark_done
from tasks.effects import Effect, attempt_each
from tasks.runtime import Runtime
from tasks.step import step


def for_each_forloeb(entries: list[Effect], do: Callable[[OpenForloeb], object]) -> list[Effect]:
    """Each forløb that is still in the phase it entered has had it done, in a transaction of its own.

    Gives the entries that may go on; one that failed waits in the outbox.
    """

    def act(runtime: Runtime, effect: Effect) -> None:
        assert effect.forloeb_id is not None
        with runtime.office.register.write() as uow:
            forloeb = open_forloeb(
                runtime.office,
                uow,
                effect.forloeb_id,
                actor=SYSTEM,
                now=runtime.now(),
                due_at=effect.due_at,
            )
            if forloeb.is_open and forloeb.fase == effect.payload["fase"]:
                do(forloeb)

    return attempt_each(entries, act)


@step("læg tjeklisten frem")
def lay_out_checklist(entries: list[Effect]) -> list[Effect]:
    """Every item of the phase stands in the forløb's checklist."""
    return for_each_forloeb(entries, lay_out)


@step("luk indgangene")
def finish(entries: list[Effect]) -> list[Effect]:
    """The entries are done, and will not be taken again."""
    return attempt_each(
        entries, lambda runtime, effect: mark_done(runtime.office, effect.row_id, runtime.now())
    )
