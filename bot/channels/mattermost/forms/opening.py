"""Opening a dialog for somebody who pressed, and giving it what proves her submission (reference mattermost.md §10)."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.channels.mattermost.callbacks.door import DIALOGS, JSON
from bot.channels.mattermost.callbacks.pressing import Press
from bot.channels.mattermost.callbacks.sealing import Sealed, Sealing
from bot.channels.mattermost.forms.drawing import Dialog, dialog
from bot.channels.mattermost.forms.elements import OLDEST, Version
from bot.channels.mattermost.rest import Away, Refused, Rest
from bot.logs import log
from dialogs.saying.phrases import Language, Phrases
from dialogs.saying.prompt import Prompt

STANDS = timedelta(days=1)
"""For how long a dialog may stand open; what is sent later stays in it, to be copied."""

Asked = Callable[[str, str], Awaitable[Prompt | None]]
"""Returns what is asked of somebody now at what a button opens; None where nothing is. Raises StorageError."""
First = Callable[[str], Awaitable[bool]]
"""Whether an act of that name comes for the first time. Raises StorageError."""


class Opening:
    """Opens dialogs on one server; what is sent comes back to ``url``."""

    def __init__(
        self, rest: Rest, sealing: Sealing, phrases: Mapping[Language, Phrases], asked: Asked, first: First, url: str
    ) -> None:
        self._rest = rest
        self._sealing = sealing
        self._phrases = phrases
        self._asked = asked
        self._first = first
        self._url = f"{url}{DIALOGS}"
        self._version: Version | None = None

    async def open(self, press: Press) -> JSON | None:
        """Open what a press asks for; None where it is over. Raises StorageError, Refused and Away."""
        drawn = await self.drawn(press.sealed)
        if drawn is None:
            return None
        if not await self._first(press.id):
            log.warning("a press came once more", message=press.id)
            return {}
        await self._rest.call(
            "POST", "/actions/dialogs/open", json={"trigger_id": press.trigger, "url": self._url, "dialog": drawn}
        )
        return {}

    async def drawn(self, sealed: Sealed) -> JSON | None:
        """Return the dialog with what stands open now; None where nothing does. Raises StorageError."""
        prompt = await self._asked(sealed.person, sealed.refs[0])
        found = dialog(prompt, self._phrases[prompt.language], await self._server()) if prompt else None
        return self._sealed(found, sealed) if found else None

    def _sealed(self, found: Dialog, sealed: Sealed) -> dict[str, Any]:
        refs = (sealed.refs[0], secrets.token_urlsafe(12), *found.part)
        proof = Sealed("dialog", refs, sealed.place, sealed.person, sealed.key)
        return {**found.drawn, "callback_id": "leerbot", "state": self._sealing.state(proof, STANDS)}

    async def _server(self) -> Version:
        """Return the version of the server, asked once; while it cannot be had, the oldest that is supported."""
        if self._version is None:
            try:
                told = str((await self._rest.call("GET", "/config/client"))["Version"]).split(".")
                self._version = int(told[0]), int(told[1])
            except (Refused, Away, LookupError, TypeError, ValueError):
                return OLDEST
        return self._version
