"""The moments of one round: when somebody is asked, reminded and closed, and when its outputs go out (S03, X03, N1).

The bot plans by it; the preview and the dry run (X08) ask it too, so that there is one calendar.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.language.stages import Stage
from dialogs.language.windows import Window
from dialogs.timing.cadence import resolve
from dialogs.timing.nudges import Course
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import DAY_STARTS, EVERYDAY, WorkCalendar, next_allowed, same_time_on_a_free_day

TOO_LATE = timedelta(days=7)
"""A digest that could not go for so long does not go any more; what was shared comes with the next one (N5)."""

PUNCTUAL = timedelta(hours=1)
"""For how long something still comes at its moment, which the group chose itself."""


class Place(Protocol):
    """Where a group works, on which days, and until when it is not to be disturbed (X19)."""

    @property
    def zone(self) -> ZoneInfo: ...
    @property
    def calendar(self) -> WorkCalendar: ...
    @property
    def paused_until(self) -> datetime | None: ...


class Reached(Protocol):
    """Where somebody is, and when she is not to be disturbed."""

    @property
    def zone(self) -> ZoneInfo: ...
    @property
    def quiet_days(self) -> frozenset[int]: ...
    @property
    def away_until(self) -> datetime | None: ...


class Running(Protocol):
    """The moments of a round as it was opened."""

    @property
    def rhythm(self) -> str | None: ...
    @property
    def planned(self) -> datetime: ...
    @property
    def opens_at(self) -> datetime: ...
    @property
    def closes_at(self) -> datetime | None: ...
    @property
    def moments(self) -> Mapping[str, datetime]:
        """The days that were chosen for a planned round, and the ends of its stages."""
        ...

    def holds(self, only_if: Mapping[str, tuple[str, ...]]) -> bool:
        """Whether conditions on what was chosen for a planned round are met."""
        ...


def round_closes(format: Format, rhythm: str | None, planned: datetime, place: Place) -> datetime | None:
    """Return when a round closes: with the last of its stages."""
    windows = [format.window(stage, rhythm) for stage in format.stages]
    return max((moment for window in windows if (moment := closing(window, planned, place))), default=None)


def closing(window: Window, planned: datetime, place: Place) -> datetime | None:
    """Return when a stage closes; it counts from the planned opening, so that a holiday does not move it (S03)."""
    if window.closes is None:
        return None
    return resolve(window.closes, {"opening": planned}, place.zone, place.calendar)


def her_closing(stage: Stage, opens: datetime, first: datetime, closes: datetime | None) -> datetime | None:
    """Return when a stage closes for who is asked first at a moment: where silence means something, in its whole time (S06)."""
    return closes + (first - opens) if stage.silence and closes else closes


def undisturbed(closes: datetime, zone: ZoneInfo, place: Place) -> datetime:
    """Return when a time to decide ends: not on a day without work, but at that hour on the next working day (S06)."""
    wall = closes.astimezone(zone)
    return same_time_on_a_free_day(wall.date(), wall.time(), zone, place.calendar)


def courses(format: Format, running: Running, person: Reached, place: Place) -> Iterator[tuple[Stage, Course]]:
    """Yield what a round plans for one of the members: each stage that asks them, and its moments."""
    anchors = anchors_of(running)
    for stage in format.stages:
        window = format.window(stage, running.rhythm)
        opens = resolve(window.opens, anchors, place.zone, place.calendar)
        nudges = tuple(resolve(moment, anchors, place.zone, place.calendar) for moment in window.nudges)
        first = first_moment(opens, running.opens_at, person, place)
        yield stage, Course(first, her_closing(stage, opens, first, closing(window, running.planned, place)), nudges)


def anchors_of(running: Running) -> Mapping[str, datetime]:
    """Return the moments that everything in a round hangs on; they count from the planned opening."""
    found = {"opening": running.planned}
    if running.closes_at is not None:
        found["closing"] = running.closes_at
    return found


def first_moment(opens: datetime, opened: datetime, person: Reached, place: Place) -> datetime:
    """Return when a person is asked: at that time on her own wall, on the first day that is free for her (X03, N1)."""
    wall = opens.astimezone(place.zone)
    moment = same_time_on_a_free_day(wall.date(), wall.time(), person.zone, place.calendar, person.quiet_days)
    return max(moment, opened) if person.zone == place.zone else moment


def asked_at(stage: Stage, opens: datetime, person: Reached, place: Place, begins: datetime | None = None) -> datetime:
    """Return when somebody is asked in a stage that opens at a moment: punctually, or on the first day that is free for her.

    For who is asked in the place of another it ``begins`` later.
    """
    begins = begins or opens
    return begins if stage.punctual and still_punctual(opens, begins) else first_moment(begins, begins, person, place)


def free_at(stage: Stage, first: datetime, person: Reached, place: Place) -> datetime:
    """Return when who is to be asked ``first`` at a moment can be, if she is there: after a pause of her group (X19)."""
    if stage.punctual:
        return first
    return next_allowed(max(first, place.paused_until or first), person.zone, place.calendar, person.quiet_days)


def still_punctual(moment: datetime, now: datetime) -> bool:
    """Whether what was to come at its very moment can still come so; later it is late, and waits for who works (N1, N5)."""
    return timedelta() <= now - moment <= PUNCTUAL


def reports(format: Format, running: Running, place: Place) -> Iterator[tuple[Output, datetime]]:
    """Yield the outputs of a round, and when each goes out: on a day on which its group works (N1), or punctually.

    A weekday counts from the closing of the round, all else from its opening, or in a planned round from a day that was
    chosen or the end of a stage; an output that counts from what is not known yet is left out.
    """
    anchors = _anchors(running)
    closing = {"opening": anchors["closing"]}
    for output in format.outputs:
        known = closing if output.at.weekday is not None else anchors
        if output.at.anchor in known and running.holds(output.only_if):
            moment = resolve(output.at, known, place.zone, place.calendar)
            yield output, moment if output.punctual else next_allowed(moment, place.zone, place.calendar)


def awaited(format: Format, running: Running) -> list[Output]:
    """Return the outputs of a round that go out at a moment that is not known yet."""
    known = _anchors(running)
    unknown = (one for one in format.outputs if one.at.weekday is None and one.at.anchor not in known)
    return [output for output in unknown if running.holds(output.only_if)]


def _anchors(running: Running) -> dict[str, datetime]:
    return {"opening": running.opens_at, "closing": running.closes_at or running.opens_at, **running.moments}


def in_pause(opening: datetime, place: Place) -> bool:
    """Whether a round does not open, as its group pauses then; nobody catches up with it (X19, N5)."""
    return place.paused_until is not None and opening < place.paused_until


def at_work(moment: datetime, place: Place) -> datetime:
    """Return ``moment``, or the first later one at which a group may be spoken to: it works (N1), and does not pause (X19)."""
    return next_allowed(max(moment, place.paused_until or moment), place.zone, place.calendar)


def goes_out(moment: datetime, place: Place) -> datetime | None:
    """Return when a report that was planned for a moment goes out; None where a pause makes it too late (X19, N5)."""
    found = at_work(moment, place)
    return found if found - moment <= TOO_LATE else None


def free_from(moment: datetime, person: Reached, place: Place | None) -> datetime:
    """Return ``moment``, or the first later one at which this person may be disturbed about a group's matter (N1, N4, X19)."""
    if person.away_until is not None:
        moment = max(moment, person.away_until)
    if place is not None and place.paused_until is not None:
        moment = max(moment, place.paused_until)
    return next_allowed(moment, person.zone, place.calendar if place else EVERYDAY, person.quiet_days)


