"""What an organisation or a group may set otherwise: the catalogue of keys, and the values that hold (spec §14). Pure.

A group's own choice goes before its organisation's, and that before the default; holidays of both add up.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dialogs.answers.likeness import nearest
from dialogs.timing.cadence import Moment
from dialogs.timing.workdays import DAY_ENDS, DAY_STARTS, WorkCalendar

T = TypeVar("T")
LONGEST = 200
"""Characters that a name or an address in a setting may have."""
_WINDOW = re.compile(r"(\d\d:\d\d) ?[-–] ?(\d\d:\d\d)")
_WORKDAYS = range(5)
_PAGE = re.compile(r"https://[^\s/]+\.[^\s]{2,180}")
_MAIL = re.compile(r"[^\s@:<>]{1,64}@[^\s@:<>]+\.[^\s@:<>]{2,63}")


class WrongSetting(ValueError):
    """A setting that is not there, or a value that it cannot have; says the mend."""


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """One setting: what it is without anybody's choice, how a choice is read, and what it is for."""

    name: str
    default: str
    allowed: str
    explains: str
    parse: Callable[[str], T]
    least: int | None = None
    """The lowest number that it can be, where it is one."""

    def is_below(self, text: str) -> bool:
        """Whether a text is a number, and lower than it can be."""
        number = text.strip()
        return self.least is not None and re.fullmatch(r"-?[0-9]{1,9}", number) is not None and int(number) < self.least

    def read(self, text: str) -> T:
        """Return the value that a text means; raises WrongSetting with the mend."""
        try:
            return self.parse(" ".join(text.split()))
        except ValueError as wrong:
            raise WrongSetting(f'{self.name} cannot be "{text}"; write {self.allowed}') from wrong


