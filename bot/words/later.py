"""The moment at which something is asked again, when a person says "later" (spec §4.1)."""

from datetime import datetime, time, timedelta

from dialogs.talk.effects import Later
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import WorkCalendar, next_allowed
from storage.groups.people import Person

AFTERNOON = time(15)
MORNING = time(9, 30)


def moment_for(person: Person, calendar: WorkCalendar, until: Later, now: datetime) -> datetime:
    """Return the moment, within the hours in which the person may be disturbed, in UTC."""
    today = now.astimezone(person.zone).date()
    if until == "afternoon":
        wanted = max(to_utc(today, AFTERNOON, person.zone), now + timedelta(hours=1))
    else:
        days = 1 if until == "tomorrow" else 7
        wanted = to_utc(today + timedelta(days=days), MORNING, person.zone)
    return next_allowed(wanted, person.zone, calendar, person.quiet_days)
