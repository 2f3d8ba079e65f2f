"""A plan that nobody made: a round as it would be without any further choice, to show beforehand what it asks (X08)."""

from collections.abc import Mapping
from datetime import datetime

from dialogs.answers.dates import Day
from dialogs.gatherings.for_meetings import around_a_day
from dialogs.gatherings.programmes import with_own_meetings
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.talk.conversation import Mark
from dialogs.talk.questions import holds
from dialogs.timing.chosen_days import first_day
from dialogs.timing.named_days import planned
from dialogs.timing.plans import Plan
from dialogs.timing.timetable import Place


def supposed(
    format: Format, now: datetime, place: Place, last: datetime | None, begun: datetime, chosen: Mapping[str, str] | None = None
) -> Plan:
    """Return the plan of a round that somebody plans now: the first day that may be, and the first of what can be chosen.

    ``chosen`` is what is chosen otherwise. Days count from the ``last`` round of its kind, or from when the group began.
    """
    marks: dict[str, Mark] = {}
    for question in format.plan.values():
        usual = format.meets and question.kind == "date" and not question.required  # a day beside that of the meeting
        one = (chosen or {}).get(question.id) or (None if usual else _first_of(question, now, place, last))
        if one is not None and holds(format.stages[0], question, marks, 0):
            marks[question.id] = Mark(answered=True, chosen=(one,))
    known = {name: mark.chosen for name, mark in marks.items()}
    days = around_a_day(format, planned(format, marks, now, place, last, begun), now)
    return with_own_meetings(format, Plan("", 0, known, moments=days), place, now)


def _first_of(question: Question, now: datetime, place: Place, last: datetime | None) -> str | None:
    """Return the first that can be chosen at a question; nobody is named, and nothing behind us is chosen."""
    if question.kind == "date" and not question.behind:
        today = now.astimezone(place.zone).date()
        soonest = place.calendar.shift(today, max(question.ahead, 1))
        after = first_day(question, last.astimezone(place.zone).date() if last else None)
        return Day(place.calendar.first_free(max(soonest, after or soonest))).to_iso()
    return next(iter(question.choices), None) if question.kind in {"choice", "yesno"} else None
