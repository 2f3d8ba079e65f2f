"""The schema: what the steps make equals what the code knows; forward, back, and refusing another one (trust R24, R33)."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from storage import migrating
from storage.database import connecting
from storage.errors import StorageError, WrongSchema
from storage.tables import metadata
from tests.storage.house import fill, looked_up, open_in


def test_the_steps_make_exactly_the_tables_of_the_code(folder: Path) -> None:
    engine = create_engine(f"sqlite:///{folder / 'leerbot.db'}")

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == []
    engine.dispose()


def in_detail(path: Path) -> dict[str, object]:
    """Return what the comparison above does not look at: defaults, the conditions of indexes, tables without rowid."""
    with closing(sqlite3.connect(path)) as connection:
        named = connection.execute("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        found: dict[str, object] = {}
        for name, type_, sql in named:
            if name == "alembic_version":
                continue
            columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
            whole = " ".join(sql.split())
            found[name] = whole if type_ == "index" else ("WITHOUT ROWID" in whole, [column[1:] for column in columns])
        return found


def test_the_steps_make_the_same_defaults_partial_indexes_and_tables_without_rowid(folder: Path, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'fresh.db'}")
    metadata.create_all(engine)
    engine.dispose()

    assert in_detail(folder / "leerbot.db") == in_detail(tmp_path / "fresh.db")


@pytest.mark.trust("R33")
def test_the_steps_go_back_to_nothing_and_forward_again(folder: Path) -> None:
    engine = connecting.writer(folder / "leerbot.db")
    config = Config()
    config.set_main_option("script_location", str(migrating.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_current_head() == migrating.newest()
    config.attributes["engine"] = engine

    command.downgrade(config, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    assert migrating.current(engine) is None
    command.upgrade(config, "head")

    assert migrating.current(engine) == migrating.newest()
    assert set(inspect(engine).get_table_names()) == {"alembic_version", *metadata.tables}
    engine.dispose()


async def test_migrating_again_changes_nothing_and_keeps_what_is_there(folder: Path) -> None:
    store = open_in(folder)
    await fill(store)
    await store.close()

    assert migrating.migrate(folder) == (migrating.newest(), migrating.newest())

    assert len(looked_up(folder, "SELECT id FROM person")) == 9


def test_an_empty_folder_gets_the_newest_schema(tmp_path: Path) -> None:
    assert migrating.migrate(tmp_path / "deep" / "down") == (None, migrating.newest())

    migrating.require_newest(tmp_path / "deep" / "down")


async def test_migrating_under_a_running_bot_is_refused(folder: Path) -> None:
    store = open_in(folder)

    with pytest.raises(StorageError, match="another Leerbot"):
        migrating.migrate(folder)

    await store.close()


def test_a_folder_without_a_database_is_refused_with_the_mend_and_stays_empty(tmp_path: Path) -> None:
    with pytest.raises(WrongSchema, match=r"there is no database in .*; run: leerbot migrate"):
        migrating.require_newest(tmp_path)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.trust("R24")
@pytest.mark.parametrize("act", [migrating.require_newest, migrating.migrate])
def test_a_schema_that_only_a_newer_version_knows_is_refused_with_the_mend(folder: Path, act: Callable[[Path], object]) -> None:
    with closing(sqlite3.connect(folder / "leerbot.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / "leerbot.db").read_bytes()

    with pytest.raises(WrongSchema, match="has schema 9999, this version knows no further than 0001; install the newer"):
        act(folder)

    assert (folder / "leerbot.db").read_bytes() == before


def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "leerbot.db")) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")

    with pytest.raises(WrongSchema, match="has schema none, this version needs 0001; run: leerbot migrate"):
        migrating.require_newest(tmp_path)


@pytest.mark.trust("R24")
@pytest.mark.parametrize("damage", ["no database at all", "a torn page"])
def test_a_broken_file_is_refused_in_one_clear_line_and_left_as_it_is(folder: Path, tmp_path: Path, damage: str) -> None:
    path = folder / "leerbot.db"
    body = b"this is no database" * 500 if damage == "no database at all" else path.read_bytes()[:100] + bytes(8_000)
    path.write_bytes(body)

    with pytest.raises(StorageError, match=r"leerbot\.db is broken"):
        migrating.require_newest(folder)

    assert path.read_bytes() == body


@pytest.mark.trust("R33")
def test_a_migration_that_is_cut_short_can_be_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything of a step is one transaction: half of the tables is never there."""
    shutil.copytree(migrating.SCRIPTS, tmp_path / "steps")
    step = next((tmp_path / "steps" / "versions").glob("0001*.py"))
    whole = step.read_text(encoding="utf-8")
    cut = whole.replace(
        '    op.create_table(\n        "seen",', '    raise RuntimeError("power")\n    op.create_table(\n        "seen",'
    )
    assert cut != whole
    step.write_text(cut, encoding="utf-8")
    monkeypatch.setattr(migrating, "SCRIPTS", tmp_path / "steps")
    with pytest.raises(RuntimeError, match="power"):
        migrating.migrate(tmp_path / "data")
    assert looked_up(tmp_path / "data", "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'person'") == []

    monkeypatch.undo()

    assert migrating.migrate(tmp_path / "data")[1] == "0001"
