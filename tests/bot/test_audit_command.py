"""``leerbot audit``: who did what to whom and when, by id; one line for each act, and never a value (trust S18, spec §13)."""

import asyncio
import json
import os
import pwd
import re
import socket
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot import running
from bot.config import from_environment
from dialogs.library import load
from tests.kit.commands import assert_one_line, run, settings
from tests.kit.town import RING, town

ME = f"os:{pwd.getpwuid(os.getuid()).pw_name}"


def acts() -> list[tuple[str, ...]]:
    """Return who did what, as the command shows it."""
    return [tuple(re.split(r"  +", line)[1:4]) for line in run("audit").stdout.splitlines()[:-1]]


def anchor() -> str:
    """Return what proves later that the log was not changed since."""
    shown = run("audit", "--verify")
    assert shown.exit_code == 0, shown.output
    return shown.stdout.split()[-1]


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a town at rest, with the environment set as an operator would."""

    async def built() -> None:
        async with town(tmp_path / "data", start="2026-03-09 08:30"):
            pass

    asyncio.run(built())
    settings(monkeypatch, tmp_path / "data")
    return tmp_path


@pytest.mark.trust("S18")
@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("settings", "set", "contact", "Anneke Smit"), (ME, "settings set", "organisation contact")),
        (("settings", "set", "contact", "Anneke", "--group", "vergunningen"), (ME, "settings set", "vergunningen contact")),
        (("settings", "unset", "contact"), (ME, "settings unset", "organisation contact")),
        (("settings", "holiday", "add", "2026-12-24"), (ME, "settings holiday", "organisation 2026-12-24")),
        (("send", "stop"), (ME, "send stop", "–")),
        (("send", "resume"), (ME, "send resume", "–")),
        (("keys", "rotate"), (ME, "keys rotated", "test")),
        (("person", "export", "noor", "--out", "{folder}/noor.zip"), (ME, "exported", "noor")),
        (("backup", "{folder}/b.zip"), (ME, "backup made", "–")),
    ],
    ids=" ".join,
)
def test_s18_an_act_leaves_one_line_with_who_and_what_and_never_a_value(
    configured: Path, words: tuple[str, ...], line: tuple[str, ...]
) -> None:
    before = acts()

    done = run(*(word.format(folder=configured) for word in words))

    assert done.exit_code == 0, done.output
    assert acts()[len(before) :] == [line]
    assert "Anneke" not in run("audit").output


@pytest.mark.parametrize("key", ["anonymity.k", "anonymity.k_text"])
@pytest.mark.parametrize("group", [(), ("--group", "vergunningen")], ids=["organisation", "group"])
def test_s18_a_try_to_go_below_a_threshold_leaves_one_line_that_it_was_refused(
    configured: Path, key: str, group: tuple[str, ...]
) -> None:
    before = acts()

    assert_one_line(run("settings", "set", key, "2", *group), f'{key} cannot be "2"')

    assert acts()[len(before) :] == [(ME, "settings set", f"{group[1] if group else 'organisation'} {key}")]
    assert run("audit").stdout.splitlines()[-2].endswith("  refused  command")


@pytest.mark.parametrize(
    "words",
    [
        ("retention.left_days", "veel"), ("anonymity.k", "veel"), ("anonymity.k", "99"), ("anonymity.k_text", ""),
        ("anonymity.k", "2", "--group", "Noor de Vries"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_s18_a_setting_that_is_only_mistyped_leaves_no_line(configured: Path, words: tuple[str, ...]) -> None:
    before = acts()

    refused = run("settings", "set", *words)

    assert (refused.exit_code, acts()) == (1, before)


def test_s18_erasing_leaves_who_did_it_and_not_whom(configured: Path) -> None:
    run("person", "forget", "noor", "--yes")

    assert [one[:2] for one in acts()] == [(ME, "erased")]
    assert "noor" not in run("audit").output


@pytest.mark.trust("S18")
def test_s18_an_import_leaves_a_line_for_each_change(configured: Path) -> None:
    head = "id,name,email,group,kind,role,platform,platform_id,language,timezone"
    (configured / "people.csv").write_text(f"{head}\nolga,Olga,,Vergunningen,team,member,web,olga,,", encoding="utf-8")

    run("people", "import", str(configured / "people.csv"), "--yes")

    assert acts() == [(ME, "import: added", "olga")]


def test_s18_putting_a_backup_back_leaves_a_line(configured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("backup", str(configured / "b.zip"))
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"sqlite:///{configured}/elsewhere/leerbot.db")

    run("restore", str(configured / "b.zip"))

    assert acts() == [(ME, "backup put back", "–")]


async def test_s18_beside_a_bot_that_runs_on_sqlite_the_line_is_written_by_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(tmp_path):
        pass
    monkeypatch.setenv("LEERBOT_DATABASE_URL", f"sqlite:///{tmp_path}/leerbot.db")
    monkeypatch.setenv("LEERBOT_KEYS", f"test:{RING.keys['test'].hex()}")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        monkeypatch.setenv("LEERBOT_PORT", str(taken.getsockname()[1]))
    up = asyncio.Event()
    serving = asyncio.create_task(running.run_serve(load(), from_environment(), lambda _: up.set()))
    await asyncio.wait_for(up.wait(), 30)

    exported = await asyncio.to_thread(run, "person", "export", "noor", "--out", str(tmp_path / "noor.zip"))
    await asyncio.to_thread(run, "send", "stop")
    shown = await asyncio.to_thread(acts)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)

    assert exported.exit_code == 0, exported.output
    assert shown == [(ME, "exported", "noor"), (ME, "send stop", "–")]


async def test_s18_nothing_is_exported_that_cannot_be_written_in_the_log_and_what_was_done_already_stays_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(monkeypatch, tmp_path / "data")
    async with town(tmp_path / "data"):  # it has the database to itself, and takes no orders
        rotated = await asyncio.to_thread(run, "keys", "rotate")
        export = await asyncio.to_thread(run, "person", "export", "noor", "--out", str(tmp_path / "noor.zip"))
        backup = await asyncio.to_thread(run, "backup", str(tmp_path / "b.zip"))

    assert (export.exit_code, export.stderr) == (1, "leerbot: the bot that runs here takes no orders; stop it instead\n")
    assert not (tmp_path / "noor.zip").exists()
    assert (backup.exit_code, (tmp_path / "b.zip").exists()) == (0, True)
    assert "backup made, but that stands not in the log of acts" in backup.stderr
    assert (rotated.exit_code, 'all keys were sealed already with "test"' in rotated.stdout) == (0, True)
    assert "keys rotated, but that stands not in the log of acts" in rotated.stderr


def test_s18_only_the_days_that_are_asked_for_are_shown(configured: Path) -> None:
    run("send", "stop")

    assert run("audit", "--days", "1").output.splitlines()[-1] == "1 act in 1 day"


def test_s18_a_line_has_the_fields_of_bio2(configured: Path) -> None:
    run("settings", "set", "contact", "Anneke Smit")

    shown = json.loads(run("audit", "--json").stdout.splitlines()[-1])

    assert datetime.fromisoformat(shown.pop("time")).tzinfo is not None
    assert shown == {
        "actor": ME, "action": "settings set", "object": "organisation contact", "result": "done", "origin": "command",
    }  # fmt: skip
    assert run("audit").stdout.splitlines()[-2].endswith("  done  command")


def test_s19_a_log_that_is_whole_is_told_so_with_what_proves_it_later(configured: Path) -> None:
    run("settings", "set", "contact", "Anneke")
    kept = anchor()
    run("settings", "unset", "contact")

    later = run("audit", "--anchor", kept)

    assert (later.exit_code, later.output.startswith("all lines are as they were written")) == (0, True)
    assert anchor() != kept


def test_s19_the_first_line_that_was_changed_is_named(configured: Path) -> None:
    for name in ("Anneke", "Bert", "Carla"):
        run("settings", "set", "contact", name)
    kept = anchor()
    number = int(kept.split(":")[0])
    with closing(sqlite3.connect(configured / "data/leerbot.db")) as database, database:
        database.execute("UPDATE audit SET at = at + 1 WHERE id = ?", [number - 1])

    assert_one_line(run("audit", "--verify"), f"line {number - 1} of the log of acts is not as it was written")
    assert_one_line(run("audit", "--anchor", "zomaar"), '"zomaar" is no anchor')


def test_s19_who_cuts_the_end_off_is_found_by_what_was_kept_elsewhere(configured: Path) -> None:
    run("settings", "set", "contact", "Anneke")
    kept = anchor()
    with closing(sqlite3.connect(configured / "data/leerbot.db")) as database, database:
        database.execute("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)")

    assert run("audit", "--verify").exit_code == 0
    assert_one_line(run("audit", "--verify", "--anchor", kept), "knows of it, and it is gone")
