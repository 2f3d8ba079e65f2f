"""What Teams is answered when it waits after a button: always with 200, as the body says what became of it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from botbuilder.schema import Activity

from bot.channels.teams.door import Raw
from dialogs.saying.phrases import Language, Phrases
from storage.errors import StorageError

log = structlog.get_logger()
JSON = Mapping[str, Any]
IN_TIME = 1.5
"""Seconds after which a button is answered, whatever becomes of it: Teams is to hear something within two (trust R16)."""


def said(text: str) -> JSON:
    """Return an answer that shows a text with the card."""
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": text}


class Invokes:
    """Answers in time what is pressed on cards; ``take`` takes an activity in, and raises StorageError."""

    def __init__(
        self, take: Callable[[Activity, Raw], Awaitable[None]], phrases: Mapping[Language, Phrases], in_time: float = IN_TIME
    ) -> None:
        self._take = take
        self._phrases = phrases
        self._in_time = in_time
        self._taking: set[asyncio.Task[bool]] = set()

    async def press(self, activity: Activity, raw: Raw) -> JSON:
        """Take in what somebody pressed on a card; return in time what Teams is told, never that it was kept when it was not.

        What takes longer than Teams may wait goes on, and is answered in the chat once it is kept.
        """
        taking = asyncio.create_task(self._kept(activity, raw))
        self._taking.add(taking)
        taking.add_done_callback(self._taking.discard)
        done, _ = await asyncio.wait({taking}, timeout=self._in_time)
        language: Language = "en" if str(activity.locale).lower().startswith("en") else "nl"  # hers may not be at hand now
        taken = done and taking.result()
        return said(self._phrases[language].text("card.taken" if taken else "err.not_saved"))

    async def _kept(self, activity: Activity, raw: Raw) -> bool:
        """Take one activity in; False when it could not be stored."""
        try:
            await self._take(activity, raw)
        except StorageError as problem:
            log.warning("what was pressed could not be kept", problem=type(problem).__name__)
            return False
        except Exception:
            log.exception("what was pressed could not be taken in")
            return False
        return True
