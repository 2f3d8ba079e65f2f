"""What people do on Mattermost as acts of the seam; whatever was not written by the person herself is left alone."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.base import Act, Chose, Deleted, Edited, Incoming, IncomingFile, Mentioned, Said
from bot.channels.mattermost.listening import Event
from bot.channels.mattermost.people import People
from bot.channels.mattermost.rest import Refused, Rest
from bot.logs import log
from dialogs.answers.understanding import named
from dialogs.saying.prompt import Choice
from dialogs.talk.commands import LONGEST

NAME = "mattermost"
FORGED = ("from_webhook", "from_plugin", "from_oauth_app")
"""What the server writes on a post that somebody else's program made in a person's name."""
CHOICES = "leerbot_choices"
"""What can be chosen in a post of the bot, as ``[id, label]``; it stands in the post itself, so every process knows it."""
MOST = 10_000
LOOKED_BACK = 30

Post = Mapping[str, Any]


class Reading:
    """Reads events in the order of their chat; remembers what stands to be chosen in it."""

    def __init__(self, rest: Rest, people: People) -> None:
        self._rest = rest
        self._people = people
        self._offered: dict[str, tuple[str, list[Choice]]] = {}
        self._private: dict[str, bool] = {}

    async def read(self, event: Event, *, patient: bool = True) -> Incoming | None:
        """Return the act that an event is; None for what is none, or not a person's own.

        A file that the server cannot give now raises Refused, and counts as one that cannot be read once nobody is ``patient``.
        """
        post: Post = event["post"]
        own = post["user_id"] == (await self._people.bot()).id
        if own:
            self._offer(post, event["event"])
        if own or not await self._by_a_person(post):
            return None
        act = await self._act(event["event"], post, patient=patient)
        return Incoming(NAME, post["user_id"], _message(event["event"], post), act) if act else None

    def knows(self, place: str, kind: str) -> None:
        """Remember what kind of place it is: D, G, O or P."""
        _make_room(self._private)
        self._private[place] = kind == "D"

    async def _by_a_person(self, post: Post) -> bool:
        if post.get("type"):
            return False
        if any(_props(post).get(name) for name in FORGED):
            log.warning("a post in somebody's name was refused", post=post["id"])
            return False
        user = await self._people.user(post["user_id"])
        if not user.bot:
            await self._people.heeded(user)
        return not user.bot

    async def _act(self, kind: str, post: Post, *, patient: bool) -> Act | None:
        if not await self._is_private(post["channel_id"]):
            called = kind == "posted" and await self._names_the_bot(post["message"])
            thread = f"{post['channel_id']}/{post.get('root_id') or post['id']}"
            words = await self._without_the_bot(post["message"])
            return Mentioned(post["channel_id"], thread, words) if called else None
        match kind:
            case "posted":
                self._people.acts(post["user_id"], post["channel_id"])
                return await self._said(post, patient=patient)
            case "post_edited":
                return Edited(str(post["id"]), str(post["message"])) if post.get("edit_at") else None
            case _:
                return Deleted(str(post["id"]))

    async def _is_private(self, place: str) -> bool:
        if place not in self._private:
            self.knows(place, (await self._rest.place(place))["type"])
        return self._private[place]

    async def _names_the_bot(self, text: str) -> bool:
        return (await self._own_name()).search(text) is not None

    async def _without_the_bot(self, text: str) -> str:
        return (await self._own_name()).sub("", text).strip()[:LONGEST]

    async def _own_name(self) -> re.Pattern[str]:
        username = re.escape((await self._people.bot()).username)
        return re.compile(rf"(?<![\w.@-])@{username}(?![\w-])", re.IGNORECASE)

    # -- words

    async def _said(self, post: Post, *, patient: bool) -> Act:
        text, ids = str(post["message"]), [str(id_) for id_ in post.get("file_ids") or ()]
        if not ids and len(text) <= LONGEST and (chosen := named(await self._offered_before(post), text)):
            return Chose((chosen,), text)
        return Said(text, tuple([await self._file(id_, patient=patient) for id_ in ids]))

    async def _file(self, id_: str, *, patient: bool) -> IncomingFile:
        try:
            return IncomingFile(f"{NAME} {id_}", await self._rest.file_name(id_), await self._rest.download(id_))
        except Refused as problem:
            if problem.passes and (patient or problem.status < 500):
                raise
            # taken away meanwhile, or broken; what cannot be read cannot be kept
            return IncomingFile(f"{NAME} {id_}", "", b"")

    # -- what can be chosen by typing

    def _offer(self, post: Post, kind: str) -> None:
        """Remember what a post of the bot offers; digests and the like leave what was offered before them."""
        place, choices = post["channel_id"], _choices(post)
        same = self._offered.get(place, ("", []))[0] == post["id"]
        if choices is not None and (same or kind == "posted"):
            _make_room(self._offered)
            self._offered[place] = (post["id"], choices if kind != "post_deleted" else [])

    async def _offered_before(self, post: Post) -> list[Choice]:
        place = post["channel_id"]
        if place not in self._offered:
            _make_room(self._offered)
            self._offered[place] = ("", [])
            bot = (await self._people.bot()).id
            for earlier in reversed(await self._rest.posts(place, before=post["id"], per_page=LOOKED_BACK)):
                if earlier["user_id"] == bot:
                    self._offer(earlier, "posted")
        return self._offered[place][1]


def _choices(post: Post) -> list[Choice] | None:
    found: Sequence[Sequence[str]] | None = _props(post).get(CHOICES)
    return None if found is None else [Choice(id_, label) for id_, label in found]


def _props(post: Post) -> Mapping[str, Any]:
    """Return what a post says of itself; an old one may say nothing."""
    return post.get("props") or {}


def _message(kind: str, post: Post) -> str:
    """Return what an act is called: the same at every repeat of it."""
    match kind:
        case "posted":
            return str(post["id"])
        case "post_edited":
            return f"edit {post['id']} {post.get('edit_at')}"
        case _:
            return f"delete {post['id']}"


def _make_room(kept: dict[str, Any]) -> None:
    """Forget the oldest of what can be looked up again."""
    if len(kept) >= MOST:
        del kept[next(iter(kept))]
