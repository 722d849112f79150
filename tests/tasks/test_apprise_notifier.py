"""Notices through apprise, to a real mail server and a real webhook on this machine."""

import email
import email.policy
import json
import logging
import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from apprise.plugins.email.base import NotifyEmail

from domain.errors import Final, Retryable
from tasks.channels.apprise_notifier import AppriseNotifier
from tasks.channels.notification import Notification

LINK = "https://sagsgang.example/sag/42"
RECIPIENT = "sagsbehandler@kommune.example"
TOKEN = "webhook-password"


def a_notification(url: str | None) -> Notification:
    return Notification(
        "17:paamindelse", url, "2026-0042", "svarfrist", LINK, "Sag 2026-0042", f"svarfrist: {LINK}"
    )


@dataclass
class MailBox:
    """Answers each mail with `answer`, and keeps those it took."""

    answer: str = "250 OK"
    asked: int = 0
    mails: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        self.asked += 1
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802 - the name aiosmtpd calls
        self.mails.append(envelope)
        return self.answer


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def mail_server(box: MailBox) -> Iterator[str]:
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield f"mailto://127.0.0.1:{controller.port}/?from=sagsgang@kommune.example&to={RECIPIENT}"
    finally:
        controller.stop()


@contextmanager
def webhook(status: int, bodies: list[bytes]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"json://127.0.0.1:{server.server_address[1]}/{TOKEN}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_mail_arrives_with_the_title_and_body_and_nothing_more() -> None:
    box = MailBox()
    with mail_server(box) as url:
        AppriseNotifier().send(a_notification(url))
    (taken,) = box.mails
    assert taken.rcpt_tos == [RECIPIENT]
    assert taken.content is not None
    mail = email.message_from_bytes(bytes(taken.content), policy=email.policy.default)  # type: ignore[arg-type]  # str only with decode_data
    assert mail["subject"] == "Sag 2026-0042"
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().split() == ["svarfrist:", LINK]


@pytest.mark.parametrize("answer", ["451 try later", "550 no such person"])
def test_a_refused_mail_is_retryable_and_tried_once(answer: str) -> None:
    box = MailBox(answer)
    with mail_server(box) as url, pytest.raises(Retryable, match="notifikation_afvist"):
        AppriseNotifier().send(a_notification(url))
    assert (box.asked, box.mails) == (1, [])


@pytest.mark.parametrize("wish", ["&optional=yes", "&retry=3&wait=0", "&optional=yes&retry=3&wait=0"])
def test_no_wish_in_the_url_hides_a_refusal_or_tries_again(wish: str) -> None:
    box = MailBox("451 try later")
    with mail_server(box) as url, pytest.raises(Retryable, match="notifikation_afvist"):
        AppriseNotifier().send(a_notification(url + wish))
    assert box.asked == 1


def test_a_refused_connection_is_retryable() -> None:
    with socket.socket() as nobody_listens:
        nobody_listens.bind(("127.0.0.1", 0))
        port = nobody_listens.getsockname()[1]
        with pytest.raises(Retryable, match="notifikation_afvist"):
            AppriseNotifier().send(
                a_notification(f"mailto://127.0.0.1:{port}/?from=a@b.example&to={RECIPIENT}")
            )


def test_a_webhook_gets_the_title_and_body() -> None:
    bodies: list[bytes] = []
    with webhook(200, bodies) as url:
        AppriseNotifier().send(a_notification(url))
    (body,) = map(json.loads, bodies)
    assert (body["title"], body["message"]) == ("Sag 2026-0042", f"svarfrist: {LINK}")


def test_a_webhook_that_fails_is_retryable() -> None:
    bodies: list[bytes] = []
    with webhook(500, bodies) as url, pytest.raises(Retryable, match="notifikation_afvist"):
        AppriseNotifier().send(a_notification(url))
    assert len(bodies) == 1


@pytest.mark.parametrize("url", [None, "", "nonsense", "mailtos://", "nosuchkind://127.0.0.1"])
def test_a_url_that_cannot_be_read_needs_a_person(url: str | None) -> None:
    with pytest.raises(Final, match="notifikation_adresse"):
        AppriseNotifier().send(a_notification(url))


def test_a_url_with_two_recipients_needs_a_person_and_reaches_nobody() -> None:
    box = MailBox()
    with mail_server(box) as url, pytest.raises(Final, match="notifikation_adresse"):
        AppriseNotifier().send(a_notification(f"{url},en.anden@kommune.example"))
    assert box.asked == 0


def test_two_urls_in_one_text_need_a_person_and_reach_nobody() -> None:
    bodies: list[bytes] = []
    with webhook(200, bodies) as url, pytest.raises(Final, match="notifikation_adresse"):
        AppriseNotifier().send(a_notification(f"{url}, {url}"))
    assert bodies == []


def fail_everywhere() -> list[Exception]:
    failures: list[Exception] = []
    with mail_server(MailBox("550 no such person")) as mail, webhook(500, []) as hook:
        for url in (mail, hook, f"mailtos://{RECIPIENT}:{TOKEN}@"):
            with pytest.raises((Retryable, Final)) as failed:
                AppriseNotifier().send(a_notification(url))
            failures.append(failed.value)
    return failures


def test_no_log_line_holds_an_address(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(1)
    for name in ("apprise", "urllib3.connectionpool"):
        caplog.set_level(1, name)
    with monkeypatch.context() as patch:
        for name in ("apprise", "urllib3.connectionpool"):
            patch.setattr(logging.getLogger(name), "filters", [])
        fail_everywhere()
        assert RECIPIENT in caplog.text
        assert TOKEN in caplog.text
    caplog.clear()
    fail_everywhere()
    ours = [record for record in caplog.records if not record.name.startswith("mail.")]
    assert not [record for record in ours if RECIPIENT in record.getMessage() or TOKEN in record.getMessage()]


def test_no_failure_holds_an_address() -> None:
    for failure in fail_everywhere():
        shown = "".join(traceback.format_exception(failure))
        assert failure.args[0] in shown
        assert RECIPIENT not in shown
        assert TOKEN not in shown


def test_mails_do_not_wait_for_each_other() -> None:
    assert NotifyEmail.request_rate_per_sec == 0
