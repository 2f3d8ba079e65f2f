"""The web chat as a platform: it keeps its own messages, sealed, and tells open pages what is new."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import count, takewhile
from typing import Any

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.web.drawing import body_of
from bot.clock import Clock
from dialogs.digest import split
from dialogs.prompt import Prompt
from storage import people, web
from storage.errors import MissingKey, NotSaved
from storage.store import Store, Unit

SEEN_ON_TIME_LINE = frozenset({"prompt", "reminder", "digest", "invitation", "notice"})


class WebChannel:
    """Delivers to the built-in chat. An address is a person's id, or a group's for its room."""

    name = "web"

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._listeners: set[asyncio.Queue[tuple[str, Mapping[str, Any]]]] = set()

    # -- the seam

    async def deliver(self, message: Outgoing) -> str:
        """Put a message in a person's column or in the room; the same key twice is one message."""
        now = self._clock.now()

        def work(unit: Unit) -> int:
            if _post(unit, message, now) and message.kind in SEEN_ON_TIME_LINE:
                where = {message.place: message.to}
                return web.note_event(unit, message.kind, now, format_id=message.format, message=message.key, **where)
            return 0

        event = await self._run(work)
        await self.show(message)
        if event:
            await self.tell("timeline", {"after": event - 1})
        return _receipt(message)

    def keep(self, unit: Unit, reply: Outgoing, now: datetime) -> str:
        """Put a reply in a person's column, as part of a unit of work; what answers her is not on the time line."""
        _post(unit, reply, now)
        return _receipt(reply)

    async def show(self, message: Outgoing) -> None:
        """Tell open pages that something new stands in a place."""
        await self.tell("place", {"place": _place(message)})

    async def revise(self, receipt: str, message: Outgoing) -> str:
        """Change what a message says, where it stands; a part too many is taken away, one too few is added."""
        place, id_ = _place_and_id(receipt)
        now = self._clock.now()

        def work(unit: Unit) -> bool:
            there = _standing(unit, place, id_)
            parts, can_answer = _parts(id_, message), _can_answer(message)
            for part_id, part in parts if there else ():
                body = body_of(unit, part, _reader(message))
                if not web.revise(unit, place, part_id, body, can_answer=can_answer):
                    web.post(unit, place, part_id, "bot", body, now)
            for part_id in there[len(parts) :]:
                web.withdraw(unit, place, part_id)
            return bool(there)

        if not await self._run(work):
            raise DeliveryError("permanent", "message is gone")
        await self.show(message)
        return receipt

    async def withdraw(self, receipt: str) -> None:
        """Take a message away."""
        place, id_ = _place_and_id(receipt)
        await self._run(lambda unit: [web.withdraw(unit, place, part) for part in _standing(unit, place, id_)])
        await self.tell("place", {"place": place})

    async def roster(self, room: str) -> list[str]:
        """Return the people in a group's room."""
        return await self._store.read(lambda unit: sorted({member.person for member in people.members(unit, room)}))

    async def _run(self, work: Any) -> Any:
        try:
            return await self._store.run(work, lane="bulk")
        except NotSaved as problem:
            raise DeliveryError("transient", "not saved") from problem
        except MissingKey as problem:
            raise DeliveryError("permanent", "person is erased") from problem

    # -- open pages

    def listen(self) -> "asyncio.Queue[tuple[str, Mapping[str, Any]]]":
        """Return a queue of what is new from now on, for one open page."""
        queue: asyncio.Queue[tuple[str, Mapping[str, Any]]] = asyncio.Queue(1000)
        self._listeners.add(queue)
        return queue

    def leave(self, queue: "asyncio.Queue[tuple[str, Mapping[str, Any]]]") -> None:
        """Stop telling a page."""
        self._listeners.discard(queue)

    async def tell(self, what: str, detail: Mapping[str, Any]) -> None:
        """Tell all open pages; one that does not keep up misses it and reads on with ``?after=``."""
        for queue in self._listeners:
            if not queue.full():
                queue.put_nowait((what, detail))


def _post(unit: Unit, message: Outgoing, now: datetime) -> bool:
    """Put a message in its place; False when it stood there already."""
    place = _place(message)
    if message.about:
        web.close_cards(unit, place, message.about)
    can_answer, posted = _can_answer(message), False
    for id_, part in _parts(message.key, message):
        body = body_of(unit, part, _reader(message))
        posted |= web.post(unit, place, id_, "bot", body, now, about=message.about, can_answer=can_answer)
    return posted


def _can_answer(message: Outgoing) -> bool:
    return bool(message.prompt.choices or message.prompt.form)


def _place(message: Outgoing) -> str:
    return f"{message.place}:{message.to}"


def _receipt(message: Outgoing) -> str:
    return f"{_place(message)} {message.key}"


def _place_and_id(receipt: str) -> tuple[str, str]:
    place, _, id_ = receipt.rpartition(" ")
    return place, id_


def _reader(message: Outgoing) -> str | None:
    return message.to if message.place == "person" else None


def _parts(id_: str, message: Outgoing) -> list[tuple[str, Prompt]]:
    """Return what is posted, each under its own id: one message, or several for a long digest, the files with the last."""
    if message.kind != "digest":
        return [(id_, message.prompt)]
    *rest, last = split(message.prompt.text, message.split_at)
    prompts = [*(replace(message.prompt, text=text, files=()) for text in rest), replace(message.prompt, text=last)]
    return [(_part_id(id_, number), prompt) for number, prompt in enumerate(prompts)]


def _standing(unit: Unit, place: str, id_: str) -> list[str]:
    """Return the ids under which the parts of a message stand."""
    ids = (_part_id(id_, number) for number in count())
    return list(takewhile(lambda part: web.find(unit, place, part) is not None, ids))


def _part_id(id_: str, number: int) -> str:
    return f"{id_}.{number + 1}" if number else id_