def _number(name: str, default: int, low: int, high: int, unit: str, explains: str) -> Key[int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(text)
        return int(text)

    return Key(name, str(default), f"a whole number from {low} to {high} ({unit})", explains, parse, low)


def _moment(name: str, default: str, explains: str, *, workdays: bool = False) -> Key[str]:
    def parse(text: str) -> str:
        moment = Moment.parse(text.lower())
        if moment.weekday is None or moment.count or moment.weekday not in (_WORKDAYS if workdays else range(7)):
            raise ValueError(text)
        return text.lower()

    days = "mon to fri" if workdays else "mon to sun"
    return Key(name, default, f'a day ({days}) and a time, for example "{default}"', explains, parse)


def _word(name: str, default: str, words: Iterable[str], explains: str) -> Key[str]:
    known = tuple(words)

    def parse(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return Key(name, default, " or ".join(known), explains, parse)


def _line(name: str, explains: str) -> Key[str]:
    def parse(text: str) -> str:
        if len(text) > LONGEST:
            raise ValueError(text)
        return text

    return Key(name, "", f"a text of at most {LONGEST} characters", explains, parse)


def _days(name: str, explains: str) -> Key[frozenset[date]]:
    def parse(text: str) -> frozenset[date]:
        return frozenset(date.fromisoformat(day) for day in re.split(r"[ ,;]+", text) if day)

    return Key(name, "", "days as 2026-12-24, with a comma between them", explains, parse)


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, OSError) as unknown:
        raise ValueError(text) from unknown


def _hours(text: str) -> tuple[time, time]:
    found = _WINDOW.fullmatch(text)
    starts, ends = map(time.fromisoformat, found.groups()) if found else (DAY_ENDS, DAY_ENDS)
    if starts >= ends:
        raise ValueError(text)
    return starts, ends


def _reporting(text: str) -> str:
    """Read where a weakness can be reported, as RFC 9116 writes it: a page, or a mail address."""
    if not text or _PAGE.fullmatch(text):
        return text
    if not _MAIL.fullmatch(text):
        raise ValueError(text)
    return f"mailto:{text}"


ZONE = Key("time.zone", "Europe/Amsterdam", "a zone such as Europe/Amsterdam", "The time on the wall of the group.", _zone)
WINDOW = Key(
    "time.window", f"{DAY_STARTS:%H:%M}-{DAY_ENDS:%H:%M}", "a beginning and an end, for example 09:00-17:00",
    "The hours of Monday to Friday in which Leerbot may start a message.", _hours,
)  # fmt: skip
HOLIDAYS_ADDED = _days("holidays.added", "Days on which nothing is sent, beside the national holidays.")
HOLIDAYS_REMOVED = _days("holidays.removed", "National holidays on which the group works all the same.")
SECURITY = Key(
    "security.contact", "", "a mail address, or a page that begins with https://",
    "Where somebody can report a weakness in the security; it stands in /.well-known/security.txt.", _reporting,
)  # fmt: skip
CONTACT = _line("contact", "Who answers questions about privacy; people read it in the explanation.")
ADVISER = _line("help.confidential_adviser", "The confidential adviser (vertrouwenspersoon), named in the help text.")
SOCIAL_WORK = _line("help.social_work", "The social work of the organisation, named in the help text.")
PER_DAY = _number("nudge.max_per_day", 1, 1, 2, "messages", "How many messages Leerbot starts for one person on a day.")
PER_WEEK = _number("nudge.max_per_week", 3, 1, 5, "messages", "How many messages Leerbot starts for one person in a week.")
REMINDERS = _number("reminder.max", 2, 0, 2, "reminders", "How often somebody is reminded in a round; a format may have fewer.")
WONDER = (
    _word("wonder.cadence", "weekly", ("weekly", "biweekly", "daily"), "How often the weekly question is asked."),
    _moment("wonder.open", "thu 14:00", "When the weekly question is asked.", workdays=True),
    _moment("wonder.reminder", "mon 10:00", "When who did not answer is reminded, once; not after closing."),
    _moment("wonder.close", "tue 17:00", "Until when an answer counts for the week."),
    _moment("wonder.digest", "wed 09:00", "When the room reads what was shared; after closing."),
)
INSIGHT = (
    _number("insight.every_weeks", 4, 2, 13, "weeks", "How often people are asked for a moment of insight."),
    _number("insight.open_days", 10, 5, 20, "working days", "How long they can tell it."),
)
TEAM_MEETS = _moment(
    "meeting.open", "tue 10:00", "When the team meets each week: habits before and after that go with it.", workdays=True
)
MEETINGS_OFF = _days("meeting.off", "Days on which that meeting does not happen; what was for it goes on to the next one.")
HABITS_MOST = _number("habits.most", 2, 1, 4, "habits", "How many small habits a team has at once.")
MOOD = (
    _word("mood.cadence", "weekly", ("weekly", "biweekly"), "How often people are asked how they begin the week."),
    _moment("mood.open", "mon 09:15", "When people are asked how they begin the week.", workdays=True),
)
PICKER = (
    _number("picker.followup_days", 14, 7, 28, "days", "After how many days somebody is asked how her small action went."),
)
CONDITIONS = (
    _number("conditions.every_months", 6, 3, 12, "months", "How long after the last scan the lead is offered another."),
)
SIZE_WARN = _number(
    "leergroep.size_warn", 7, 4, 20, "people", "From how many participants on a leergroep is called rather large."
)
ABSENCE_SIGNAL = _number(
    "leergroep.absence_signal", 2, 1, 3, "meetings", "How many missed meetings are worth a word to the facilitator."
)
DUO_HOURS = _number("duo.hours_per_person", 75, 0, 200, "hours", "How many hours each of a learning duo has for it.")
DUO_BUDGET = _number(
    "duo.budget", 0, 0, 100_000, "euros", "What a learning duo may spend together on an expert from outside; 0 is nothing."
)
DUO_REPORT = _number(
    "duo.report_weeks", 6, 4, 8, "weeks", "How many weeks lie between two reports of a learning duo, where nobody chose."
)
DUO_INTERVISION = _number(
    "duo.intervision_count", 3, 1, 6, "moments", "How often the learning duos come together for peer consultation."
)
COMMUNITY = _line(
    "community.group", "The id of the group in whose channel people share an insight with peers outside their team."
)
K = _number("anonymity.k", 4, 3, 50, "people", "The fewest people in a figure, and in a group that shares without names.")
K_TEXT = _number("anonymity.k_text", 3, 3, 50, "texts", "The fewest texts without a name that are shown together.")
MOST_CHARACTERS = _number("text.max_chars", 4000, 500, 4000, "characters", "The longest answer that is kept.")
SPLIT_AT = _number("digest.split_chars", 12_000, 1000, 16_000, "characters", "A longer digest comes in parts.")
RETAIN_PRIVATE = _number(
    "retention.private_months", 12, 1, 60, "months", "How long a private text is kept after it was last used."
)
RETAIN_SHARED = _number("retention.shared_months", 12, 1, 60, "months", "How long a text is kept that the group can read.")
RETAIN_NOTICE = _number("retention.notice_days", 14, 7, 60, "days", "How long before it is deleted its author hears of it.")
RETAIN_PROGRAMME = _number(
    "retention.programme_days", 28, 1, 365, "days", "How long after the last meeting the texts are kept that belong to it."
)
RETAIN_LEFT = _number("retention.left_days", 30, 0, 90, "days", "How long the private texts are kept of who left.")
RETAIN_AUDIT = _number("retention.audit_months", 12, 1, 60, "months", "How long it is kept who did what, without content.")

KEYS: Mapping[str, Key[Any]] = {
    key.name: key
    for key in (
        ZONE, WINDOW, HOLIDAYS_ADDED, HOLIDAYS_REMOVED, CONTACT, SECURITY, ADVISER, SOCIAL_WORK, PER_DAY, PER_WEEK, REMINDERS,
        *WONDER, *INSIGHT, *MOOD, *PICKER, *CONDITIONS, TEAM_MEETS, MEETINGS_OFF, HABITS_MOST, SIZE_WARN, ABSENCE_SIGNAL,
        DUO_HOURS, DUO_BUDGET, DUO_REPORT, DUO_INTERVISION,
        COMMUNITY, K, K_TEXT, MOST_CHARACTERS, SPLIT_AT, RETAIN_PRIVATE, RETAIN_SHARED, RETAIN_NOTICE,
        RETAIN_PROGRAMME, RETAIN_LEFT, RETAIN_AUDIT,
    )
}  # fmt: skip
"""Every setting by its name, in the order in which they are listed."""


def key_named(name: str) -> Key[Any]:
    """Return a setting; raises WrongSetting that names the nearest one."""
    if name in KEYS:
        return KEYS[name]
    near = nearest(name, KEYS, 70)
    mend = f'did you mean "{near}"?' if near else f"the settings are {', '.join(KEYS)}"
    raise WrongSetting(f'there is no setting "{name}"; {mend}')


def require_place(key: Key[Any], group: str | None) -> None:
    """Raise WrongSetting for a group's choice of what holds for its whole organisation, as how long things are kept."""
    if group is not None and key.name.startswith(("retention.", "security.")):
        raise WrongSetting(f"{key.name} holds for the whole organisation; leave out --group {group}")


def together(organisation: Mapping[str, str], group: Mapping[str, str]) -> dict[str, str]:
    """Return what was chosen for a group: its own choices over those of its organisation; their holidays add up."""
    chosen = {**organisation, **group}
    own, others = _list(group, HOLIDAYS_ADDED), _list(organisation, HOLIDAYS_ADDED)
    works, closed = _list(group, HOLIDAYS_REMOVED), _list(organisation, HOLIDAYS_REMOVED)
    added, removed = own | (others - works), works | (closed - own)
    days = {HOLIDAYS_ADDED.name: added, HOLIDAYS_REMOVED.name: removed}
    return chosen | {name: _joined(found) for name, found in days.items() if found or name in chosen}


def with_holiday(chosen: Mapping[str, str], day: date, *, free: bool) -> dict[str, str]:
    """Return both lists of holidays with a day that is free from now on, or a day on which is worked."""
    added, removed = (_list(chosen, key) - {day} for key in (HOLIDAYS_ADDED, HOLIDAYS_REMOVED))
    if free:
        added |= {day}
    else:
        removed |= {day}
    return {HOLIDAYS_ADDED.name: _joined(added), HOLIDAYS_REMOVED.name: _joined(removed)}


def _joined(days: Iterable[date]) -> str:
    return ",".join(map(str, sorted(days)))


def _list(chosen: Mapping[str, str], key: Key[frozenset[date]]) -> frozenset[date]:
    return key.read(chosen.get(key.name, ""))


class Settings:
    """What holds somewhere: what was chosen, and the default for all else.

    What was chosen and cannot be read any more, as after an older version came back, counts as not chosen.
    """

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        self._values: dict[str, Any] = {key.name: key.parse(key.default) for key in KEYS.values()}
        self.chosen: dict[str, str] = {}
        known = {name: text for name, text in (chosen or {}).items() if name in KEYS}
        for name, text in known.items():
            with suppress(WrongSetting):
                self._values[name] = KEYS[name].read(text)
                self.chosen[name] = text

    def __getitem__(self, key: Key[T]) -> T:
        value: T = self._values[key.name]
        return value

    def under(self, prefix: str) -> dict[str, str]:
        """Return what was chosen for one format, by the last words: ``duo_report`` has ``weeks`` of ``duo.report_weeks``."""
        named = {name.replace(".", "_"): text for name, text in self.chosen.items()}
        return {name.removeprefix(f"{prefix}_"): text for name, text in named.items() if name.startswith(f"{prefix}_")}

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working days, and the hours in which a message may be started."""
        return WorkCalendar(self[HOLIDAYS_ADDED], self[HOLIDAYS_REMOVED], *self[WINDOW])


DEFAULTS = Settings()
