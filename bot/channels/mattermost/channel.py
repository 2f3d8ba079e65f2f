"""Mattermost behind the seam: messages go out as posts, each once, and change or go where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bot.channels.base import DeliveryError, Outgoing, Receive
from bot.channels.mattermost.callbacks.posted import KEY, PART
from bot.channels.mattermost.callbacks.wiring import Callbacks
from bot.channels.mattermost.drawing import parts
from bot.channels.mattermost.hearing import Hearing
from bot.channels.mattermost.listening import Pause
from bot.channels.mattermost.people import People
from bot.channels.mattermost.reading import CHOICES, NAME
from bot.channels.mattermost.rest import Away, Refused, Rest, delivery_error
from bot.channels.reasons import DEACTIVATED
from bot.clock import pause as real_pause
from bot.incoming.files import name_for
from dialogs.saying.phrases import Language, Phrases
from storage.groups import people
from storage.store import Store, Unit
from storage.talks import files

FILES = "leerbot_files"
"""What the bot writes on its posts: which of our files are which of theirs."""
LOOKED_BACK = 60
"""Posts in which an earlier attempt is looked for."""
GONE = "–"
"""What stands in place of a post with replies, which would go along when it was taken away."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One post of a message: its text, what it says of itself, and the files it brings."""

    text: str
    props: Mapping[str, Any]
    files: tuple[str, ...]


class MattermostChannel:
    """Delivers to one Mattermost server. An address is a user's id, or a channel's for a room."""

    name = NAME

    def __init__(
        self, rest: Rest, store: Store, phrases: Mapping[Language, Phrases], pause: Pause = real_pause,
        callbacks: Callbacks | None = None,
    ) -> None:  # fmt: skip
        self.callbacks = callbacks
        """What Mattermost calls when somebody presses; None where people type."""
        self._rest = rest
        self._store = store
        self._phrases = phrases
        self._pause = pause
        self._people = People(rest)
        self._doubtful: dict[str, str] = {}
        self._hearing: Hearing | None = None

    @property
    def connected(self) -> bool:
        """Whether what people do is heard now."""
        return self._hearing is not None and self._hearing.connected

    async def listen(self, receive: Receive) -> None:
        """Take in what people do, until cancelled."""
        self._hearing = Hearing(self._rest, self._store, self._people, self._pause, receive)
        await self._hearing.run()

    async def close(self) -> None:
        """End all calls."""
        await self._rest.close()

    # -- the seam

    async def deliver(self, message: Outgoing) -> str:
        """Post a message and return where it stands; the same key is one message, also after a doubtful attempt."""
        try:
            place = await self._place(message)
            there = await self._there(place, message.key) if message.again else {}
            posted = []
            for number, part in enumerate(self._parts(place, message)):
                posted.append(there.get(number) or await self._post(place, message, number, part))
        except (Refused, Away) as problem:
            raise delivery_error(problem) from problem
        return " ".join([place, *posted])

    async def revise(self, receipt: str, message: Outgoing) -> str:
        """Change what a message says, where it stands; a part too many is taken away, one too few is added."""
        place, *posts = receipt.split(" ")
        wanted = self._parts(place, message)
        try:
            there = await self._there(place, message.key) if message.again else {}
            for id_, part in zip(posts, wanted, strict=False):
                await self._change(id_, place, message, part)
            for id_ in posts[len(wanted) :]:
                await self._take_away(id_)
            for number, part in list(enumerate(wanted))[len(posts) :]:
                posts.append(there.get(number) or await self._post(place, message, number, part))
        except (Refused, Away) as problem:
            raise delivery_error(problem) from problem
        return " ".join([place, *posts[: len(wanted)]])

    async def withdraw(self, receipt: str) -> None:
        """Take a message away; one that is gone already is fine."""
        try:
            for id_ in receipt.split(" ")[1:]:
                await self._take_away(id_)
        except (Refused, Away) as problem:
            raise delivery_error(problem) from problem

    async def roster(self, room: str) -> list[str]:
        """Return the people in a room, without bots and those who are gone."""
        try:
            return sorted(user.id for user in await self._rest.users_in(room) if not (user.bot or user.gone))
        except (Refused, Away) as problem:
            raise delivery_error(problem) from problem

    # -- posting

    async def _place(self, message: Outgoing) -> str:
        if message.place == "room":
            return message.to
        if (await self._people.user(message.to)).gone:  # the server would take posts to nobody
            raise DeliveryError("permanent", DEACTIVATED)
        return await self._people.chat_with(message.to)

    def _parts(self, place: str, message: Outgoing) -> list[_Part]:
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
            found.append(_Part(text, props, prompt.files if last else ()))
        return found

    async def _post(self, place: str, message: Outgoing, number: int, part: _Part) -> str:
        """Post one part; after an attempt of which nobody knows how it ended, under the same number as that one."""
        brought = await self._with_files(place, message, part, {})
        key = f"{message.key} {number}"
        pending = self._doubtful.pop(key, None) or str(uuid4())
        try:
            made = await self._rest.post(channel_id=place, message=part.text, pending_post_id=pending, **brought)
        except (Refused, Away) as problem:
            if isinstance(problem, Away) or problem.status >= 500:
                self._doubtful[key] = pending
            raise
        if made["user_id"] != (await self._people.bot()).id:
            raise DeliveryError("transient", "another post came back")
        return str(made["id"])

    async def _change(self, id_: str, place: str, message: Outgoing, part: _Part) -> None:
        before = (await self._rest.read(id_)).get("props", {}) if part.files else {}
        await self._rest.patch(id_, message=part.text, **await self._with_files(place, message, part, before))

    async def _with_files(self, place: str, message: Outgoing, part: _Part, before: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a post says of itself, and its files; those that stand there already are not brought again."""
        known: Mapping[str, str] = before.get(FILES, {})
        theirs = {id_: known.get(id_) or await self._upload(place, message, id_) for id_ in part.files}
        return {"file_ids": list(theirs.values()), "props": {**part.props, FILES: theirs} if theirs else part.props}

    async def _upload(self, place: str, message: Outgoing, id_: str) -> str:
        def content(unit: Unit) -> tuple[str, bytes]:
            reader = people.by_address(unit, NAME, message.to) if message.place == "person" else None
            return name_for(files.describe(unit, id_), reader.id if reader else None), files.content(unit, id_)

        return await self._rest.upload(place, *await self._store.read(content))

    # -- finding what was posted before

    async def _there(self, place: str, key: str) -> dict[int, str]:
        """Return the parts of a message that an earlier attempt posted: number to post."""
        bot = (await self._people.bot()).id
        found = [post for post in await self._rest.posts(place, per_page=LOOKED_BACK) if post["user_id"] == bot]
        return {post["props"][PART]: post["id"] for post in found if post.get("props", {}).get(KEY) == key}

    async def _take_away(self, id_: str) -> None:
        """Delete a post; under one with replies only a sign stays, as they would go along."""
        try:
            replied = (await self._rest.read(id_)).get("reply_count", 0)
        except Refused as problem:
            if problem.status == 404:
                return
            raise
        if replied:
            await self._rest.patch(id_, message=GONE, props={}, file_ids=[])
        else:
            await self._rest.delete(id_)
