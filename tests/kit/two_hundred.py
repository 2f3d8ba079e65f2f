"""The year that two hundred people live in the tests: who they are, from when until when, and what is in no budget."""

from dataclasses import dataclass
from datetime import date, time

from tests.kit.almanac_systems import here
from tests.kit.town import Town

PEOPLE, SEED = 200, 2026
FIRST, LAST = date(2026, 1, 5), date(2026, 12, 31)
FORMATS = ["weekly_wonder", "informal_insight_checklist", "week_start_mood", "habit_challenge_check", "habit_short_update"]
BEGUN, OVER = here(FIRST, time(8, 30)), here(LAST, time(17, 30))
FOR_THE_GROUP = frozenset({"asked to write", "writing", "actions", "reply", "does it live"})
"""What somebody does for her group: it is in no budget (C-36)."""
BEYOND_THE_WEEK = frozenset(
    {"confirm", "planned", *(f"assignment {number}{again}" for number in range(2, 7) for again in ("", " again"))}
)
"""What is asked around a meeting goes beyond the two of a week (S25, N2)."""


@dataclass(slots=True)
class OnPigeons(Town):
    """A town whose people are reached by pigeons."""

    channel: str = "pigeon"
