"""A port that nobody listens on."""

import socket


def free_port() -> int:
    """A free port of this machine; taken again only by whoever asks for it next."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
