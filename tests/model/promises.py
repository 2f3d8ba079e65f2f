"""The model: what each person told, to whom, and what follows from that for everything that may stand anywhere.

It knows nothing of how the bot does it: dictionaries, and dates on the wall from the calendar of the tests.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from tests.kit.almanac import first_working, may_speak, thursdays
from tests.kit.town import AMSTERDAM
from tests.model.platform import Arrived, Platform

STARTED = ("prompt", "nudge", "reminder", "invitation")
"""What the bot begins by itself (N1, N2)."""
PATIENCE = timedelta(hours=24)
"""How late a prompt may still come (N5)."""


@dataclass(slots=True)
class Told:
    """An answer: whose, whether the group may read it, and what became of it since."""

    owner: str
    shared: bool
    at: datetime
    gone: bool = False
    """Whether its owner took it back or away."""
    left_before_told: bool = False
    """Whether its owner left the group before it was told: then it may be told, and need not be."""


@dataclass(slots=True)
class Promises:
    """What everybody may count on."""

    begun: datetime
    people: dict[str, datetime]
    """Who takes part, and since when."""
    answers: dict[str, Told] = field(default_factory=dict)
    gone: dict[str, datetime] = field(default_factory=dict)
    """Who left or was erased, and when."""
    erased: set[str] = field(default_factory=set)
    reacted: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    away: list[tuple[datetime, datetime]] = field(default_factory=list)
    """When nothing was sent."""

    # -- what happens

    def tells(self, who: str, token: str, now: datetime, *, shared: bool) -> None:
        self.reacted[who].append(now)
        self.answers[token] = Told(who, shared, now)

    def leaves(self, who: str, now: datetime, *, erased: bool) -> None:
        self.gone.setdefault(who, now)
        if erased:
            self.erased.add(who)
        for one in self.answers.values():
            if one.owner == who:
                one.left_before_told = True
                one.gone = one.gone or erased

    def of(self, who: str) -> list[str]:
        """Return what somebody has told and not taken away."""
        return [token for token, one in self.answers.items() if one.owner == who and not one.gone]

    # -- what follows, whatever happened

    def kept(self, stored: Mapping[str, str]) -> Iterator[str]:
        """I1, I2: what was acknowledged is there once, for its owner; what was taken away is not there."""
        for token, one in self.answers.items():
            times = stored.get(one.owner, "").count(token)
            expected = (0,) if one.gone else (0, 1) if one.owner in self.gone else (1,)
            if times not in expected:
                yield f"I1, I2: {token} of {one.owner} is kept {times} times, and is {'gone' if one.gone else 'hers'}"

    def sent(self, platform: Platform) -> Iterator[str]:
        """I4, I5, N1: nobody is asked the same twice, or at a moment that is not hers, or after she left."""
        asked: dict[tuple[str, str | None, str], set[str]] = defaultdict(set)
        for key, times in platform.tried.items():
            if times > 1 + platform.excused[key]:
                yield f"I4: {key} was sent {times} times, of which {platform.excused[key]} were in doubt"
        for one in platform.arrived:
            if one.message.kind not in STARTED:
                continue
            asked[one.message.to, one.message.about, one.message.kind].add(one.message.key)
            if not may_speak(_wall(one.at), frozenset()):
                yield f"N1: {one.message.kind} to {one.message.to} at {_wall(one.at):%a %d %b %H:%M}"
            left = self.gone.get(one.message.to)
            if left is not None and one.at > left:
                yield f"I5: {one.message.kind} to {one.message.to}, who left at {_wall(left):%a %d %b %H:%M}"
        yield from (f"I4: {what} was asked as {sorted(found)}" for what, found in asked.items() if len(found) > 1)
        yield from self._too_often(platform.arrived)

    def _too_often(self, arrived: list[Arrived]) -> Iterator[str]:
        """N2: one message a day, three a week."""
        started = [(one.message.to, _wall(one.at).date()) for one in arrived if one.message.kind in STARTED]
        yield from (f"N2: {times} messages on one day: {what}" for what, times in Counter(started).items() if times > 1)
        weeks = Counter((who, day.isocalendar()[:2]) for who, day in started)
        yield from (f"N2: {times} messages in one week: {what}" for what, times in weeks.items() if times > 3)

    def read(self, platform: Platform, room: str) -> Iterator[str]:
        """I5, I6, C-44: a text stands with its owner, and in the room where she shared it; nowhere once it is gone."""
        for token, one in self.answers.items():
            for to in {message.to for message in platform.standing.values()}:
                times = platform.reads(to).count(token)
                if to == room:
                    if times > (one.shared and not one.gone):
                        yield f"I5: {token} of {one.owner} stands {times} times in the room, {one}"
                elif times and (to != one.owner or one.owner in self.erased):
                    yield f"I5: {token} of {one.owner} stands with {to}, {one}"

    def told(self, platform: Platform, room: str, end: datetime) -> Iterator[str]:
        """I6: what was shared was told in the room, once it was time."""
        for token, one in self.answers.items():
            due = one.at + timedelta(days=15) < end
            if due and one.shared and not one.gone and not one.left_before_told and token not in platform.reads(room):
                yield f"I6: {token} of {one.owner} was shared at {_wall(one.at):%a %d %b %H:%M} and never told"

    def asked(self, platform: Platform, end: datetime) -> Iterator[str]:
        """I3: everybody is asked every week, unless she told something, fell silent, or nothing could be sent that day."""
        for who, since in self.people.items():
            silent = 0
            for thursday in thursdays(_wall(max(since, self.begun)).date(), _wall(end).date()):
                due = datetime.combine(first_working(thursday), time(14), AMSTERDAM)
                until = datetime.combine(thursday + timedelta(days=5), time(17), AMSTERDAM)
                if due < since or until > end or until > self.gone.get(who, end):
                    continue
                came = [
                    one
                    for one in platform.arrived
                    if one.message.to == who and one.message.kind in STARTED and due <= one.at <= until
                ]
                reacted = any(due - timedelta(days=7) <= moment <= until for moment in self.reacted[who])
                silent = 0 if reacted else silent + 1
                if not came and not reacted and silent < 3 and not self._unreachable(due):
                    yield f"I3: {who} was not asked on {thursday:%d %b}"

    def _unreachable(self, due: datetime) -> bool:
        return any(start <= due + PATIENCE and end >= due for start, end in self.away)


def _wall(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM).replace(tzinfo=None)
