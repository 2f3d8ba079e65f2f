"""A list of people as spreadsheets write it: read whatever the encoding, and every bad line told at once (X20)."""

import pytest

from bot.people.roster import WrongList, read

HEAD = "id,name,email,group,kind,role,platform,platform_id,language,timezone"
ENTRA, OTHER = "1b671a64-40d5-491e-99b0-da01ff1f3341", "2c782b75-51e6-4a2f-8ac1-eb12aa2a4452"
AT = f"teams,{ENTRA}"
NOOR = f"noor,Noor Jansen,noor@voorbeeld.nl,Team Vergunningen,team,member,{AT},nl,Europe/Amsterdam"


def problems(*lines: str, head: str = HEAD) -> list[str]:
    with pytest.raises(WrongList) as refused:
        read("\n".join([head, *lines]).encode())
    return [str(one) for one in refused.value.problems]


def test_a_line_is_somebodys_role_in_a_group() -> None:
    line = read(f"{HEAD}\n{NOOR}\n".encode())[0]

    assert (line.number, line.id, line.name, line.group, line.group_name) == (
        2, "noor", "Noor Jansen", "team-vergunningen", "Team Vergunningen",
    )  # fmt: skip
    assert (line.role, line.platform, line.platform_id, line.language, line.zone) == (
        "member",
        "teams",
        ENTRA,
        "nl",
        "Europe/Amsterdam",
    )


def test_an_id_of_entra_is_the_same_in_large_letters_and_small() -> None:
    assert read(f"{HEAD}\n{NOOR.replace(ENTRA, ENTRA.upper())}\n".encode())[0].platform_id == ENTRA


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_a_spreadsheet_saves_is_read(encoding: str, delimiter: str, newline: str) -> None:
    row = ["zoë", "Zoë Müller", "", "Bezwaar & Beroep", "", "Teamlid", "Mattermost", f"{7:0>26}", "", ""]
    row[0] = "zoe"
    text = newline.join([HEAD.replace(",", delimiter), "", delimiter.join(row), delimiter * 9, ""])

    line = read(text.encode(encoding))[0]

    assert (line.name, line.group, line.kind, line.role, line.platform, line.language, line.zone) == (
        "Zoë Müller", "bezwaar-beroep", "team", "member", "mattermost", None, None,
    )  # fmt: skip


def test_quotes_and_the_line_of_excel_are_read_and_lines_keep_their_numbers() -> None:
    rows = ('noor;"Jansen; Noor";;"Team\nVergunningen";;lead;web;noor;en;', "", "bram;Bram;;Team Vergunningen;;lid;web;bram;;")
    text = "\n".join(["sep=;", HEAD.replace(",", ";"), *rows])

    with pytest.raises(WrongList) as refused:
        read(text.encode())

    assert [str(one) for one in refused.value.problems] == ['line 6, role: "lid" is not known; did you mean "teamlid"?']


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (NOOR.replace("noor,Noor", ",Noor", 1), "line 2, id: nothing stands here; fill it in"),
        (NOOR.replace("noor,Noor", "no or,Noor", 1), 'line 2, id: "no or" is no id; write at most 64 letters'),
        (NOOR.replace("noor,Noor", "zoë,Noor", 1), 'line 2, id: "zoë" is no id; write at most 64 letters without accents'),
        (NOOR.replace(AT, "web,n.jansen"), 'line 2, platform_id: "n.jansen" is not the id; for web'),
        (NOOR.replace("Noor Jansen", "***"), 'line 2, name: "***" is no name; write how'),
        (NOOR.replace("Team Vergunningen", "???"), 'line 2, group: "???" has no letter or digit'),
        (NOOR.replace("team,member", "ploeg,member"), 'line 2, kind: "ploeg" is not known; write team, leergroep, duo'),
        (NOOR.replace("member", "facilitater"), 'line 2, role: "facilitater" is not known; did you mean "facilitator"?'),
        (NOOR.replace(AT, "slack,noor"), 'line 2, platform: "slack" is not known; write teams, mattermost, web'),
        (NOOR.replace(AT, "mattermost,noor.jansen"), 'line 2, platform_id: "noor.jansen" is no user id of'),
        (NOOR.replace(ENTRA, "noor@x.nl"), 'line 2, platform_id: "noor@x.nl" is no object id of Entra; write it as'),
        (NOOR.replace(ENTRA, ENTRA[:-1]), f'line 2, platform_id: "{ENTRA[:-1]}" is no object id of Entra'),
        (NOOR.replace(",nl,", ",fr,"), 'line 2, language: "fr" is not known; write nl, en'),
        (NOOR.replace("Europe/Amsterdam", "Europe/Amsterdm"), 'line 2, timezone: "Europe/Amsterdm" is no zone'),
        (NOOR.replace("noor@voorbeeld.nl", "noor"), 'line 2, email: "noor" is no address'),
        (f"{NOOR},extra", "line 2, id: 11 values under 10 columns; put quotes around"),
    ],
)  # fmt: skip
def test_a_bad_value_names_its_line_and_column_and_the_mend(line: str, said: str) -> None:
    assert [one[: len(said)] for one in problems(line)] == [said]


