"""Keeping to what Teams takes, before it has to refuse: every call gets its turn (reference: rate limits of Teams).

A conversation has windows, and the app as a whole an even pace.
"""

from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal

from bot.channels.pace import Busy, Pace
from bot.channels.teams.app import RATE

Kind = Literal["send", "read"]
Window = tuple[int, float]
"""How many calls there may be in how many seconds."""
OF_CONVERSATION: dict[Kind, Sequence[Window]] = {
    "send": ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0)),
    "read": ((14, 1.0), (16, 2.0), (120, 30.0), (3600, 3600.0)),
}
PATIENCE = 5.0
"""Seconds that a call waits for its turn in a conversation; who has to wait longer comes again later."""
SEVERAL = 2.0
"""Seconds within which refusals in two conversations say that the app as a whole is too fast."""
MOST = 5_000


class Turns:
    """The moments at which calls of one sort were or will be made, never more of them than the windows allow."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self._windows = windows
        self._taken: deque[float] = deque(maxlen=max(count for count, _ in windows))
        self._held = 0.0

    def hold(self, until: float) -> None:
        """Let no call be made before a moment."""
        self._held = max(self._held, until)

    def take(self, now: float, *, yields: bool = False) -> float:
        """Return the first moment that is free, and take it; raises Busy when that is too far away.

        What ``yields`` leaves half of all turns to others, and waits for none.
        """
        windows = [(count // 2, span) for count, span in self._windows] if yields else self._windows
        free = [self._taken[-count] + span for count, span in windows if len(self._taken) >= count]
        moment = max([now, self._held, *free])
        if moment - now > (0.0 if yields else PATIENCE):
            raise Busy(moment - now)
        self._taken.append(moment)
        return moment


class Limits:
    """Whose turn it is, for each conversation and for the app as a whole; ``now`` is a steady clock, in seconds."""

    def __init__(self, now: Callable[[], float], pause: Callable[[float], Awaitable[None]], rate: float = RATE) -> None:
        self._now = now
        self._pause = pause
        self._conversations: OrderedDict[tuple[Kind, str], Turns] = OrderedDict()
        self._refused: tuple[str, float] | None = None
        """In which conversation Teams said last that it was too much, and when."""
        self.app = Pace(now, pause, rate)

    async def turn(self, kind: Kind, conversation: str, *, urgent: bool = True, yields: bool = False) -> None:
        """Wait until a call may be made; raises Busy when that takes too long, or for what ``yields`` any time."""
        now = self._now()
        moment = self._of(kind, conversation).take(now, yields=yields)
        if moment > now:
            await self._pause(moment - now)
        await self.app.turn(urgent=urgent, yields=yields)

    def refused(self, kind: Kind, conversation: str, wait: float) -> None:
        """Make no call in a conversation for some seconds, as Teams asks; nor any at all when it says so in two of them."""
        now = self._now()
        self._of(kind, conversation).hold(now + wait)
        if self._refused is not None and self._refused[0] != conversation and now - self._refused[1] <= SEVERAL:
            self.app.hold(now + wait)
        self._refused = conversation, now

    def _of(self, kind: Kind, conversation: str) -> Turns:
        found = self._conversations.setdefault((kind, conversation), Turns(OF_CONVERSATION[kind]))
        self._conversations.move_to_end((kind, conversation))
        if len(self._conversations) > MOST:
            self._conversations.popitem(last=False)
        return found
