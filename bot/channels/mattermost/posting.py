"""Posts on Mattermost, each once: made, changed and taken away, and found again after an attempt of which nobody knows."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import uuid4

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.mattermost.bars import picture
from bot.channels.mattermost.callbacks.posted import KEY, PART
from bot.channels.mattermost.people import People
from bot.channels.mattermost.reading import NAME
from bot.channels.mattermost.rest import PAGE, Refused, Rest
from bot.channels.pace import Busy
from bot.incoming.files import name_for
from dialogs.saying.phrases import Language
from dialogs.saying.prompt import Chart
from storage.groups import people, settings
from storage.outgoing.cards import ANSWERED
from storage.store import Store, Unit
from storage.talks import files

OF, FILES = "leerbot_of", "leerbot_files"
"""What the bot writes on its posts: of which Leerbot they are, and which of our files are which of theirs."""
DRAWN = "figures"
PICTURE: Mapping[Language, str] = {"nl": "cijfers.png", "en": "figures.png"}
INSTALLATION = "mattermost.of"
"""The setting that names this Leerbot: messages of another one with the same account are numbered like its own."""
MOST = 1000
"""Numbers of attempts that are remembered."""
TOO_LATE = "permissions_time_limit"
"""The server's reason when a post is too old to be changed (``PostEditTimeLimit``)."""
GONE = "–"
"""What stands in place of a post with replies, which would go along when it was taken away."""


@dataclass(frozen=True, slots=True)
class Where:
    """A chat or room, and the post below which a line goes in it."""

    place: str
    root: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One post of a message: its number, its text, what it says of itself, the files it brings, and figures to draw."""

    number: int
    text: str
    props: Mapping[str, Any]
    files: tuple[str, ...]
    chart: Chart | None = None


class Standing(NamedTuple):
    """A post that stands there, and what it says."""

    id: str
    text: str
    root: str = ""


class Posting:
    """Posts in the bot's name; each call raises Refused, Away, Busy and StorageError."""

    def __init__(self, rest: Rest, store: Store, people_: People) -> None:
        self._rest = rest
        self._store = store
        self._people = people_
        self._doubtful: dict[str, str] = {}
        self._installation = ""

    async def post(self, where: Where, message: Outgoing, part: Part) -> str:
        """Post a part and return its id; after an attempt of which nobody knows how it ended, under the number of that one.

        The server takes such a number once in half a minute, from whomever: so it is random, and whose post came back is
        looked at. Raises DeliveryError when it is somebody else's.
        """
        brought = await self._with_files(where.place, message, part, {})
        key = f"{message.key} {part.number}"
        pending = self._number(key)
        below = {"root_id": where.root} if where.root else {}
        try:
            made = await self._rest.post(
                urgent=message.kind == "reply", channel_id=where.place, message=part.text, pending_post_id=pending,
                **below, **brought,
            )  # fmt: skip
        except (Refused, Busy) as problem:
            if isinstance(problem, Busy) or problem.status < 500:
                self._doubtful.pop(key, None)
            raise
        self._doubtful.pop(key, None)
        if made["user_id"] != (await self._people.bot()).id:
            raise DeliveryError("transient", "another post came back")
        return str(made["id"])

    def _number(self, key: str) -> str:
        """Return under which number a part goes: that of an attempt that has not ended, or of which nobody knows how."""
        if len(self._doubtful) >= MOST:
            del self._doubtful[next(iter(self._doubtful))]
        return self._doubtful.setdefault(key, str(uuid4()))

    async def change(self, id_: str, where: Where, message: Outgoing, part: Part, there: Standing | None) -> str:
        """Change a post and return its id; one that is too old for that gives way to another, ``there`` when that stands."""
        before = (await self._rest.read(id_)).get("props", {}) if part.files or part.chart else {}
        wanted = await self._with_files(where.place, message, part, before)
        try:
            await self._rest.patch(id_, yields=message.kind == ANSWERED, message=part.text, **wanted)
        except Refused as problem:
            if TOO_LATE not in problem.id:
                raise
            if message.kind == ANSWERED:  # said anew it would stand below; that the old buttons go is what matters
                await self._rest.patch(id_, yields=True, props=wanted["props"])
                return id_
        else:
            return id_
        anew = there.id if there is not None and there.id != id_ else await self.post(where, message, part)
        await self._rest.delete(id_)
        return str(anew)

    async def stands(self, where: Where, message: Outgoing, part: Part, there: Standing | None) -> str:
        """Post a part, unless an earlier attempt did; what that says is changed where it is drawn otherwise by now."""
        if there is None or there.root != where.root:
            return await self.post(where, message, part)
        return there.id if there.text == part.text else await self.change(there.id, where, message, part, None)

    async def there(self, place: str, key: str) -> dict[int, Standing]:
        """Return the parts of a message that an earlier attempt posted: number to post."""
        bot, of = (await self._people.bot()).id, await self._of()
        found = [post for post in await self._rest.posts(place, per_page=PAGE) if post["user_id"] == bot]
        told = [
            (Standing(post["id"], post["message"], post.get("root_id", "")), post.get("props") or {})
            for post in reversed(found)
        ]
        return {props[PART]: one for one, props in told if (props.get(KEY), props.get(OF)) == (key, of) and PART in props}

    async def take_away(self, id_: str) -> None:
        """Delete a post, gone already or not; under one with replies only a sign stays, as they would go along."""
        try:
            replied = (await self._rest.read(id_)).get("reply_count", 0)
            if replied:
                await self._rest.patch(id_, message=GONE, props={}, file_ids=[])
                return
        except Refused as problem:
            if problem.status == 404:
                return
            if TOO_LATE not in problem.id:
                raise
        await self._rest.delete(id_)

    # -- what a post says of itself, and its files

    async def _with_files(self, place: str, message: Outgoing, part: Part, before: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a post says of itself, and its files; those that stand there already are not brought again."""
        known: Mapping[str, str] = before.get(FILES, {})
        theirs = {id_: known.get(id_) or await self._upload(place, message, id_) for id_ in part.files}
        theirs |= await self._drawn(place, message, part.chart, known) if part.chart else {}
        props = {**part.props, OF: await self._of(), **({FILES: theirs} if theirs else {})}
        return {"file_ids": list(theirs.values()), "props": props}

    async def _drawn(self, place: str, message: Outgoing, chart: Chart, known: Mapping[str, str]) -> dict[str, str]:
        """Return the picture of figures, under a name that is the same for the same ones; nothing where none can be drawn."""
        name = f"{DRAWN} {sha256(repr(chart).encode()).hexdigest()[:16]}"
        if name in known:
            return {name: known[name]}
        body = await asyncio.to_thread(picture, chart)
        return {name: await self._rest.upload(place, PICTURE[message.prompt.language], body)} if body else {}

    async def _upload(self, place: str, message: Outgoing, id_: str) -> str:
        def content(unit: Unit) -> tuple[str, bytes]:
            reader = people.by_address(unit, NAME, message.to) if message.place == "person" else None
            return name_for(files.describe(unit, id_), reader.id if reader else None), files.content(unit, id_)

        return await self._rest.upload(place, *await self._store.read(content))

    async def _of(self) -> str:
        """Return the name of this Leerbot, given once."""

        def named(unit: Unit) -> str:
            if not (found := settings.get(unit, INSTALLATION)):
                settings.put(unit, INSTALLATION, found := uuid4().hex)
            return found

        if not self._installation:
            self._installation = await self._store.run(named, lane="bulk")
        return self._installation
