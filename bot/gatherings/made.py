"""Formats that somebody made in chat: what she wrote is kept as her answers, sealed and read through the gate each time (S05).

So it goes with her key, with its programme, and when she takes it back. Every function works inside one unit of work.
"""

from datetime import datetime

from bot.timing.editions import Editions
from bot.timing.planning import tell_alone
from dialogs.talk.conversation import Status
from storage.groups import people, rounds, teams
from storage.groups.taking_part import participants
from storage.store import Unit
from storage.talks import answered, conversations, finding


def tell_changed(unit: Unit, editions: Editions, answer: int, now: datetime) -> None:
    """Tell who delivered already, once a day, that what she was asked was put in other words; she may leave hers as it is."""
    told_in = answered.conversation_of(unit, answer)
    kept = conversations.load(unit, told_in)
    running = rounds.load(unit, kept.round) if kept.round is not None else None
    if running is None or running.plan is None or running.plan.conversation != told_in or running.status != "open":
        return
    edition, team = editions.of(unit, running.format, running.version), teams.load(unit, running.team)
    there, planning = participants(unit, team.id), edition.dutch.planning
    for one in finding.all_in(unit, running.id) if edition.dutch.meets else ():
        if one.stage != planning and one.status is Status.SUBMITTED and one.person in there:
            person = people.load(unit, one.person)
            part = {"say": "planned.changed", "with": {"titel": edition.read_in(person.language).title}}
            key = f"changed {running.id} {one.person} {now.astimezone(team.zone).date()}"
            tell_alone(unit, person, team, key, part, now)
