"""What can go wrong between us and Teams, told apart, and what it means for a message."""

from typing import Literal

from bot.channels.base import DeliveryError
from bot.channels.pace import Busy
from bot.channels.reasons import BLOCKED, DISABLED, GONE, GUEST, NOT_INSTALLED

TOKEN_WAIT = 600.0
"""Seconds until another attempt while our name or password is refused: somebody has to mend that first."""
OF_403 = {
    "ConversationBlockedByUser": BLOCKED,
    "MessageWritesBlocked": BLOCKED,
    "BotDisabledByAdmin": DISABLED,
    "AclCheckFailed": GUEST,
    "InvalidBotApiHost": None,
}
"""Why Teams forbids something, where it says so; None is our own mistake. Anything else is an app that is not there."""


class Refused(Exception):
    """Teams said no. ``code`` is its word for why, or ``unknown``; never anything that a person wrote."""

    def __init__(self, status: int, code: str, retry_after: float | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after

    @property
    def doubtful(self) -> bool:
        """Whether what was asked may have been done all the same."""
        return self.status >= 500


class Away(Exception):
    """Teams did not answer; ``doubtful`` when what was asked may have been done all the same."""

    def __init__(self, reason: str, *, doubtful: bool) -> None:
        super().__init__(reason)
        self.doubtful = doubtful


Failure = Refused | Away | Busy


def delivery_error(problem: Failure) -> DeliveryError:
    """Return what a failure means for something that may be asked again, as a revision may."""
    match problem:
        case Busy(wait=wait):
            return DeliveryError("transient", "too many messages", wait)
        case Away():
            return DeliveryError("transient", "Teams is away")
        case Refused(status=401):
            return DeliveryError("transient", "name or password refused", TOKEN_WAIT, until_mended=True)
        case Refused(status=403):
            return _forbidden(problem.code)
        case Refused(status=404):
            return DeliveryError("permanent", GONE)
        case Refused(status=412 | 429):
            return DeliveryError("transient", "too many calls", problem.retry_after)
        case Refused(status=status) if status >= 500:
            return DeliveryError("transient", "Teams is away", problem.retry_after)
        case _:
            return DeliveryError("ambiguous", problem.code)  # our own mistake says nothing about who can be reached


def _forbidden(code: str) -> DeliveryError:
    kind: Literal["permanent", "ambiguous"] = "ambiguous" if OF_403.get(code, "") is None else "permanent"
    return DeliveryError(kind, OF_403.get(code, NOT_INSTALLED) or code)
