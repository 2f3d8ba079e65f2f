"""What ``/metrics`` tells, as Prometheus reads it: counts and durations, never of whom or what about."""

from collections.abc import Iterator, Mapping

from bot.outgoing.outbox import Sender
from bot.outgoing.progress import Progress
from storage.database.queueing import Figures

TYPE = "text/plain; version=0.0.4"


def written(sender: Sender, progress: Progress, store: Figures, oldest: float) -> str:
    """Return the page; ``oldest`` is for how many seconds the message has waited that waits longest."""
    return "".join(_lines(sender, progress, store, oldest))


def _lines(sender: Sender, progress: Progress, store: Figures, oldest: float) -> Iterator[str]:
    settled = {f'channel="{channel}",status="{status}"': float(many) for (channel, status), many in sender.figures.items()}
    yield from _one("messages_total", "counter", "Attempts to send since the start, by what came of them.", settled)
    waiting = {f'channel="{channel}"': float(many) for channel, many in progress.waiting.items()}
    yield from _one("messages_waiting", "gauge", "Messages that are due and not sent yet.", waiting)
    lasts = {f'channel="{channel}"': progress.seconds(channel) for channel in progress.waiting}
    yield from _one("messages_waiting_seconds", "gauge", "How long these take, as the platform takes them.", lasts)
    yield from _one("oldest_waiting_seconds", "gauge", "How long the oldest of all has waited.", {"": oldest})
    yield from _one("commits_total", "counter", "Commits since the start.", {"": float(store.commits)})
    yield from _one("units_total", "counter", "Units of work that were kept since the start.", {"": float(store.units)})
    yield from _one("lost_batches_total", "counter", "Commits that came to nothing.", {"": float(store.lost_batches)})
    yield from _one("units_waiting", "gauge", "Units of work that wait for the database.", {"": float(store.waiting)})
    yield from _one("keeps_nothing", "gauge", "Whether the database keeps nothing now.", {"": float(store.failing)})


def _one(name: str, kind: str, told: str, values: Mapping[str, float]) -> Iterator[str]:
    """Yield one figure with its values, by what tells them apart."""
    yield f"# HELP leerbot_{name} {told}\n# TYPE leerbot_{name} {kind}\n"
    for apart, value in values.items():
        yield f"leerbot_{name}{{{apart}}} {value:g}\n" if apart else f"leerbot_{name} {value:g}\n"
