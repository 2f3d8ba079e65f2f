"""Which day a text names, in Dutch or in English: "volgende week dinsdag", "12-3", "over twee weken" (spec §0.2)."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

_WORDS: Mapping[str, str] = {
    "vandaag": "t+0", "today": "t+0", "morgen": "t+1", "tomorrow": "t+1", "overmorgen": "t+2",
    "gisteren": "t-1", "yesterday": "t-1", "eergisteren": "t-2",
    "maandag": "w0", "ma": "w0", "monday": "w0", "mon": "w0", "dinsdag": "w1", "di": "w1", "tuesday": "w1", "tue": "w1",
    "woensdag": "w2", "wo": "w2", "wednesday": "w2", "wed": "w2", "donderdag": "w3", "do": "w3", "thursday": "w3", "thu": "w3",
    "vrijdag": "w4", "vr": "w4", "friday": "w4", "fri": "w4", "zaterdag": "w5", "za": "w5", "saturday": "w5", "sat": "w5",
    "zondag": "w6", "zo": "w6", "sunday": "w6", "sun": "w6",
    "januari": "m1", "january": "m1", "jan": "m1", "februari": "m2", "february": "m2", "feb": "m2", "maart": "m3",
    "march": "m3", "mrt": "m3", "mar": "m3", "april": "m4", "apr": "m4", "mei": "m5", "may": "m5", "juni": "m6",
    "june": "m6", "jun": "m6", "juli": "m7", "july": "m7", "jul": "m7", "augustus": "m8", "august": "m8", "aug": "m8",
    "september": "m9", "sep": "m9", "sept": "m9", "oktober": "m10", "october": "m10", "okt": "m10", "oct": "m10",
    "november": "m11", "nov": "m11", "december": "m12", "dec": "m12",
    "een": "1", "één": "1", "a": "1", "an": "1", "one": "1", "twee": "2", "two": "2", "drie": "3", "three": "3", "vier": "4",
    "four": "4", "vijf": "5", "five": "5", "zes": "6", "six": "6", "zeven": "7", "seven": "7", "acht": "8", "eight": "8",
    "negen": "9", "nine": "9", "tien": "10", "ten": "10", "elf": "11", "eleven": "11", "twaalf": "12", "twelve": "12",
    "dag": "day", "dagen": "day", "day": "day", "days": "day", "week": "week", "weken": "week", "weeks": "week",
    "maand": "month", "maanden": "month", "month": "month", "months": "month",
    "over": "in", "in": "in", "geleden": "ago", "ago": "ago",
    "volgende": "next", "volgend": "next", "next": "next", "deze": "this", "dit": "this", "this": "this",
    "vorige": "last", "vorig": "last", "afgelopen": "last", "last": "last",
    "komende": "coming", "aanstaande": "coming", "aankomende": "coming", "as": "coming", "coming": "coming",
    "begin": "start", "start": "start", "half": "middle", "medio": "middle", "midden": "middle", "mid": "middle",
    "eind": "end", "einde": "end", "end": "end",
    "op": "", "de": "", "het": "", "the": "", "of": "", "on": "", "van": "",
    "e": "", "ste": "", "th": "", "st": "", "nd": "", "rd": "",
}  # fmt: skip
"""What people type, and the sign it is read as; what is nothing is left out."""
_PHRASES = {"the day after tomorrow": "overmorgen", "day after tomorrow": "overmorgen", "a.s.": "as"}
_PIECES = re.compile(r"[0-9]+|[^\W\d_]+|[-/.]")
_ISO = re.compile(r"([12]\d{3})-(\d{1,2})-(\d{1,2})")

Reason = Literal["no_day", "no_such_day", "past", "future", "far", "several", "weekday", "no_time"]


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a text is not one day; ``perhaps`` are the days that it may mean."""

    reason: Reason
    perhaps: tuple[date, ...] = ()


def read(text: str, today: date, *, back: bool) -> date | Unclear:
    """Return the day that a text names; of what lies on either side of ``today`` the one ahead, or with ``back`` behind."""
    said = " ".join(text.casefold().split()).rstrip(".!?,;: ")
    for phrase, word in _PHRASES.items():
        said = said.replace(phrase, word)
    if iso := _ISO.fullmatch(said):
        return _that_day(int(iso[1]), int(iso[2]), int(iso[3]))
    signs = [_WORDS.get(piece, piece) for piece in _PIECES.findall(said)]
    signed = " ".join(sign for sign in signs if sign)
    for pattern, meaning in _RULES:
        if found := pattern.fullmatch(signed):
            return meaning(found, today, back)
    return Unclear("no_day")


def _that_day(year: int, month: int, day: int) -> date | Unclear:
    try:
        return date(year, month, day)
    except ValueError:
        return Unclear("no_such_day")


def _from_today(found: re.Match[str], today: date, _back: bool) -> date:
    return today + timedelta(days=int(found["days"]))


def _calendar_day(found: re.Match[str], today: date, back: bool) -> date | Unclear:
    """Return "donderdag 12 maart", "12-3" or "de 12e": the nearest such day, or the one of the year that is named."""
    groups = found.groupdict()
    month = int(groups["month"]) if groups.get("month") else None
    if year := groups.get("year"):
        day = _that_day(int(year) + (2000 if len(year) == 2 else 0), month or 0, int(found["day"]))
    else:
        day = _nearest(today, back, month, int(found["day"]))
    weekday = groups.get("weekday")
    if isinstance(day, date) and weekday and day.weekday() != int(weekday):
        return Unclear("weekday", (day,))
    return day


