"""What goes out with a button or a dialog and comes back, sealed: a message, what may be done with it, where and by whom.

It is no secret, and it is ours: nobody else can make one, and it serves nowhere but on the post that it was made for (§9).
"""

import base64
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from bot.channels.mattermost.callbacks.trigger import NotLetIn
from bot.clock import Clock

PURPOSE = b"leerbot mattermost callbacks"
VERSION = 1
LASTS = timedelta(days=180)
"""For how long a button works: longer than anything is asked, and no longer than its message may be looked for."""
LONGEST = 64 * 1024
What = Literal["choose", "pick", "open", "dialog", "test"]


class TooLate(Exception):
    """Something is ours, and not of use any more."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What may be done with a message, by whom, and where: ``refs`` are the ids of what is offered, or of what is opened.

    ``key`` is that of the message, ``place`` the chat in which it stands, ``person`` the one who may use it.
    """

    what: What
    refs: tuple[str, ...]
    place: str
    person: str
    key: str


class Sealing:
    """Seals, and opens what is sealed with one of the ``keys`` of now; the first seals what is new."""

    def __init__(self, keys: Callable[[], Sequence[bytes]], clock: Clock) -> None:
        self._keys = keys
        self._clock = clock

    def context(self, one: Sealed, lasts: timedelta = LASTS) -> dict[str, Any]:
        """Return what goes with a button; the server keeps it, and shows it to nobody."""
        ends = int((self._clock.now() + lasts).timestamp())
        return {**_told(one, ends), "t": _tag(self._keys()[0], one, ends)}

    def opened(self, context: object) -> Sealed:
        """Return what came back with a button; raises NotLetIn for what is not ours, and TooLate."""
        one, ends, tag = _read(context)
        if not any(hmac.compare_digest(_tag(key, one, ends), tag) for key in self._keys()):
            raise NotLetIn("not sealed here")
        if self._clock.now().timestamp() > ends:
            raise TooLate
        return one

    def state(self, one: Sealed, lasts: timedelta) -> str:
        """Return what goes with a dialog, as one word; whoever opens the dialog can read it."""
        return base64.urlsafe_b64encode(json.dumps(self.context(one, lasts), separators=(",", ":")).encode()).decode()

    def from_state(self, state: object) -> Sealed:
        """Return what came back with a dialog; raises NotLetIn for what is not ours, and TooLate."""
        if not isinstance(state, str) or len(state) > LONGEST:
            raise NotLetIn("no state")
        try:
            context = json.loads(base64.b64decode(state, altchars=b"-_", validate=True))
        except (ValueError, RecursionError) as problem:
            raise NotLetIn("no state") from problem
        return self.opened(context)


def _told(one: Sealed, ends: int) -> dict[str, Any]:
    return {
        "v": VERSION, "what": one.what, "refs": list(one.refs), "place": one.place, "person": one.person, "key": one.key,
        "ends": ends,
    }  # fmt: skip


def _tag(key: bytes, one: Sealed, ends: int) -> str:
    """Return the proof, over a form of our own making: the server keeps no order."""
    told = json.dumps(_told(one, ends), sort_keys=True, separators=(",", ":"))
    return hmac.digest(key, told.encode(), "sha256").hex()


def _read(context: object) -> tuple[Sealed, int, str]:
    """Return what a context says, and its proof; nothing of it is believed yet."""
    match context:
        case {
            "v": 1, "what": "choose" | "pick" | "open" | "dialog" | "test" as what, "refs": list(refs), "place": str(place),
            "person": str(person), "key": str(key), "ends": int(ends), "t": str(tag),
        } if all(isinstance(ref, str) for ref in refs) and tag.isascii():  # fmt: skip
            return Sealed(what, tuple(refs), place, person, key), ends, tag
        case _:
            raise NotLetIn("not ours")
