"""What tells people apart who have one name, where one of them is chosen (spec §0.2): her own team, or else her role.

Neither is more than what the platform shows to who is in a group with them.
"""

from collections.abc import Mapping

from dialogs.answers.names import namesakes
from dialogs.language.roles import Role
from dialogs.saying.phrases import Phrases
from storage.groups import people, teams
from storage.groups.teams import Circle
from storage.store import Unit

TOLD: tuple[Role, ...] = ("lead", "facilitator")
"""The roles that stand beside a name; to be a member tells nobody from another."""


def told_apart(unit: Unit, circle: Circle, phrases: Phrases, names: Mapping[str, str]) -> dict[str, str]:
    """Return names as they are, with what tells somebody apart beside one that another has too, where there is such a thing."""
    found = dict(names)
    for alike in namesakes(names):
        by_team = {id_: _team_of(unit, id_) for id_ in alike}
        by_role = {id_: _role_of(circle, phrases, id_) for id_ in alike}
        beside = by_team if len(set(by_team.values())) > 1 else by_role
        found |= {id_: f"{names[id_]} ({word})" for id_, word in beside.items() if word}
    return found


def _team_of(unit: Unit, id_: str) -> str | None:
    home = people.home_team(unit, id_)
    return teams.load(unit, home).name if home is not None else None


def _role_of(circle: Circle, phrases: Phrases, id_: str) -> str | None:
    role = next((one for one in TOLD if id_ in circle.roles.get(one, ())), None)
    return phrases.text(f"beside.{role}") if role is not None else None
