"""Where somebody is reached."""

from bot.logs import log
from storage.groups import addresses
from storage.store import Unit


def reached_at(unit: Unit, person: str) -> str | None:
    """Return a person's address as ``channel:external``; None, with a line in the log, for somebody without one (GE14)."""
    for channel, external in addresses.of(unit, person):
        return f"{channel}:{external}"
    log.warning("person has no address", person=person)
    return None
