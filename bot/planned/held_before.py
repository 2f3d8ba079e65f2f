"""When a group had rounds of a format before, from which what somebody plans may count (S06)."""

from datetime import datetime

from storage.groups import past_rounds, teams
from storage.store import Unit


def last_held(unit: Unit, format_id: str, team_id: str) -> datetime | None:
    """Return the day of the last round of a format in a group, if it had one."""
    return past_rounds.held_since(unit, format_id, [team_id]).get(team_id)


def counts_from(unit: Unit, format_id: str, team_id: str, now: datetime) -> datetime:
    """Return the day of the last round of a format in a group, or else when the group began."""
    return last_held(unit, format_id, team_id) or begun(unit, team_id, now)


def begun(unit: Unit, team_id: str, now: datetime) -> datetime:
    """Return when a group began."""
    return teams.begun(unit, [team_id]).get(team_id, now)
