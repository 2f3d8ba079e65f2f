"""Which of what goes on in her groups a person means by a word for a round: what she leads, or one by its number (GE7, S36)."""

from typing import TYPE_CHECKING

from bot.incoming import several
from bot.planned import led_days, plans
from bot.planned.leading import days_led, days_read, is_hers, led_by
from bot.planned.led_starts import named
from storage.groups import people, rounds, teams
from storage.groups.rounds import Round
from storage.groups.teams import Team

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


DAYS = frozenset({"move_day", "cancel_day"})
"""What is done about one day of a programme to look back on (S36)."""
CHANGES = frozenset({"move", "cancel", "close"})
"""What is done to a round that has not begun."""


def led_of(doing: "Doing", act: str, number: str) -> list[tuple[Round, Team]]:
    """Return what this person leads, each with its group, or that of the group named: a round, and what has days (S36).

    What changes a round is about one that has not begun, where there is one. Beside days one that has begun counts as long
    as it can be called off.
    """
    unit, editions, who = doing.unit, doing.editions, doing.person.id
    days = (days_read if act == "stand" else days_led)(unit, editions, who, doing.now) if act != "again" else {}
    ahead_of = doing.now if act in CHANGES else None
    led = {} if act in DAYS else led_by(unit, editions, who, ahead_of, forming=act != "stand")
    wanted = [*dict.fromkeys((*days, *led))] if number == "0" else [named(doing, [number]) or ""]
    found: list[tuple[Round, Team]] = []
    for team in (teams.load(unit, team_id) for team_id in wanted if team_id in days or team_id in led):
        one = led.get(team.id)
        if one is not None and (team.id not in days or _can_be(doing, act, one, team)):
            found.append((one, team))
        found += [(days[team.id], team)] if team.id in days else []
    return found


def _can_be(doing: "Doing", act: str, running: Round, team: Team) -> bool:
    """Whether something can be done to a round beside which something else goes on."""
    if act == "cancel":
        return not plans.told(doing.unit, doing.editions, running, team, doing.now)
    return act not in CHANGES or running.planned > doing.now


def of_id(doing: "Doing", this: str) -> list[tuple[Round, Team]]:
    """Return the one round that a button named, with its group, while it is open and this person leads it."""
    groups = [teams.load(doing.unit, team_id) for team_id in several.numbered(doing.unit, doing.person.id)]
    there = ((one, team) for team in groups for one in rounds.planned_in(doing.unit, team.id) if str(one.id) == this)
    led = [(one, team) for one, team in there if leads(doing, one) and not led_days.has_days(doing, one)]
    days = days_led(doing.unit, doing.editions, doing.person.id, doing.now)
    return [*led, *((days[team.id], team) for team in groups if team.id in days and str(days[team.id].id) == this)]


def leads(doing: "Doing", running: Round) -> bool:
    """Whether this person could have planned a round herself, and has a say in it."""
    format, who = doing.editions.of(doing.unit, running.format, running.version).dutch, doing.person.id
    held = (one.team == running.team and one.role in format.starts.by for one in people.roles_of(doing.unit, who))
    return any(held) and is_hers(doing.unit, format, running, who)
