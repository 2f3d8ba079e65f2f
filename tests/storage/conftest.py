"""A store for each test, on both databases, with two small teams in it."""

from collections.abc import AsyncIterator

import pytest

from storage.database.places import Place
from storage.store import Store
from tests.storage.house import fill, open_in


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest) -> Place:
    """A place with the newest schema; what holds of one database only says so with ``ON_SQLITE`` or ``ON_POSTGRES``."""
    found: Place = request.getfixturevalue("folder" if request.param == "sqlite" else "database")
    return found


@pytest.fixture
async def store(place: Place) -> AsyncIterator[Store]:
    opened = open_in(place)
    await fill(opened)
    yield opened
    await opened.close()
