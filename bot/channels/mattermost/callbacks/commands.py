"""What somebody types behind ``/leerbot``, wherever she is: taken as if it were typed in the private chat (reference §11)."""

import hmac
from collections.abc import Callable, Mapping, Sequence

from bot.channels.base import Incoming, Receive, Said
from bot.channels.mattermost.callbacks.door import JSON
from bot.channels.mattermost.callbacks.pressing import Words
from bot.channels.mattermost.callbacks.trigger import NotLetIn, Triggers
from bot.channels.mattermost.reading import NAME
from bot.clock import steady
from bot.incoming.turn import Unknown
from bot.logs import log
from storage.errors import StorageError

STILL = 60.0
"""Seconds for which a token counts after another took its place: what was typed before may be on its way."""
HELP = "hulp"
"""What is meant by nothing."""


class Commands:
    """Takes commands in: each team's has a token of its own."""

    def __init__(
        self, tokens: Sequence[str], triggers: Triggers, words: Words, receive: Receive, now: Callable[[], float] = steady
    ) -> None:
        self._tokens = [one.encode() for one in tokens]
        self._before: list[bytes] = []
        self._before_until = 0.0
        self._now = now
        self._triggers = triggers
        self._words = words
        self._receive = receive

    def renew(self, tokens: Sequence[str]) -> None:
        """Know commands by other tokens from now on, and for a while by those of before too (trust S21)."""
        self._before, self._before_until = self._tokens, self._now() + STILL
        self._tokens = [one.encode() for one in tokens]

    async def take(self, told: Mapping[str, str], token: str) -> JSON:
        """Take in what somebody typed, and return what only she reads there; raises NotLetIn and KeyAway."""
        known = [*self._tokens, *(self._before if self._now() < self._before_until else [])]
        if not any(hmac.compare_digest(one, token.encode(errors="surrogateescape")) for one in known):
            raise NotLetIn("another token")
        trigger = await self._triggers.check(told.get("trigger_id"), told.get("user_id"))
        said = Said(told.get("text", "").strip() or HELP)
        return {
            "response_type": "ephemeral",
            "text": await self._words.said(trigger.person, await self._taken(Incoming(NAME, trigger.person, trigger.id, said))),
            "skip_slack_parsing": True,
        }

    async def _taken(self, incoming: Incoming) -> str:
        """Take it in, and return what is said of it, by its phrase."""
        try:
            await self._receive(incoming)
        except Unknown:
            return "command.unknown"
        except StorageError as problem:
            log.warning("a command could not be kept", problem=type(problem).__name__)
            return "command.not_saved"
        return "command.taken"
