"""A store for each test: migrated once, copied, with two small teams in it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import migrating
from storage.store import Store
from tests.storage.house import fill, open_in


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
async def store(folder: Path) -> AsyncIterator[Store]:
    opened = open_in(folder)
    await fill(opened)
    yield opened
    await opened.close()
