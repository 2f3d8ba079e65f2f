"""A desk for each test, over a database that was migrated once."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogs.library import Library, load
from tests.web.desk import Desk, desk_in


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture
async def desk(folder: Path, library: Library) -> AsyncIterator[Desk]:
    async with desk_in(folder, library) as opened:
        yield opened
