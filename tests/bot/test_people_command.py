"""``leerbot people import``: the difference first, as a whole or not at all, and again without any change (X20, GE6, GE18)."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.kit.commands import run, settings

HEAD = "id,name,email,group,kind,role,platform,platform_id,language,timezone"
TEAM = [
    "noor,Noor,,Team Vergunningen,team,member,web,noor,nl,",
    "ingrid,Ingrid,,Team Vergunningen,team,lead,web,ingrid,nl,",
    "fatima,Fatima,,Team Vergunningen,team,facilitator,web,fatima,nl,",
]
GROUP = "team-vergunningen"


@pytest.fixture(autouse=True)
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the environment as an operator would, over a new database."""
    settings(monkeypatch, tmp_path)
    run("migrate")


def take_over(folder: Path, lines: list[str], *options: str, answer: str | None = None) -> Result:
    path = folder / "people.csv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return run("people", "import", str(path), *options, answer=answer)


def asked(folder: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "leerbot.db")) as connection:
        return connection.execute(statement).fetchall()


def roles(folder: Path) -> set[tuple[str, str]]:
    return set(asked(folder, "SELECT person, role FROM membership WHERE until IS NULL"))


def test_people_come_in_with_their_group_and_are_asked_to_take_part(tmp_path: Path) -> None:
    found = take_over(tmp_path, TEAM, "--yes")

    assert found.exit_code == 0, found.output
    assert "1 new group:" in found.output
    assert "3 new people:" in found.output
    assert roles(tmp_path) == {("noor", "member"), ("ingrid", "lead"), ("fatima", "facilitator")}
    invited = asked(tmp_path, "SELECT person FROM conversation WHERE next_at IS NOT NULL ORDER BY person")
    assert invited == [("ingrid",), ("noor",)]
    assert asked(tmp_path, f"SELECT format FROM schedule WHERE team = '{GROUP}' ORDER BY format")


def test_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    take_over(tmp_path, TEAM, "--yes")

    again = take_over(tmp_path, TEAM)

    assert again.exit_code == 0
    assert "3 people unchanged" in again.output
    assert "nothing to do" in again.output


def test_a_list_that_tells_no_language_leaves_the_one_that_is_known(tmp_path: Path) -> None:
    take_over(tmp_path, [TEAM[0].replace(",nl,", ",en,")], "--yes")

    again = take_over(tmp_path, [TEAM[0].replace(",nl,", ",,")])

    assert "1 person unchanged" in again.output
    assert asked(tmp_path, "SELECT language FROM person") == [("en",)]


def test_the_difference_is_shown_and_nothing_happens_without_a_yes(tmp_path: Path) -> None:
    take_over(tmp_path, TEAM, "--yes")

    shown = take_over(tmp_path, [TEAM[0].replace("member", "lead"), TEAM[2]], answer="n\n")

    assert shown.exit_code == 1
    assert "noor: becomes lead of team-vergunningen" in shown.output
    assert "noor: is member of team-vergunningen no more" in shown.output
    assert "1 missing, who stay" in shown.output
    assert "nothing was changed" in shown.output
    assert ("noor", "member") in roles(tmp_path)


def test_ge18_a_changed_role_counts_from_now(tmp_path: Path) -> None:
    take_over(tmp_path, TEAM, "--yes")
    take_over(tmp_path, [TEAM[0].replace("member", "lead"), TEAM[1].replace("lead", "member"), TEAM[2]], "--yes")

    assert roles(tmp_path) == {("noor", "lead"), ("ingrid", "member"), ("fatima", "facilitator")}


def test_ge6_a_missing_line_removes_nobody_and_leavers_does(tmp_path: Path) -> None:
    take_over(tmp_path, TEAM, "--yes")

    stays = take_over(tmp_path, TEAM[1:])
    gone = take_over(tmp_path, TEAM[1:], "--leavers", "--yes")

    assert "nothing to do" in stays.output
    assert "1 missing, who leave" in gone.output
    assert roles(tmp_path) == {("ingrid", "lead"), ("fatima", "facilitator")}


def test_another_group_is_not_missed(tmp_path: Path) -> None:
    take_over(tmp_path, TEAM, "--yes")

    found = take_over(tmp_path, ["olga,Olga,,Balie,,member,web,olga,,"], "--leavers", "--yes")

    assert "missing" not in found.output
    assert len(roles(tmp_path)) == 4


