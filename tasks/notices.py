"""Notices to staff and udførere: one row, one recipient, one call."""

from contextlib import suppress

from casework.notices import KIND as NOTICE
from casework.sending import mark_done
from domain.errors import AlreadySent
from tasks.channels.notification import Notification
from tasks.effects import Effect, attempt_each
from tasks.runtime import Runtime
from tasks.step import step


@step("send beskeder")
def send_notices(effects: list[Effect]) -> None:
    """Everybody has been told: case number, kind and a link, nothing else."""
    attempt_each((effect for effect in effects if effect.kind == NOTICE), _send)


def _send(runtime: Runtime, effect: Effect) -> None:
    # Without a case number it is about the house itself, and the link leads to all cases.
    sagsnr, art = str(effect.payload["sag"] or ""), str(effect.payload["art"])
    words = runtime.office.rulebook.notice_words(art)
    # A notice that left before its worker died is told, and only its mark is missing.
    with suppress(AlreadySent):
        runtime.notices.send(
            Notification(
                key=effect.key,
                url=runtime.address_of(str(effect.payload["til"])),
                sagsnr=sagsnr,
                kind=art,
                link=runtime.link(sagsnr),
                title=words.format(sag=sagsnr),
                body=f"{words.format(sag=sagsnr)}\n{runtime.link(sagsnr)}",
            )
        )
    mark_done(runtime.office, effect.row_id, runtime.now())