def _nearest(today: date, back: bool, month: int | None, day: int) -> date | Unclear:
    """Return the nearest day of this number, in a month that is named or any, ahead or behind; a leap day may be years off."""
    pace = -1 if back else 1
    for months in range(0, pace * 12 * 9, pace):
        year, there = divmod(today.year * 12 + today.month - 1 + months, 12)
        if month not in {None, there + 1}:
            continue
        found = _that_day(year, there + 1, day)
        if isinstance(found, date) and (found <= today if back else found >= today):
            return found
    return Unclear("no_such_day")


def _months_on(today: date, months: int) -> date:
    """Return the same day so many months on, or the last day of a month that is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _so_far_off(found: re.Match[str], today: date, _back: bool) -> date:
    number = int(found["count"]) * (-1 if found.groupdict().get("ago") else 1)
    match found["unit"]:
        case "month":
            return _months_on(today, number)
        case "week":
            return today + timedelta(weeks=number)
        case _:
            return today + timedelta(days=number)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


_WHICH = {"last": -1, "this": 0, "next": 1, "coming": 1}


def _of_a_week(found: re.Match[str], today: date, _back: bool) -> date:
    """Return "volgende week donderdag" and "donderdag over twee weken"; a week without a day begins on its Monday."""
    groups = found.groupdict()
    weeks = int(groups["count"]) if groups.get("count") else _WHICH[found["which"]]
    return _monday(today) + timedelta(weeks=weeks, days=int(groups.get("weekday") or 0))


def _weekday(found: re.Match[str], today: date, back: bool) -> date | Unclear:
    """Return the day that a weekday names; "volgende donderdag" and a weekday that is today's may mean two days."""
    this_week = _monday(today) + timedelta(days=int(found["weekday"]))
    ahead = this_week if this_week > today else this_week + timedelta(weeks=1)
    behind = this_week if this_week < today else this_week - timedelta(weeks=1)
    match found["which"]:
        case "coming":
            return ahead
        case "last":
            return behind
        case "this":
            return this_week
        case "next" if ahead <= this_week:
            return Unclear("several", (ahead, ahead + timedelta(weeks=1)))
        case "next":
            return ahead
        case _ if this_week == today:
            return Unclear("several", (today, behind if back else ahead))
        case _:
            return behind if back else ahead


def _month(found: re.Match[str], today: date, back: bool) -> date:
    """Return "volgende maand", "eind mei" or "half volgende maand"."""
    groups = found.groupdict()
    if name := groups.get("month"):
        year = int(groups["year"]) if groups.get("year") else None
        return _in_month(today, back, int(name), year, found["edge"])
    first = _months_on(today.replace(day=1), _WHICH[groups.get("which") or "this"])
    return _at_edge(first, groups.get("edge") or "start")


def _in_month(today: date, back: bool, month: int, year: int | None, edge: str) -> date:
    if year is not None:
        return _at_edge(date(year, month, 1), edge)
    this, other = (_at_edge(date(number, month, 1), edge) for number in (today.year, today.year + (-1 if back else 1)))
    return other if (this > today if back else this < today) else this


def _at_edge(first: date, edge: str) -> date:
    last = monthrange(first.year, first.month)[1]
    return first.replace(day={"start": 1, "middle": 15, "end": last}[edge])


def _edge_of_week(found: re.Match[str], today: date, _back: bool) -> date:
    weeks = _WHICH[found["which"] or "this"]
    return _monday(today) + timedelta(weeks=weeks, days={"start": 0, "middle": 2, "end": 4}[found["edge"]])


_Meaning = Callable[[re.Match[str], date, bool], date | Unclear]
_DAY, _MONTH_SIGN, _WEEKDAY_SIGN = r"(?P<day>\d{1,2})", r"m(?P<month>\d+)", r"w(?P<weekday>\d)"
_WHICH_SIGN, _EDGE = r"(?P<which>last|this|next|coming)", r"(?P<edge>start|middle|end)"
_RULES: tuple[tuple[re.Pattern[str], _Meaning], ...] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"t(?P<days>[+-]\d)", _from_today),
        (rf"(?:{_WEEKDAY_SIGN} )?{_DAY} {_MONTH_SIGN}(?: (?P<year>[12]\d{{3}}))?", _calendar_day),
        (rf"(?:{_WEEKDAY_SIGN} )?{_MONTH_SIGN} {_DAY}(?: (?P<year>[12]\d{{3}}))?", _calendar_day),
        (rf"(?:{_WEEKDAY_SIGN} )?{_DAY} [-/.] (?P<month>\d{{1,2}})(?: [-/.] (?P<year>[12]\d{{3}}|\d\d))?", _calendar_day),
        (rf"(?:{_WEEKDAY_SIGN} )?{_DAY}", _calendar_day),
        (r"in (?P<count>\d{1,3}) (?P<unit>day|week|month)", _so_far_off),
        (r"(?P<count>\d{1,3}) (?P<unit>day|week|month) (?P<ago>ago)", _so_far_off),
        (rf"{_WEEKDAY_SIGN} in (?P<count>\d{{1,3}}) week", _of_a_week),
        (rf"in (?P<count>\d{{1,3}}) week {_WEEKDAY_SIGN}", _of_a_week),
        (rf"{_WHICH_SIGN} week(?: {_WEEKDAY_SIGN})?", _of_a_week),
        (rf"{_WEEKDAY_SIGN} {_WHICH_SIGN} week", _of_a_week),
        (rf"(?:{_WHICH_SIGN} )?{_WEEKDAY_SIGN}", _weekday),
        (rf"{_WHICH_SIGN} month", _month),
        (rf"{_EDGE} {_MONTH_SIGN}(?: (?P<year>[12]\d{{3}}))?", _month),
        (rf"{_EDGE} (?:{_WHICH_SIGN} )?month", _month),
        (rf"{_EDGE} (?:{_WHICH_SIGN} )?week", _edge_of_week),
    )
)
