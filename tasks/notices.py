"""Notices to staff and udførere: one row, one recipient, one call; the morning's post gathers what waits."""

from contextlib import suppress

from casework.sending.delivery import mark_done
from casework.staff import morgenpost
from casework.staff.morgenpost import KIND as POST
from casework.staff.notices import KIND as NOTICE
from domain.errors import AlreadySent
from tasks.channels.notification import Notification
from tasks.effects import Effect, attempt_each
from tasks.morning_words import body_of, title_of
from tasks.runtime import Runtime
from tasks.step import step


@step("send beskeder")
def send_notices(effects: list[Effect]) -> None:
    """Everybody has been told: case number, kind and a link, nothing else."""
    attempt_each((effect for effect in effects if effect.kind == NOTICE), _send)
    attempt_each((effect for effect in effects if effect.kind == POST), _send_post)


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


def _send_post(runtime: Runtime, effect: Effect) -> None:
    """The person has one message about everything that waits for them, or will have it when the ladders are climbed.

    What is told is marked only after it has left: a worker that dies in between sends the same message under the
    same key again, which a notifier that knows keys (the file) drops and one that does not (apprise) sends twice.
    What was put in meanwhile makes it another message, with another key, that has everything in it once more.
    Nothing is ever marked that has not left.
    """
    til, now = str(effect.payload["til"]), runtime.now()
    if morgenpost.must_wait(runtime.office, til, now):
        morgenpost.wait(runtime.office, effect.row_id, now)
        return
    post = morgenpost.post_for(runtime.office, til, now)
    if post is None:
        mark_done(runtime.office, effect.row_id, now)
        return
    words = runtime.office.rulebook.notice_words
    with suppress(AlreadySent):
        runtime.notices.send(
            Notification(
                key=post.key,
                url=runtime.address_of(til),
                sagsnr="",
                kind=POST,
                link=runtime.link(""),
                title=title_of(post, words),
                body=body_of(post, words, runtime.link),
            )
        )
    morgenpost.mark_told(runtime.office, effect.row_id, til, post.line_ids, runtime.now())
