"""What ``/metrics`` tells, as Prometheus reads it: counts and moments, never of whom or what about (trust S29).

What is to be done about each stands in ``manifest/alerts.yaml``.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from bot.outgoing.outbox import Sender
from bot.outgoing.progress import Progress
from storage.database.queueing import Figures
from storage.outgoing.watching import Watched

TYPE = "text/plain; version=0.0.4"
Connected = Mapping[str, Callable[[], bool]]


def written(sender: Sender, progress: Progress, store: Figures, channels: Connected, found: Watched | None) -> str:
    """Return the page; ``found`` is what the database tells, or None when it does not answer."""
    lines = [*_of_channels(sender, progress, channels), *_of_the_store(store, found is not None)]
    return "".join([*lines, *(_of_all_together(found) if found else ())])


def _of_channels(sender: Sender, progress: Progress, channels: Connected) -> Iterator[str]:
    settled = {f'channel="{channel}",status="{status}"': float(many) for (channel, status), many in sender.figures.items()}
    yield from _one("messages_total", "counter", "Attempts to send since the start, by what came of them.", settled)
    refused = {f'channel="{channel}",kind="{kind}"': float(many) for (channel, kind), many in sender.refused.items()}
    yield from _one("refused_total", "counter", "Messages that a channel did not take since the start.", refused)
    waiting = {f'channel="{channel}"': float(many) for channel, many in progress.waiting.items()}
    yield from _one("messages_waiting", "gauge", "Messages that are due and not sent yet.", waiting)
    lasts = {f'channel="{channel}"': seconds for channel, seconds in progress.lasting().items()}
    yield from _one("messages_waiting_seconds", "gauge", "How long these take, as the platform takes them.", lasts)
    there = {f'channel="{name}"': float(connected()) for name, connected in channels.items()}
    yield from _one("channel_connected", "gauge", "Whether a channel is connected to its platform.", there)


def _of_the_store(store: Figures, answers: bool) -> Iterator[str]:
    yield from _one("commits_total", "counter", "Commits since the start.", {"": float(store.commits)})
    yield from _one("units_total", "counter", "Units of work that were kept since the start.", {"": float(store.units)})
    yield from _one("lost_batches_total", "counter", "Commits that came to nothing.", {"": float(store.lost_batches)})
    yield from _one("units_waiting", "gauge", "Units of work that wait for the database.", {"": float(store.waiting)})
    yield from _one("keeps_nothing", "gauge", "Whether the database keeps nothing now.", {"": float(store.failing)})
    yield from _one("database_up", "gauge", "Whether the database answers.", {"": float(answers)})


def _of_all_together(found: Watched) -> Iterator[str]:
    """Yield what is the same for every process on one database; nothing of it is told while that does not answer."""
    yield from _one("oldest_waiting_seconds", "gauge", "How long the oldest of all has waited.", {"": found.waits})
    stuck = "The same, without what waits for its turn in a large round, or because sending was stopped."
    yield from _one("stuck_seconds", "gauge", stuck, {"": found.stuck})
    yield from _one("sending_stopped", "gauge", "Whether sending was stopped by hand.", {"": float(found.stopped)})
    yield from _one("missed_rounds", "gauge", "Rounds of the last day that came too late.", {"": float(found.missed)})
    yield from _one("dead_messages", "gauge", "Messages given up in the last day.", {"": float(found.dead)})
    yield from _one("clock_skew_seconds", "gauge", "How far our clock and the database's lie apart.", {"": found.skew})
    backup, keys = _moment(found.backup_at), _moment(found.keys_at)
    yield from _one("backup_timestamp_seconds", "gauge", "When the last backup was made; 0 is never.", {"": backup})
    yield from _one("key_timestamp_seconds", "gauge", "Since when the newest master key is in use.", {"": keys})


def _moment(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0


def _one(name: str, kind: str, told: str, values: Mapping[str, float]) -> Iterator[str]:
    """Yield one figure with its values, by what tells them apart."""
    yield f"# HELP leerbot_{name} {told}\n# TYPE leerbot_{name} {kind}\n"
    for apart, value in values.items():
        yield f"leerbot_{name}{{{apart}}} {value:.15g}\n" if apart else f"leerbot_{name} {value:.15g}\n"
