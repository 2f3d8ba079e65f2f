"""Telling people that a round is on another day than they were told before, or does not happen (S06, X19).

Such an appointment is no nudge: it is told in working hours, in a pause of the group too. Who is away herself hears it when
she is back, if that is in time.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.gatherings.programmes import counts_along
from bot.incoming import several
from bot.outgoing.reaching import reached_at
from bot.outgoing.rooms import say_in_room
from bot.outgoing.slots import day_of_round
from bot.timing.editions import Editions
from bot.timing.planning import alone_before
from dialogs.language.content import Format
from dialogs.saying.phrases import Language
from dialogs.saying.prompt import Prompt
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import finding

MOVED = "moved"
"""The kind of what tells somebody that a round changed; for a member who was asked in it it is her message of that day."""


def tell(
    unit: Unit, running: Round, was: datetime, by: str, cause: str, now: datetime, also: Collection[str] = (),
    says: str = "planned.moved", two: Collection[str] = (),
) -> None:  # fmt: skip
    """Tell the room, who does something for the group, who was asked something and ``also`` others of the day of a round now.

    ``was`` is the day that they know, and ``by`` who moved it: she hears so at once. ``says`` is how the room is told. Of what
    ``two`` began the room hears nothing before anybody was asked in it: nobody there knows of it (S48).
    """
    team, plan = teams.load(unit, running.team), running.plan
    assert plan is not None
    about = f"moved {running.id}"
    told = finding.asked_in(unit, running.id, running.team) - {*two}
    known = team.room is not None and (bool(told) or not two)
    if known and not outbox.waits(unit, ":".join(team.room or ()), about):  # the one that waits names the newest day
        say_in_room(unit, team, f"{about} {cause}", says, now, about=running.id, was=was, in_pause=True)
    asked = {who for who in plan.people.values() if people.load(unit, who).takes_part}
    helps = {*asked, *two, plan.starter} - {"", by}
    part = {"moved": running.id, "was": was.isoformat()}
    for person_id in sorted(helps):
        _tell(unit, team, person_id, about, part, cause, now, running.planned)
    for person_id in sorted({*told, *also} - helps - {by}):
        _tell(unit, team, person_id, about, part, cause, now, running.planned, last=min(was, running.planned))


def tell_cancelled(
    unit: Unit, running: Round, asked: Iterable[str], by: str, cause: str, now: datetime, two: Collection[str] = ()
) -> None:
    """Tell the room that a round does not happen, or where there is none each who was ``asked`` something in it.

    Once its session began she hears it however late: she may still wait for what comes of it. The ``two`` who began it hear it
    themselves, and the room does not before anybody was asked (S48).
    """
    team, about, asked = teams.load(unit, running.team), f"cancelled {running.id}", {*asked} - {*two}
    for person_id in sorted({*two} - {by}):
        _tell(unit, team, person_id, about, {"cancelled": running.id}, cause, now, None)
    if team.room is not None and two and not asked:
        return
    if team.room is not None:
        say_in_room(unit, team, about, "planned.cancelled", now, about=running.id, in_pause=True)
        return
    good_until = running.planned if running.planned > now else None
    for person_id in sorted(asked - {by}):
        _tell(unit, team, person_id, about, {"cancelled": running.id}, cause, now, good_until, last=running.planned)


def _tell(
    unit: Unit, team: Team, person_id: str, about: str, part: Mapping[str, Any], cause: str, now: datetime,
    good_until: datetime | None, *, last: datetime | None = None,
) -> None:  # fmt: skip
    """Tell one person, unless such a message waits for her: it still says which day she knows, and names the newest.

    With a ``last`` moment at which she has to know it, it is the one message of its day, unless that would be too late.
    """
    to, about = reached_at(unit, person_id), f"{about} {person_id}"
    if to is None or outbox.waits(unit, to, about):
        return
    person = people.load(unit, person_id)
    due, place = alone_before(unit, person, replace(team, paused_until=None), now, last) if last else (now, None)
    outbox.add(unit, Message(f"{about} {cause}", to, MOVED, [part], due, person=person_id, good_until=good_until, budget=place))


def says_moved(format: Format) -> str:
    """Return how is told that a round is on another day: the days that count from it moved along, or what prepares it did."""
    return "planned.moved_days" if counts_along(format) else "planned.moved"


def is_needless(running: Round, was: str) -> bool:
    """Whether nobody need hear any more of another day: it was moved back to the one that she knows, or called off."""
    return running.status == "missed" or datetime.fromisoformat(was) == running.planned


def round_told_of(part: Mapping[str, Any]) -> int:
    """Return the round of which a message tells that it changed."""
    return int(part["moved"] if "moved" in part else part["cancelled"])


def days(
    running: Round, format: Format, was: datetime, zone: ZoneInfo, language: Language, now: datetime
) -> dict[str, str]:  # fmt: skip
    """Return in words the day of a round, and the one on which it was; one in another year than now with its year."""
    before = replace(running, planned=was)
    return {
        "datum": day_of_round(running, format, zone, language, now),
        "datum_oud": day_of_round(before, format, zone, language, now),
    }


def draw_changed(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime) -> Prompt:
    """Return what tells somebody on which day a round is now, and on which it was; or that it does not happen."""
    running = rounds.load(unit, round_told_of(part))
    format = editions.of(unit, running.format, running.version).read_in(person.language)
    slots = {"titel": several.told_apart(unit, person.id, format.title, teams.load(unit, running.team))}
    if "moved" in part:
        slots |= days(running, format, datetime.fromisoformat(part["was"]), person.zone, person.language, now)
    phrase = says_moved(format) if "moved" in part else "planned.cancelled"
    return Prompt(editions.phrases(person.language).text(phrase, slots), language=person.language)
