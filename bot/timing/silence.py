"""Asking somebody whether to be quiet for a while, and being so when there is no reaction (X05). Nobody else hears of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from bot.timing.planning import calendar_around
from bot.words.pausing import pause
from dialogs.answers.dates import day_in_words
from dialogs.settings import DEFAULTS, PER_WEEK
from dialogs.talk.conversation import Status
from dialogs.timing.cadence import resolve
from dialogs.timing.nudges import SILENT_ROUNDS, Due, left_out, was_agreed
from dialogs.timing.pauses import end_of_pause, longest_pause
from dialogs.timing.timetable import next_day
from dialogs.timing.workdays import next_allowed
from storage.groups import people, teams
from storage.groups.people import Person
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import conversations, finding
from storage.talks.conversations import Conversation, Fresh
from storage.timing import budget, participation
from storage.timing.participation import Trace

Ready = dict[int, tuple[Conversation, Due]]
"""What is due for somebody today, by conversation."""
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


def instead(unit: Unit, editions: Editions, person: Person, ready: Ready, now: datetime) -> Ready:
    """Return what is said today, with the one question in place of the prompts when somebody was silent three rounds (X05).

    While that question stands open, she is asked nothing else; only to what somebody planned for the group, as a check or
    the assignments of a leergroep, everybody is invited who does not pause (S06, S05, N4).
    """
    quiet = editions.library.for_silence()
    if not any(due.kind == "prompt" and (one.round is not None or one.format == quiet) for one, due in ready.values()):
        return ready
    traces = participation.traces(unit, person.id)
    asking = any(one.format == quiet and not one.ended for one in traces)
    if asking and (gone := _answered_by_acting(unit, person, quiet, now)) is not None:
        asking, ready = False, {id_: item for id_, item in ready.items() if id_ != gone}
    silent = [
        one
        for one, due in ready.values()
        if due.kind == "prompt" and one.round is not None and not is_agreed(editions, one)
        and (asking or (not _is_optional(editions, one) and _silent_rounds(traces, editions, one.format) >= SILENT_ROUNDS))
    ]  # fmt: skip
    for one in silent:
        course = left_out(one.course, now)
        conversations.save(unit, replace(one, prompted_at=course.prompted, nudged=course.nudged), one.closes_at)
    others = {id_: item for id_, item in ready.items() if item[0] not in silent}
    asked = ask(unit, editions, person, now, FIRST) if silent and not asking else None
    return others | ({asked.id: (asked, Due("prompt", now))} if asked else {})


def _answered_by_acting(unit: Unit, person: Person, quiet: str, now: datetime) -> int | None:
    """End the question when somebody reacted to something else since it was begun; return which it was."""
    asked = finding.unfinished(unit, person.id, quiet)
    if asked is None or not participation.touched_since(unit, person.id, asked.opens_at):
        return None
    conversations.save(unit, replace(asked, status=Status.SKIPPED, ended_at=now), None)
    return asked.id


def is_agreed(editions: Editions, one: Conversation) -> bool:
    """Whether somebody planned it for the group: a check, or what a leergroep prepares for its meetings (S06, S05)."""
    return was_agreed(editions.newest(one.format).dutch, optional=_is_optional(editions, one))


def _is_optional(editions: Editions, one: Conversation | Trace) -> bool:
    """Whether letting something go by says nothing, as the newest edition of its format has it."""
    return any(stage.optional for stage in editions.newest(one.format).dutch.stages if stage.id == one.stage)


def _silent_rounds(traces: Sequence[Trace], editions: Editions, format_id: str) -> int:
    """Return how many rounds of a format somebody has let go by since she last reacted to anything, or was asked about it.

    A round in which she was asked several things is one; a reaction to whatever of them, or to something else, is one.
    """
    quiet = editions.library.for_silence()
    reacted = [one.put_at if one.format == quiet and one.touched_at is None else one.touched_at for one in traces]
    last = max((moment for moment in reacted if moment is not None), default=None)
    let_go = (one for one in traces if one.format == format_id and one.ended and one.touched_at is None)
    silent = (one for one in let_go if not _is_optional(editions, one))
    heard = ((one.round, one.put_at) for one in silent if one.put_at is not None)
    return len({round_id for round_id, put in heard if round_id is not None and (last is None or put > last)})


def settle(unit: Unit, editions: Editions, person: Person, conversation: Conversation, now: datetime) -> None:
    """Be quiet when somebody did not react to the question: four weeks, and after the second time as long as a pause may be."""
    if conversation.format != editions.library.for_silence() or conversation.status is not Status.EXPIRED:
        return
    if participation.touched_since(unit, person.id, conversation.opens_at):
        return
    until = end_of_pause("four_weeks", now, person.zone) if conversation.variant == FIRST else longest_pause(now, person.zone)
    pause(unit, person, until, now, asks=True)
    if (to := reached_at(unit, person.id)) is None:
        return
    due = _free_day(unit, person, now)
    day = due.astimezone(person.zone).date()
    said = {"say": "pause.silent", "with": {"datum": day_in_words(until, person.zone, person.language)}, "in_pause": True}
    outbox.add(unit, Message(f"silent {conversation.id}", to, "notice", [said], due, person=person.id,
                             budget=budget.place_on(person.id, day)))  # fmt: skip


def _free_day(unit: Unit, person: Person, now: datetime) -> datetime:
    """Return the first allowed moment of a day on which nothing was said to her yet, in a week with room for it (N1, N2)."""
    calendar, home = calendar_around(unit, person), people.home_team(unit, person.id)
    in_a_week = (teams.load(unit, home).settings if home else DEFAULTS)[PER_WEEK]
    moment = next_allowed(now, person.zone, calendar, person.quiet_days)
    while True:
        day = moment.astimezone(person.zone).date()
        if not budget.sent_on(unit, person.id, day) and budget.sent_in_week(unit, person.id, day) < in_a_week:
            return moment
        moment = next_allowed(next_day(moment, person), person.zone, calendar, person.quiet_days)
