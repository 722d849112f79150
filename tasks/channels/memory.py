"""Letters kept in memory: the channel of scenarios."""

from domain.errors import AlreadySent, Final
from tasks.channels.notification import Notification
from tasks.channels.port import Envelope, Receipt, fingerprint


class MemoryChannel:
    def __init__(self) -> None:
        self._by_key: dict[str, Envelope] = {}

    @property
    def sent(self) -> tuple[Envelope, ...]:
        """Every letter that left, in the order they left."""
        return tuple(self._by_key.values())

    def send(self, envelope: Envelope) -> Receipt:
        """Remember the letter; the same key leaves once only."""
        earlier = self._by_key.get(envelope.key)
        if earlier is None:
            self._by_key[envelope.key] = envelope
            return Receipt("hukommelse", envelope.key)
        if fingerprint(earlier) != fingerprint(envelope):
            raise Final("noegle_genbrugt")
        raise AlreadySent("allerede_sendt")

    def has_left(self, key: str) -> bool:
        return key in self._by_key


class MemoryNotifier:
    """Keeps notices instead of sending them: each key once."""

    def __init__(self) -> None:
        self._told: dict[str, Notification] = {}

    @property
    def told(self) -> tuple[Notification, ...]:
        return tuple(self._told.values())

    def send(self, notification: Notification) -> None:
        """Keep the notice; the same key again changes nothing."""
        self._told.setdefault(notification.key, notification)
