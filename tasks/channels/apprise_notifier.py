"""Notices through apprise: one message to one target, and no word about it in any log."""

import logging
import re

import apprise
from apprise.plugins.email.base import NotifyEmail

from domain.errors import Final, Retryable
from tasks.channels.notification import Notification

# apprise waits 5.5 seconds between mails otherwise; the mail server sets its own pace.
NotifyEmail.request_rate_per_sec = 0

_SECOND_URL = re.compile(r"[\s,]\w+://")

# apprise logs recipients, and urllib3 the path of a webhook, which is its password.
_LOGGERS_WITH_ADDRESSES = ("apprise", "urllib3.connectionpool")


def _drop(_: logging.LogRecord) -> bool:
    return False


for _name in _LOGGERS_WITH_ADDRESSES:
    logging.getLogger(_name).addFilter(_drop)


class AppriseNotifier:
    """Sends to the URL of the notice. A crash after sending sends again: the wire knows no keys."""

    def send(self, notification: Notification) -> None:
        outgoing = apprise.Apprise()
        outgoing.add(_target(notification.url))
        sent = outgoing.notify(
            title=notification.title, body=notification.body, body_format=apprise.NotifyFormat.TEXT
        )
        # None means that nobody was asked: a failure as much as False.
        if sent is not True:
            raise Retryable("notifikation_afvist")


def _target(url: str | None) -> apprise.NotifyBase:
    """Give the one target of the URL; a URL with several could be half sent, and then sent again to some."""
    target = apprise.Apprise.instantiate(url) if url and not _SECOND_URL.search(url) else None
    if target is None:
        raise Final("notifikation_adresse")
    # `?optional=yes` would report a refusal as sent, and `?retry=` sleep here: the outbox tries again.
    target.optional = False
    target.retry = 0
    if len(target) != 1:
        raise Final("notifikation_adresse")
    return target