def test_one_mistake_on_many_lines_is_told_once_with_its_line_numbers(tmp_path: Path) -> None:
    lines = [f"p{number},P {number},,Balie,team,memberr,web,p{number},," for number in range(200)]
    lines[3] = lines[3].replace("memberr", "member")

    found = take_over(tmp_path, [*lines, "x,X,,Balie,ploeg,member,web,x,,"], "--yes")

    assert found.stderr.splitlines() == [
        'lines 2-4, 6-201, role: "memberr" is not known; did you mean "member"?',
        'line 202, kind: "ploeg" is not known; write team, leergroep, duo, duos',
        "leerbot: nothing was changed; 200 to mend in the list, see above",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", f"this file is empty; its first line is {HEAD},room"),
        (b" \r\n\n", f"this file is empty; its first line is {HEAD},room"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", "this file is no text; save the list as CSV"),
        (f'{HEAD}\nnoor,"{"x" * 200_000}'.encode(), "line 2: a value is too long; close the quote before it"),
    ],
    ids=["empty", "blank", "a spreadsheet", "a quote"],
)
def test_a_file_that_is_no_list_is_told_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "people.csv").write_bytes(content)

    found = run("people", "import", str(tmp_path / "people.csv"))

    assert (found.exit_code, found.output) == (1, f"leerbot: {said}\n")


def test_bad_lines_are_told_before_anything_is_done(tmp_path: Path) -> None:
    found = take_over(tmp_path, [*TEAM, "bram,Bram,,Team Vergunningen,,memberr,web,bram,,", "x"], "--yes")

    assert found.exit_code == 1
    assert 'line 5, role: "memberr" is not known; did you mean "member"?' in found.output
    assert "line 6, name: nothing stands here" in found.output
    assert roles(tmp_path) == set()


def test_an_address_of_somebody_else_is_told(tmp_path: Path) -> None:
    take_over(tmp_path, ["noor,Noor,,Balie,,member,teams,1b671a64-40d5-491e-99b0-da01ff1f3341,,"], "--yes")

    found = take_over(tmp_path, ["bram,Bram,,Balie,,member,teams,1b671a64-40d5-491e-99b0-da01ff1f3341,,"], "--yes")

    assert "line 2, platform_id: 1b671a64-40d5-491e-99b0-da01ff1f3341 on teams is noor already" in found.output
    assert found.exit_code == 1


def test_facilitator_not_external_has_to_be_confirmed_and_then_is_not_asked_again(tmp_path: Path) -> None:
    lines = [*TEAM, TEAM[0].replace("member", "facilitator")]

    refused = take_over(tmp_path, lines, "--yes")
    taken = take_over(tmp_path, lines, "--yes", "--confirm-facilitator", "noor")
    again = take_over(tmp_path, lines)

    assert refused.exit_code == 1
    assert "facilitator_not_external: noor" in refused.output
    assert "--confirm-facilitator noor" in refused.output
    assert taken.exit_code == 0
    assert "nothing to do" in again.output


def test_a_new_address_and_name_are_taken_over(tmp_path: Path) -> None:
    take_over(tmp_path, TEAM, "--yes")

    there = f"{7:0>26}"
    found = take_over(
        tmp_path, [TEAM[0].replace("web,noor", f"mattermost,{there}").replace("Noor", "Noor J."), *TEAM[1:]], "--yes"
    )

    assert f"noor: is reached at mattermost {there}" in found.output
    assert "noor: is called Noor J." in found.output
    assert asked(tmp_path, "SELECT channel, external FROM address WHERE person = 'noor'") == [("mattermost", there)]


def test_no_address_of_mail_is_kept(tmp_path: Path) -> None:
    take_over(tmp_path, [TEAM[0].replace("Noor,,", "Noor,noor@voorbeeld.nl,")], "--yes")

    assert all(b"voorbeeld.nl" not in path.read_bytes() for path in tmp_path.glob("leerbot.db*"))


def test_two_hundred_people_come_in(tmp_path: Path) -> None:
    many = [f"p{number},Persoon {number},,Groep {number % 20},,member,web,p{number},," for number in range(200)]

    found = take_over(tmp_path, many, "--yes")

    assert found.exit_code == 0, found.output
    assert "200 new people" in found.output
    assert len(roles(tmp_path)) == 200


