"""What is said to somebody today, decided from what is due for her and nothing else (N1–N5, C-36).

It writes nothing, so what it decides for one person holds for all who stand alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.timing.editions import Editions
from bot.timing.planning import next_due
from dialogs.language.roles import in_role
from dialogs.settings import PER_DAY
from dialogs.timing.nudges import LATE, Course, Due, left_out, share_out, spoken, wish_of
from dialogs.timing.plans import begins_when_asked
from dialogs.timing.timetable import PUNCTUAL, free_from, next_day, on_another_day, still_punctual
from storage.store import Unit
from storage.times import instant
from storage.timing.budget import free_of, places_on
from storage.timing.matters import Matter

MIDDLE = timedelta(hours=1)
"""For how long after her last word somebody is still in the middle of a dialog."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The course that a conversation takes from now on, and when to look at it again; ``of`` is its place in what is due."""

    of: int
    course: Course
    next_at: datetime | None


Ready = Mapping[int, Due]
"""What may be said, by its place in what is due."""


@dataclass(frozen=True, slots=True)
class Day:
    """What becomes of all that is due for somebody.

    ``said`` goes in one message, and then takes the turns of ``after``; where she had that message already, those of
    ``instead``. ``counts`` is the place that it takes in the budget of her day, if it counts.
    """

    turns: tuple[Turn, ...] = ()
    said: tuple[tuple[int, Due], ...] = ()
    after: tuple[Turn, ...] = ()
    instead: tuple[Turn, ...] = ()
    counts: str | None = None
    good_until: datetime | None = None


def what_may_be_said(unit: Unit, editions: Editions, due: Sequence[Matter], now: datetime) -> tuple[tuple[Turn, ...], Ready]:
    """Return what may be said now; for what may not, when it is looked at again: when that can be, or when it closes."""
    turns, ready = [], {}
    for place, matter in enumerate(due):
        found = _may_be_said(unit, editions, matter, now)
        if isinstance(found, Due):
            ready[place] = found
        else:
            turns.append(Turn(place, *found))
    return tuple(turns), ready


def _may_be_said(unit: Unit, editions: Editions, matter: Matter, now: datetime) -> Due | tuple[Course, datetime | None]:
    course, group = matter.course, matter.group
    due = next_due(course, matter.hours, group)
    if (due is None or due.at > now) and is_punctual(unit, editions, matter, now):
        due = Due("prompt", matter.course.opens)
    elif due is None or due.at > now:
        return course, due.at if due else None
    if not _may_hear(unit, editions, matter) or _missed(unit, editions, matter, due, now):
        return course, instant(matter.closes_at)
    if matter.introducing is not None and (introduced := instant(matter.introducing) + MIDDLE) > now:
        return course, introduced
    free = now if is_punctual(unit, editions, matter, now) else free_from(now, matter.hours, group)
    return due if free <= now else (replace(course, not_before=free), free)


def is_punctual(unit: Unit, editions: Editions, matter: Matter, now: datetime) -> bool:
    """Whether somebody is asked at the very moment that her group chose, at whatever hour that is (S06, N1)."""
    course, away = matter.course, matter.away_until is not None and instant(matter.away_until) > now
    first = matter.in_round and course.prompted is None and not course.done and still_punctual(course.opens, now)
    return first and not away and editions.stage_of(unit, matter, "nl")[1].punctual


def _may_hear(unit: Unit, editions: Editions, matter: Matter) -> bool:
    """Whether the bot may start speaking to a person about this (N4, S01).

    Not about a duo of which one is left (S42), nor to who stood in and does so no more (X14).
    """
    if matter.left_at is not None or matter.undeliverable is not None or matter.waits:
        return False
    if matter.of_group and not in_role(editions.stage_of(unit, matter, "nl")[1].who, matter.held):
        return False
    if editions.needs_no_consent(matter):
        return matter.consent != "no"
    return (matter.consent == "yes") != editions.is_about_consent(matter.format)


