"""A town whose facilitator gets mail, served beside the browser: its loop runs in a thread of its own."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

from tests.kit.mail_town import link_in
from tests.kit.town import FACILITATOR
from tests.pages.mailing import MailVisit, mailing

T = TypeVar("T")


class MailHouse:
    """Runs a town by mail; what it is asked is done in its own loop."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self._folder = folder
        self._options = options
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._held = AsyncExitStack()
        self._visit: MailVisit | None = None

    def start(self, play: Callable[[MailVisit], Coroutine[Any, Any, None]]) -> None:
        """Open the town, and let something happen in it."""

        async def opened() -> None:
            self._visit = await self._held.enter_async_context(mailing(self._folder, **self._options))
            await play(self._visit)

        self._thread.start()
        self.do(opened())

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        """Let something happen, and return what came of it."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(120)

    def stop(self) -> None:
        """Close the town."""
        self.do(self._held.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def visit(self) -> MailVisit:
        """The town with its browsers."""
        assert self._visit is not None
        return self._visit

    def link(self) -> str:
        """Return the link of the facilitator's newest mail, where the town is served here."""
        return str(self.visit.server.make_url(link_in(self.visit.place.mails(FACILITATOR)[-1])))
