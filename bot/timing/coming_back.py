"""What is said when a pause is over: one line with what stands open, or the question whether to stay quiet (S02, GE2, X05)."""

from dataclasses import replace
from datetime import datetime

from bot.outgoing.open_matters import open_matters
from bot.outgoing.reaching import reached_at
from bot.timing import silence
from bot.timing.editions import Editions
from bot.timing.planning import free_day, next_moment
from bot.words.pausing import end_pause
from storage.groups import people, teams
from storage.groups.people import Person
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import conversations
from storage.talks.conversations import Conversation
from storage.timing import budget


def come_back(unit: Unit, editions: Editions, person_id: str, now: datetime) -> None:
    """Say one line to somebody whose pause is over, on that day or the next allowed one, with what stands open (GE2)."""
    person = people.load(unit, person_id)
    team_id, to = people.home_team(unit, person_id), reached_at(unit, person_id)
    if not person.takes_part or to is None:
        end_pause(unit, person)
        return
    team = teams.load(unit, team_id) if team_id else None
    if (free := free_day(unit, person, team, now)) > now:
        people.set_values(unit, person_id, back_at=free)
        return
    asks = people.values_of(unit, person_id, "back_asks")["back_asks"]
    person = end_pause(unit, person)
    if asks:
        for one in open_matters(unit, person, now):
            agreed = silence.is_agreed(editions, one)  # to that everybody is invited who does not pause
            left = replace(one, not_before=now) if agreed else replace(one, prompted_at=now, nudged=len(one.nudges))
            conversations.save(unit, left, now if agreed else one.closes_at)
        silence.ask(unit, editions, person, now, silence.AGAIN)
        return
    found = open_matters(unit, person, now)
    recipe = [{"back": [one.id for one in found]}]
    outbox.add(unit, Message(f"back {person_id} {now.isoformat()}", to, "back", recipe, now, person=person_id,
                             budget=budget.place_on(person_id, now.astimezone(person.zone).date())))  # fmt: skip
    for one in found:
        told(unit, editions, person, one, now)


def told(unit: Unit, editions: Editions, person: Person, one: Conversation, now: datetime) -> bool:
    """Remember that somebody heard of what stands open, so that the question does not follow on its heels; whether it may not.

    Where her silence means something she is asked all the same: her time to decide begins with the question itself (S06).
    """
    if editions.stage_of(unit, one, "nl")[1].silence and one.prompted_at is None:
        return False
    kept = replace(one, prompted_at=one.prompted_at or now)
    team = teams.load(unit, one.team) if one.team else None
    conversations.save(unit, kept, next_moment(kept, person, team))
    return True
