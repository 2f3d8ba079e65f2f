"""What people are, and what they say of themselves (spec §3; ``member`` is its team_member, ``lead`` its team_lead)."""

from collections.abc import Collection, Mapping
from typing import Literal, get_args

Role = Literal["member", "lead", "facilitator", "admin", "participant", "candidate", "initiator"]

GroupKind = Literal["team", "leergroep", "duo", "duos"]
"""What a group of people is; ``duos`` is all who are in a duo together, or look for one (S41, S45)."""

ROLES: Mapping[str, Role] = {role: role for role in get_args(Role)}
"""The roles by what they are called."""

TAKES_PART: frozenset[Role] = frozenset({"member", "lead", "participant"})
"""Roles whose holders are asked: the lead answers as any other member (S03)."""

NEEDS_CONSENT: frozenset[Role] = TAKES_PART | {"candidate"}
"""Roles whose holders are asked something of themselves, and so agree to that first (S01): a candidate too (S22)."""

PersonFact = Literal["consent", "call_name", "quiet_days", "default_share", "pause", "pause_day", "own_month", "own_question"]
"""What a person tells about herself, and the bot acts on (S01)."""


def in_role(who: str, held: Collection[str]) -> bool:
    """Whether somebody who holds these roles in a group is asked in it as ``who``: in that role, or in any where it is none.

    Who left the group, or whose role ended, is not asked any more (GE6, X14).
    """
    role = ROLES.get(who)
    return bool(held) if role is None else role in held
