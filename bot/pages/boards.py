"""Boards that were published, as they are now, the same for everybody in the group (S06, D4, X19)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.lists import format_list

from bot.outgoing.digests import Source, below, board_of, items_again, source_of
from bot.pages import recognised, thread, weaving
from bot.pages.along import KINDS, Sheet
from bot.pages.door import Refused
from bot.pages.light import plain
from bot.timing.editions import Editions
from dialogs.language.roles import TAKES_PART
from dialogs.saying.board import Board
from dialogs.saying.digest import Item
from dialogs.saying.phrases import Language
from dialogs.visibility import Room
from storage.groups import past_rounds, people, teams
from storage.groups.people import Person
from storage.outgoing import posts
from storage.outgoing.posts import Post
from storage.store import Unit
from storage.talks import answers
from storage.talks.answers import Readable

MOST = 26


@dataclass(frozen=True, slots=True)
class Listed:
    """A board that can be opened."""

    post: int
    group: str
    day: str


@dataclass(frozen=True, slots=True)
class Step:
    """What was told at one time of a story that went on."""

    when: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Travel:
    """A story that went on; ``name`` is empty where it stands without one."""

    name: str
    steps: tuple[Step, ...]


def listed(unit: Unit, person: Person) -> Mapping[str, object]:
    """Return the boards of the groups in which somebody takes part or which she facilitates, the newest first.

    Raises Refused for who signed off: what a group tells each other is read by who takes part (S02, GE4).
    """
    return {"boards": [_listed(unit, post, person.language) for post in _posts(unit, person)]}


def _listed(unit: Unit, post: Post, language: Language) -> Listed:
    team = teams.load(unit, post.recipe[0]["team"])
    return Listed(post.id, team.name, _day(datetime.fromisoformat(post.recipe[0]["at"]), team.zone, language))


def _day(moment: datetime, zone: ZoneInfo, language: Language) -> str:
    return format_date(moment.astimezone(zone).date(), "d MMMM y", locale=language)


def _posts(unit: Unit, person: Person) -> list[Post]:
    """Return the messages with a board that the person may open: those of her groups; raises Refused for who signed off."""
    if people.signed_off(unit, person.id):
        raise Refused(403, "out")
    mine = {held.team for held in people.roles_of(unit, person.id) if held.role in TAKES_PART | {"facilitator"}}
    return [post for post in posts.boards_for(unit, mine, person.id, MOST) if post.recipe[0]["team"] in mine]


def shown(unit: Unit, person: Person, *, post_id: int, editions: Editions) -> Mapping[str, object]:
    """Return what the page of a board shows; raises Refused for who is not in its group.

    Nothing of it depends on who reads, but the language of the bot's own words.
    """
    source, board = published(unit, person, post_id, editions)
    titles: dict[str, str] = {value: plain(heading.title) for heading in board.headings for value in heading.values}
    rows = list(dict.fromkeys(titles[value] for value in weaving.rows_of(board)))
    travels = _travels(unit, source, board.items)
    full = weaving.crowded(one.answered_at for chain in travels for one in chain)
    return {
        "here": "boards", "facilitates": False, "talks": False, "post": post_id, "kinds": tuple(KINDS),
        "head": plain(board.head), "board": board, "titled": plain,
        "published": _day(source.at, source.team.zone, person.language),
        "levels": weaving.levels(board, rows),
        "touched": [] if board.together else [format_list(one, locale=person.language) for one in weaving.touched(board, rows)],
        "red_thread": thread.of_board(board) if source.output.picture == "thread" else None,
        "steps": recognised.steps(board.together),
        "travels": [_travel(source, chain, titles, full, person.language) for chain in travels],
        "travelled": _picture(board, travels, rows, full, person.language),
    }  # fmt: skip


def published(unit: Unit, person: Person, post_id: int, editions: Editions) -> tuple[Source, Board]:
    """Return a board as it is now, read as its group reads it; raises Refused for who is not in that."""
    post = next((one for one in _posts(unit, person) if one.id == post_id), None)
    if post is None:
        raise Refused(404, "missing")
    part = post.recipe[0]
    source = source_of(unit, editions, part)
    items = items_again(unit, source, posts.shown_in(unit, post.id), editions.phrases(person.language))
    names = source.names(unit, person.language)
    shown_now = board_of(editions, source, items, part["told_by"], person.language, names)
    return source, replace(shown_now, below=below(unit, source, editions, person.language, names))


def along(unit: Unit, person: Person, *, post_id: int, kind: str, editions: Editions) -> tuple[str, str, bytes]:
    """Return name, type and content of a board to take along; raises Refused for who is not in its group."""
    source, board = published(unit, person, post_id, editions)
    phrases = editions.phrases(person.language)
    type_, made = KINDS[kind]
    day = source.at.astimezone(source.team.zone).date()
    return f"{phrases.text('page.board.file')}-{day}.{kind}", type_, made(Sheet(board, source.at, phrases))


# -- stories that went on


def _travels(unit: Unit, source: Source, items: Sequence[Item]) -> list[list[Readable]]:
    """Return what of these texts came of something earlier, each with all that went before and may still be read.

    What was told in a round that somebody planned is of the day of that round, whenever it was written; on the group's wall.
    What stands without a name goes on from nothing and to nothing: together they would tell whose it is (K3).
    """
    now = _named(unit, source, [item.answer for item in items])
    known, wanted = dict(now), {one.follows for one in now.values() if one.follows}
    while wanted:
        before = _named(unit, source, wanted - set(known))
        known |= before
        wanted = {one.follows for one in before.values() if one.follows}
    days = past_rounds.days_told_on(unit, {one.conversation for one in known.values()})
    zone = source.team.zone
    told = {
        id_: replace(one, answered_at=days.get(one.conversation, one.answered_at).astimezone(zone))
        for id_, one in known.items()
    }
    chains = [list(_back(told[item.answer], told))[::-1] for item in items if item.answer in now]
    return [chain for chain in chains if len(chain) > 1]


def _named(unit: Unit, source: Source, ids: Iterable[int]) -> dict[int, Readable]:
    return {one.sealed.id: one for one in answers.read(unit, Room(source.team.id), ids) if one.owner is not None}


def _back(last: Readable, known: Mapping[int, Readable]) -> Iterator[Readable]:
    found: Readable | None = last
    while found is not None:
        yield found
        found = known.get(found.follows) if found.follows and found.follows < found.sealed.id else None


def _travel(
    source: Source, chain: Sequence[Readable], titles: Mapping[str, str], full: Collection[date], language: Language
) -> Travel:  # fmt: skip
    steps = [
        Step(weaving.when(one.answered_at, full, language), titles.get(one.worth or "", ""), one.value.text or "")
        for one in chain
    ]  # fmt: skip
    return Travel(source.circle.names.get(chain[-1].owner or "", ""), tuple(steps))


def _picture(
    board: Board, travels: Sequence[Sequence[Readable]], titles: Sequence[str], full: Collection[date], language: Language
) -> weaving.Picture | None:  # fmt: skip
    rows = weaving.rows_of(board)
    steps = [[(one.answered_at, rows[one.worth]) for one in chain if one.worth in rows] for chain in travels]
    there = [one for one in steps if len(one) > 1]
    return weaving.travels(there, titles, full, language) if there else None
