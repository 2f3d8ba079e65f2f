"""Who comes from outside a group of people, and so may facilitate it (§3, ``facilitator_not_external``)."""

from collections.abc import Iterable, Mapping

from dialogs.language.roles import NEEDS_CONSENT, Role
from storage.groups import people, teams
from storage.groups.teams import Circle
from storage.privacy import audit
from storage.store import Unit

NOT_EXTERNAL = "facilitator_not_external"
"""Under which act it stands in the log that an administrator lets somebody facilitate a group to which she belongs (§3)."""
IN_TEAM: frozenset[Role] = frozenset({"member", "lead"})


def around(unit: Unit, circle: Circle) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return who may facilitate another group of a group's people, and who leads it or else belongs to it and may not."""
    known = [one for one in people.holders(unit, "facilitator") if not people.signed_off(unit, one)]
    own = {person for role in NEEDS_CONSENT for person in circle.roles.get(role, ())} - _confirmed(unit)
    inside = own & {*known, *circle.roles.get("lead", ())}
    return _named(unit, [one for one in known if one not in own]), _named(unit, inside)


def among(unit: Unit, who: Iterable[str]) -> frozenset[str]:
    """Return who cannot facilitate these people: they themselves, and who is in a team with one of them, or leads it."""
    wanted = set(who)
    groups = {held.team for one in wanted for held in people.roles_of(unit, one) if held.role in IN_TEAM}
    beside = {held.person for group in groups for held in people.members(unit, group, IN_TEAM)}
    return frozenset((wanted | beside) - _confirmed(unit))


def would_guide_her_team(unit: Unit, guide: str, other: str) -> bool:
    """Whether somebody facilitates a leergroep with people of the team of another, whom it turns out that she is (X12)."""
    guided = [held.team for held in people.roles_of(unit, guide) if held.role == "facilitator"]
    apart = [one for one in guided if teams.load(unit, one).kind == "leergroep"]
    return any(other in among(unit, {held.person for held in people.members(unit, one, NEEDS_CONSENT)}) for one in apart)


def _confirmed(unit: Unit) -> frozenset[str]:
    return audit.subjects_of(unit, NOT_EXTERNAL)


def _named(unit: Unit, ids: Iterable[str]) -> dict[str, str]:
    return {id_: people.name_of(unit, id_) for id_ in ids}
