"""A port of its own for each bot that a test starts, so that tests beside each other do not get in each other's way."""

import socket
from contextlib import suppress
from random import SystemRandom

OURS = range(12_000, 32_000)
"""Below those that a system gives out by itself: what looks for any port takes none of these between asking and using."""


def free_port() -> int:
    """Return a port on loopback on which nothing listens."""
    while True:
        port = SystemRandom().choice(OURS)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
