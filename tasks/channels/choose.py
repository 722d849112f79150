"""Which way a letter or a notice goes."""

from collections.abc import Mapping

from domain.errors import Final
from tasks.channels.notification import Notification, Notifier
from tasks.channels.port import Envelope, LetterChannel, Receipt


class ChannelByKanal:
    """Sends each letter through the channel that its kanal names."""

    def __init__(self, channels: Mapping[str, LetterChannel]) -> None:
        self._channels = channels

    def send(self, envelope: Envelope) -> Receipt:
        channel = self._channels.get(envelope.kanal)
        if channel is None:
            raise Final("kanal_ukendt")
        return channel.send(envelope)

    def has_left(self, key: str) -> bool:
        return any(channel.has_left(key) for channel in self._channels.values())


class NotifierByUrl:
    """Sends to a person's own URL, and to the house's file when there is none."""

    def __init__(self, with_url: Notifier, without_url: Notifier) -> None:
        self._with_url = with_url
        self._without_url = without_url

    def send(self, notification: Notification) -> None:
        (self._with_url if notification.url else self._without_url).send(notification)
