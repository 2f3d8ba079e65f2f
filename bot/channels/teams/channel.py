"""Teams behind the seam: messages go out, each once as far as that can be known, and change or go where they stand."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from bot.channels.base import DeliveryError, Outgoing
from bot.channels.pace import Busy
from bot.channels.reasons import GONE, NOT_INSTALLED
from bot.channels.teams.app import NAME
from bot.channels.teams.connector import Connector
from bot.channels.teams.failures import Away, Refused, delivery_error
from bot.channels.teams.lately import Lately
from bot.channels.teams.services import Services
from bot.clock import Clock, steady
from bot.incoming.pictures import FORMATS, smaller
from bot.logs import log
from dialogs.saying.phrases import Language, Phrases
from storage.errors import MissingKey, StorageError
from storage.outgoing import chats, sent_parts
from storage.outgoing.cards import ANSWERED
from storage.outgoing.chats import Place
from storage.store import Store, Unit
from storage.talks import files

T = TypeVar("T")
SIDE, LARGEST_PICTURE = 1024, 128 * 1024
"""Points on a side that Teams draws of a picture; and the bytes that one may have, so that its message is taken."""
QUESTION_AGAIN = 600.0
"""Seconds until a first question goes once more when nobody knows whether it was shown (trust §4.5)."""
TWICE: Mapping[str, float | None] = {"reply": None, "prompt": QUESTION_AGAIN, "invitation": QUESTION_AGAIN}
"""What may go once more then, as a doubled one does no harm, and after how many seconds; the rest never does."""

JSON = Mapping[str, Any]
Install = Callable[[str], Awaitable[bool]]


class TeamsChannel:
    """Delivers to the people of one tenant. An address is a person's id in Entra, or a conversation's for a room."""

    name = NAME

    def __init__(
        self, connector: Connector, store: Store, clock: Clock, phrases: Mapping[Language, Phrases], services: Services
    ) -> None:
        self._connector = connector
        self._store = store
        self._clock = clock
        self.phrases = phrases
        self.services = services
        self.install: Install | None = None
        """How the app is installed for somebody who is written to, where the organisation allows that."""
        self.lately = Lately(steady)
        self._bot = {"id": f"28:{connector.app.id}" if connector.app else "28:bot", "name": "Leerbot"}

    @property
    def connected(self) -> bool:
        """Whether Teams answered when it was last called."""
        return self._connector.reached

    @property
    def rate(self) -> float:
        """How many messages go in a second when there are enough; pictures and revisions count too."""
        return self._connector.limits.app.rate

    def share(self, senders: int) -> None:
        """Keep to this process's share, while so many processes send."""
        self._connector.limits.app.senders = senders

    async def close(self) -> None:
        """End all calls."""
        await self._connector.close()

    # -- the seam

    async def deliver(self, message: Outgoing) -> str:
        """Send a message and return where it stands; what is known to stand there is not sent again."""
        try:
            try:
                return await self._send_all(await self._place(message), message)
            except Refused as problem:
                if message.place == "room" or not await self._is_there_now(message.to, problem):
                    raise
                return await self._send_all(await self._place(message, anew=True), message)
        except (Refused, Away, Busy) as problem:
            raise delivery_error(problem) from problem

    async def revise(self, receipt: str, message: Outgoing) -> str:
        """Change what a message says, where it stands; a part too many is taken away, one too few is added."""
        conversation, *ids = receipt.split(" ")
        wanted = await self._activities(message)
        try:
            place = Place(conversation, (await self._place(message)).service)
            for id_, activity in zip(ids, wanted, strict=False):
                await self._connector.update(place.service, conversation, id_, activity, yields=message.kind == ANSWERED)
            for id_ in ids[len(wanted) :]:
                await self._connector.delete(place.service, conversation, id_)
            if len(ids) > len(wanted):
                await self._keep(lambda unit: sent_parts.forget_from(unit, message.key, len(wanted)))
            for number, activity in list(enumerate(wanted))[len(ids) :]:
                ids.append(await self._send_and_note(place, message, number, activity))
        except (Refused, Away, Busy) as problem:
            raise delivery_error(problem) from problem
        return " ".join([conversation, *ids[: len(wanted)]])

    async def withdraw(self, receipt: str) -> None:
        """Take a message away; one that is gone already is fine."""
        conversation, *ids = receipt.split(" ")
        service = await self.services.newest()
        try:
            for id_ in ids:
                await self._connector.delete(service, conversation, id_)
        except (Refused, Away, Busy) as problem:
            raise delivery_error(problem) from problem
        await self._keep(lambda unit: chats.take_back(unit, conversation, ids[-1]))

    def went(self, unit: Unit, message: Outgoing, receipt: str, *, settled: bool, anew: bool) -> None:
        """Write down where a message stands that may be sent again by whoever claimed it meanwhile, and what it offers."""
        _, *ids = receipt.split(" ")
        if not settled and not anew:
            sent_parts.stands(unit, message.key, len(ids) - 1, ids[-1], self._clock.now())
        self._offer(unit, message, ids[-1], only_if_newest=anew)

    async def roster(self, room: str) -> list[str]:
        """Return the people in a room, by their ids in Entra."""
        try:
            found = await self._connector.members(await self.services.newest(), room)
        except (Refused, Away, Busy) as problem:
            raise delivery_error(problem) from problem
        return sorted({id_.lower() for one in found if isinstance(id_ := one.get("aadObjectId"), str)})

    async def _is_there_now(self, person: str, problem: Refused) -> bool:
        """Whether somebody may be written to after all: her chat has another id now, or the app was installed for her."""
        missing = problem.status == 403 and delivery_error(problem).reason == NOT_INSTALLED
        return problem.status == 404 or (missing and self.install is not None and await self.install(person))

    # -- where

    async def _place(self, message: Outgoing, *, anew: bool = False) -> Place:
        """Return where a message goes; somebody's chat is opened when it is not known, or ``anew``."""
        if message.place == "room":
            return Place(message.to, await self.services.newest())
        if anew:
            self.lately.forget(message.to)
        elif message.kind == "reply" and (heard := self.lately.of(message.to)):
            return heard
        known = await self._store.read(lambda unit: chats.at(unit, NAME, message.to))
        if known is None:
            raise DeliveryError("permanent", GONE)
        person, there = known
        if there is not None and not anew:
            return there
        service = await self.services.newest()
        tenant = self._connector.app.tenant if self._connector.app else ""
        opened = Place(await self._connector.open_chat(service, message.to, tenant), service)
        await self._keep(lambda unit: chats.put(unit, person, opened))
        return opened

    # -- sending

    async def _send_all(self, place: Place, message: Outgoing) -> str:
        """Send all parts; where the last one stands is written down when it is settled that the whole was sent."""
        *first, last = enumerate(await self._activities(message))
        ids = [await self._send_and_note(place, message, number, activity) for number, activity in first]
        return " ".join([place.conversation, *ids, await self._send(place, message, *last)])

    async def _send_and_note(self, place: Place, message: Outgoing, number: int, activity: JSON) -> str:
        id_, now = await self._send(place, message, number, activity), self._clock.now()
        await self._noted(lambda unit: sent_parts.stands(unit, message.key, number, id_, now))
        return id_

    async def _send(self, place: Place, message: Outgoing, number: int, activity: JSON) -> str:
        """Send one part, when it is known that it may go; return where it stands, also when it did so already."""
        most = 2 if message.kind in TWICE else 1
        await self._connector.turn_to_send(place.conversation, urgent=message.kind == "reply")
        there, tries = await self._begin(message, number, most)
        if there is not None:
            return there
        if tries is None:
            raise DeliveryError("ambiguous", "nobody knows whether it was shown")
        try:
            return await self._connector.send(place.service, place.conversation, activity)
        except (Refused, Away, Busy) as problem:
            await self._failed(problem, message, number, tries, most)
            raise

    async def _begin(self, message: Outgoing, number: int, most: int) -> tuple[str | None, int | None]:
        """Write down that a part goes; return where it stands already, or the how-manieth time this is, if it may go.

        A reply was written down as claimed by the unit that keeps the act, and waits for no turn: for its first attempt that is
        enough. Later ones count it as gone.
        """
        reply = message.kind == "reply"
        if reply and not message.again:
            return None, 1
        now = self._clock.now()  # what dies while it waits for its turn did not go

        def begin(unit: Unit) -> tuple[str | None, int | None]:
            there = sent_parts.receipt(unit, message.key, number)
            return there, None if there else sent_parts.begin(unit, message.key, number, most, now, before=int(reply))

        return await self._keep(begin)

    async def _failed(self, problem: Refused | Away | Busy, message: Outgoing, number: int, tries: int, most: int) -> None:
        """Write down that nothing was shown; raise DeliveryError where nobody knows that."""
        now = self._clock.now()
        if isinstance(problem, Busy) or not problem.doubtful:
            await self._noted(lambda unit: sent_parts.went(unit, message.key, number, tries - 1, now))
        elif tries < most:
            raise DeliveryError("transient", "Teams is away", TWICE[message.kind]) from problem
        else:
            raise DeliveryError("ambiguous", "nobody knows whether it was shown") from problem

    async def _activities(self, message: Outgoing) -> Sequence[JSON]:
        """Return what is sent for a message: a card or text, and each picture by itself, as Teams takes one thing at a time."""
        from bot.channels.teams.messages import bodies  # noqa: PLC0415 - seven megabytes that other bots need not hold (goal P15)

        pictures, others = await self._files(message.prompt.files)
        phrases = self.phrases[message.prompt.language]
        prompt = message.prompt
        if others:
            prompt = replace(prompt, text=f"{prompt.text}\n\n{phrases.text('typed.no_file')}")
        drawn = bodies(prompt, phrases, split_at=message.split_at if message.kind == "digest" else None)
        shown = [{"attachments": [one]} for one in pictures]
        return [{"type": "message", "from": self._bot, **body} for body in (*drawn, *shown)]

    async def _files(self, ids: Sequence[str]) -> tuple[Sequence[JSON], int]:
        """Return the pictures among some files as Teams takes them, and how many are none."""
        if not ids:
            return [], 0
        kept = await self._store.read(lambda unit: [(files.describe(unit, id_).type, files.content(unit, id_)) for id_ in ids])
        pictures = [(type_, body) for type_, body in kept if type_ in FORMATS]
        shown = await asyncio.to_thread(lambda: [_attachment(type_, body) for type_, body in pictures])
        return shown, len(kept) - len(shown)

    # -- what was offered

    def _offer(self, unit: Unit, message: Outgoing, id_: str, *, only_if_newest: bool) -> None:
        """Remember what can be chosen by typing; digests and the like leave what was offered before them."""
        prompt = message.prompt
        if message.place == "room" or not (only_if_newest or message.about or prompt.choices or prompt.form):
            return
        known = chats.at(unit, NAME, message.to)
        if known is not None and (not only_if_newest or chats.offered_in(unit, known[0]) == id_):
            chats.offer(unit, known[0], id_, prompt.choices)

    # -- writing down

    async def _keep(self, work: Callable[[Unit], T]) -> T:
        """Write down what has to be known before anything is sent; raises DeliveryError."""
        try:
            return await self._store.run(work, lane="bulk")
        except MissingKey as problem:
            raise DeliveryError("permanent", "person is erased") from problem
        except StorageError as problem:
            raise DeliveryError("transient", "not saved") from problem

    async def _noted(self, work: Callable[[Unit], None]) -> None:
        """Write down what has happened; when that cannot be, it has happened all the same."""
        try:
            await self._store.run(work, lane="bulk")
        except StorageError as problem:
            log.warning("what was sent could not be written down", problem=type(problem).__name__)


def _attachment(type_: str, body: bytes) -> JSON:
    """Return a picture inside a message, no larger than Teams draws."""
    shown, type_ = smaller(body, type_, SIDE, LARGEST_PICTURE)
    return {"contentType": type_, "contentUrl": f"data:{type_};base64,{base64.b64encode(shown).decode()}"}
