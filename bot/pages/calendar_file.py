"""Days as a calendar file, that any calendar program reads (RFC 5545)."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from bot.gatherings.calendars import Entry

MAKER = "-//Leerbot//Leerbot//NL"


def as_file(found: Sequence[Entry], host: str, zone: ZoneInfo, now: datetime) -> bytes:
    """Return entries as a calendar file, in the time zone of its reader; each keeps its id for good."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Leerbot")
    for one in found:
        event = Event()
        event.add("uid", f"{one.id}@{host}")
        event.add("sequence", one.version)
        event.add("dtstamp", now)
        starts = one.starts.astimezone(zone)
        event.add("dtstart", starts.date() if one.whole_day else starts)
        if one.lasts and not one.whole_day:
            event.add("dtend", (one.starts + one.lasts).astimezone(zone))
        event.add("summary", one.title)
        event.add("status", "CANCELLED" if one.called_off else "CONFIRMED")
        event.add("transp", "OPAQUE" if one.lasts and not one.whole_day else "TRANSPARENT")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    body: bytes = calendar.to_ical()
    return body