def _missed(unit: Unit, editions: Editions, matter: Matter, due: Due, now: datetime) -> bool:
    """Whether the bot was down too long for this to be said still (N5).

    Only what belongs to a round grows old; not so where her time begins when somebody is asked (S06).
    """
    if not matter.in_round or due.kind == "resume" or now - due.at <= LATE:
        return False
    format, stage = editions.stage_of(unit, matter, "nl")
    return due.kind != "prompt" or not begins_when_asked(stage, format.plan)


def share_day(unit: Unit, editions: Editions, due: Sequence[Matter], ready: Ready, now: datetime) -> Day:
    """Decide what somebody hears of what may be said: one message at most, the rest moves or is left out (N1–N4, C-36)."""
    if not ready:
        return Day()
    ready, waiting = _punctual_alone(unit, editions, due, ready, now)
    first = due[next(iter(ready))]
    hours, settings = first.hours, first.chosen
    today = now.astimezone(hours.zone).date()
    monday = today - timedelta(days=today.weekday())
    taken = first.places(monday, monday + timedelta(days=6))
    wishes = [
        wish_of(place, *editions.stage_of(unit, due[place], "nl"), due[place].course, one) for place, one in ready.items()
    ]
    plan = share_out(wishes, sum(place.startswith(f"{today}") for place in taken), len(taken), settings)
    counted = any(wish.counted for wish in wishes if wish.id in plan.send)
    dropped = (Turn(place, left_out(due[place].course, now), instant(due[place].closes_at)) for place in plan.drop)
    return Day(
        turns=(*waiting, *_put_off(editions, due, plan.move, ready, now), *dropped),
        said=tuple((place, ready[place]) for place in plan.send),
        after=tuple(_spoken(due, place, ready[place], now) for place in plan.send),
        instead=tuple(_put_off(editions, due, plan.send, ready, now)),
        counts=free_of(places_on(today, settings[PER_DAY]), taken) if counted else None,
        good_until=_last_closing([due[place] for place in plan.send]),
    )


def _punctual_alone(
    unit: Unit, editions: Editions, due: Sequence[Matter], ready: Ready, now: datetime
) -> tuple[Ready, Sequence[Turn]]:  # fmt: skip
    """Let what comes at the very moment at which a group comes together come alone; the rest waits for an hour (S06)."""
    alone = {place: one for place, one in ready.items() if is_punctual(unit, editions, due[place], now)}
    if not alone:
        return ready, ()
    rest = [place for place in ready if place not in alone]
    return alone, tuple(_not_before(due[place], place, now + PUNCTUAL) for place in rest)


def _not_before(matter: Matter, place: int, moment: datetime) -> Turn:
    """Return the course of what is not said before a moment, and when it is due then."""
    hours, group = matter.hours, matter.group
    later = replace(matter.course, not_before=free_from(moment, hours, group))
    following = next_due(later, hours, group)
    return Turn(place, later, following.at if following else None)


def _put_off(
    editions: Editions, due: Sequence[Matter], places: Sequence[int], ready: Ready, now: datetime
) -> Iterator[Turn]:  # fmt: skip
    """Wait for the next allowed day, within the open period (N2).

    What a colleague asks comes with the first moment of it: its hour is the one at which she happened to ask, and where it
    kept that hour, what comes each morning would take every day from it (0007).
    """
    for place in places:
        one = due[place]
        if one.format in editions.library.asked_by_others:
            moment = next_day(now, one.hours)
        else:
            moment = on_another_day(ready[place].at, now, instant(one.closes_at), one.hours, one.group)
        yield _not_before(one, place, moment)


def _spoken(due: Sequence[Matter], place: int, said: Due, now: datetime) -> Turn:
    course = spoken(due[place].course, said, now, due[place].hours.zone)
    following = next_due(course, due[place].hours, due[place].group)
    return Turn(place, course, following.at if following else None)


def _last_closing(matters: Sequence[Matter]) -> datetime | None:
    """Return when the last of some conversations closes; None when one of them never does."""
    closings = [instant(one.closes_at) for one in matters if one.closes_at is not None]
    return max(closings) if closings and len(closings) == len(matters) else None
