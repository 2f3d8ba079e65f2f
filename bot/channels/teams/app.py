"""The bot as Microsoft knows it."""

from dataclasses import dataclass, field

NAME = "teams"
"""What the channel is called, in addresses too."""


@dataclass(frozen=True, slots=True)
class App:
    """One app of one tenant, by their ids, and the password with which it logs in."""

    id: str
    tenant: str
    password: str = field(repr=False)


RATE = 20
"""Calls a second of the app as a whole, where nothing else is set."""
HIGHEST = 45
"""The most that may be set: Teams takes 50 with what it makes several of itself, and calls that come closer together."""
