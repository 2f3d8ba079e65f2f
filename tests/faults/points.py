"""Where a bot can be made to die: before and after each step of its work, at one of the times that it comes there (trust R3).

Planted from here in the child only, as the mutants are; the work itself knows of none of it.
"""

import os
import signal
from collections.abc import Callable
from functools import wraps
from typing import Any, Literal

from sqlalchemy import Engine, event

from storage.database import many_writers
from storage.database.queueing import Store
from storage.groups import rounds
from storage.outgoing import outbox
from storage.talks import answers, conversations, seen
from storage.timing import planning
from tests.faults.channel import PostChannel

Side = Literal["before", "after"]
Steps = dict[str, tuple[Any, str]]
OPENING: Steps = {
    "a round is opened": (rounds, "open_rounds"),
    "people are planned": (planning, "begin_for"),
    "prompts are written": (outbox, "add_alike"),
}
"""What happens as a round opens, each step with what does it."""
CLOSING: Steps = {
    "a round is closed": (rounds, "close"),
    "a digest is written": (rounds, "report"),
}
TALKING: Steps = {
    "an act is known": (seen, "first_time"),
    "an answer is written": (answers, "record"),
    "a dialog is saved": (conversations, "save"),
    "a reply is written": (outbox, "add_claimed"),
    "messages are claimed": (outbox, "claim"),
    "a message goes": (PostChannel, "deliver"),
    "a message is settled": (outbox, "settle"),
    "a commit": (Store, "_tell"),
}
"""What happens again and again; after a commit it is told to whoever waits for it."""


def around(steps: Steps) -> list[str]:
    """Return the points before and after steps."""
    return [f"{side} {step}" for step in steps for side in ("before", "after")]


def plant(point: str) -> None:
    """Let this process die as soon as it comes to a point."""

    def here() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    side, _, step = point.partition(" ")
    if point == "before a commit":
        event.listen(Engine, "commit", lambda connection: here())
        _around(many_writers, "_commit", here, "before")
    elif point == "after a commit":
        _around(Store, "_tell", here, "before")
    else:
        _around(*{**OPENING, **CLOSING, **TALKING}[step], here, "before" if side == "before" else "after")


def _around(owner: Any, name: str, here: Callable[[], None], side: Side) -> None:
    """Come by before or after each call of something."""
    done = getattr(owner, name)

    @wraps(done)
    def now(*values: Any, **named: Any) -> Any:
        if side == "before":
            here()
            return done(*values, **named)
        result = done(*values, **named)
        here()
        return result

    @wraps(done)
    async def later(*values: Any, **named: Any) -> Any:
        if side == "before":
            here()
        result = await done(*values, **named)
        if side == "after":
            here()
        return result

    setattr(owner, name, later if name == "deliver" else now)
