"""``leerbot settings``: shown, set, taken back; each mistake is one clear line."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import Result

from tests.kit.commands import run, settings


def on_settings(*words: str) -> Result:
    return run("settings", *words)


@pytest.fixture(autouse=True)
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set the environment as an operator would, over a new database with one group."""
    folder = tmp_path / "data"
    settings(monkeypatch, folder)
    run("migrate")
    with closing(sqlite3.connect(folder / "leerbot.db")) as connection, connection:
        connection.execute("INSERT INTO team (id, kind, name) VALUES ('bezwaar', 'team', 'Bezwaar')")
    return folder


def test_the_list_says_what_holds_and_who_chose_it() -> None:
    on_settings("set", "nudge.max_per_week", "2")
    on_settings("set", "contact", "Anneke Smit", "--group", "bezwaar")

    everybody, group = on_settings("list").output, on_settings("list", "--group", "bezwaar").output

    assert "nudge.max_per_week = 2  (organisation)" in everybody
    assert "contact = –  (default)" in everybody
    assert "contact = Anneke Smit  (group)" in group
    assert "nudge.max_per_week = 2  (organisation)" in group
    assert "a whole number from 1 to 5 (messages)" in group


def test_what_was_set_can_be_taken_back() -> None:
    on_settings("set", "anonymity.k", "6")

    assert "as it was before for the organisation" in on_settings("unset", "anonymity.k").output
    assert "was not set" in on_settings("unset", "anonymity.k").output
    assert "anonymity.k = 4  (default)" in on_settings("list").output


def test_a_holiday_is_added_and_a_national_one_removed() -> None:
    on_settings("holiday", "add", "2026-12-24", "--group", "bezwaar")
    on_settings("holiday", "remove", "2026-05-05")

    shown = on_settings("list", "--group", "bezwaar").output

    assert "holidays.added = 2026-12-24  (group)" in shown
    assert "holidays.removed = 2026-05-05" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set", "nudge.max_per_wek", "2"), 'there is no setting "nudge.max_per_wek"; did you mean "nudge.max_per_week"?'),
        (("set", "anonymity.k", "2"), 'anonymity.k cannot be "2"; write a whole number from 3 to 50 (people)'),
        (("set", "anonymity.k", "5", "--group", "nope"), 'there is no group "nope"; choose from bezwaar'),
        (("list", "--group", "nope"), 'there is no group "nope"; choose from bezwaar'),
        (
            ("set", "retention.left_days", "9", "--group", "bezwaar"),
            "retention.left_days holds for the whole organisation; leave",
        ),
        (("unset", "nope"), 'there is no setting "nope"'),
        (("holiday", "add", "kerst"), '"kerst" is no day; write for example 2026-12-24'),
    ],
)
def test_a_mistake_is_one_line_with_the_mend(words: tuple[str, ...], said: str) -> None:
    found = on_settings(*words)

    assert found.exit_code == 1
    assert said in found.output
    assert len(found.output.strip().splitlines()) == 1