def test_every_bad_line_is_told_at_once() -> None:
    found = problems(NOOR.replace("member", "x"), NOOR, NOOR.replace(AT, "fax,noor"), NOOR)

    assert [one.split(":")[0] for one in found] == ["line 2, role", "line 4, platform", "line 5, id"]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (NOOR.replace("noor,Noor", "bram,Bram", 1), f"line 3, platform_id: {ENTRA} is noor on line 2; give each"),
        (NOOR.replace("member", "lead").replace("Noor Jansen", "Nora"), 'line 3, name: "Nora" is "Noor Jansen" on line 2'),
        (NOOR.replace("member", "lead").replace(AT, f"teams,{OTHER}"), f'line 3, platform_id: "{OTHER}" is "{ENTRA}" on'),
        (
            NOOR.replace("noor,Noor", "bram,Bram").replace(AT, f"teams,{OTHER}").replace("team,", "duo,"),
            "line 3, kind: Team",
        ),
        (
            NOOR.replace("noor,Noor", "bram,Bram").replace(AT, f"teams,{OTHER}").replace("Team V", "team v"),
            'line 3, group: "team',
        ),
        (NOOR, "line 3, id: the same stands on line 2; leave one out"),
    ],
)
def test_lines_that_do_not_agree_are_told(other: str, said: str) -> None:
    assert problems(NOOR, other)[0].startswith(said)


@pytest.mark.parametrize("short_first", [False, True])
def test_what_a_line_leaves_out_another_line_of_the_same_person_or_group_tells(short_first: bool) -> None:
    whole = NOOR.replace(f"team,member,{AT},nl", f"leergroep,member,{AT},en")
    short = "noor,,,Team Vergunningen,,lead,,,,"

    lines = read("\n".join([HEAD, *([short, whole] if short_first else [whole, short])]).encode())

    assert {(one.name, one.kind, one.platform, one.platform_id, one.language, one.zone) for one in lines} == {
        ("Noor Jansen", "leergroep", "teams", ENTRA, "en", "Europe/Amsterdam")
    }


def test_a_name_that_no_line_tells_is_missing_on_each() -> None:
    found = problems(NOOR.replace("Noor Jansen", ""), "noor,,,Team Vergunningen,,lead,,,,")

    assert found == [f"line {number}, name: nothing stands here; fill it in" for number in (2, 3)]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("id;naam;group;role;platform;platform_id", 'line 1, id: there is no column "naam"; did you mean "name"?'),
        ("id;group;role;platform;platform_id", "line 1, name: this column is missing"),
        ("id;id;name;group;role;platform;platform_id", 'line 1, id: the column "id" stands there twice'),
        ("quality;id;name;group;role;platform;platform_id", 'line 1, id: there is no column "quality"; the columns are'),
    ],
)
def test_a_bad_heading_is_told(head: str, said: str) -> None:
    assert problems("x;y;z", head=head)[0].startswith(said)


def test_a_list_of_nobody_is_told() -> None:
    assert problems() == ["line 1, id: nobody stands in this list; write a line for each person"]


ROOM = "19:kE7d_Q1@thread.tacv2"


@pytest.mark.parametrize(("written", "room"), [
    (ROOM, ("teams", ROOM)),
    (f"https://teams.microsoft.com/l/channel/{ROOM.replace(':', '%3A').replace('@', '%40')}/Algemeen?groupId=1&tenantId=2",
     ("teams", ROOM)),
    (f"{7:0>26}", ("mattermost", f"{7:0>26}")),
    ("", None), ("-", ("", "")),
])  # fmt: skip
def test_the_room_of_a_group_stands_there_as_a_link_or_an_id(written: str, room: tuple[str, str] | None) -> None:
    other = f"bram,Bram,,Team Vergunningen,,member,teams,{OTHER},,,"  # one line of the group is enough

    lines = read(f"{HEAD},room\n{NOOR},{written}\n{other}\n".encode())

    assert [line.room for line in lines] == [room, room]


@pytest.mark.parametrize("written", [
    "Algemeen", "https://voorbeeld.nl/l/channel/19%3ax%40thread.tacv2/A", "http://teams.microsoft.com/l/channel/19%3ax/A",
    f"{ROOM};messageid=1", "19:x@voorbeeld.nl", "https://teams.microsoft.com/l/team/19%3ax%40thread.tacv2/A", "https://[x",
    "https://teams.microsoft.com/l/channel",
])  # fmt: skip
def test_what_is_no_room_is_told(written: str) -> None:
    (told,) = problems(f"{NOOR},{written}", head=f"{HEAD},room")

    assert told.startswith(f'line 2, room: "{written}" is no channel; copy its link')


def test_a_room_belongs_to_one_group_and_a_group_has_one_room() -> None:
    bram = f"bram,Bram,,Bezwaar,,member,teams,{OTHER},,,{ROOM}"
    again = f"noor,Noor Jansen,,Team Vergunningen,,lead,{AT},,,{ROOM.replace('k', 'q')}"

    told = problems(f"{NOOR},{ROOM}", bram, again, head=f"{HEAD},room")

    assert told == [
        "line 3, room: this is the room of Team Vergunningen on line 2; give each group its own",
        "line 4, room: Team Vergunningen has another room on line 2; write the same",
    ]
