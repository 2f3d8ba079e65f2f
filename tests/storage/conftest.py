"""A store for each test, on both databases: migrated once, copied, with two small teams in it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import migrating
from storage.places import Place
from storage.store import Store
from tests.storage.house import fill, open_in


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    migrating.migrate(folder)
    return folder


@pytest.fixture
def folder(migrated: Path, tmp_path: Path) -> Path:
    """A folder with a SQLite database."""
    shutil.copy(migrated / "leerbot.db", tmp_path / "leerbot.db")
    return tmp_path


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
