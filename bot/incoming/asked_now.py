"""What a button that opens something is about, as it is asked now: what was answered meanwhile is not asked again."""

import re
from datetime import datetime

from bot.incoming import belonging
from bot.incoming.doing import Doing
from bot.incoming.scenes import facts_of, replaced_in, scene_of
from bot.incoming.surroundings import Setting, setting_of
from bot.outgoing.conversing import Parts, draw_asked
from bot.timing.editions import Editions
from dialogs.saying.prompt import Prompt
from dialogs.talk.commands import plain
from dialogs.talk.effects import Manner
from dialogs.talk.progress import in_form, pending, question_at
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import conversations
from storage.talks.conversations import Conversation

FORM = "!form"
_OPENS = re.compile(r"c(?P<number>[0-9]{1,17})\.(?P<key>[^.]+)\.?")
"""The id of a form, or what stands before the options of a question."""


def asked_now(unit: Unit, editions: Editions, person: Person, opens: str, now: datetime) -> Prompt | None:
    """Return the form of a conversation with what stands open on it, or the question at which something is picked.

    None where that is over, or somebody else's.
    """
    named = _OPENS.fullmatch(opens)
    conversation = _hers(unit, editions, person, int(named["number"]), now) if named else None
    if named is None or conversation is None:
        return None
    setting = setting_of(unit, editions, person, conversation)
    facts = facts_of(unit, setting, now, {})
    key = pending(setting.stage, conversation.state, facts)
    if key is None or facts.closed:
        return None
    if named["key"] == FORM:
        return _drawn(unit, setting, key, "form", now) if in_form(setting.stage, conversation.state) else None
    return _drawn(unit, setting, key, "question", now) if named["key"] == key else None


def is_offered(
    unit: Unit, editions: Editions, person: Person, conversation: Conversation | None, text: str, now: datetime
) -> bool:  # fmt: skip
    """Whether a text is the label of an answer that is offered now: what can be tapped can be typed, whatever else it means."""
    if conversation is None or not conversation.running or conversation.state.held is not None:
        return False
    setting = setting_of(unit, editions, person, conversation)
    key = pending(setting.stage, conversation.state, facts_of(unit, setting, now, {}))
    labels = question_at(setting.stage, conversation.state, key).choices.values() if key is not None else ()
    return plain(text) in {plain(label) for label in labels}


def _hers(unit: Unit, editions: Editions, person: Person, number: int, now: datetime) -> Conversation | None:
    try:
        found = conversations.load(unit, number)
    except KeyError:
        return None
    takes = belonging.may_take(Doing(unit, editions, person, "", "", now), found)
    return found if found.person == person.id and found.running and takes else None


def _drawn(unit: Unit, setting: Setting, key: str, manner: Manner, now: datetime) -> Prompt:
    return draw_asked(unit, setting, scene_of(unit, setting, now, replaced_in(setting)), key, manner, Parts())
