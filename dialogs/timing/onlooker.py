"""One member who takes part and answers nothing, played moment by moment for the dry run (X08, X05).

It asks the functions that plan the real thing, and knows no people.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from dialogs.language.content import Format
from dialogs.language.roles import Role
from dialogs.language.stages import Stage
from dialogs.settings import DEFAULTS, PER_WEEK, Settings
from dialogs.timing.cadence import resolve
from dialogs.timing.nudges import SILENT_ROUNDS, Course, Due, Plan, left_out, next_event, share_out, spoken, was_agreed, wish_of
from dialogs.timing.pauses import end_of_pause, longest_pause
from dialogs.timing.timetable import free_from, next_day, on_another_day
from dialogs.timing.workdays import EVERYDAY, WorkCalendar, next_allowed

Kind = Literal["prompt", "nudge", "line", "digest", "board", "overview", "message", "prepared", "agenda", "introduction"]


class Piece(NamedTuple):
    """One thing that a message holds: of what kind, the format it is about if any, and which stage or output of that."""

    kind: Kind
    format: str = ""
    part: str = ""


Told = tuple[datetime, tuple[Piece, ...]]
"""When something is said, and what."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group as the dry run knows it: where it works, and how it stands (``needs``); nobody in it."""

    zone: ZoneInfo
    calendar: WorkCalendar = EVERYDAY
    room: bool = True
    roles: AbstractSet[Role] = frozenset()
    people: int = 0
    told: int = 100
    """What is needed to be told is told, as what comes of it is what is looked at (``needs``)."""
    quiet_days: frozenset[int] = frozenset()
    away_until: datetime | None = None
    settings: Settings = DEFAULTS
    paused_until: datetime | None = None
    introduces: bool = False
    """Whether the bot still has to introduce itself in the room (X19)."""


