"""The days of a person's groups: a page to read, a file for each, and an address that her own calendar reads (X01)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.gatherings.calendars import Entry, coming, entries
from bot.pages.door import Refused
from bot.timing.editions import Editions
from storage.groups import calendars, people
from storage.groups.people import Person
from storage.outgoing import pages
from storage.store import Unit

TYPE = "text/calendar"


def shown(unit: Unit, person: Person, *, editions: Editions, now: datetime) -> Mapping[str, object]:
    """Return the days that are coming for a person, and the address at which her calendar finds them."""
    token = calendars.token_of(unit, person.id)
    address = f"{editions.public_url}/pages/calendar/{token}.ics" if token else None
    return {"days": coming(entries(unit, editions, person, now), person, now), "address": address}


def renew(unit: Unit, *, session: str, now: datetime) -> None:
    """Give whose session it is another address; raises Refused where it is nobody's."""
    person = pages.person_of(unit, session, now)
    if person is None:
        raise Refused(403, "session")
    calendars.renew(unit, person.id)


def fed(unit: Unit, *, editions: Editions, token: str, host: str, now: datetime) -> bytes:
    """Return what stands in the calendar at an address; raises Refused for one that leads nowhere, or whose owner left."""
    person = calendars.whose(unit, token)
    if person is None:
        raise Refused(404, "unknown")
    if person.left_at is not None or not people.roles_of(unit, person.id):
        raise Refused(410, "left")
    return _as_file(entries(unit, editions, person, now), host, person, now)


def one(
    unit: Unit, person: Person, *, editions: Editions, entry: str, host: str, now: datetime
) -> tuple[str, str, bytes]:  # fmt: skip
    """Return one day as a file; raises Refused for one that is not hers."""
    found = [day for day in entries(unit, editions, person, now) if day.id == entry]
    if not found:
        raise Refused(404, "missing")
    return f"{entry}.ics", TYPE, _as_file(found, host, person, now)


def _as_file(found: Sequence[Entry], host: str, person: Person, now: datetime) -> bytes:
    from bot.pages.calendar_file import as_file  # noqa: PLC0415 - seven megabytes that most bots need not hold (goal P15)

    return as_file(found, host, person.zone, now)
