"""Keeping to what Teams takes, before it has to refuse: every call gets its turn (reference: rate limits of Teams)."""

from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.channels.teams.failures import Busy

Kind = Literal["send", "read"]
Window = tuple[int, float]
"""How many calls there may be in how many seconds."""
OF_CONVERSATION: dict[Kind, Sequence[Window]] = {
    "send": ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0)),
    "read": ((14, 1.0), (16, 2.0), (120, 30.0), (3600, 3600.0)),
}
OF_APP: Sequence[Window] = ((20, 1.0),)
"""Teams takes up to 50, and may make several of one message of ours."""
PATIENCE = 5.0
"""Seconds that a call waits for its turn; who has to wait longer comes again later."""
MOST = 5_000


class Turns:
    """The moments at which calls of one sort were or will be made, never more of them than the windows allow."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self._windows = windows
        self._taken: deque[float] = deque(maxlen=max(count for count, _ in windows))

    def take(self, now: float, *, yields: bool = False) -> float:
        """Return the first moment that is free, and take it; raises Busy when that is too far away.

        What ``yields`` leaves half of all turns to others, and waits for none.
        """
        windows = [(count // 2, span) for count, span in self._windows] if yields else self._windows
        free = [self._taken[-count] + span for count, span in windows if len(self._taken) >= count]
        moment = max([now, *free])
        if moment - now > (0.0 if yields else PATIENCE):
            raise Busy(moment - now)
        self._taken.append(moment)
        return moment


@dataclass(slots=True)
class Limits:
    """Whose turn it is, for each conversation and for the app as a whole; ``now`` is a steady clock, in seconds."""

    now: Callable[[], float]
    pause: Callable[[float], Awaitable[None]]
    _app: Turns = field(default_factory=lambda: Turns(OF_APP))
    _conversations: OrderedDict[tuple[Kind, str], Turns] = field(default_factory=OrderedDict)

    async def turn(self, kind: Kind, conversation: str, *, yields: bool = False) -> None:
        """Wait until a call may be made; raises Busy when that takes too long, or for what ``yields`` any time."""
        await self._until(self._of(kind, conversation), yields=yields)
        await self._until(self._app, yields=yields)

    async def _until(self, turns: Turns, *, yields: bool) -> None:
        now = self.now()
        moment = turns.take(now, yields=yields)
        if moment > now:
            await self.pause(moment - now)

    def _of(self, kind: Kind, conversation: str) -> Turns:
        found = self._conversations.setdefault((kind, conversation), Turns(OF_CONVERSATION[kind]))
        self._conversations.move_to_end((kind, conversation))
        if len(self._conversations) > MOST:
            self._conversations.popitem(last=False)
        return found