@dataclass(slots=True)
class Onlooker:
    """Somebody in a group who does nothing with what she gets; ``quiet`` is the format that then asks whether to be quiet."""

    group: Group
    running: list[tuple[Format, Stage, Course]]
    quiet: Format | None
    rounds: Mapping[int, int] = field(default_factory=dict)
    """Which of what runs belongs to which round, where a round asks several things; else each is one."""
    coming: dict[int, Due] = field(default_factory=dict)
    told: list[date] = field(default_factory=list)
    gone_by: list[tuple[str, int, datetime]] = field(default_factory=list)
    asked: int | None = None
    times: int = 0
    back_at: datetime | None = None

    def hears(self, until: datetime) -> Iterator[Told]:
        """Yield what she is told until a moment: one message a day at most (N2)."""
        self._look_again()
        while (now := self._next_moment(until)) < until:
            yield from self._settled(now)
            self._come_back(now)
            yield from self._spoken_to(now)

    def _next_moment(self, until: datetime) -> datetime:
        closes = self.running[self.asked][2].closes if self.asked is not None else None
        own = [moment for moment in (closes, self.back_at) if moment is not None]
        return min([*own, *(due.at for due in self.coming.values())], default=until)

    def _look_again(self, *numbers: int) -> None:
        """Find out what comes next in some conversations, or in all."""
        for number in numbers or range(len(self.running)):
            due = next_event(self.running[number][2], partial(free_from, person=self.group, place=self.group), self.group.zone)
            self.coming.pop(number, None)
            if due is not None and due.kind != "close":  # once it only waits for its closing, nothing is said
                self.coming[number] = due

    # -- what is said today

    def _spoken_to(self, now: datetime) -> Iterator[Told]:
        ready = self._instead({number: due for number, due in self.coming.items() if due.at <= now}, now)
        if not ready:
            return
        plan = self._share_day(ready, now)
        if plan.send:
            self.told.append(self._day(now))
            yield now, tuple(self._piece(number, ready[number]) for number in plan.send)
        for number, due in ready.items():
            format, stage, course = self.running[number]
            if number in plan.send and due.kind == "prompt" and course.closes is not None and not stage.optional:
                self.gone_by.append((format.id, self.rounds.get(number, number), course.closes))
            self.running[number] = format, stage, self._after(plan, number, course, due, now)
        self._look_again(*ready)

    def _piece(self, number: int, due: Due) -> Piece:
        format, stage, _ = self.running[number]
        return Piece("nudge" if due.kind == "nudge" else "prompt", format.id, stage.id)

    def _share_day(self, ready: Mapping[int, Due], now: datetime) -> Plan:
        wishes = [wish_of(number, *self.running[number], due) for number, due in ready.items()]
        return share_out(wishes, self.told.count(self._day(now)), self._in_week_of(now), self.group.settings)

    def _in_week_of(self, moment: datetime) -> int:
        """Return how much she is told in the calendar week of a moment."""
        day = self._day(moment)
        monday = day - timedelta(days=day.weekday())
        return sum(monday <= one <= monday + timedelta(days=6) for one in self.told)

    def _after(self, plan: Plan, number: int, course: Course, due: Due, now: datetime) -> Course:
        if number in plan.send:
            return spoken(course, due, now, self.group.zone)
        if number in plan.drop:
            return left_out(course, now)
        return replace(course, not_before=on_another_day(due.at, now, course.closes, self.group, self.group))

    # -- silence

    def _instead(self, ready: dict[int, Due], now: datetime) -> dict[int, Due]:
        """Return what is said, with the one question in place of the prompts after three silent rounds (X05)."""
        rounds = {(id_, round_) for id_, round_, closes in self.gone_by if closes <= now}
        gone = [id_ for id_, _ in rounds]
        prompts = [n for n, due in ready.items() if due.kind == "prompt" and n != self.asked and not self._was_agreed(n)]
        open_already = self.asked is not None
        silent = [n for n in prompts if open_already or self._was_silent(n, gone)]
        if self.quiet is None or not silent:
            return ready
        self._leave_out(silent, now)
        rest = {number: due for number, due in ready.items() if number not in silent}
        return rest if open_already else rest | {self._ask(self.quiet, now): Due("prompt", now)}

    def _was_agreed(self, number: int) -> bool:
        format, stage, _ = self.running[number]
        return was_agreed(format, optional=stage.optional)

    def _was_silent(self, number: int, gone: list[str]) -> bool:
        format, stage, _ = self.running[number]
        return not stage.optional and gone.count(format.id) >= SILENT_ROUNDS

    def _ask(self, quiet: Format, now: datetime) -> int:
        closes = quiet.stages[0].window.closes
        assert closes is not None
        course = Course(now, resolve(closes, {"opening": now}, self.group.zone, self.group.calendar))
        self.running.append((quiet, quiet.stages[0], course))
        self.asked, self.times = len(self.running) - 1, self.times + 1
        self.gone_by.clear()
        self._look_again(self.asked)
        return self.asked

    def _leave_out(self, numbers: list[int], now: datetime) -> None:
        for number in numbers:
            format, stage, course = self.running[number]
            self.running[number] = format, stage, left_out(course, now)
        self._look_again(*numbers)

    def _settled(self, now: datetime) -> Iterator[Told]:
        """Be quiet once the question has had no reaction, and say so in one line."""
        if self.asked is None or self.quiet is None or (self.running[self.asked][2].closes or now) > now:
            return
        zone = self.group.zone
        until = end_of_pause("four_weeks", now, zone) if self.times == 1 else longest_pause(now, zone)
        line = next_allowed(now, zone, self.group.calendar, self.group.quiet_days)
        while self._day(line) in self.told or self._in_week_of(line) >= self.group.settings[PER_WEEK]:
            line = next_allowed(next_day(line, self.group), zone, self.group.calendar, self.group.quiet_days)
        self.told.append(self._day(line))
        self.asked, self.back_at, self.group = None, until, replace(self.group, away_until=until)
        self._look_again()
        yield line, (Piece("line", self.quiet.id),)

    def _come_back(self, now: datetime) -> None:
        """Ask once more when it has been quiet long enough; what is open then is not asked beside it."""
        if self.back_at is None or self.quiet is None or self.back_at > now:
            return
        free = free_from(now, self.group, self.group)
        if free > now:
            self.back_at = free
            return
        self.back_at, self.group = None, replace(self.group, away_until=None)
        open_now = [
            number
            for number, (_, _, one) in enumerate(self.running)
            if not self._was_agreed(number) and one.opens <= now and (one.closes is None or now < one.closes)
        ]
        self._leave_out(open_now, now) if open_now else None
        self._ask(self.quiet, now)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.group.zone).date()
