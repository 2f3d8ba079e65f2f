"""``leerbot people status``: why it did not arrive, in plain words, and nothing about who answered (X09, GE14)."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.kit.commands import run, settings

HEAD = "id,name,email,group,kind,role,platform,platform_id,language,timezone"
LIST = [
    "noor,Noor Jansen,,Team Vergunningen,team,member,web,noor,nl,",
    f"bram,Bram Bos,,Team Vergunningen,team,member,mattermost,{7:0>26},nl,",
    "ruud,Ruud Bakker,,Team Balie,team,admin,web,ruud,nl,",
]
SENT = """
    INSERT INTO outbox (key, person, "to", kind, recipe, due, status, settled_at)
    VALUES ('a', 'noor', 'web:noor', 'nudge', '[]', 0, 'sent', 0)
"""


@pytest.fixture(autouse=True)
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the environment as an operator would, over a database with three people."""
    settings(monkeypatch, tmp_path)
    run("migrate")
    people = tmp_path / "people.csv"
    people.write_text("\n".join([HEAD, *LIST]), encoding="utf-8")
    run("people", "import", str(people), "--yes")


def happened(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "leerbot.db")) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def shown(*options: str) -> str:
    found = run("people", "status", *options)
    assert found.exit_code == 0, found.output
    return found.output


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("blocked", "blocked; the person has blocked the bot. To do: ask to unblock it"),
        ("person is deactivated", "blocked; the account is deactivated. To do: activate it"),
        (
            "the bot shares no team with this person",
            "not installed; the bot shares no team with this person. To do: add the bot",
        ),
        ("channel not in use", "not installed; the channel of this person is not on. To do: add it to LEERBOT_CHANNELS"),
        ("too odd for words", "unknown; the platform refused it: too odd for words. To do: mend that on the platform"),
    ],
)
def test_x09_who_cannot_be_reached_is_told_with_the_reason_and_what_to_do(tmp_path: Path, reason: str, line: str) -> None:
    happened(tmp_path, SENT, f"UPDATE person SET undeliverable = '{reason}' WHERE id = 'bram'")

    found = shown()

    assert f"bram (team-vergunningen; mattermost): {line}" in found
    assert "noor (team-vergunningen; web): reachable\n" in found
    assert "1 reachable" in found


def test_x09_who_was_sent_nothing_yet_or_has_no_address_is_unknown(tmp_path: Path) -> None:
    happened(tmp_path, "DELETE FROM address WHERE person = 'bram'")

    found = shown()

    assert "bram (team-vergunningen; no channel): unknown; there is no address. To do: import the list again" in found
    assert "noor (team-vergunningen; web): unknown; nothing has been sent yet" in found
    assert "0 reachable, 0 blocked, 0 not installed, 3 unknown" in found


def test_x09_it_shows_one_group_and_no_names(tmp_path: Path) -> None:
    found = shown("--group", "team-balie")

    assert found.startswith("ruud (team-balie; web): ")
    assert "noor" not in found
    assert "Ruud" not in found


def test_x09_who_answered_and_who_did_not_look_the_same(tmp_path: Path) -> None:
    happened(tmp_path, SENT)
    before = shown()
    happened(tmp_path, "UPDATE person SET consent = 'yes', consent_at = 1 WHERE id = 'noor'",
             "UPDATE conversation SET ended_at = 1, status = 'done' WHERE person = 'noor'")  # fmt: skip

    assert shown() == before


def test_x09_an_unknown_group_is_told_in_one_line() -> None:
    found = run("people", "status", "--group", "nergens")

    assert found.exit_code == 1
    assert 'there is no group "nergens"' in found.output


@pytest.mark.parametrize(("problem", "told"), [
    ("NULL", "reachable"),
    ("'the app is not installed'", "not reachable; the app is not installed there. To do: add it to that team in Teams"),
    ("'the team is archived'", "not reachable; it is archived. To do: bring it back"),
    ("'message or person is gone'", "not reachable; the channel is not there any more. To do: let who leads the group mention"),
    ("'too odd'", "not reachable; the platform refused it: too odd. To do: mend that on the platform"),
])  # fmt: skip
def test_x09_ge15_of_each_room_it_is_told_whether_the_bot_can_post_there(tmp_path: Path, problem: str, told: str) -> None:
    happened(tmp_path, f"UPDATE team SET room_channel = 'teams', room_external = '19:a', room_problem = {problem}"
             " WHERE id = 'team-vergunningen'")  # fmt: skip

    found = shown()

    assert f"room of team-vergunningen (teams 19:a): {told}" in found
    lost = "nothing can be posted in the room of team-vergunningen"
    assert (lost in run("check").output) == (problem != "NULL")


def test_x09_a_group_without_a_room_is_told_how_it_gets_one(tmp_path: Path) -> None:
    assert "room of team-vergunningen: none; what is for all of it goes to its facilitators" in shown()
    assert "room of team-balie (web team-balie): reachable" in shown("--group", "team-balie")
