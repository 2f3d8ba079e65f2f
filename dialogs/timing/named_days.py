"""The days that somebody named or chose for a round that she plans, as moments (S06, S08). Pure."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from dialogs.answers.dates import Day
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.talk.conversation import Mark
from dialogs.talk.questions import split_key
from dialogs.timing.cadence import resolve
from dialogs.timing.plans import LAST, OPENING
from dialogs.timing.timetable import Place
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import DAY_STARTS


def planned(
    format: Format, marks: Mapping[str, Mark], now: datetime, place: Place, last: datetime | None, begun: datetime
) -> Mapping[str, datetime]:  # fmt: skip
    """Return the moments that were chosen for a round, by the question; a day without a time begins with its working hours.

    What was skipped may be known all the same, counted from the ``last`` round of its kind, or from when the group began.
    """
    found = {}
    for name, question, mark in _days_asked(format, marks):
        if mark is not None and mark.chosen:
            moment = named(question, mark, now, place)
        else:
            moment = unless_named(question, last, begun, place) if question.default else None
        if moment is not None:
            found[name] = moment
    return found


def _days_asked(format: Format, marks: Mapping[str, Mark]) -> Iterator[tuple[str, Question, Mark | None]]:
    """Yield each question of a plan that asks for a day, and what was answered, each further time of one that repeats too."""
    for name, question in format.plan.items():
        if question.kind == "date":
            yield name, question, marks.get(name)
            again = (key for key in marks if "#" in key and split_key(key)[0] == name)
            yield from ((key, question, marks[key]) for key in again)


def named(question: Question, mark: Mark, now: datetime, place: Place) -> datetime | None:
    """Return the moment that was named or chosen at a question for a day; a button beside it may mean none."""
    option = question.options.get(mark.chosen[0])
    if option is not None:
        moment = resolve(option.moment, {OPENING: now}, place.zone, place.calendar) if option.moment else None
        return _on_a_workday(moment, place) if moment is not None and question.workday else moment
    day = Day.from_iso(mark.chosen[0])
    return to_utc(day.day, day.at or DAY_STARTS, place.zone)


def names_an_hour(question: Question, mark: Mark) -> bool:
    """Whether an hour was named with a day, or chosen with a moment; a button beside it names none."""
    return mark.chosen[0] not in question.options and Day.from_iso(mark.chosen[0]).at is not None


def _on_a_workday(moment: datetime, place: Place) -> datetime:
    """Return a moment of which nobody named the hour, at an hour and on a day at which the group works."""
    wall = moment.astimezone(place.zone)
    at = wall.time() if place.calendar.starts <= wall.time() < place.calendar.ends else place.calendar.starts
    return to_utc(place.calendar.first_free(wall.date()), at, place.zone)


def unless_named(question: Question, last: datetime | None, begun: datetime, place: Place) -> datetime:
    """Return the moment that a day means that nobody named: before the first round, that on which the group began."""
    assert question.default is not None
    return begun if last is None else resolve(question.default, {LAST: last}, place.zone, place.calendar)
