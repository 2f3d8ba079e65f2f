"""Leaving altogether: nothing more is asked, and the answers go or become the person's alone (S02, GE4)."""

from datetime import datetime

from bot.gatherings import asking_others, gone
from bot.incoming import keeping
from bot.outgoing.reaching import reached_at
from storage.groups import addresses, free_moments, people, planned_with
from storage.groups.people import Person
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy.erasing import erase_person
from storage.store import Unit
from storage.talks import ending
from storage.talks.undo import Undo

NO_LEAD = "no lead"
"""The kind of the message that tells an administrator that a group lost its lead."""


def leave_all(unit: Unit, person: Person, now: datetime, *, erase: bool) -> Undo:
    """Let somebody stop at once: what runs ends, what was planned is dropped; return how it stood before.

    With ``erase`` all of her is gone at once; without, her answers are hers alone until they are erased. Do this last in a
    unit of work: none of her conversations can be spoken of after it.
    """
    _tell_of_lead(unit, person, now)
    asking_others.ended(unit, person.id, now)
    free_moments.let_go(unit, person.id)
    gone.leaves_all(unit, person.id, now, named=not erase)
    if erase:
        erase_person(unit, person.id, now)
        return Undo("erased", now)
    settings = "consent", "away_until", "back_at", "back_asks", "month_at", "erase_at", "active"
    before = people.values_of(unit, person.id, *settings)
    ended = ending.withdraw_all(unit, person.id, now)
    _drop_planned(unit, person, now)
    planned_with.look_again_where_asked(unit, person.id, now)
    people.set_values(unit, person.id, consent="no", consent_at=now, away_until=None, back_at=None, month_at=None, active=None)
    shared = keeping.keep_for_herself(unit, person.id, now)
    return Undo("leave", now, before, shared.readers, ended)


def _drop_planned(unit: Unit, person: Person, now: datetime) -> None:
    """Drop what was to be said to her of the bot's own accord; how her texts stand in messages still changes along."""
    places = [f"{channel}:{external}" for channel, external in addresses.of(unit, person.id)]
    outbox.drop(unit, person.id, places, now)


def _tell_of_lead(unit: Unit, person: Person, now: datetime) -> None:
    """Tell the administrators of a group that nobody leads it any more (S02); of anybody else nobody is told."""
    for held in people.roles_of(unit, person.id):
        others = [one for one in people.members(unit, held.team, ("lead",)) if one.person != person.id]
        if held.role != "lead" or any(people.load(unit, one.person).consent != "no" for one in others):
            continue
        for admin in people.holders(unit, "admin"):
            if to := reached_at(unit, admin):
                recipe = [{"say": "lead.gone", "team": held.team}]
                key = f"lead gone {held.team} {admin} {now.isoformat()}"
                outbox.add(unit, Message(key, to, NO_LEAD, recipe, now, person=admin))
