"""What people press, read anew: nothing that a call brings is believed that is not proven (reference §8, §9, GE13)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.base import Chose, Incoming, Receive
from bot.channels.in_time import InTime
from bot.channels.mattermost.callbacks.door import JSON, ids_in
from bot.channels.mattermost.callbacks.posted import Posted
from bot.channels.mattermost.callbacks.sealing import Sealed, Sealing, TooLate
from bot.channels.mattermost.callbacks.trigger import NotLetIn, Trigger, Triggers
from bot.channels.mattermost.people import People
from bot.channels.mattermost.reading import NAME
from bot.channels.mattermost.rest import Away, Refused
from bot.incoming.turn import Unknown
from bot.logs import log
from dialogs.saying.phrases import Language, Phrases
from storage.errors import StorageError
from storage.groups import people
from storage.store import Store

OLD = Chose(())
"""A button that serves no more: the engine answers it (GE13)."""


@dataclass(frozen=True, slots=True)
class Press:
    """A press that is proven: who, on which post, and what was sealed with what she pressed.

    ``trigger`` opens a dialog for her within half a minute, and is told to nobody else; ``id`` is the name of the act.
    """

    id: str
    trigger: str
    person: str
    place: str
    post: str
    sealed: Sealed


Open = Callable[[Press], Awaitable[JSON | None]]
"""Opens what a press asks for, and returns what Mattermost is answered; None for what serves no more."""


class Words:
    """Says something to the one who pressed, in her own language where that can be had."""

    def __init__(self, store: Store, phrases: Mapping[Language, Phrases]) -> None:
        self._store = store
        self._phrases = phrases

    async def only_to(self, person: str, phrase: str) -> JSON:
        """Return an answer that shows a sentence to nobody but her."""
        return {"ephemeral_text": await self.said(person, phrase), "skip_slack_parsing": True}

    async def said(self, person: str, phrase: str) -> str:
        """Return a sentence in her language."""
        return self._phrases[await self._language(person)].text(phrase)

    async def _language(self, person: str) -> Language:
        try:
            known = await self._store.read(lambda unit: people.by_address(unit, NAME, person))
        except StorageError:
            return "nl"
        return known.language if known else "nl"


class Pressing:
    """Takes presses in; ``opens`` opens what is more than a choice, and ``arrived`` answers our own test press."""

    def __init__(
        self, triggers: Triggers, sealing: Sealing, posted: Posted, people_: People, words: Words, receive: Receive,
        arrived: Open, in_time: InTime, opens: Open | None = None,
    ) -> None:  # fmt: skip
        self._triggers = triggers
        self._sealing = sealing
        self._posted = posted
        self._people = people_
        self._words = words
        self._receive = receive
        self._tested = arrived
        self._opens = opens
        self._in_time = in_time

    async def take(self, told: JSON) -> JSON:
        """Take in what somebody pressed, and return what Mattermost is answered; raises NotLetIn and KeyAway."""
        trigger = await self._triggers.check(told.get("trigger_id"), told.get("user_id"))
        try:
            press = await self._proven(trigger, told)
            choice = _choice(press.sealed, told)
        except NotLetIn as refused:
            log.warning("a press was refused", why=str(refused), **ids_in(told))
            return await self._words.only_to(trigger.person, "press.not_ours")
        except TooLate:
            return await self._chose(trigger, OLD)
        except (StorageError, Refused, Away) as problem:
            log.warning("what was pressed could not be looked up", problem=type(problem).__name__)
            return await self._words.only_to(trigger.person, "err.not_saved")
        if choice is not None:
            return await self._chose(trigger, choice)
        return await self._opened(press)

    async def _proven(self, trigger: Trigger, told: JSON) -> Press:
        """Return a press of ours; raises NotLetIn, TooLate, and what says that nobody knows."""
        sealed = self._sealing.opened(told.get("context"))
        place, post = told.get("channel_id"), told.get("post_id")
        if sealed.person != trigger.person:
            raise NotLetIn("for somebody else")
        if sealed.place != place or not isinstance(post, str):
            raise NotLetIn("in another place")
        if not await self._posted.is_in(sealed.key, sealed.place, post):
            raise NotLetIn("on another post")
        self._people.acts(trigger.person, sealed.place)
        return Press(trigger.id, str(told["trigger_id"]), trigger.person, sealed.place, post, sealed)

    async def _chose(self, trigger: Trigger, choice: Chose) -> JSON:
        kept = await self._in_time.kept(self._stored(Incoming(NAME, trigger.person, trigger.id, choice)))
        return {} if kept else await self._words.only_to(trigger.person, "err.not_saved")

    async def _stored(self, incoming: Incoming) -> None:
        try:
            if not await self._receive(incoming):
                log.warning("a press came once more", message=incoming.message)
        except Unknown:
            log.info("a press of somebody who is not known here", message=incoming.message)

    async def _opened(self, press: Press) -> JSON:
        opens = self._tested if press.sealed.what == "test" else self._opens
        try:
            found = await opens(press) if opens is not None else None
        except (StorageError, Refused, Away) as problem:
            log.warning("what was pressed could not be opened", problem=type(problem).__name__)
            return await self._words.only_to(press.person, "press.not_opened")
        return found if found is not None else await self._chose(Trigger(press.id, press.person), OLD)


def _choice(sealed: Sealed, told: Mapping[str, Any]) -> Chose | None:
    """Return what somebody chose; None for what opens something. Raises NotLetIn for what was not offered."""
    match sealed.what:
        case "choose":
            return Chose(sealed.refs)
        case "pick":
            picked = told["context"].get("selected_option")
            if picked not in sealed.refs:
                raise NotLetIn("not offered")
            return Chose((picked,))
        case "dialog":
            raise NotLetIn("no button")
        case _:
            return None
