"""Cadences that were turned on or off for a whole udfører: one case after the other follows."""

from casework.kadencer.udfoererkadencer import KIND, follow
from casework.sending.delivery import mark_done
from tasks.effects import Effect, attempt_each
from tasks.runtime import Runtime
from tasks.step import step


@step("slå kadencer til og fra")
def follow_udfoerere(effects: list[Effect]) -> None:
    """Each case has what its udfører has, in a transaction of its own."""
    attempt_each((effect for effect in effects if effect.kind == KIND), _follow)


def _follow(runtime: Runtime, effect: Effect) -> None:
    assert effect.forloeb_id is not None
    row_id = int(effect.payload["udfoererkadence"])
    follow(runtime.office, row_id, effect.forloeb_id, runtime.now(), effect.due_at)
    mark_done(runtime.office, effect.row_id, runtime.now())
