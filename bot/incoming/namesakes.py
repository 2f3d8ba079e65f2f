"""What tells people apart who have one name, where one of them is chosen (spec §0.2): her own team, and else her role.

Who are alike in that too have both. Neither is more than what the platform shows to who is in a group with them.
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
        teams_of = {id_: _team_of(unit, id_) for id_ in alike}
        words = {id_: [teams_of[id_]] if len(set(teams_of.values())) > 1 else [] for id_ in alike}
        found |= {id_: _with(names[id_], *words[id_]) for id_ in alike}
        for still in namesakes({id_: found[id_] for id_ in alike}):
            found |= {id_: _with(names[id_], *words[id_], _role_of(circle, phrases, id_)) for id_ in still}
    return found


def _with(name: str, *words: str | None) -> str:
    """Return a name with what tells it from another, where there is such a thing."""
    beside = ", ".join(word for word in words if word)
    return f"{name} ({beside})" if beside else name


def _team_of(unit: Unit, id_: str) -> str | None:
    home = people.home_team(unit, id_)
    return teams.load(unit, home).name if home is not None else None


def _role_of(circle: Circle, phrases: Phrases, id_: str) -> str | None:
    role = next((one for one in TOLD if id_ in circle.roles.get(one, ())), None)
    return phrases.text(f"beside.{role}") if role is not None else None
