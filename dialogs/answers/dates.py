"""Days in words: as the bot says them ("donderdag 12 maart"), and as people type them (spec §0.2, texts_nl §0).

Reading is generous and never sure of itself: whoever asks echoes the day in full and waits for a yes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from dialogs.answers.days_said import Unclear, read
from dialogs.answers.hours_said import time_said
from dialogs.saying.phrases import Language

FAR = timedelta(days=3660)
"""A day further away than this is taken for a slip."""

A_MOMENT = 5
"""How many words name a day and a time at most, such as "volgende week dinsdag 10 uur"."""

_HOUR: Mapping[Language, str] = {"nl": " 'om' HH:mm", "en": " 'at' HH:mm"}
_DAY_ALONE, _IN_FULL = "EEEE d MMMM", "EEEE d MMMM y"
_TIME = re.compile(r",?(?P<mark> om| at)? (?P<hour>\d{1,2})(?:(?P<sign>[:.])(?P<minute>\d\d))?(?P<unit> ?(?:uur|u|h))?$")


@dataclass(frozen=True, slots=True)
class Day:
    """A day that somebody named, with the time on the wall where one was named too."""

    day: date
    at: time | None = None

    def to_iso(self) -> str:
        """Return the day, and the time if there is one, as it is kept: ``2026-03-12T14:00``."""
        return self.day.isoformat() if self.at is None else datetime.combine(self.day, self.at).isoformat(timespec="minutes")

    @classmethod
    def from_iso(cls, kept: str) -> "Day":
        """Read what was kept; raises ValueError."""
        day, _, at = kept.partition("T")
        return cls(date.fromisoformat(day), time.fromisoformat(at) if at else None)

    def in_words(self, language: Language) -> str:
        """Return the day in full, so that it can be confirmed: "donderdag 12 maart 2026, 14:00"."""
        words = day_in_full(self.day, language)
        return words if self.at is None else f"{words}, {self.at:%H:%M}"


def day_in_words(moment: datetime, zone: ZoneInfo, language: Language, now: datetime | None = None) -> str:
    """Return the day of a moment on the wall of a place, written out; in another year than ``now`` with its year."""
    return format_date(moment.astimezone(zone).date(), _day_as_said(moment, zone, now), locale=language)


def hour_in_words(moment: datetime, zone: ZoneInfo, language: Language, now: datetime | None = None) -> str:
    """Return the day of a moment on the wall of a place with its hour: "donderdag 12 maart om 14:00".

    In another year than ``now`` the day stands there with its year.
    """
    return format_datetime(moment, _day_as_said(moment, zone, now) + _HOUR[language], tzinfo=zone, locale=language)


def in_another_year(moment: datetime, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a moment lies in another year than now, on the wall of a place."""
    return moment.astimezone(zone).year != now.astimezone(zone).year


def _day_as_said(moment: datetime, zone: ZoneInfo, now: datetime | None) -> str:
    return _IN_FULL if now is not None and in_another_year(moment, zone, now) else _DAY_ALONE


def day_in_full(day: date, language: Language) -> str:
    """Return a day with its year, so that it can be confirmed: "donderdag 12 maart 2026"."""
    return format_date(day, _IN_FULL, locale=language)


def weekday_in_words(weekday: int, language: Language) -> str:
    """Return what a day of the week is called; Monday is 0."""
    return format_date(date(2026, 1, 5 + weekday), "EEEE", locale=language)  # the fifth was a Monday


def parse_moment(text: str, today: date, *, back: bool = False) -> Day | Unclear:
    """Return the day that a text names, with the time where one stands behind it: "morgen om 14:00"."""
    said = " ".join(text.casefold().split()).rstrip("!?,;: ")
    if spoken := time_said(said):
        before, at = spoken
        day = parse_date(before, today, back=back)
        return Day(day, at) if isinstance(day, date) else day
    found = _TIME.search(said)
    if found is None or not (found["mark"] or found["sign"] == ":" or found["unit"]):
        day = parse_date(said, today, back=back)
        if isinstance(day, date):
            return Day(day)
        if found is None or found["sign"] != "." or day.reason != "no_day":  # "13.30" after a day is a time
            return day
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour > 23 or minute > 59:
        return Unclear("no_day")
    day = parse_date(said[: found.start()], today, back=back)
    return Day(day, time(hour, minute)) if isinstance(day, date) else day


def nearest(text: str, today: date) -> Day | Unclear:
    """Return the day that a text names, with its time if there is one: the nearest to today, ahead or behind."""
    ahead, behind = parse_moment(text, today), parse_moment(text, today, back=True)
    if isinstance(ahead, Day) and isinstance(behind, Day):
        return min(ahead, behind, key=lambda one: abs(one.day - today))
    return behind if isinstance(behind, Day) else ahead


def parse_date(text: str, today: date, *, back: bool = False) -> date | Unclear:
    """Return the day that a text names, from ``today`` on; with ``back`` until today, for what lies behind.

    A day without a year is the first one ahead (or behind). What can mean two days is Unclear, with both.
    """
    found = read(text, today, back=back)
    if not isinstance(found, date):
        return found
    if abs(found - today) > FAR:
        return Unclear("far")
    if back:
        return found if found <= today else Unclear("future", (found,))
    return found if found >= today else Unclear("past", (found,))


def day_ahead(text: str, today: date) -> date | Unclear:
    """Return the day until which something lasts: after today, and the later one where a text may mean two."""
    found = parse_date(text, today)
    if isinstance(found, Unclear) and found.reason == "several":
        return found.perhaps[-1]
    return Unclear("past", (today,)) if found == today else found


def names_a_day(text: str) -> bool:
    """Whether a text reads as a day at all, be it one that is past or does not exist."""
    return parse_date(text, date(2026, 1, 1)) != Unclear("no_day")


def names_a_moment(text: str) -> bool:
    """Whether a text reads as a day at all, with a time behind it or without."""
    return parse_moment(text, date(2026, 1, 1)) != Unclear("no_day")


def begins_with_a_day(text: str) -> bool:
    """Whether a few words begin with a day, so that they are meant as a moment, be it one that does not exist."""
    words = text.split()
    starts = (" ".join(words[:many]) for many in range(1, len(words) + 1))
    return len(words) <= A_MOMENT and any(names_a_moment(start) for start in starts)
