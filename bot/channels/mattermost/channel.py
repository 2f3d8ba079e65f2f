"""Mattermost behind the seam: messages go out as posts, each once, and change or go where they stand."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.channels.base import DeliveryError, Outgoing, Receive, Watch
from bot.channels.mattermost.callbacks.posted import KEY, PART
from bot.channels.mattermost.callbacks.wiring import Callbacks
from bot.channels.mattermost.drawing import parts
from bot.channels.mattermost.hearing import Hearing
from bot.channels.mattermost.listening import Pause
from bot.channels.mattermost.people import People
from bot.channels.mattermost.posting import Part, Posting, Where
from bot.channels.mattermost.reading import CHOICES, NAME
from bot.channels.mattermost.rest import Away, Refused, Rest, delivery_error
from bot.channels.pace import Busy
from bot.channels.reasons import DEACTIVATED
from bot.clock import pause as real_pause
from dialogs.saying.phrases import Language, Phrases
from storage.errors import StorageError
from storage.store import Store

ANSWERS = frozenset({"reply", "answered"})
"""The kinds of messages that answer somebody, who is there as she wrote just now."""


IN_ALL = 25.0
"""Seconds that sending takes at most: another one takes the message over soon after, and may not find it half posted."""


class MattermostChannel:
    """Delivers to one Mattermost server. An address is a user's id, or a channel's for a room."""

    name = NAME

    def __init__(
        self, rest: Rest, store: Store, phrases: Mapping[Language, Phrases], pause: Pause = real_pause,
        callbacks: Callbacks | None = None, people: People | None = None, in_all: float = IN_ALL,
    ) -> None:  # fmt: skip
        self._in_all = in_all
        self.callbacks = callbacks
        """What Mattermost calls when somebody presses; None where people type."""
        self._rest = rest
        self._store = store
        self._phrases = phrases
        self._pause = pause
        self.people = people or People(rest)
        self._posting = Posting(rest, store, self.people)
        self._hearing: Hearing | None = None

    @property
    def connected(self) -> bool:
        """Whether what people do is heard now."""
        return self._hearing is not None and self._hearing.connected and not self._rest.shut_out.is_set()

    @property
    def rate(self) -> float:
        """How many calls go in a second when there are enough."""
        return self._rest.pace.rate

    def share(self, senders: int) -> None:
        """Keep to this process's share, while so many processes send."""
        self._rest.pace.senders = senders

    async def listen(self, receive: Receive, watch: Watch | None = None) -> None:
        """Take in what people do, until cancelled; ``watch`` hears what becomes of rooms."""
        self._hearing = Hearing(self._rest, self._store, self.people, self._pause, receive, watch)
        await self._hearing.run()

    def renew(self, token: str) -> None:
        """Log in with another token from now on; what was missed meanwhile is heard (trust S21)."""
        self._rest.renew(token)

    async def close(self) -> None:
        """End all calls."""
        await self._rest.close()

    # -- the seam

    async def deliver(self, message: Outgoing) -> str:
        """Post a message and return where it stands; the same key is one message, also after a doubtful attempt."""
        async with _told_apart(self._in_all):
            where = await self._where(message)
            there = await self._posting.there(where.place, message.key) if message.again else {}
            posted: list[str] = []
            for part in self._parts(where.place, message):
                below = _below(where, message, posted)
                posted.append(await self._posting.stands(below, message, part, there.get(part.number)))
        return " ".join([where.place, *posted])

    async def revise(self, receipt: str, message: Outgoing) -> str:
        """Change what a message says, where it stands; a part too many is taken away, one too few is added.

        Where the first of a thread gave way to another, the rest went along with it and is posted anew.
        """
        place, *posts = receipt.split(" ")
        where, now = Where(place, _root(message)), list[str]()
        async with _told_apart(self._in_all):
            there = await self._posting.there(place, message.key) if message.again else {}
            for part in self._parts(place, message):
                below, standing = _below(where, message, now), there.get(part.number)
                if part.number < len(posts) and (below == where or now[0] == posts[0]):
                    now.append(await self._posting.change(posts[part.number], below, message, part, standing))
                else:
                    now.append(await self._posting.stands(below, message, part, standing))
            for id_ in posts[len(now) :]:
                await self._posting.take_away(id_)
        return " ".join([place, *now])

    async def withdraw(self, receipt: str) -> None:
        """Take a message away; one that is gone already is fine."""
        async with _told_apart(self._in_all):
            for id_ in reversed(receipt.split(" ")[1:]):  # the first of a thread last: what is below it would keep it there
                await self._posting.take_away(id_)

    async def roster(self, room: str) -> list[str]:
        """Return the people in a room, without bots and those who are gone."""
        async with _told_apart(self._in_all):
            return sorted(user.id for user in await self._rest.users_in(room) if not (user.bot or user.gone))

    # -- posting

    async def _where(self, message: Outgoing) -> Where:
        """Return where a message goes; in a room that may be below somebody's post there."""
        if message.place == "room":
            return Where(message.to.partition("/")[0], _root(message))
        await self._look_at(message)
        return Where(await self.people.chat_with(message.to))

    async def _look_at(self, message: Outgoing) -> None:
        """Look whether somebody is still there, and drawn to be told this now: her account may say otherwise (X03, X04)."""
        if message.kind in ANSWERS and self.people.acted_lately(message.to):
            return  # who waits for an answer is not to wait for this
        user = await self.people.user(message.to)
        if user.gone:  # the server would take posts to nobody
            raise DeliveryError("permanent", DEACTIVATED)
        if await self.people.heeded(user) and message.kind not in ANSWERS:
            raise DeliveryError("transient", "her profile says otherwise", 0.0)

    def _parts(self, place: str, message: Outgoing) -> list[Part]:
        """Return the posts of a message; the last one brings the files, and carries what can be chosen."""
        prompt = message.prompt
        attached = self.callbacks.attached(place, message) if self.callbacks else []
        split_at = message.split_at if message.kind == "digest" else None
        texts = parts(prompt, self._phrases[prompt.language], split_at=split_at, tapped=bool(attached))
        asks = bool(message.about or prompt.choices or prompt.form)
        found = []
        for number, text in enumerate(texts):
            last = number == len(texts) - 1
            props: dict[str, Any] = {KEY: message.key, PART: number}
            if last and asks:
                props[CHOICES] = [[choice.id, choice.label] for choice in prompt.choices]
            if last and attached:
                props["attachments"] = attached
            found.append(Part(number, text, props, prompt.files if last else (), prompt.chart if last else None))
        return found


def _root(message: Outgoing) -> str:
    """Return the post in a room below which a message goes, where it goes below one."""
    return message.to.partition("/")[2] if message.place == "room" else ""


def _below(where: Where, message: Outgoing, posted: Sequence[str]) -> Where:
    """Return where the next part goes: in a room into the thread of the first one, so that a long digest is no wall."""
    return replace(where, root=posted[0]) if posted and message.place == "room" and not where.root else where


@contextlib.asynccontextmanager
async def _told_apart(seconds: float) -> AsyncIterator[None]:
    """Say of a failure what it means for a message, also of one that takes too long."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError as problem:
        raise delivery_error(Away("took too long")) from problem
    except (Refused, Away, Busy) as problem:
        raise delivery_error(problem) from problem
    except StorageError as problem:
        raise DeliveryError("transient", "not saved") from problem
