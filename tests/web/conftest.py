"""A desk for each test, over a database that was migrated once."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogs.library import Library, load
from storage import migrating
from tests.web.desk import Desk, desk_in


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    migrating.migrate(folder)
    return folder


@pytest.fixture
def folder(migrated: Path, tmp_path: Path) -> Path:
    shutil.copy(migrated / "leerbot.db", tmp_path / "leerbot.db")
    return tmp_path


@pytest.fixture
async def desk(folder: Path, library: Library) -> AsyncIterator[Desk]:
    async with desk_in(folder, library) as opened:
        yield opened
