"""What goes to a group by itself around its meetings, and whose words who leads it may change first (X10). Pure.

A message has its place in a round: a stage with 0 for its announcement and 1, 2 for its reminders, or an agenda. What somebody
writes takes the place of its words; the sentences that tell a day, or what was named, stay below, and so do buttons and points.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from dialogs.checks.places import MEETING_DAY
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.saying.digest import quoted
from dialogs.saying.phrases import fill, slots_in
from dialogs.timing.cadence import Moment, resolve
from dialogs.timing.plans import OPENING, Plan, in_round, window_of
from dialogs.timing.timetable import Place, Running, reports

ONE_DAY_BEFORE = Moment.parse("opening - 1 workdays 09:00")
"""From when on it can be read and changed: the morning of the working day before it goes (X10)."""
DAYS = frozenset({MEETING_DAY, "datum_sluiting"})
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def ahead(format: Format, running: Running, plan: Plan, place: Place) -> Iterator[tuple[str, datetime]]:
    """Yield what goes to all of a group in a round by itself, by its place, and when (UTC); whoever gets it."""
    for stage in format.reached:
        window = window_of(stage, plan, running.opens_at, place)
        if not stage.for_all or window is None or not plan.holds(stage.only_if):
            continue
        asks = in_round(stage, plan)
        moments = ((window.opens, asks.invite), *((nudge, asks.remind) for nudge in window.nudges))
        for number, (moment, words) in enumerate(moments):
            if words:
                yield place_of(stage.id, number), moment
    for output, moment in reports(format, running, place):
        if output.kind == "agenda":
            yield output.id, moment


def place_of(stage: str, number: int) -> str:
    """Return the place of the announcement of a stage (0), or of one of its reminders."""
    return f"{stage}.{number}"


def readable_from(moment: datetime, place: Place) -> datetime:
    """Return from when on what goes at a moment can be read and changed by who leads the group (X10)."""
    return resolve(ONE_DAY_BEFORE, {OPENING: moment}, place.zone, place.calendar)


def stage_at(format: Format, place: str, plan: Plan) -> tuple[Stage, int] | None:
    """Return the stage in which a message asks, and its number; None for an agenda."""
    stage, dot, number = place.partition(".")
    return (in_round(format.stage(stage), plan), int(number)) if dot else None


def words_at(stage: Stage, number: int) -> str:
    """Return the words of the announcement of a stage (0), or of a reminder, as the format has them."""
    return (stage.remind if number else stage.invite) or ""


def reworded(words: str, changed: str, slots: Mapping[str, object], named: Collection[str]) -> str:
    """Return what somebody wrote in the place of the ``words`` of a format, above the sentences of it that stay.

    These tell a day, or what was ``named`` in the programme, as where the meeting is.
    """
    stays = [one for one in _SENTENCE.split(words) if slots_in(one) & {*DAYS, *named}]
    written = "\n".join(quoted(line) for line in changed.splitlines() if line.strip())
    return "\n\n".join([written, *([fill(" ".join(stays), slots)] if stays else [])])
