"""How long things are kept: what the organisation may set, and what holds everywhere (§4.5). The one place of these numbers.

``bot.upkeep.retaining`` lets go by them, and the data register (``storage.purposes``) tells them.
"""

from dataclasses import dataclass
from datetime import timedelta

from dialogs.settings import (
    RETAIN_AUDIT,
    RETAIN_LEFT,
    RETAIN_NOTICE,
    RETAIN_PRIVATE,
    RETAIN_PROGRAMME,
    RETAIN_SHARED,
    Settings,
)

MONTH = timedelta(days=30.5)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things are kept in an organisation."""

    private: timedelta
    shared: timedelta
    notice: timedelta
    programme: timedelta
    left: timedelta
    audit: timedelta
    seen: timedelta = timedelta(days=7)
    """No platform repeats a message after so long."""
    settled: timedelta = timedelta(days=60)
    """For how long it can be told why something did not arrive."""
    chat: timedelta = 12 * MONTH

    @property
    def showing(self) -> timedelta:
        """Messages that show texts outlive these, so that they can be changed along."""
        return max(self.private, self.shared) + 2 * MONTH

    @property
    def ended(self) -> timedelta:
        """The conversations that messages speak of outlive both."""
        return self.showing + MONTH


def limits_of(chosen: Settings) -> Limits:
    """Return how long things are kept, as an organisation has set it."""
    return Limits(
        chosen[RETAIN_PRIVATE] * MONTH, chosen[RETAIN_SHARED] * MONTH, timedelta(days=chosen[RETAIN_NOTICE]),
        timedelta(days=chosen[RETAIN_PROGRAMME]), timedelta(days=chosen[RETAIN_LEFT]), chosen[RETAIN_AUDIT] * MONTH,
    )  # fmt: skip
