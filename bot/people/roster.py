"""Reading a list of people as spreadsheets write them; every line that cannot be used is told, with its mend (X20).

Nothing is looked up here and nothing is done: a list comes out, or all that is wrong with it.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.channels.email.relay import is_address
from bot.people.group_names import group_id
from bot.people.room_links import NO_ROOM, Room, room_in
from dialogs.answers.likeness import nearest
from dialogs.answers.names import plain_name
from dialogs.language.roles import GroupKind, Role
from dialogs.saying.phrases import Language

COLUMNS = ("id", "name", "email", "group", "kind", "role", "platform", "platform_id", "language", "timezone", "room")
NEEDED = ("id", "name", "group", "role", "platform", "platform_id")
KINDS: tuple[GroupKind, ...] = get_args(GroupKind)
PLATFORMS = ("teams", "mattermost", "web", "email")
LANGUAGES: Mapping[str, Language] = {language: language for language in get_args(Language)}
IN_DUTCH: Mapping[str, Role] = {
    "teamlid": "member", "teamleider": "lead", "begeleider": "facilitator", "beheerder": "admin", "deelnemer": "participant",
    "kandidaat": "candidate", "initiatiefnemer": "initiator",
}  # fmt: skip
ROLES: Mapping[str, Role] = {role: role for role in get_args(Role)} | dict(IN_DUTCH)
OF_ONE: Mapping[str, str] = {
    "name": "id", "platform": "id", "platform_id": "id", "language": "id", "timezone": "id", "kind": "group",
    "room": "group",
}  # fmt: skip
"""What is the same on all lines of one person or one group: where nothing stands, another line tells it."""
LONGEST = 80
"""Letters that a name may have."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ENTRA_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MATTERMOST_ID = re.compile(r"[a-z0-9]{26}")
ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place of a list, and the mend."""

    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.what}"


def together(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield in words what is wrong with a list; what is wrong in the same way on many lines is told once."""
    lines: dict[tuple[str, str], list[int]] = {}
    for one in problems:
        lines.setdefault((one.column, one.what), []).append(one.line)
    for (column, what), numbers in lines.items():
        yield f"{'line' if len(numbers) == 1 else 'lines'} {_stretches(numbers)}, {column}: {what}"


def _stretches(numbers: Sequence[int]) -> str:
    """Return numbers that go up as ``2, 5-9, 12``."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return ", ".join("-".join(str(end) for end in ends) for ends in found)


class NoList(ValueError):
    """A file is no list at all; says the mend."""


class WrongList(Exception):
    """A list that cannot be used; ``problems`` are all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} to mend")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Line:
    """One line: somebody's role in a group."""

    number: int
    id: str
    name: str
    group: str
    group_name: str
    kind: str
    role: Role
    platform: str
    platform_id: str
    language: Language | None
    zone: str | None
    room: Room | None = None
    """Where what is for the whole group is posted."""


def read(body: bytes) -> list[Line]:
    """Return the lines of a list; raises WrongList that names everything to mend, and NoList for another file."""
    problems: list[Problem] = []
    rows = _filled_in(list(_rows(_text(body), problems)))
    lines = [line for number, row in rows if (line := _line(number, row, problems)) is not None]
    problems += _disagreements(lines)
    if not lines and not problems:
        problems.append(Problem(1, "id", "nobody stands in this list; write a line for each person"))
    if problems:
        raise WrongList(sorted(problems, key=lambda one: (one.line, COLUMNS.index(one.column))))
    return lines


