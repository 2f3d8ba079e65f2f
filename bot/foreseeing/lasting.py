"""How long it takes until a message has gone to all of a large group, told beforehand."""

from collections.abc import Mapping

from bot.outgoing.progress import LONG, minutes
from dialogs.saying.phrases import Phrases
from storage.outgoing import backlog
from storage.store import Unit

CALLED = {"teams": "Teams", "mattermost": "Mattermost"}


def lasts(unit: Unit, phrases: Phrases, team: str, rates: Mapping[str, float]) -> list[str]:
    """Return how long a message to all of a group takes over each channel, at its rate a second, where that is long."""
    counted = [(channel, backlog.reached_over(unit, team, channel), rate) for channel, rate in rates.items()]
    return [
        phrases.text("calendar.lasts", {"mensen": many, "platform": CALLED[channel], "aantal": minutes(many / rate)})
        for channel, many, rate in counted
        if many / rate >= LONG
    ]
