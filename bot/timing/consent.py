"""Asking again when the explanation of privacy has changed; until then nobody is asked anything else (S01)."""

from datetime import datetime

from bot.incoming.beginning import invitation
from bot.timing.editions import Editions
from storage.groups import people
from storage.store import Unit
from storage.talks import conversations


def ask_again_when_changed(unit: Unit, editions: Editions, now: datetime) -> int:
    """Plan the question for everybody who agreed to an older explanation; returns how many people that are."""
    version = editions.phrases("nl").text("privacy.version")
    found = people.agreed_to_another(unit, version)
    format_id = editions.library.for_renewal()
    for person in found:
        people.set_values(unit, person.id, consent="renew")
        team = people.home_team(unit, person.id)
        fresh = invitation(unit, editions, person, format_id, team, f"privacy {version}", now)
        conversations.begin(unit, [fresh])
    return len(found)
