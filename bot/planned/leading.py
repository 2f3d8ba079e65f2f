"""Who leads which of the rounds that somebody planned and that are open now (GE7)."""

from bot.timing.editions import Editions
from storage.groups import people, rounds
from storage.groups.rounds import Round
from storage.store import Unit


def led_by(unit: Unit, editions: Editions, person_id: str) -> dict[str, Round]:
    """Return the newest open round that somebody planned in each group where this person could have."""
    found: dict[str, Round] = {}
    for held in people.roles_of(unit, person_id):
        for running in rounds.planned_in(unit, held.team):
            format = editions.of(unit, running.format, running.version).dutch
            if held.role in format.starts.by and running.id >= found.get(held.team, running).id:
                found[held.team] = running
    return found
