"""Who leads which of the rounds that somebody planned and that are open now (GE7)."""

from datetime import datetime

from bot.timing.editions import Editions
from dialogs.language.content import Format
from storage.groups import partners, people, rounds
from storage.groups.rounds import Round
from storage.store import Unit


def led_by(
    unit: Unit, editions: Editions, person_id: str, ahead_of: datetime | None = None, *, forming: bool = True
) -> dict[str, Round]:  # fmt: skip
    """Return the newest open round that somebody planned in each group where this person could have; of days ``days_led``.

    With ``ahead_of`` one whose moment is still to come goes before one that has begun: of that less can be changed.
    Without ``forming`` one in which people are asked to join a group is left out.
    """

    def counts(one: Round) -> tuple[bool, int]:
        return ahead_of is not None and one.planned > ahead_of, one.id

    found: dict[str, Round] = {}
    for held in people.roles_of(unit, person_id):
        for running in rounds.planned_in(unit, held.team):
            format = editions.of(unit, running.format, running.version).dutch
            days = format.programme is not None and format.programme.looks_back
            if format.forms is not None and not forming:
                continue
            mine = held.role in format.starts.by and is_hers(unit, format, running, person_id)
            if mine and not days and counts(running) >= counts(found.get(held.team, running)):
                found[held.team] = running
    return found


def begun_by_two(unit: Unit, format: Format, running: Round) -> list[str]:
    """Return the two who began a round that takes a second one's yes; nobody where one began it alone (S48)."""
    seconded = any(question.asks and question.unless_role for question in format.plan.values())
    return partners.began_by(unit, running.plan.conversation) if seconded and running.plan is not None else []


def is_hers(unit: Unit, format: Format, running: Round, person_id: str) -> bool:
    """Whether a person has a say in a round: in what two had to begin those two have, and who facilitates the group (S48)."""
    two = begun_by_two(unit, format, running)
    guides = (one.team == running.team and one.role == "facilitator" for one in people.roles_of(unit, person_id))
    return not two or person_id in two or any(guides)


GUIDES = frozenset({"lead", "facilitator"})
"""Who may change what anybody of a group may begin, beside who began it (S36)."""


def days_led(unit: Unit, editions: Editions, person_id: str, now: datetime) -> dict[str, Round]:
    """Return what goes on in each group with days to look back, where this person may change them (S36)."""
    return {team: one for team, one in days_read(unit, editions, person_id, now).items() if changes(unit, one, person_id)}


def changes(unit: Unit, running: Round, person_id: str) -> bool:
    """Whether a person may move or end what anybody of a group could begin: she began it, or leads or guides the group (P1)."""
    began = running.plan is not None and running.plan.starter == person_id
    return began or any(one.team == running.team and one.role in GUIDES for one in people.roles_of(unit, person_id))


def days_read(unit: Unit, editions: Editions, person_id: str, now: datetime) -> dict[str, Round]:
    """Return what goes on in each group with days to look back, where this person could plan it (S36)."""
    having = {
        name: one.dutch.starts.by
        for name, one in editions.library.editions.items()
        if one.dutch.programme is not None and one.dutch.programme.looks_back
    }
    held = [(one.team, name) for one in people.roles_of(unit, person_id) for name, by in having.items() if one.role in by]
    found = {team: rounds.in_programme(unit, name, team, now) for team, name in held}
    return {team: running for team, running in found.items() if running is not None}
