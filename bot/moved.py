"""Telling people that a round is on another day than they were told before (S06, X19)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot import several
from bot.editions import Editions
from bot.planning import free_day
from bot.reaching import reached_at
from bot.rooms import say_in_room
from bot.slots import day_of_round
from dialogs.content import Format
from dialogs.phrases import Language
from dialogs.prompt import Prompt
from storage import budget, finding, outbox, people, rounds, teams
from storage.outbox import Message
from storage.people import Person
from storage.rounds import Round
from storage.store import Unit
from storage.teams import Team

MOVED = "moved"
"""The kind of what tells somebody who was asked something in a round; it is her message of that day (C-36)."""


def tell(unit: Unit, running: Round, was: datetime, by: str, cause: str, now: datetime) -> None:
    """Tell the room, who does something for the group, and who was asked something, of the day that a round has now.

    ``was`` is the day that they know, and ``by`` who moved it: she hears so at once.
    """
    team, plan = teams.load(unit, running.team), running.plan
    assert plan is not None
    about = f"moved {running.id}"
    if team.room is not None and not outbox.waits(unit, ":".join(team.room), about):  # the one that waits names the newest day
        say_in_room(unit, team, f"{about} {cause}", "planned.moved", now, about=running.id, was=was)
    asked = {who for who in plan.people.values() if people.load(unit, who).takes_part}
    helps = {*asked, plan.starter} - {"", by}
    for person_id in sorted(helps):
        _tell(unit, running, team, person_id, was, cause, now, counts=False)
    for person_id in sorted(finding.asked_in(unit, running.id, running.team) - helps - {by}):
        _tell(unit, running, team, person_id, was, cause, now, counts=True)


def _tell(
    unit: Unit, running: Round, team: Team, person_id: str, was: datetime, cause: str, now: datetime, *, counts: bool
) -> None:  # fmt: skip
    """Tell one person, unless such a message waits for her: it still says which day she knows, and names the newest."""
    to, about = reached_at(unit, person_id), f"moved {running.id} {person_id}"
    if to is None or outbox.waits(unit, to, about):
        return
    person, part = people.load(unit, person_id), {"moved": running.id, "was": was.isoformat()}
    due = free_day(unit, person, team, now) if counts else now
    place = budget.place_on(person_id, due.astimezone(person.zone).date()) if counts else None
    outbox.add(unit, Message(f"{about} {cause}", to, MOVED if counts else "notice", [part], due, person=person_id,
                             good_until=running.planned, budget=place))  # fmt: skip


def stands_as_told(running: Round, was: str) -> bool:
    """Whether a round was moved back to the day that somebody knows, before she was told of another one."""
    return datetime.fromisoformat(was) == running.planned


def days(running: Round, format: Format, was: datetime, zone: ZoneInfo, language: Language) -> dict[str, str]:
    """Return in words the day of a round, and the one on which it was."""
    before = replace(running, planned=was)
    return {
        "datum": day_of_round(running, format, zone, language),
        "datum_oud": day_of_round(before, format, zone, language),
    }


def draw_moved(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]) -> Prompt:
    """Return what tells somebody on which day a round is now, and on which it was."""
    running = rounds.load(unit, part["moved"])
    format = editions.of(unit, running.format, running.version).read_in(person.language)
    title = several.told_apart(unit, person.id, format.title, teams.load(unit, running.team))
    says = days(running, format, datetime.fromisoformat(part["was"]), person.zone, person.language)
    return Prompt(editions.phrases(person.language).text("planned.moved", {"titel": title, **says}), language=person.language)
