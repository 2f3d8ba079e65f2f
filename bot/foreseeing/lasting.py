"""How long it takes until a message has gone to all of a large group, told beforehand."""

from bot.outgoing.progress import LONG, minutes
from dialogs.saying.phrases import Phrases
from storage.outgoing import backlog
from storage.store import Unit


def lasts(unit: Unit, phrases: Phrases, team: str, rate: float) -> str | None:
    """Return how long a message to all of a group takes over Teams, at a rate a second; None when it is soon done."""
    many = backlog.reached_over(unit, team, "teams")
    if many / rate < LONG:
        return None
    return phrases.text("calendar.lasts", {"mensen": many, "aantal": minutes(many / rate)})
