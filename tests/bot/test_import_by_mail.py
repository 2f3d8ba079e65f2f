"""Facilitators by mail in the list of people: their addresses are sealed, and tried again after another import (X02, X09)."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from bot.people.roster import WrongList, read
from tests.kit.commands import run, settings

HEAD = "id,name,email,group,kind,role,platform,platform_id,language,timezone"
ANNA = "anna,Anna,,Leergroep Noord,leergroep,facilitator,email,anna@elders.nl,nl,"
BO = "bo,Bo,,Leergroep Noord,leergroep,facilitator,email,bo@elders.nl,en,"


def take_over(folder: Path, *lines: str) -> Result:
    path = folder / "people.csv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return run("people", "import", str(path), "--yes")


def asked(folder: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "leerbot.db")) as connection, connection:
        return connection.execute(statement).fetchall()


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings(monkeypatch, tmp_path)
    run("migrate")
    found = take_over(tmp_path, ANNA)
    assert found.exit_code == 0, found.output
    return tmp_path


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (ANNA.replace("anna@elders.nl", "anna"), 'line 2, platform_id: "anna" is no mail address'),
        (ANNA.replace("anna@elders.nl", "Anna <anna@elders.nl>"), "is no mail address"),
        (ANNA.replace("facilitator", "participant"), "line 2, platform: by e-mail only a facilitator takes part"),
        (ANNA.replace("facilitator", "admin"), "line 2, platform: by e-mail only a facilitator takes part"),
        (f"{ANNA}\n{BO.replace('bo@elders.nl', 'Anna@Elders.nl')}", "Anna@Elders.nl is anna on line 2"),
    ],
)
def test_what_cannot_be_mailed_is_told_with_its_mend(line: str, what: str) -> None:
    with pytest.raises(WrongList) as refused:
        read(f"{HEAD}\n{line}".encode())

    assert what in " ".join(str(one) for one in refused.value.problems)


def test_her_address_is_kept_sealed_and_her_first_mail_is_planned(there: Path) -> None:
    assert asked(there, "SELECT channel, external FROM address") == [("email", "anna")]
    assert asked(there, "SELECT [to], kind FROM outbox") == [("email:anna", "notice")]
    assert b"anna@elders.nl" not in (there / "leerbot.db").read_bytes()


def test_the_same_list_again_changes_nothing(there: Path) -> None:
    assert "1 person unchanged" in take_over(there, ANNA).output


def test_another_address_is_told_and_used_from_then_on(there: Path) -> None:
    found = take_over(there, ANNA.replace("anna@elders.nl", "anna@werk.nl"))

    assert "anna: is reached at email anna@werk.nl" in found.output
    assert len(asked(there, "SELECT id FROM outbox WHERE kind = 'notice'")) == 2  # the first one went elsewhere
    assert "1 person unchanged" in take_over(there, ANNA.replace("anna@elders.nl", "anna@werk.nl")).output


OPENS = "INSERT INTO page_link (token, person, page, made_at, mailed) VALUES ('a link', 'anna', 'talk', 1, 1)"
IS_IN = "INSERT INTO page_session (token, person, began_at) VALUES ('a cookie', 'anna', 1)"
WAYS_IN = "SELECT token FROM page_link UNION SELECT token FROM page_session ORDER BY token"


@pytest.mark.parametrize(("reached", "left"), [
    ("email,anna@werk.nl", []), ("web,anna", []), ("email,anna@elders.nl", [("a cookie",), ("a link",)]),
])  # fmt: skip
def test_what_was_mailed_to_another_address_opens_nothing_any_more(there: Path, reached: str, left: list[Any]) -> None:
    asked(there, OPENS)
    asked(there, IS_IN)
    asked(there, "UPDATE person SET undeliverable = 'mailbox takes no mail'")

    take_over(there, ANNA.replace("email,anna@elders.nl", reached))

    assert asked(there, WAYS_IN) == left


def test_who_could_not_be_reached_is_tried_again_after_the_same_list(there: Path) -> None:
    asked(there, "UPDATE person SET undeliverable = 'mailbox takes no mail'")
    assert "anna (leergroep-noord; email): blocked; the mailbox takes no mail" in run("people", "status").output

    take_over(there, ANNA)

    assert asked(there, "SELECT undeliverable FROM person") == [(None,)]
    assert len(asked(there, "SELECT id FROM outbox WHERE kind = 'notice'")) == 2


def test_an_address_of_somebody_else_is_refused(there: Path) -> None:
    found = take_over(there, BO.replace("bo@elders.nl", "ANNA@elders.nl"))

    assert found.exit_code != 0
    assert "ANNA@elders.nl on email is anna already" in found.output


def test_who_gets_a_chat_gets_no_mail_any_more_and_the_other_way_round(there: Path) -> None:
    take_over(there, ANNA.replace("email,anna@elders.nl", "web,anna"))
    assert asked(there, "SELECT channel FROM address") == [("web",)]
    assert asked(there, "SELECT count(*) FROM mailbox") == [(0,)]

    take_over(there, ANNA)
    assert asked(there, "SELECT channel FROM address") == [("email",)]