def _text(body: bytes) -> str:
    """Return the text of a file as spreadsheets save it: UTF-8, UTF-16, or the old Windows alphabet."""
    if not body.strip():
        raise NoList(f"this file is empty; its first line is {','.join(COLUMNS)}")
    for mark, encoding in ENCODINGS:
        if body.startswith(mark):
            return body.decode(encoding, errors="replace")
    if b"\x00" in body:
        raise NoList("this file is no text; save the list as CSV")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _rows(text: str, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the lines below the heading by column, with their numbers; blank ones are left out."""
    text = text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    first = next((line for line in text.splitlines() if line.strip() and not line.casefold().startswith("sep=")), "")
    delimiter = max(";\t,", key=first.count)
    head: list[str] | None = None
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    before = 0
    for cells in _cells(reader):
        number, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in cells) or (head is None and cells[0].casefold().startswith("sep=")):
            continue
        if head is None:
            head = [cell.strip().casefold() for cell in cells]
            problems += _heading(number, head)
            if problems:
                return
        elif len(cells) > len(head) and any(cell.strip() for cell in cells[len(head) :]):
            what = f"{len(cells)} values under {len(head)} columns; put quotes around a value that holds {delimiter!r}"
            problems.append(Problem(number, "id", what))
        else:
            yield number, {name: " ".join(cell.split()) for name, cell in zip(head, cells, strict=False)}


def _cells(reader: Any) -> Iterator[list[str]]:
    """Yield the cells of each line; raises NoList for a value without end, as after a quote that is never closed."""
    try:
        yield from reader
    except csv.Error as problem:
        raise NoList(f"line {reader.line_num}: a value is too long; close the quote before it") from problem


def _filled_in(rows: Sequence[tuple[int, dict[str, str]]]) -> list[tuple[int, dict[str, str]]]:
    """Return the lines with what another line tells of the same person or group."""
    told: dict[tuple[str, str], str] = {}
    for _, row in rows:
        for column, of in OF_ONE.items():
            if row.get(of) and row.get(column):
                told.setdefault((column, row[of]), row[column])
    return [
        (number, row | {column: row.get(column) or told.get((column, row.get(of, "")), "") for column, of in OF_ONE.items()})
        for number, row in rows
    ]


def _heading(number: int, head: Sequence[str]) -> Iterator[Problem]:
    for name in head:
        if name and name not in COLUMNS:
            near = nearest(name, COLUMNS, 60)
            mend = f'did you mean "{near}"?' if near else f"the columns are {','.join(COLUMNS)}"
            yield Problem(number, "id", f'there is no column "{name}"; {mend}')
    for name in NEEDED:
        if name not in head:
            yield Problem(number, name, f"this column is missing; the first line is {','.join(COLUMNS)}")
    for name in {name for name in head if name and head.count(name) > 1}:
        yield Problem(number, name if name in COLUMNS else "id", f'the column "{name}" stands there twice; leave one out')


def _line(number: int, row: Mapping[str, str], problems: list[Problem]) -> Line | None:
    """Return a line, or note all that is wrong with it."""
    found = list(_wrong(row))
    problems += [Problem(number, column, what) for column, what in found]
    if found:
        return None
    return Line(
        number, row["id"], plain_name(row["name"]), group_id(row["group"]), row["group"],
        row.get("kind", "").casefold() or KINDS[0], ROLES[row["role"].casefold()],
        row["platform"].casefold(), _address(row),
        LANGUAGES.get(row.get("language", "").casefold()), row.get("timezone") or None, room_in(row.get("room", "")),
    )  # fmt: skip


def _address(row: Mapping[str, str]) -> str:
    """Return where somebody is reached; in Teams that is written in small letters, whatever a list says."""
    return row["platform_id"].lower() if row["platform"].casefold() == "teams" else row["platform_id"]


def _wrong(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of a line, by column."""
    for column in NEEDED:
        if not row.get(column):
            yield column, "nothing stands here; fill it in"
    yield from _wrong_names(row)
    if (room := row.get("room")) and room_in(room) is None:
        yield "room", f'"{room}" is no channel; copy its link in Teams, or its id in Mattermost (View Info)'
    closed: tuple[tuple[str, Sequence[str]], ...] = (
        ("kind", KINDS), ("role", list(ROLES)), ("platform", PLATFORMS), ("language", list(LANGUAGES)),
    )  # fmt: skip
    for column, words in closed:
        value = row.get(column, "").casefold()
        if value and value not in words:
            yield column, f'"{row[column]}" is not known; {_nearest(value, words)}'
    if zone := row.get("timezone"):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield "timezone", f'"{zone}" is no zone; write for example Europe/Amsterdam'


def _wrong_names(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if row.get("id") and not _ID.fullmatch(row["id"]):
        yield "id", f'"{row["id"]}" is no id; write at most 64 letters without accents, digits, points and hyphens'
    if row.get("name") and not 0 < len(plain_name(row["name"])) <= LONGEST:
        yield "name", f'"{row["name"]}" is no name; write how somebody is called, in at most {LONGEST} letters'
    if row.get("group") and not group_id(row["group"]):
        yield "group", f'"{row["group"]}" has no letter or digit; write the name of the group'
    there = row.get("platform_id", "")
    if there and row.get("platform", "").casefold() == "mattermost" and not _MATTERMOST_ID.fullmatch(there):
        yield "platform_id", f'"{there}" is no user id of Mattermost; write its 26 letters and digits'
    if there and row.get("platform", "").casefold() == "teams" and not _ENTRA_ID.fullmatch(there):
        yield "platform_id", f'"{there}" is no object id of Entra; write it as 8-4-4-4-12 digits and letters a to f'
    if there and row.get("platform", "").casefold() == "web" and there != row.get("id"):
        yield "platform_id", f'"{there}" is not the id; for web write the id again'
    if there and row.get("platform", "").casefold() == "email" and not is_address(there):
        yield "platform_id", f'"{there}" is no mail address; write for example anna@example.nl'
    role = ROLES.get(row.get("role", "").casefold())
    if row.get("platform", "").casefold() == "email" and role not in {None, "facilitator"}:
        yield "platform", "by e-mail only a facilitator takes part; give this person another platform"
    if (email := row.get("email")) and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", email):
        yield "email", f'"{email}" is no address; correct it or leave it out'


def _nearest(value: str, words: Sequence[str]) -> str:
    near = nearest(value, words, 60)
    return f'did you mean "{near}"?' if near else f"write {', '.join(words)}"


def _disagreements(lines: Sequence[Line]) -> Iterator[Problem]:
    """Yield what does not agree between lines: of one person, of one group, and of one address."""
    people: dict[str, Line] = {}
    groups: dict[str, Line] = {}
    addresses: dict[tuple[str, str], Line] = {}
    roles: dict[tuple[str, str, Role], int] = {}
    rooms: dict[Room, Line] = {}
    for line in lines:
        first = people.setdefault(line.id, line)
        for column, one, other in (
            ("name", line.name, first.name), ("platform", line.platform, first.platform),
            ("platform_id", line.platform_id, first.platform_id), ("language", line.language, first.language),
            ("timezone", line.zone, first.zone),
        ):  # fmt: skip
            if one != other:
                what = f'"{one}" is "{other}" on line {first.number}; {line.id} is one person, write the same'
                yield Problem(line.number, column, what)
        group = groups.setdefault(line.group, line)
        if line.kind != group.kind:
            yield Problem(line.number, "kind", f"{line.group_name} is a {group.kind} on line {group.number}; write the same")
        if line.group_name != group.group_name:
            what = (
                f'"{line.group_name}" looks like "{group.group_name}" on line {group.number}; write the same, or another name'
            )
            yield Problem(line.number, "group", what)
        if line.room != group.room:
            yield Problem(line.number, "room", f"{line.group_name} has another room on line {group.number}; write the same")
        if line.room and line.room != NO_ROOM and (there := rooms.setdefault(line.room, line)).group != line.group:
            what = f"this is the room of {there.group_name} on line {there.number}; give each group its own"
            yield Problem(line.number, "room", what)
        held = addresses.setdefault((line.platform, line.platform_id.casefold()), line)
        if held.id != line.id:
            what = f"{line.platform_id} is {held.id} on line {held.number}; give each person an own one"
            yield Problem(line.number, "platform_id", what)
        twice = roles.setdefault((line.id, line.group, line.role), line.number)
        if twice != line.number:
            yield Problem(line.number, "id", f"the same stands on line {twice}; leave one out")
