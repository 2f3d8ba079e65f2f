"""What Teams takes of one bot (reference teams.md §12), counted as it comes in; more is refused with 429."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil

Windows = Sequence[tuple[int, float]]
SENDS: Windows = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
READS: Windows = ((14, 1.0), (16, 2.0), (120, 30.0), (3600, 3600.0))
APP: Windows = ((50, 1.0),)


def _calls() -> dict[str, deque[float]]:
    return defaultdict(deque)


@dataclass(slots=True)
class Limits:
    """Counts calls; ``now`` is in seconds, and may go faster than real time."""

    now: Callable[[], float]
    refused: list[str] = field(default_factory=list)
    most: int = 0
    """The most calls that came within a second."""
    _calls: dict[str, deque[float]] = field(default_factory=_calls)

    def too_much(self, call: str) -> int | None:
        """Return how long a call has to wait, if it does; else it counts."""
        method, _, path = call.partition(" ")
        if not path.startswith("/conversations"):
            return None
        now, place = self.now(), f"{method == 'GET'} {'/'.join(path.split('/')[:3])}"
        waits = [_wait(self._calls["app"], APP, now), _wait(self._calls[place], READS if method == "GET" else SENDS, now)]
        if max(waits) > 0:
            self.refused.append(call)
            return ceil(max(waits))
        for name in ("app", place):
            self._calls[name].append(now)
        self.most = max(self.most, sum(1 for one in self._calls["app"] if one > now - 1.0))
        return None


def _wait(calls: deque[float], windows: Windows, now: float) -> float:
    """Return for how many seconds one more call does not fit in the windows."""
    while calls and calls[0] <= now - max(span for _, span in windows):
        calls.popleft()
    waits = [calls[-many] + span - now for many, span in windows if len(calls) >= many]
    return max([0.0, *waits])
