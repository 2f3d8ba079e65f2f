"""What Teams is answered when it waits after a button: always with 200, as the body says what became of it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.channels.in_time import SHORTLY, InTime
from bot.channels.teams.activity import Activity
from bot.channels.teams.door import Raw
from dialogs.saying.phrases import Language, Phrases

JSON = Mapping[str, Any]


def said(text: str) -> JSON:
    """Return an answer that shows a text with the card."""
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": text}


class Invokes:
    """Answers in time what is pressed on cards; ``take`` takes an activity in, and raises StorageError."""

    def __init__(
        self, take: Callable[[Activity, Raw], Awaitable[None]], phrases: Mapping[Language, Phrases], in_time: float = SHORTLY
    ) -> None:
        self._take = take
        self._phrases = phrases
        self._in_time = InTime(in_time)

    async def press(self, activity: Activity, raw: Raw) -> JSON:
        """Take in what somebody pressed on a card; return in time what Teams is told, never that it was kept when it was not.

        What takes longer than Teams may wait goes on, and is answered in the chat once it is kept.
        """
        taken = await self._in_time.kept(self._take(activity, raw))
        language: Language = "en" if str(activity.locale).lower().startswith("en") else "nl"  # hers may not be at hand now
        return said(self._phrases[language].text("card.taken" if taken else "err.not_saved"))
