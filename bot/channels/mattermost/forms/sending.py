"""Taking in what somebody sent with a dialog: proven, read anew, and kept, or told beside each question what is wrong."""

import hmac
import json
from typing import Any

from bot.channels.base import Chose, Incoming, Receive, Submitted
from bot.channels.mattermost.callbacks.door import JSON, ids_in
from bot.channels.mattermost.callbacks.pressing import Words
from bot.channels.mattermost.callbacks.sealing import Sealed, Sealing, TooLate
from bot.channels.mattermost.callbacks.trigger import NotLetIn
from bot.channels.mattermost.forms.drawing import PICKED
from bot.channels.mattermost.forms.filled import NotOurs, filled, picked
from bot.channels.mattermost.forms.opening import Opening
from bot.channels.mattermost.reading import NAME
from bot.incoming.objecting import Objected
from bot.incoming.turn import Unknown
from bot.logs import log
from storage.errors import StorageError


class Sending:
    """Takes dialogs in; what a long form still asks comes in the same window."""

    def __init__(self, sealing: Sealing, words: Words, receive: Receive, opening: Opening) -> None:
        self._sealing = sealing
        self._words = words
        self._receive = receive
        self._opening = opening

    async def take(self, told: JSON) -> JSON:
        """Take in what a dialog brings, and return what Mattermost is answered; raises NotLetIn."""
        person = told.get("user_id")
        try:
            sealed = self._proven(told, person)
            if told.get("cancelled"):
                return {}
            incoming = _incoming(sealed, str(told.get("state")), told.get("submission"))
            if not await self._receive(incoming):
                log.warning("a dialog came once more", message=incoming.message)
                return {}
            return await self._next(sealed)
        except TooLate:
            return await self._kept_open(str(person), "form.stood_long")
        except NotOurs as problem:
            raise NotLetIn("holds what no dialog of ours brings") from problem
        except Objected as wrong:
            return {"errors": dict(wrong.beside)} if wrong.beside else {"error": wrong.above}
        except Unknown:
            log.info("a dialog of somebody who is not known here", **ids_in(told))
            return await self._kept_open(str(person), "command.unknown")
        except StorageError as problem:
            log.warning("a dialog could not be kept", problem=type(problem).__name__)
            return await self._kept_open(str(person), "err.not_saved")

    def _proven(self, told: JSON, person: object) -> Sealed:
        """Return what a dialog of hers was made for; raises NotLetIn and TooLate."""
        if told.get("type", "dialog_submission") != "dialog_submission":
            raise NotLetIn("no dialog that was sent")
        sealed = self._sealing.from_state(told.get("state"))
        if sealed.what != "dialog" or len(sealed.refs) < 3:
            raise NotLetIn("no dialog")
        if sealed.person != person:
            raise NotLetIn("for somebody else")
        return sealed

    async def _next(self, sealed: Sealed) -> JSON:
        """Return what a form still asks as the next step; where a server knows none, it stands in the chat all the same."""
        if sealed.refs[2:] == (PICKED,):
            return {}
        try:
            found = await self._opening.drawn(sealed)
        except StorageError:  # what was sent is kept, and the rest stands in the chat
            return {}
        return {"type": "form", "form": found} if found else {}

    async def _kept_open(self, person: str, phrase: str) -> JSON:
        """Return an answer that shows a sentence in the window and leaves it open, with all that was typed."""
        return {"error": await self._words.said(person, phrase)}


def _incoming(sealed: Sealed, state: str, submission: Any) -> Incoming:
    opens, once, *part = sealed.refs
    found = filled(submission, part)
    message = f"dialog {once} {_print(state, found)}"
    if part == [PICKED]:
        return Incoming(NAME, sealed.person, message, Chose(picked(submission, PICKED) or (opens,)))
    return Incoming(NAME, sealed.person, message, Submitted(opens, found, part=frozenset(part)))


def _print(state: str, found: JSON) -> str:
    """Return what tells what was sent again from what was changed since; it says nothing without the state, kept nowhere."""
    return hmac.digest(state.encode(), json.dumps(found, sort_keys=True).encode(), "sha256").hex()[:16]
