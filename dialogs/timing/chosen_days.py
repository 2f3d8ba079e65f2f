"""What is said of a day that somebody names: it lies too near the last round, very far, or on no working day (S06)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from dialogs.answers.dates import Day, day_in_full
from dialogs.answers.kinds import Misunderstood, Unsure
from dialogs.language.asking import Far
from dialogs.language.parts import Question
from dialogs.talk.effects import Say, Tell, Value
from dialogs.talk.questions import base_of
from dialogs.timing.cadence import resolve
from dialogs.timing.plans import OPENING

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn


def first_day(question: Question, last: date | None) -> date | None:
    """Return the first day that lies far enough after the last round; None where any day does."""
    return last + timedelta(weeks=question.apart) if question.apart and last is not None else None


def refused(turn: "Turn", question: Question, value: Value | Unsure) -> Misunderstood | None:
    """Return why a day cannot be taken: it lies too near another, or is a free moment that she named just now (S52)."""
    named = value.perhaps if isinstance(value, Unsure) else value.chosen
    if question.free:
        others = (mark.chosen for key, mark in turn.state.marks.items() if key != question.id)
        return Misunderstood("named_already") if any(set(named) & set(one) for one in others) else None
    return _too_near(turn, question, value)


def _too_near(turn: "Turn", question: Question, value: Value | Unsure) -> Misunderstood | None:
    """Return why a day cannot be taken that lies too near the last round, or before another, with the first one that can."""
    first, before = first_day(question, turn.facts.last), turn.state.marks.get(question.no_earlier or "")
    named_before = before.chosen[0] if before is not None and before.chosen and question.no_earlier else None
    earliest = _day(turn, turn.question(question.no_earlier or ""), named_before) if named_before else None
    if first is None and earliest is None:
        return None
    named = value.perhaps if isinstance(value, Unsure) else value.chosen
    days = [day for one in named if (day := _day(turn, question, one)) is not None]
    if earliest is not None and days and max(days) < earliest:
        return Misunderstood("too_early", earliest)
    return Misunderstood("too_near", first) if first is not None and days and max(days) < first else None


def _day(turn: "Turn", question: Question, chosen: str) -> date | None:
    """Return the day that a choice means; a button beside it may mean none."""
    if chosen not in question.options:
        return Day.from_iso(chosen).day
    moment, facts = question.options[chosen].moment, turn.facts
    if moment is None:
        return None
    day = resolve(moment, {OPENING: facts.now}, facts.zone, facts.calendar).astimezone(facts.zone).date()
    return facts.calendar.first_free(day) if question.workday else day


def say_day_of(turn: "Turn", question: Question, chosen: str) -> None:
    """Say which day was chosen with a button beside it, as one that is typed is said in full too."""
    if chosen in question.options and (day := _day(turn, question, chosen)) is not None:
        turn.say("date.chosen", dag=day_in_full(day, turn.phrases.language))


def _is_far(day: date, since: date, far: Far) -> bool:
    """Whether a day lies far from today on either side, or long after a day of the round."""
    away = day - since if far.after else abs(day - since)
    return away > timedelta(weeks=far.weeks)


def speak_of(turn: "Turn", question: Question, iso: str) -> None:
    """Say in a friendly way, before a day counts, that it lies far away or that nobody works then."""
    day, far = Day.from_iso(iso).day, question.far
    if far is not None and (since := turn.facts.from_day(far.after)) and _is_far(day, since, far):
        turn.effects.append(Tell(("far", base_of(question.id))))
    if question.workday and not turn.facts.calendar.is_working_day(day):
        turn.effects.append(Say("date.no_workday"))
