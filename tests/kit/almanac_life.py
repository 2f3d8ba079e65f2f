"""An independent account of what one person hears in a year, and when: what of all that is asked of her goes out on which day.

One message a day and three a week, what goes first and what waits, silence and pauses (N1–N4, C-36, GE2, X05). Written from the
specification; it imports nothing of ours but the days of the almanac, on purpose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from tests.kit.almanac import DAY, workdays
from tests.kit.almanac_person import Asked, Due, Matter, Pause, Person, Told, called

ORDER = (
    "assignment", "contract", "confirmation", "value check", "transfer", "during", "before", "after", "insight", "silence",
    "wonder", "follow-up", "mood", "habit", "invitation",
)  # fmt: skip
"""Who goes first where too much is due (C-36); the invitation stands in no list, and goes last."""
DROPPED = frozenset({"mood", "habit"})
SILENCE, QUIET_NOW = "silence", "quiet now"
BEFORE = datetime.min.replace(tzinfo=UTC)
SILENT_ROUNDS, IN_A_WEEK, IN_A_MESSAGE = 3, 3, 2


@dataclass(slots=True)
class Life:
    """What one person hears, played day by day."""

    person: Person
    matters: list[Matter]
    ahead: list[Matter] = field(default_factory=list)
    """Those of them that are not over, in the order in which they open."""
    now: datetime = BEFORE
    told: list[Told] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    """The days of which she had her message."""
    away: datetime | None = None
    back: datetime | None = None
    """When she hears that a pause is over."""
    asks: bool = False
    """Whether she is then asked if it is to go on (X05)."""
    asking: Matter | None = None
    again: bool = False
    """Whether she is asked so for the second time, after a pause that came of the first (X05)."""
    sign: datetime | None = None
    """When she last showed a sign of life, or was asked for one."""
    reactions: list[tuple[datetime, list[Matter]]] = field(default_factory=list)
    notices: list[tuple[datetime, str]] = field(default_factory=list)
    """What she is told for her group, when; it is in no budget (C-36)."""
    lines: list[tuple[datetime, str]] = field(default_factory=list)
    """What she is told as the one message of a day, and when that was decided."""

    def play(self, until: datetime) -> list[Told]:
        """Return all that she hears until a moment."""
        pauses, self.ahead = list(self.person.pauses), list(self.matters)
        while (now := self._next(pauses, until)) < until:
            self.now = now
            while pauses and pauses[0].said <= now:
                self.away = self.back = self._morning(pauses.pop(0).until)
                self.asks = False
            self.sign = max((at for at in (*self.person.acts, self.sign) if at is not None and at <= now), default=None)
            self._react(now)
            self._settle_silence(now)
            self._come_back(now)
            self._tell(now)
            self._say_lines(now)
            self._speak(now)
        return self.told

    def _next(self, pauses: Sequence[Pause], until: datetime) -> datetime:
        closes = self.asking.asked.closes if self.asking is not None else None
        others = (at for at, _ in (*self.reactions, *self.notices, *self.lines))
        own = [self.back, closes, *others, *(one.said for one in pauses)]
        following = min((one for one in own if one is not None), default=until)
        self.ahead = [one for one in self.ahead if not one.is_over(self.now)]
        for one in self.ahead:
            if one.asked.opens >= following:
                break  # they stand in the order in which they open
            if (found := self._due(one)) is not None:
                following = min(following, found[0])
        return following

    def _morning(self, day: datetime) -> datetime:
        return self.person.at(datetime.combine(self.person.wall(day).date(), time(9)))

    # -- what is due

    def _free(self, moment: datetime, one: Matter) -> datetime:
        if one.asked.punctual and one.not_before is None and self.away is None:
            return moment
        return self.person.free(max(found for found in (moment, one.not_before, self.away, self.now) if found is not None))

    def _due(self, one: Matter) -> tuple[datetime, int] | None:
        """Return when something is said of a matter, and the number of the reminder; 0 is the question itself (N3, N4)."""
        if one.done:
            return None
        if one.prompted is None:
            found = self._free(one.asked.opens, one), 0
        else:
            first_day = self.person.wall(one.prompted).date()
            coming = (
                (number, moment)
                for number, moment in enumerate(one.asked.nudges, 1)
                if number > one.nudged and self.person.wall(moment).date() > first_day
            )
            number, moment = next(coming, (0, one.asked.opens))
            if not number:
                return None
            found = self._free(moment, one), number
        over = (one.asked.closes, self.person.leaves)
        return None if any(end is not None and found[0] >= end for end in over) else found

    # -- one day

    def _speak(self, now: datetime) -> None:
        begun = (one for one in self.ahead if one.asked.opens <= now)
        due = [(one, found) for one in begun if (found := self._due(one)) and found[0] <= now]
        ready = self._alone(self._unless_silent(due, now), now)
        free = [one for one in ready if not one[0].asked.counts]
        counted = sorted((one for one in ready if one[0].asked.counts), key=lambda one: ORDER.index(one[0].asked.rank))
        sent = [*free, *(counted if self._has_room(now) else self._beyond(counted, now))][:IN_A_MESSAGE]
        if not sent:
            self._put_off(ready, now)
            return
        self._say(now, (called(one, number) for one, (_, number) in sent))
        if any(one.asked.counts for one, _ in sent):
            self.days.append(self.person.wall(now).date())
        for one, (_, number) in sent:
            one.prompted, one.nudged, one.not_before = one.prompted or now, max(number, one.nudged), None
        self._put_off([one for one in ready if one not in sent], now)
        if (reacts := self.person.reacts(now)) is not None:
            self.reactions.append((reacts, [one for one, _ in sent]))

    def _tell(self, now: datetime) -> None:
        """Tell her what goes to who leads, once she is there and it is no evening (N1)."""
        for at, what in [one for one in self.notices if one[0] <= now]:
            self.notices.remove((at, what))
            if (free := self.person.free(max(at, self.away or at))) > now:
                self.notices.append((free, what))
            else:
                self._say(now, [what])

    def _say_lines(self, now: datetime) -> None:
        for at, what in [one for one in self.lines if one[0] <= now]:
            self.lines.remove((at, what))
            self._say_alone(at, what)

    def _say_alone(self, now: datetime, what: str) -> None:
        """Say something as the one message of a day: today, or the next day on which she has none (N2).

        What the group has to know for its meetings goes beyond the week, as their assignments do.
        """
        free = self.person.free(now)
        while not self._has_room(free) if what == QUIET_NOW else self.person.wall(free).date() in self.days:
            free = self.person.tomorrow(free)
        self.days.append(self.person.wall(free).date())
        self._say(free, [what])

    def _say(self, now: datetime, what: Iterable[str]) -> None:
        self.told.append(Told(now, tuple(sorted(what))))

    def _alone(self, ready: list[Due], now: datetime) -> list[Due]:
        """Let what comes at its very moment come alone, and the rest once the group is not together any more (S06)."""
        punctual = [one for one in ready if one[0].asked.punctual]
        if punctual:
            now, rest = now + timedelta(hours=1), [one for one in ready if one not in punctual]
        else:
            rest = ready if self.person.apart(now) != now else []
        for one, _ in rest:
            one.not_before = self.person.apart(now)
        return [one for one in ready if one[0] not in [left for left, _ in rest]]

    def _has_room(self, now: datetime) -> bool:
        today = self.person.wall(now).date()
        return today not in self.days and self._this_week(today) < IN_A_WEEK

    def _beyond(self, counted: Sequence[Due], now: datetime) -> list[Due]:
        """Return what goes beyond the week: never beyond the day (N2)."""
        today = self.person.wall(now).date()
        if today in self.days:
            return []
        return [one for one in counted if one[0].asked.beyond and one[1][1] in {0, len(one[0].asked.nudges)}]

    def _this_week(self, today: date) -> int:
        return sum(one.isocalendar()[:2] == today.isocalendar()[:2] for one in self.days)

    def _put_off(self, rest: Iterable[Due], now: datetime) -> None:
        """Leave out what is dropped; all else comes on the next free day, at its own hour where that is in time (N2, 0007)."""
        for one, (due, _) in rest:
            if one.asked.rank in DROPPED:
                one.leave_out(now)
                continue
            first = self.person.tomorrow(max(now, self.away or now))
            moment = max(first, self.person.at(datetime.combine(self.person.wall(first).date(), self.person.wall(due).time())))
            over = one.asked.closes is not None and moment >= one.asked.closes
            one.not_before = first if over or self.person.free(moment) != moment else moment

    # -- reacting

    def _react(self, now: datetime) -> None:
        """Let her do something with what she got; what is over by then she can do nothing with."""
        for at, matters in [one for one in self.reactions if one[0] <= now]:
            self.reactions.remove((at, matters))
            for one in matters:
                if one.is_open(at):
                    one.done = one.touched = True
                    self.sign = at

    # -- silence

    def _silent(self, what: str, now: datetime) -> int:
        """Return how many rounds of something she let go by since she last did anything."""
        gone = (one for one in self.matters if one.asked.what == what and not one.touched and self._heard(one))
        over = (one for one in gone if one.asked.closes is not None and one.asked.closes <= now)
        return sum(self.sign is None or (one.prompted or now) > self.sign for one in over)

    def _heard(self, one: Matter) -> bool:
        return any(told.at == one.prompted and one.asked.what in told.holds for told in self.told)

    def _unless_silent(self, due: list[Due], now: datetime) -> list[Due]:
        """Return what is said, with the one question in place of all others after three silent rounds."""
        if not any(number == 0 for _, (_, number) in due):
            return due
        if self.asking is not None and self.sign is not None and self.sign >= self.asking.asked.opens:
            self.asking.done, self.asking = True, None
        due = [one for one in due if not one[0].done]
        questions = [one for one, (_, number) in due if number == 0 and not one.asked.agreed and one is not self.asking]
        silent = [
            one
            for one in questions
            if self.asking is not None or (not one.asked.optional and self._silent(one.asked.what, now) >= SILENT_ROUNDS)
        ]
        for one in silent:
            one.leave_out(now)
        left = [one for one in due if one[0] not in silent]
        return [*left, (self._ask(now, again=False), (now, 0))] if silent and self.asking is None else left

    def _ask(self, now: datetime, *, again: bool) -> Matter:
        """Ask whether to be quiet; after five working days at ten that is over."""
        closes = datetime.combine(workdays(self.person.wall(now).date(), 5), time(10))
        self.asking = Matter(Asked(SILENCE, SILENCE, now, self.person.at(closes), agreed=True))
        self.matters.append(self.asking)
        self.ahead.insert(0, self.asking)
        self.again = again
        return self.asking

    def _settle_silence(self, now: datetime) -> None:
        """Be quiet for four weeks when nothing came, after that for half a year, and say so in one line."""
        one = self.asking
        if one is None or one.asked.closes is None or one.asked.closes > now:
            return
        self.asking = None
        if one.done or (self.sign is not None and self.sign >= one.asked.opens):
            return
        self.sign = one.prompted
        days = 183 if self.again else 28
        self.away = self.back = self._morning(now + days * DAY)
        self.asks = True
        self._say_alone(now, QUIET_NOW)

    def _come_back(self, now: datetime) -> None:
        """Say one line after a pause, with what stands open, or ask once more whether to be quiet (GE2, X05)."""
        if self.back is None or self.back > now:
            return
        free = self.person.free(now)
        while self.person.wall(free).date() in self.days:
            free = self.person.tomorrow(free)
        if free > now:
            self.back = free
            return
        self.away = self.back = None
        here = [one for one in self.matters if one.is_open(now)]
        if self.asks:
            for one in here:
                if one.asked.agreed:
                    one.not_before = now
                else:
                    one.leave_out(now)
            self._ask(now, again=True)
            return
        for one in here:
            one.prompted = one.prompted or now
        self.days.append(self.person.wall(now).date())
        self._say(now, ["back"])
        if (reacts := self.person.reacts(now)) is not None:
            self.reactions.append((reacts, here))


def hears(
    person: Person, asked: Iterable[Asked], until: datetime, notices: Iterable[tuple[datetime, str]] = (),
    lines: Iterable[tuple[datetime, str]] = (),
) -> list[Told]:  # fmt: skip
    """Return what somebody hears of all that is asked of her and that she is told, in the order of time."""
    matters = [Matter(one) for one in sorted(asked, key=lambda one: one.opens)]
    found = Life(person, matters, notices=list(notices), lines=list(lines)).play(until)
    return sorted(one for one in found if person.leaves is None or one.at < person.leaves)
