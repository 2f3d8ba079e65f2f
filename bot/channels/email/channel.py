"""E-mail as a channel: what is said stands in our own database, and a mail tells that something is there (X02).

An address is a person's id; her mail address is sealed. Mail that comes in is never read.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.channels import home
from bot.channels.base import DeliveryError, Outgoing
from bot.channels.email.letter import Letter, written
from bot.channels.email.posting import Post
from bot.channels.email.relay import Relay
from bot.channels.reasons import NO_MAIL_ADDRESS
from bot.clock import Clock
from dialogs.saying.phrases import Language, Phrases
from storage.groups import people
from storage.outgoing import mailboxes, pages, web
from storage.store import Store, Unit

PAGE = "talk"
"""The page on which she reads and answers."""
REST = timedelta(hours=12)
"""For how long no second mail goes to who has not looked since the first."""
SHORT_REST = timedelta(minutes=10)
"""For how long no second link goes to who asks for one again and again."""


class EmailChannel:
    """Reaches people by a mail that holds a link to their own page."""

    name = mailboxes.CHANNEL

    def __init__(self, store: Store, clock: Clock, post: Post, phrases: Callable[[Language], Phrases], public_url: str) -> None:
        self._store = store
        self._clock = clock
        self._post = post
        self._phrases = phrases
        self._public_url = public_url

    def renew(self, relay: Relay) -> None:
        """Hand mail in with another password from now on (trust S21)."""
        self._post.renew(relay)

    async def deliver(self, message: Outgoing) -> str:
        """Put a message where its reader looks, and mail her that it is there.

        It stands there once, however often this is tried; the mail goes at least once.
        """
        _require_person(message)
        now = self._clock.now()
        await home.kept(self._store, lambda unit: home.put(unit, message, now))
        if message.kind != "reply":  # who is answered is looking
            await self._tell(message, now)
        return home.receipt_of(message)

    def keep(self, unit: Unit, reply: Outgoing, now: datetime) -> str:
        """Put a reply where its reader looks, as part of a unit of work."""
        home.put(unit, reply, now)
        return home.receipt_of(reply)

    async def show(self, message: Outgoing) -> None:
        """Tell nobody: the page is drawn anew after each act."""

    async def revise(self, receipt: str, message: Outgoing) -> str:
        """Change what a message says; no mail goes for that."""
        now = self._clock.now()
        if not await home.kept(self._store, lambda unit: home.revise(unit, receipt, message, now)):
            raise DeliveryError("permanent", "message is gone")
        return receipt

    async def withdraw(self, receipt: str) -> None:
        """Take a message away."""
        now = self._clock.now()
        await home.kept(self._store, lambda unit: home.withdraw(unit, receipt, now))

    async def roster(self, room: str) -> list[str]:
        """Return nobody: there are no rooms in mail."""
        del room
        return []

    async def _tell(self, message: Outgoing, now: datetime) -> None:
        def work(unit: Unit) -> Letter | None:
            stands = web.find(unit, home.place_of(message), message.key)
            seen = stands is not None and mailboxes.looked_since(unit, message.to, stands.at)
            if seen or mailboxes.told_since(unit, message.to, now - REST):
                return None
            return self._letter(unit, message.to, "ready", message.key, now)

        letter = await home.kept(self._store, work)
        if letter is not None:
            await self._send(letter, now)
            await home.kept(self._store, lambda unit: mailboxes.told(unit, message.to, now))

    async def send_link(self, person: str) -> None:
        """Mail somebody a new link because she asked for one; not again and again. Raises DeliveryError."""
        now = self._clock.now()

        def work(unit: Unit) -> Letter | None:
            if mailboxes.told_since(unit, person, now - SHORT_REST):
                return None
            mailboxes.told(unit, person, now)
            return self._letter(unit, person, "again", f"again {now.isoformat()}", now)

        letter = await home.kept(self._store, work)
        if letter is None:
            return
        try:
            await self._send(letter, now)
        except DeliveryError:  # she may ask again at once
            await home.kept(self._store, lambda unit: _did_not_go(unit, person, letter))
            raise

    def _letter(self, unit: Unit, person: str, about: str, key: str, now: datetime) -> Letter:
        address = mailboxes.of(unit, person)
        if address is None:
            raise DeliveryError("permanent", NO_MAIL_ADDRESS)
        link = f"{self._public_url}/pages/open/{pages.make_link(unit, person, PAGE, now, mailed=True)}"
        return Letter(address, about, link, f"{self._public_url} {key}", people.load(unit, person).language)

    async def _send(self, letter: Letter, now: datetime) -> None:
        await self._post.send(written(letter, self._post.sender, self._phrases(letter.language), now))


def _did_not_go(unit: Unit, person: str, letter: Letter) -> None:
    pages.forget_link(unit, letter.link.rpartition("/")[2])
    mailboxes.told_nothing(unit, person)


def _require_person(message: Outgoing) -> None:
    if message.place != "person":
        raise DeliveryError("permanent", "there are no rooms in mail")