def test_s22_a_leergroep_comes_in_with_its_candidates_who_are_asked_first_whether_they_want_the_bot(tmp_path: Path) -> None:
    found = take_over(
        tmp_path,
        [
            "noor,Noor,,Leergroep Noord,leergroep,kandidaat,web,noor,nl,",
            "karim,Karim,,Leergroep Noord,leergroep,initiatiefnemer,web,karim,nl,",
            "fatima,Fatima,,Leergroep Noord,leergroep,facilitator,web,fatima,nl,",
        ],
        "--yes",
    )

    assert found.exit_code == 0, found.output
    assert roles(tmp_path) == {("noor", "candidate"), ("karim", "initiator"), ("fatima", "facilitator")}
    assert asked(tmp_path, "SELECT person FROM conversation WHERE next_at IS NOT NULL") == [("noor",)]


def test_s22_a_candidate_is_no_facilitator_of_the_own_group_unless_that_is_confirmed(tmp_path: Path) -> None:
    found = take_over(
        tmp_path,
        [
            "noor,Noor,,Leergroep Noord,leergroep,candidate,web,noor,nl,",
            "noor,Noor,,Leergroep Noord,leergroep,facilitator,web,noor,nl,",
        ],
        "--yes",
    )

    assert found.exit_code != 0
    assert "facilitator_not_external: noor" in found.output


ROOM = "19:kE7d_Q1@thread.tacv2"


def with_rooms(folder: Path, *lines: str, **options: Any) -> Result:
    path = folder / "rooms.csv"
    path.write_text("\n".join([f"{HEAD},room", *lines]), encoding="utf-8")
    return run("people", "import", str(path), *(["--yes"] if "answer" not in options else []), **options)


def rooms_of(folder: Path) -> list[Any]:
    return asked(folder, "SELECT id, room_channel, room_external, room_problem FROM team ORDER BY id")


def test_a_group_gets_its_room_by_the_list(tmp_path: Path) -> None:
    found = with_rooms(tmp_path, f"{TEAM[0]},{ROOM}")

    assert f"Team Vergunningen ({GROUP}), team, posts in teams {ROOM}" in found.output
    assert rooms_of(tmp_path) == [(GROUP, "teams", ROOM, None)]
    assert "nothing to do" in with_rooms(tmp_path, f"{TEAM[0]},{ROOM}").output
    assert "nothing to do" in with_rooms(tmp_path, f"{TEAM[0]},").output  # an empty place takes nothing away


def test_a_group_that_is_known_gets_another_room_and_one_that_was_lost_is_tried_again(tmp_path: Path) -> None:
    take_over(tmp_path, TEAM, "--yes")
    for other in (ROOM, f"{7:0>26}"):
        found = with_rooms(tmp_path, f"{TEAM[0]},{other}")
        assert f"{GROUP}: posts in " in found.output
    assert rooms_of(tmp_path) == [(GROUP, "mattermost", f"{7:0>26}", None)]

    with closing(sqlite3.connect(tmp_path / "leerbot.db")) as connection, connection:
        connection.execute("UPDATE team SET room_problem = 'gone'")
    with_rooms(tmp_path, f"{TEAM[0]},{7:0>26}")

    assert rooms_of(tmp_path) == [(GROUP, "mattermost", f"{7:0>26}", None)]


def test_the_room_of_another_group_is_refused(tmp_path: Path) -> None:
    with_rooms(tmp_path, f"{TEAM[0]},{ROOM}")

    found = with_rooms(tmp_path, f"olga,Olga,,Balie,,member,web,olga,,,{ROOM}")

    assert found.exit_code == 1
    assert f"line 2, room: this is the room of {GROUP} already; give that group another" in found.output
    assert rooms_of(tmp_path) == [(GROUP, "teams", ROOM, None)]


def test_a_hyphen_takes_the_room_of_a_group_away(tmp_path: Path) -> None:
    with_rooms(tmp_path, f"{TEAM[0]},{ROOM}")

    found = with_rooms(tmp_path, f"{TEAM[0]},-", "olga,Olga,,Balie,,member,web,olga,,,-")

    assert f"{GROUP}: posts in no room any more" in found.output
    assert rooms_of(tmp_path) == [("balie", None, None, None), (GROUP, None, None, None)]
    assert "nothing to do" in with_rooms(tmp_path, f"{TEAM[0]},-").output
