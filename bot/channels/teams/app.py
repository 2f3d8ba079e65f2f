"""The bot as Microsoft knows it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class App:
    """One app of one tenant, by their ids, and the password with which it logs in."""

    id: str
    tenant: str
    password: str = field(repr=False)
