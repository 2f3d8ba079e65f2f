"""People in and out by a list: the difference with who is known, and carrying it out (X20, GE6, GE18).

A missing line removes nobody, unless that is asked for. What somebody who takes part says of herself, her name, language
and time zone, stays hers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.gatherings import gone, newcomers
from bot.gatherings.forming import appoint
from bot.gatherings.outsiders import NOT_EXTERNAL, among
from bot.people.room_links import NO_ROOM
from bot.people.rooms_given import another_has, giving, is_new, posts_in
from bot.people.roster import Line, Problem
from bot.timing.editions import Editions
from bot.timing.opening import switch_on_new
from bot.timing.reached_again import reached_again
from dialogs.language.roles import NEEDS_CONSENT, TAKES_PART, Role
from storage.groups import addresses, deputies, linked, people, teams
from storage.groups.people import Person
from storage.outgoing import mailboxes, outbox, pages
from storage.privacy import audit
from storage.store import Unit

Kind = Literal["group", "added", "changed", "kept", "missing"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the list and who is known; ``words`` say what, ``do`` carries it out."""

    kind: Kind
    who: str
    words: str
    do: Callable[[Unit, Editions, datetime], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences, and how many people stay as they are."""

    changes: tuple[Change, ...]
    unchanged: int

    def of(self, *kinds: Kind) -> list[Change]:
        """Return the differences of some kinds."""
        return [one for one in self.changes if one.kind in kinds]


def difference(unit: Unit, lines: Sequence[Line]) -> Difference:
    """Return what a list would change."""
    lines = _as_known(unit, lines)
    known = _group_ids(unit, lines)
    by_person: dict[str, list[Line]] = {}
    for line in lines:
        by_person.setdefault(line.id, []).append(line)
    changes = [*_groups(unit, lines, known)]
    unchanged = 0
    for hers in by_person.values():
        found = list(_person(unit, hers, known))
        changes += found
        unchanged += not found
    changes += _missing(unit, lines, known)
    return Difference(tuple(changes), unchanged)


def taken(unit: Unit, lines: Sequence[Line]) -> list[Problem]:
    """Return the addresses of the list at which somebody else is reached already, and the rooms of other groups."""
    lines = _as_known(unit, lines)
    found, known = [], _group_ids(unit, lines)
    for line in lines:
        there = _whose(unit, line)
        if there is not None and there != line.id:
            what = f"{line.platform_id} on {line.platform} is {there} already; give that person another one first"
            found.append(Problem(line.number, "platform_id", what))
        if line.room is not None and (group := another_has(unit, known[line.group], line.room)):
            found.append(Problem(line.number, "room", f"this is the room of {group} already; give that group another"))
    return found


def _as_known(unit: Unit, lines: Sequence[Line]) -> list[Line]:
    """Return a list with who linked two platforms under the one id under which she is known now (X12)."""
    return [replace(line, id=linked.still_known_as(unit, line.id)) for line in lines]


def _whose(unit: Unit, line: Line) -> str | None:
    """Return who is reached at the address of a line already."""
    if line.platform == mailboxes.CHANNEL:
        return mailboxes.owner(unit, line.platform_id)
    there = people.by_address(unit, line.platform, line.platform_id)
    return there.id if there else None


def not_external(unit: Unit, lines: Sequence[Line]) -> dict[str, list[str]]:
    """Return the facilitators who belong to the group that they facilitate, or to a team of somebody in a leergroep (§3)."""
    lines = _as_known(unit, lines)
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.role == "facilitator":
            hers = [one.id for one in lines if one.group == line.group and one.role in NEEDS_CONSENT]
            if line.id in (among(unit, hers) if line.kind == "leergroep" else hers):
                found.setdefault(line.id, []).append(line.group)
    return found


def new_owners(unit: Unit, lines: Sequence[Line]) -> list[str]:
    """Return who needs a key before the list can be carried out: new people, and the rooms of new groups."""
    lines = _as_known(unit, lines)
    known, there = _group_ids(unit, lines), set(teams.all_ids(unit))
    rooms = [f"room:{group}" for group in dict.fromkeys(known.values()) if group not in there]
    return [*rooms, *(id_ for id_ in dict.fromkeys(line.id for line in lines) if people.find(unit, id_) is None)]


def carry_out(
    unit: Unit, editions: Editions, lines: Sequence[Line], now: datetime, *, leavers: bool, confirmed: Iterable[str] = (),
    by: str | None = None,
) -> Difference:  # fmt: skip
    """Carry a list out, as a whole; returns what it changed. Doing it again changes nothing."""
    found = difference(unit, lines)
    for change in found.changes:
        if change.kind != "missing" or leavers:
            change.do(unit, editions, now)
            audit.note(unit, f"import: {change.kind}", now, actor=by, subject=change.who)
    for person in confirmed:
        audit.note(unit, NOT_EXTERNAL, now, actor=by, subject=person)
    if found.of("group"):
        switch_on_new(unit, editions, now)
    return found


def _group_ids(unit: Unit, lines: Sequence[Line]) -> dict[str, str]:
    """Return under which id each group of the list is known: its own, or that of a group with this name."""
    there = {id_: teams.load(unit, id_).name for id_ in teams.all_ids(unit)}
    by_name = {name: id_ for id_, name in there.items()}
    named = {line.group: line.group_name for line in lines}
    return {
        group: name if name in there else group if group in there else by_name.get(name, group) for group, name in named.items()
    }


def _groups(unit: Unit, lines: Sequence[Line], known: Mapping[str, str]) -> Iterator[Change]:
    there = set(teams.all_ids(unit))
    for line in {line.group: line for line in lines}.values():
        if known[line.group] not in there:
            mine = [one for one in lines if one.group == line.group]
            words = f"{line.group_name} ({line.group}), {line.kind}{f', {posts_in(line.room)}' if line.room else ''}"
            yield Change("group", line.group, words, _adding_group(line, mine))
        elif line.room is not None and is_new(unit, known[line.group], line.room):
            yield Change("changed", known[line.group], posts_in(line.room), giving(known[line.group], line.room))


def _adding_group(line: Line, mine: Sequence[Line]) -> Callable[[Unit, Editions, datetime], None]:
    by_itself = ("web", line.group) if all(one.platform == "web" for one in mine) else None
    room = None if line.room == NO_ROOM else line.room or by_itself

    def do(unit: Unit, editions: Editions, now: datetime) -> None:
        del editions, now
        teams.add(unit, line.group, line.group_name, kind=line.kind, room=room)

    return do


def _person(unit: Unit, hers: Sequence[Line], known: Mapping[str, str]) -> Iterator[Change]:
    """Yield what changes about one person: who she is, where she is reached, her roles."""
    first = hers[0]
    person = people.find(unit, first.id)
    if person is None:
        roles = ", ".join(f"{line.role} of {known[line.group]}" for line in hers)
        yield Change("added", first.id, f"{first.name}: {roles}", _adding(hers, known))
    elif person.left_at is not None:
        yield Change("kept", first.id, "left with everything; comes back only by writing to Leerbot", _nothing)
    else:
        yield from _facts(unit, person, first, known[first.group])
        yield from _roles(unit, hers, known)


def _nothing(unit: Unit, editions: Editions, now: datetime) -> None:
    del unit, editions, now


def _adding(hers: Sequence[Line], known: Mapping[str, str]) -> Callable[[Unit, Editions, datetime], None]:
    def do(unit: Unit, editions: Editions, now: datetime) -> None:
        first = hers[0]
        zone = first.zone or teams.load(unit, known[first.group]).zone.key
        people.add(unit, first.id, first.name, *_address(first), language=first.language or "nl", zone=zone)
        people.set_values(unit, first.id, **_said(first))
        if first.platform == mailboxes.CHANNEL:
            mailboxes.put(unit, first.id, first.platform_id)
            _welcome(unit, first.id, known[first.group], now)
        for line in hers:
            _appointing(first.id, known[line.group], line.role)(unit, editions, now)

    return do


def _facts(unit: Unit, person: Person, line: Line, group: str) -> Iterator[Change]:
    by_mail = line.platform == mailboxes.CHANNEL  # who could not be reached is tried again after another import
    moved = by_mail and (mailboxes.of(unit, person.id) != line.platform_id or person.undeliverable is not None)
    if moved or _address(line) not in addresses.of(unit, person.id):
        yield Change("changed", person.id, f"is reached at {line.platform} {line.platform_id}", _moving(line, group))
    if person.takes_part:
        return
    if line.name != people.name_of(unit, person.id):
        yield Change(
            "changed", person.id, f"is called {line.name}", lambda unit, _, __: people.rename(unit, person.id, line.name)
        )
    language, zone = line.language or person.language, line.zone or person.zone.key
    if (language, zone) != (person.language, person.zone.key):
        values = {"language": language, "zone": zone, **_said(line)}
        yield Change("changed", person.id, f"language {language}, zone {zone}",
                     lambda unit, _, __: people.set_values(unit, person.id, **values))  # fmt: skip


def _said(line: Line) -> dict[str, bool]:
    """Return what a list says itself of somebody's language and zone: that stands above what her account tells (X03, X11)."""
    return {own: True for own, said in (("own_language", line.language), ("own_zone", line.zone)) if said}


def _address(line: Line) -> tuple[str, str]:
    """Return where somebody is reached; a mail address is kept sealed, apart."""
    return line.platform, line.id if line.platform == mailboxes.CHANNEL else line.platform_id


def _welcome(unit: Unit, person: str, group: str, now: datetime) -> None:
    """Let who is reached by mail hear where her conversation is: she has nowhere to write before that (X02).

    At another address she hears it again: the first mail may never have reached her.
    """
    part, key = {"say": "mail.welcome", "team": group}, f"welcome {person} {now.isoformat()}"
    outbox.add(unit, outbox.Message(key, f"{mailboxes.CHANNEL}:{person}", "notice", [part], now, person=person))


def _moving(line: Line, group: str) -> Callable[[Unit, Editions, datetime], None]:
    def do(unit: Unit, editions: Editions, now: datetime) -> None:
        addresses.move_to(unit, line.id, *_address(line))
        reached_again(unit, editions, people.load(unit, line.id), now)
        if mailboxes.of(unit, line.id) not in {None, line.platform_id}:
            pages.shut(unit, line.id)  # what was mailed to the address of before may have reached another
        if line.platform == mailboxes.CHANNEL:
            mailboxes.put(unit, line.id, line.platform_id)
            _welcome(unit, line.id, group, now)
        else:
            mailboxes.forget(unit, line.id)

    return do


def _roles(unit: Unit, hers: Sequence[Line], known: Mapping[str, str]) -> Iterator[Change]:
    """Yield the roles that begin, and those that end in a group in which the list gives her another role (GE18).

    What somebody has because she stands in for another is not the list's to end (X14).
    """
    person = hers[0].id
    held = {(one.team, one.role) for one in people.roles_of(unit, person)} - deputies.lent_to(unit, person)
    wanted = [(known[line.group], line.role) for line in hers]
    for group, role in wanted:
        if (group, role) not in held:
            yield Change("changed", person, f"becomes {role} of {group}", _appointing(person, group, role))
    for group, role in sorted(held - set(wanted)):
        if group in {there for there, _ in wanted}:
            words = f"is {role} of {group} no more"
            yield Change("changed", person, words, _ending(person, group, role))


def _appointing(person: str, group: str, role: Role) -> Callable[[Unit, Editions, datetime], None]:
    def do(unit: Unit, editions: Editions, now: datetime) -> None:
        held = {one.role for one in people.roles_of(unit, person) if one.team == group}
        appoint(unit, editions, person, group, role, now)
        if role in TAKES_PART and not held & TAKES_PART:
            newcomers.arrives(unit, editions, person, group, now)

    return do


def _ending(person: str, group: str, role: Role) -> Callable[[Unit, Editions, datetime], None]:
    def do(unit: Unit, editions: Editions, now: datetime) -> None:
        del editions
        others = {one.role for one in people.roles_of(unit, person) if one.team == group} - {role}
        if role in TAKES_PART and not others & TAKES_PART:
            gone.leaves(unit, person, group, now)
        people.end_role(unit, group, person, role, now)

    return do


def _missing(unit: Unit, lines: Sequence[Line], known: Mapping[str, str]) -> Iterator[Change]:
    """Yield who belongs to a group of the list and does not stand under it."""
    listed = {(line.id, known[line.group]) for line in lines}
    there = set(teams.all_ids(unit))
    for group in sorted(set(known.values()) & there):
        for person in sorted({one.person for one in people.members(unit, group, people.ALL_ROLES)}):
            if (person, group) not in listed and not _only_stands_in(unit, person, group):
                yield Change("missing", person, f"stands not under {group}", _dismissing(person, group))


def _only_stands_in(unit: Unit, person: str, group: str) -> bool:
    held = {(one.team, one.role) for one in people.roles_of(unit, person) if one.team == group}
    return held <= deputies.lent_to(unit, person)


def _dismissing(person: str, group: str) -> Callable[[Unit, Editions, datetime], None]:
    def do(unit: Unit, editions: Editions, now: datetime) -> None:
        gone.dismissed(unit, editions, person, group, now)

    return do
