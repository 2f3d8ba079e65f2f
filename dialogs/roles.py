"""What people are, and what they say of themselves (spec §3; ``member`` is its team_member, ``lead`` its team_lead)."""

from typing import Literal

Role = Literal["member", "lead", "facilitator", "admin", "participant"]

TAKES_PART: frozenset[Role] = frozenset({"member", "lead", "participant"})
"""Roles whose holders are asked: the lead answers as any other member (S03)."""

PersonFact = Literal["consent", "call_name", "quiet_days", "default_share", "pause", "pause_day", "own_month", "own_question"]
"""What a person tells about herself, and the bot acts on (S01)."""
