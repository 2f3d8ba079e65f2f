"""Digests that were sent, as they are now: what was taken back is gone from them (X22, S07)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.gatherings import for_meetings
from bot.outgoing import took_part
from bot.outgoing.digests import draw_digest
from bot.outgoing.slots import day_of_round
from bot.outgoing.weeks import draw_overview
from bot.pages.door import Refused
from bot.timing.editions import Editions
from dialogs.language.roles import TAKES_PART
from dialogs.saying.digest import Digest
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.outgoing import posts
from storage.outgoing.posts import Post
from storage.store import Unit

LATELY = timedelta(weeks=13)
"""How far back a facilitator's page looks for rounds."""
MOST = 26


@dataclass(frozen=True, slots=True)
class Earlier:
    """A digest of one day; ``language`` is that of its own sentences."""

    group: str
    at: datetime
    text: str
    files: tuple[str, ...]
    language: str
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoundThen:
    """A round as its facilitator may know it: ``took_part`` only as her week told it, once (K1, K3)."""

    title: str
    opened: datetime
    closes: datetime | None
    closed: bool
    took_part: int | None


@dataclass(frozen=True, slots=True)
class Guided:
    """A group that the reader facilitates."""

    name: str
    since: datetime
    rounds: tuple[RoundThen, ...]


def digests(unit: Unit, person: Person, *, editions: Editions) -> Mapping[str, object]:
    """Return the earlier digests of the groups in which somebody takes part or which she facilitates (X22)."""
    groups = {held.team for held in people.roles_of(unit, person.id) if held.role in TAKES_PART | {"facilitator"}}
    return {"digests": [one for post in posts.digests_in(unit, groups, MOST) for one in _digest(unit, editions, post)]}


def _digest(unit: Unit, editions: Editions, post: Post) -> Iterator[Earlier]:
    assert post.room is not None
    part = post.recipe[0]
    composed = draw_digest(unit, editions, part, posts.shown_in(unit, post.id), fixed=True, reader=None)
    if composed is not None:
        yield _earlier(teams.load(unit, post.room).name, part["at"], composed, "nl")


def guided(unit: Unit, person: Person, now: datetime, *, editions: Editions) -> Mapping[str, object]:
    """Return what a facilitator may read: her groups, their rounds, and her overviews (D2); raises Refused for anybody else."""
    held = [one for one in people.roles_of(unit, person.id) if one.role == "facilitator"]
    if not held:
        raise Refused(403, "rights")
    mine = {one.team for one in held}
    return {
        "groups": [
            Guided(teams.load(unit, one.team).name, one.since, tuple(_rounds(unit, editions, person, one.team, now)))
            for one in held
        ],
        "digests": [
            one for post in posts.overviews_of(unit, person.id, MOST) for one in _overview(unit, editions, person, post, mine)
        ],
    }


def _rounds(unit: Unit, editions: Editions, person: Person, team: str, now: datetime) -> Iterator[RoundThen]:
    group = teams.load(unit, team)
    meetings = for_meetings.meetings_to_come(unit, group, now)
    for one in reversed(rounds.news_since(unit, team, now - LATELY, now)):
        format = editions.of(unit, one.format, one.version).read_in(person.language)
        later = bool(meetings) and one.number is not None and one.planned > meetings[0].at
        if format.stages and one.invites and not later:  # what is around a meeting after the next one does not run yet
            closed, number = took_part.is_closed(one, now), took_part.told(one)
            meets = f" ({day_of_round(one, format, group.zone, person.language, now)})" if one.number is not None else ""
            yield RoundThen(f"{format.title}{meets}", one.opens_at, one.closes_at, closed, number)


def _overview(unit: Unit, editions: Editions, person: Person, post: Post, mine: set[str]) -> Iterator[Earlier]:
    """Yield an overview of which something may still be read, about the groups that are hers now."""
    groups = [team for team in post.recipe[0]["teams"] if team in mine]
    part = {**post.recipe[0], "teams": groups}
    composed = draw_overview(unit, editions, person, part, post.id, fixed=posts.shown_in(unit, post.id))
    if composed is not None and composed.answers:
        names = ", ".join(teams.load(unit, team).name for team in groups)
        yield _earlier(names, part["at"], composed, person.language)


def _earlier(group: str, at: str, composed: Digest, language: str) -> Earlier:
    return Earlier(group, datetime.fromisoformat(at), composed.text, composed.files, language, composed.answers)
