"""The moment at which something is asked again, when a person says "later" (spec §4.1)."""

from datetime import datetime, time, timedelta

from dialogs.talk.conversation import LATER, USUAL, Later
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import WorkCalendar, next_allowed
from storage.groups.people import Person

AFTERNOON = time(15)
MORNING = time(9, 30)


def before_closing(person: Person, calendar: WorkCalendar, closes: datetime | None, now: datetime) -> tuple[Later, ...]:
    """Return the moments that can be offered: those before it closes, or else in an hour; all of them where it never does."""
    if closes is None:
        return USUAL
    fit = tuple(one for one in LATER.values() if moment_for(person, calendar, one, now) < closes)
    usual = tuple(one for one in fit if one in USUAL)
    return usual or fit


def moment_for(person: Person, calendar: WorkCalendar, until: Later, now: datetime) -> datetime:
    """Return the moment, within the hours in which the person may be disturbed, in UTC."""
    today = now.astimezone(person.zone).date()
    if until == "hour":
        return next_allowed(now + timedelta(hours=1), person.zone, calendar, person.quiet_days)
    if until == "afternoon":
        wanted = max(to_utc(today, AFTERNOON, person.zone), now + timedelta(hours=1))
    else:
        days = 1 if until == "tomorrow" else 7
        wanted = to_utc(today + timedelta(days=days), MORNING, person.zone)
    return next_allowed(wanted, person.zone, calendar, person.quiet_days)
