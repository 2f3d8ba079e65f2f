"""Asking somebody whether to be quiet for a while, and being so when there is no reaction (X05). Nobody else hears of it."""

from datetime import datetime

from bot.editions import Editions
from bot.pausing import LONGEST, end_of_pause, pause
from bot.reaching import reached_at
from dialogs.cadence import resolve
from dialogs.conversation import Status
from dialogs.dates import day_in_words
from dialogs.timetable import next_day
from dialogs.workdays import EVERYDAY, next_allowed
from storage import conversations, outbox, people, teams
from storage.conversations import Conversation, Fresh
from storage.outbox import Message
from storage.people import Person
from storage.store import Unit

FIRST, AGAIN = 0, 1
"""Which time somebody is asked; the wording goes by it."""


def ask(unit: Unit, editions: Editions, person: Person, now: datetime, time: int) -> Conversation | None:
    """Begin the conversation in which somebody is asked; it closes by itself."""
    format_id = editions.library.for_silence()
    edition = editions.newest(format_id)
    stage, team = edition.dutch.stages[0], people.home_team(unit, person.id)
    assert stage.window.closes is not None
    closes = resolve(stage.window.closes, {"opening": now}, person.zone, teams.calendar_of(unit, team))
    fresh = Fresh(person.id, format_id, edition.version, stage.id, now, team=team, occasion=f"silence {now.isoformat()}",
                  variant=time, closes_at=closes, next_at=now)  # fmt: skip
    return conversations.begin_one(unit, fresh)


def settle(unit: Unit, editions: Editions, person: Person, conversation: Conversation, now: datetime) -> None:
    """Be quiet when somebody did not react to the question: four weeks, and after the second time as long as a pause may be."""
    if conversation.format != editions.library.for_silence() or conversation.status is not Status.EXPIRED:
        return
    until = end_of_pause(person, "four_weeks", now) if conversation.variant == FIRST else now + LONGEST
    until = pause(unit, person, until, now, asks=True).away_until or until
    if (to := reached_at(unit, person.id)) is None:
        return
    due = _free_day(unit, person, now)
    day = due.astimezone(person.zone).date()
    said = {"say": "pause.silent", "with": {"datum": day_in_words(until, person.zone, person.language)}}
    outbox.add(unit, Message(f"silent {conversation.id}", to, "notice", [said], due, person=person.id,
                             budget=f"{person.id} {day}"))  # fmt: skip


def _free_day(unit: Unit, person: Person, now: datetime) -> datetime:
    """Return the first allowed moment of a day on which nothing was said to her yet (N1, N2)."""
    moment = next_allowed(now, person.zone, EVERYDAY, person.quiet_days)
    while True:
        day = moment.astimezone(person.zone).date().isoformat()
        if not outbox.sent_in(unit, person.id, day, day):
            return moment
        moment = next_allowed(next_day(moment, person), person.zone, EVERYDAY, person.quiet_days)
