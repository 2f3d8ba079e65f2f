"""The seam between Leerbot and a platform: what comes in, what goes out, and what can go wrong (DESIGN §6)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol, runtime_checkable

from dialogs.saying.phrases import Language
from dialogs.saying.prompt import Prompt
from dialogs.settings import DEFAULTS, SPLIT_AT
from storage.store import Unit

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes that a file may have (spec §0.2)."""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that came along, with its content; ``id`` is unique over all channels."""

    id: str
    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote something in the private chat."""

    text: str
    files: tuple[IncomingFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Chose:
    """Somebody pressed one or several buttons of one card, or ``typed`` what one of them says."""

    choices: tuple[str, ...]
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """Somebody sent a form."""

    form: str
    values: Mapping[str, Any]
    files: Mapping[str, IncomingFile] = field(default_factory=dict)
    part: frozenset[str] | None = None
    """The questions that stood on it, where it can be mended before it is taken; others of the same form stay open."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Somebody addressed the bot in a room; nothing of it is kept (spec §0.2).

    ``room`` is what the platform calls it, ``thread`` where a line below her message goes, where that can be. ``text`` is
    without the bot's own name, and looked at for one thing: whether she says to which group the room belongs.
    """

    room: str | None = None
    thread: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody edited an own message, by the name under which it came in; never silently a new answer."""

    message: str
    text: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """Somebody deleted an own message, by the name under which it came in."""

    message: str


Act = Said | Chose | Submitted | Mentioned | Edited | Deleted


@dataclass(frozen=True, slots=True)
class Incoming:
    """One act of one person. ``message`` is the same for every repeat of it, and only then.

    Where a platform may repeat an act under another name, ``sameness`` is the same, but only for a short while: somebody may
    do it once more.
    """

    channel: str
    person: str
    message: str
    act: Act
    sameness: str | None = None


Receive = Callable[[Incoming], Awaitable[object]]
"""Takes one act in; when it returns, the act is stored. What it raises stands in ``bot.incoming.receiving``."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to a person or a room. ``key`` is the same for every attempt; a card replaces the one ``about`` the same.

    ``again`` says that an earlier attempt may have shown it.
    A digest that is longer than ``split_at`` comes in parts (S07).
    """

    key: str
    to: str
    place: Literal["person", "room"]
    prompt: Prompt
    kind: str
    about: str | None = None
    format: str | None = None
    again: bool = False
    split_at: int = DEFAULTS[SPLIT_AT]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform tells of somebody: her language and time zone, and until when she is away; None where it does not."""

    language: Language | None = None
    zone: str | None = None
    away_until: datetime | None = None


Heed = Callable[[str, Profile], Awaitable[bool]]
"""Takes over what a platform tells of somebody, by her address there, as far as she did not choose otherwise herself.

Whether that changes what she is told, or when.
"""


Refusal = Literal["permanent", "transient", "ambiguous"]
"""Why a platform did not take a message, as `DeliveryError` tells."""


class DeliveryError(Exception):
    """A platform did not take a message.

    ``permanent``: it never will. ``transient``: try again, after ``retry_after`` seconds when given. ``ambiguous``: nobody
    can say whether it was shown, or the fault is ours and says nothing about the person. ``reason`` is a word for the
    administrator, never a text of a person. What is transient ``until_mended`` by somebody, as a token that is refused, is
    tried however often.
    """

    def __init__(self, kind: Refusal, reason: str, retry_after: float | None = None, *, until_mended: bool = False) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.retry_after = retry_after
        self.until_mended = until_mended


class Channel(Protocol):
    """A way to reach people."""

    name: str

    async def deliver(self, message: Outgoing) -> str:
        """Send a message and return its receipt; the same key twice is one message where the platform allows it.

        Raises DeliveryError.
        """
        ...

    async def revise(self, receipt: str, message: Outgoing) -> str:
        """Change what a sent message says, and return the receipt from now on; raises DeliveryError."""
        ...

    async def withdraw(self, receipt: str) -> None:
        """Take a sent message away; raises DeliveryError."""
        ...

    async def roster(self, room: str) -> list[str]:
        """Return the addresses of the people in a room; raises DeliveryError."""
        ...


@runtime_checkable
class AtHome(Protocol):
    """A channel whose messages stand in our own database: a reply is kept there together with the act that it answers."""

    def keep(self, unit: Unit, reply: Outgoing, now: datetime) -> str:
        """Put a reply where its reader looks, as part of a unit of work, and return its receipt."""
        ...

    async def show(self, message: Outgoing) -> None:
        """Tell whoever looks that a message stands there."""
        ...


@runtime_checkable
class Noting(Protocol):
    """A channel that keeps something of what it sent, written down together with that it was sent."""

    def went(self, unit: Unit, message: Outgoing, receipt: str, *, settled: bool, anew: bool) -> None:
        """Keep what is to be known of a message that was delivered, or changed (``anew``), as part of a unit of work.

        Unless that is ``settled``, somebody else claimed it meanwhile and may deliver it too.
        """
        ...


@runtime_checkable
class Paced(Protocol):
    """A channel whose platform takes only so many messages a second."""

    @property
    def rate(self) -> float:
        """How many messages go in a second when there are enough."""
        ...

    def share(self, senders: int) -> None:
        """Keep to this process's share, while so many processes send."""
        ...


class Watch(Protocol):
    """What looks at the rooms of groups."""

    def changed(self, *, hopeful: bool) -> None:
        """Look soon; ``hopeful`` when it may be for the better."""
        ...

    async def lost(self, channel: str, external: str, reason: str) -> None:
        """Post no more in a room, and why."""
        ...

    async def found(self, channel: str, external: str) -> None:
        """Post in a room again."""
        ...