def first_working_morning(after: datetime, person: Reached, calendar: WorkCalendar) -> datetime:
    """Return the first morning after a moment that begins the working days of a month, in UTC (D5)."""
    first = after.astimezone(person.zone).date().replace(day=1)
    while True:
        morning = to_utc(calendar.first_free(first, person.quiet_days), DAY_STARTS, person.zone)
        if morning > after:
            return morning
        first = (first + timedelta(days=31)).replace(day=1)


def on_another_day(
    due: datetime, now: datetime, closes: datetime | None, person: Reached, place: Place | None
) -> datetime:  # fmt: skip
    """Return when something is said that did not fit in a day: on the next that is free, at the hour at which it was due (N2).

    So it takes that day from nothing that goes before it and is due earlier (C-36). Where it would be over by that hour, or
    that hour is not free, it is said as soon as it can be.
    """
    first = free_from(next_day(now, person), person, place)
    day, hour = first.astimezone(person.zone).date(), due.astimezone(person.zone).time()
    moment = max(first, to_utc(day, hour, person.zone))
    over = closes is not None and moment >= closes
    return first if over or free_from(moment, person, place) != moment else moment


def next_day(moment: datetime, person: Reached) -> datetime:
    """Return the midnight with which the day after ``moment`` begins for a person."""
    return moment.astimezone(person.zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
