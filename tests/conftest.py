"""What the tests need of the machine; the only place of the tests that reads the environment."""

import gc
import logging
import os
import shutil
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import URL

from bot import loop
from bot.logs import OURS
from storage.database import connecting
from tests.kit import postgres
from tests.kit.mattermost_world import HERE, Real
from tests.kit.places import made_ready, put_elsewhere
from tests.kit.reading_once import read_once

pytest_plugins = ("tests.evidence.recording",)
MISSING = "THE TESTS IN A BROWSER DID NOT RUN: Chromium is missing. Mend it with: sudo apt-get install chromium libatomic1"


PROVE_DURABILITY = {"faults", "storage"}
"""The folders of the tests for which the disk has to keep what it was told."""


def pytest_configure() -> None:
    """Let nothing be read and checked twice in a process."""
    read_once()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Spare the collector of garbage all that stays to the end: it went through every module and test again and again."""
    gc.collect()
    gc.freeze()


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], AbstractEventLoop]]:
    """Run tests on the loop that the bot runs on."""
    return {"bot": loop.make}


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser that `make test` found; without one these tests fail in CI, and are left out aloud elsewhere."""
    if path := shutil.which(os.environ.get("LEERBOT_CHROMIUM", "chromium")):
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    pytest.skip(MISSING)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what CONTRIBUTING.md tells of: every town on PostgreSQL."""
    parser.addoption("--store", choices=["sqlite", "postgres"], default="sqlite", help="where the towns of tests are built")


def _served() -> Iterator[postgres.Server]:
    found = postgres.binaries()
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(postgres.MISSING)
        pytest.skip(postgres.MISSING)
    made = postgres.Server(found)
    yield made
    made.remove()


server = pytest.fixture(_served, scope="session", name="server")
"""A PostgreSQL server; without one these tests fail in CI, and are left out aloud elsewhere."""
own_server = pytest.fixture(_served, name="own_server")
"""One that a test may kill."""


@pytest.fixture(scope="session")
def real_mattermost() -> Real | None:
    """A real Mattermost that may be filled with people, where the environment names one."""
    named = {name.lower(): os.environ.get(f"MATTERMOST_ADMIN_{name}", "") for name in ("TOKEN", "LOGIN", "PASSWORD")}
    url = os.environ.get("MATTERMOST_URL")
    reaches = os.environ.get("MATTERMOST_CALLBACK_HOST", HERE)
    return Real(url, reaches=reaches, **named) if url else None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a SQLite database of the newest schema and nothing in it."""
    made_ready(tmp_path)
    return tmp_path


@pytest.fixture
def database(server: postgres.Server) -> Iterator[URL]:
    """A PostgreSQL database with the newest schema and nothing in it."""
    made = server.migrated()
    yield made
    server.give_back(made)


@pytest.fixture
def own_database(server: postgres.Server) -> Iterator[URL]:
    """A PostgreSQL database with the newest schema, in which a test may make what it likes."""
    made = server.make()
    yield made
    server.drop(made)


@pytest.fixture
def on_postgres(tmp_path: Path, database: URL) -> Path:
    """The folder of a test, of which everything stands on PostgreSQL."""
    put_elsewhere(tmp_path, database)
    return tmp_path


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Leave no log behind that writes to the output of a command that has ended."""
    before = [(one, list(one.handlers), one.level) for one in (logging.root, OURS)]
    yield
    for one, handlers, level in before:
        one.handlers[:] = handlers
        one.setLevel(level)


@pytest.fixture(autouse=True)
def _no_power_cut(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for the disk only where a test proves that what was kept outlives a power cut."""
    if request.path.parent.name not in PROVE_DURABILITY:
        for settings_ in (connecting.WRITER, connecting.KEYS):
            monkeypatch.setitem(settings_, "synchronous", "OFF")


@pytest.fixture(autouse=True)
def _where_it_was_said(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--store") == "postgres" and "tmp_path" in request.fixturenames:
        request.getfixturevalue("on_postgres")
