"""The moments that somebody offers, of which whoever asks her something chooses one; nobody else can have it then (S52).

What she named last takes the place of what she offered before. Every function works inside one unit of work, and units that
look at the same moments come one after the other: who is second is offered what is left.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.gatherings.for_meetings import ToChoose
from bot.gatherings.on_a_day import OVER
from dialogs.answers.dates import Day, hour_in_words
from dialogs.answers.names import listed
from dialogs.language.stages import Stage
from dialogs.talk.conversation import Status
from dialogs.talk.effects import Ask, Effect
from dialogs.talk.questions import holds, split_key
from dialogs.timing.named_days import named
from dialogs.timing.timetable import free_from
from storage.groups import free_moments, people, teams
from storage.groups.partners import Together
from storage.groups.people import Person
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import answers, conversations
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing
    from bot.incoming.surroundings import Setting
    from bot.timing.editions import Editions

BUTTON = "free_"
"""How the button of a moment begins; its moment follows."""


def offered(unit: Unit, setting: "Setting", kept: Conversation, now: datetime, *, ended: bool) -> None:
    """Offer what somebody names as soon as she does, as it says above the question; nothing else, once she names one.

    What she named before in the same conversation stays as it is: she may have given it back meanwhile.
    """
    question, team = setting.stage.free, setting.team
    if question is None or team is None or kept.trial:
        return
    before, fresh, there = setting.conversation.state.marks, {}, []
    asked = holds(setting.stage, question, kept.state.marks, 0)  # who goes back and says no named none
    for key, mark in kept.state.marks.items() if asked else ():
        if split_key(key)[0] == question.id and mark.chosen:
            ids = answers.ids_in(unit, kept.id, [key], 0)
            if before.get(key) == mark:
                there += ids
            elif (day := named(question, mark, now, team)) is not None:
                fresh.update(dict.fromkeys(ids, day))
    stopped = asked and question.id not in kept.state.marks  # before she came to name any: what she offered stays
    if fresh or (ended and kept.status is Status.SUBMITTED and not there and not stopped):
        free_moments.offer(unit, kept.person, kept.format, fresh, beside=there)


def to_choose(
    unit: Unit, person: Person, stage: Stage, conversation: Conversation, team: Team, now: datetime
) -> ToChoose:  # fmt: skip
    """Return the moments of whom she chose as they are called: those that she was shown, or else what is left.

    Of what she was shown a number means the same one, however many others were first meanwhile; what is gone is known.
    """
    question, asked = stage.free_of, _whom(stage, conversation)
    if question is None or not asked:
        return ToChoose()
    format_id, shown = question.free_of or "", conversation.state.listed
    free = left(unit, person.id, asked, format_id, team, now)
    there = [_button(day) for day in free] if shown is None else shown
    names = {name: hour_in_words(_day_of(name), team.zone, person.language) for name in there}
    taken = [day for day in free_moments.named(unit, asked, format_id, now) if day not in free]
    gone = frozenset(_iso(day, team) for day in taken) | (set(there) - {_button(day) for day in free})
    return ToChoose(names, {name: _iso(_day_of(name), team) for name in there}, gone)


def as_shown(unit: Unit, setting: "Setting", kept: Conversation, done: Sequence[Effect], now: datetime) -> Conversation:
    """Return a conversation as it is kept once she was asked to choose a moment: with those that she is shown, in order."""
    question, team = setting.stage.free_of, setting.team
    asks = question is not None and any(isinstance(one, Ask) and split_key(one.key)[0] == question.id for one in done)
    if question is None or team is None or not asks:
        return kept
    asked = _whom(setting.stage, kept)
    free = left(unit, kept.person, asked, question.free_of or "", team, now) if asked else []
    return replace(kept, state=replace(kept.state, listed=tuple(_button(day) for day in free)))


def left(unit: Unit, asker: str, asked: str, format_id: str, team: Team, now: datetime) -> list[datetime]:
    """Return the moments of somebody that another one can choose: one rule, for who is shown them and who is told of them.

    None are left for who waits already for an answer of hers about a moment.
    """
    waits = free_moments.asks_already(unit, asker, asked, now)
    return [] if waits else open_now(unit, asked, format_id, team, now)


def open_now(unit: Unit, asked: str, format_id: str, team: Team, now: datetime) -> list[datetime]:
    """Return the moments of somebody that stand open, the first one first; none of who left the group or is away.

    They lie after the first day on which she can be asked, and are over before what else she does then begins, or begin after
    it.
    """
    hers = people.load(unit, asked)
    away = hers.away_until is not None and hers.away_until > now
    if team.id not in people.teams_of(unit, asked) or not hers.takes_part or away:
        return []
    first, taken = free_from(now, hers, team).astimezone(hers.zone).date(), free_moments.taken(unit, asked, now)
    named_days = free_moments.named(unit, asked, format_id, now)
    after = (day for day in named_days if day.astimezone(hers.zone).date() > first)
    return [day for day in after if all(abs(day - other) >= OVER for other in taken)]


def in_words(unit: Unit, setting: "Setting", now: datetime) -> str | None:
    """Return the moments that stand open of who is asked to name some, in a row; None where there are none."""
    if setting.team is None or setting.stage.free is None:
        return None
    language, zone = setting.person.language, setting.team.zone
    found = open_now(unit, setting.person.id, setting.format.id, setting.team, now)
    return listed([hour_in_words(day, zone, language) for day in found], language) or None


def chosen(unit: Unit, stage: Stage, kept: Conversation, asked: str, team: Team | None, now: datetime) -> datetime | None:
    """Return the moment that was chosen of those that somebody offers, while it is left; None where a day was typed."""
    question = stage.free_of
    mark = kept.state.marks.get(question.id) if question is not None else None
    if question is None or mark is None or not mark.chosen or team is None:
        return None
    day = named(question, mark, now, team)
    return day if day in left(unit, kept.person, asked, question.free_of or "", team, now) else None


def word_for_others(unit: Unit, editions: "Editions", person: Person, one: Together, now: datetime) -> str | None:
    """Return the word with which who asked chooses another moment of somebody who gave hers back; None where none is left."""
    came_of = conversations.load(unit, one.came_of)
    format, stage = editions.stage_of(unit, came_of, person.language)
    word = editions.word_for(format, person.language)
    if stage.free_of is None or came_of.team is None or word is None or person.id != one.asker:
        return None
    return word if left(unit, person.id, one.person, stage.free_of.free_of or "", teams.load(unit, came_of.team), now) else None


def ask_for_others(doing: "Doing", one: Together) -> None:
    """Say to who gave a moment back that she offered how she can offer others."""
    stage = doing.editions.stage_of(doing.unit, conversations.load(doing.unit, one.came_of), doing.person.language)[1]
    if one.person == doing.person.id and one.day is not None and stage.free_of is not None:
        _ask_anew(doing, stage.free_of.free_of or "")


def changed(doing: "Doing", answer_id: int) -> None:
    """Offer a moment no more that was put in other words, which nobody understands as a day; say how it is named anew."""
    if (format_id := free_moments.put_in_other_words(doing.unit, answer_id)) is not None:
        _ask_anew(doing, format_id)


def _ask_anew(doing: "Doing", format_id: str) -> None:
    format = doing.editions.newest(format_id).read_in(doing.person.language)
    doing.say("free.anew", {"woord": doing.editions.word_for(format, doing.person.language)})


def _whom(stage: Stage, conversation: Conversation) -> str:
    """Return whom she chose to ask; nobody is ""."""
    marks = (conversation.state.marks.get(question.id) for question in stage.asks)
    return next((mark.chosen[0] for mark in marks if mark is not None and mark.chosen), "")


def _button(day: datetime) -> str:
    return f"{BUTTON}{day.timestamp():.0f}"


def _day_of(button: str) -> datetime:
    return datetime.fromtimestamp(int(button.removeprefix(BUTTON)), UTC)


def _iso(moment: datetime, team: Team) -> str:
    wall = moment.astimezone(team.zone)
    return Day(wall.date(), wall.time()).to_iso()
