"""Secrets in files, as a container has them, and people who go on writing while they change."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import App
from bot.config import from_environment
from bot.renewing import Renewing
from tests.kit.town import MEMBERS, Town

Answered = Callable[[int], Awaitable[None]]
"""Waits until so many more texts were answered."""
SOON = 60.0


@dataclass
class Secrets:
    """A folder of secrets, mounted as a cluster does: each file is a link through one more link, which is swapped."""

    folder: Path
    held: dict[str, str] = field(default_factory=dict)

    def put(self, **values: str) -> None:
        """Let these be in it from now on, all at once."""
        self.held |= values
        newest = self.folder / f"..{len(list(self.folder.iterdir()))}"
        newest.mkdir()
        for name, value in self.held.items():
            (newest / f"LEERBOT_{name}").write_text(value + "\n")
            link = self.folder / f"LEERBOT_{name}"
            if not link.is_symlink():
                link.symlink_to(Path("..data") / link.name)
        swapped = self.folder / "..data_tmp"
        swapped.symlink_to(newest.name)
        swapped.rename(self.folder / "..data")

    async def watched(self, app: App) -> Renewing:
        """Return what renews the secrets of a bot, which has looked at them as they are."""
        made = Renewing(app, from_environment())
        await renewed(made)
        return made


async def renewed(renewing: Renewing) -> None:
    """Let two looks pass: after these a change was seen, and stands still."""
    await renewing.look()
    await renewing.look()


@asynccontextmanager
async def talking(place: Town) -> AsyncIterator[Answered]:
    """Let people go on writing, each as soon as the one before her was answered."""
    answers, more, ended = 0, asyncio.Event(), asyncio.Event()

    async def talk() -> None:
        nonlocal answers
        while not ended.is_set():
            person = MEMBERS[answers % len(MEMBERS)]
            before = len(await place.shown(person))
            await place.says(person, "hulp")
            assert len(await place.shown(person)) > before, f"{person} got no answer"
            answers += 1
            more.set()

    async def answered(number: int) -> None:
        wanted = answers + number
        async with asyncio.timeout(SOON):
            while answers < wanted and not talk_.done():
                more.clear()
                await asyncio.wait([talk_, waits := asyncio.ensure_future(more.wait())], return_when=asyncio.FIRST_COMPLETED)
                waits.cancel()

    talk_ = asyncio.create_task(talk())
    try:
        yield answered
    finally:
        ended.set()
        await talk_
