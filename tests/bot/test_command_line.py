"""The command line: what each command says when all is well."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kit.commands import run


def test_check_reads_every_format_and_says_that_no_settings_were_there() -> None:
    found = run("check")

    assert found.exit_code == 0
    assert "formats read" in found.output
    assert "were not looked at" in found.output


def test_check_looks_at_settings_and_database(configured: Path) -> None:
    assert run("check").exit_code == 1

    run("migrate")

    assert "as they should be" in run("check").output


def test_check_says_where_links_to_pages_lead(configured: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("migrate")
    without = run("check").output
    monkeypatch.setenv("LEERBOT_PUBLIC_URL", "https://Leerbot.example.nl/")

    assert "no LEERBOT_PUBLIC_URL, so people get answers in chat and no links to pages" in without
    assert "links to pages begin with https://leerbot.example.nl\n" in run("check").output


def test_migrate_says_what_it_did(configured: Path) -> None:
    assert "was empty" in run("migrate").output
    assert "nothing to do" in run("migrate").output


def test_check_writes_the_schema_for_editors(tmp_path: Path) -> None:
    run("check", "--write-schema", str(tmp_path / "schema.json"))

    assert '"title": "Format"' in (tmp_path / "schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "first", "reminder"), [("nl", "Eerste bericht", "Herinnering"), ("en", "First message", "Reminder")]
)
def test_preview_shows_every_message(language: str, first: str, reminder: str) -> None:
    found = run("preview", "onboarding", "--language", language)

    assert found.exit_code == 0
    assert f"── {first}\n" in found.output
    assert f"── {reminder}\n" in found.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("preview", "nope"), 'there is no format "nope"; choose from'),
        (("preview", "onboarding", "--channel", "fax"), 'there is no channel "fax"; write web'),
        (("preview", "onboarding", "--language", "fr"), 'there is no language "fr"; write nl or en'),
        (("demo", "--start", "morgen"), '--start "morgen" is no moment; write for example'),
        (("demo", "--start", "0001-01-01"), "--start 0001-01-01 is too far away; choose a year from 2000 to 2099"),
        (("demo", "--start", "9999-12-31T23:59-14:00"), "is too far away; choose a year"),
        (("demo", "--start", "1899-12-31"), "is too far away; choose a year"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_with_the_mend(words: tuple[str, ...], said: str) -> None:
    found = run(*words)

    assert found.exit_code == 1
    assert said in found.output


def test_the_log_of_acts_cannot_be_asked_further_back_than_it_is_kept(configured: Path) -> None:
    run("migrate")

    assert run("audit", "--days", "2000").exit_code == 0
    assert run("audit", "--days", "99999999").exit_code == 2


@pytest.mark.usefixtures("configured")
def test_a_reader_who_stops_reading_is_no_error_of_the_database() -> None:
    run("migrate")
    reads, writes = os.pipe()
    os.close(reads)

    with os.fdopen(writes, "wb") as nobody_reads:
        command = [sys.executable, "-m", "bot", "settings", "list"]
        ended = subprocess.run(command, check=False, stdout=nobody_reads, stderr=subprocess.PIPE)

    assert b"LEERBOT_DATABASE_URL" not in ended.stderr
