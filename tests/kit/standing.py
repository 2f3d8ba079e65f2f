"""A town that is there already: the same folder again, as after a restart or a restore."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App, build
from bot.clock import FixedClock
from storage.database.places import keys_of
from storage.privacy.keys import KeyStore
from storage.store import open_store
from tests.kit.places import place_in
from tests.kit.town import AMSTERDAM, RING, Town, at, shipped_library


@asynccontextmanager
async def standing(folder: Path, start: str) -> AsyncIterator[Town]:
    """Open the town in a folder."""
    stands, clock = place_in(folder), FixedClock(at(start))

    def made() -> App:
        return build(open_store(stands, KeyStore(keys_of(stands), RING)), shipped_library(), clock, AMSTERDAM)

    place = Town(made(), clock, folder, made)
    await place.app.prepare()
    try:
        yield place
    finally:
        await place.app.stop()
