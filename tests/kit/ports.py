"""A port of its own for each bot that a test starts, so that tests beside each other do not get in each other's way."""

import socket


def free_port() -> int:
    """Return a port on loopback on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
