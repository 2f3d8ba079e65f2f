"""How many people took part in a round, as who facilitates its group is told once, and never otherwise (K1, K3, trust S15).

Told is what a week's overview told: it is kept with the round, and the page repeats it. Every function works inside one unit
of work and may run twice.
"""

from datetime import datetime, timedelta

from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.visibility import pointing_at_nobody
from storage.groups import rounds, together
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.store import Unit
from storage.timing import participation

WEEK = timedelta(days=7)
TOOK_PART = "+took_part"
"""Under which name it is kept with what is told of a round; no question of a format is called so."""


def keep(unit: Unit, editions: Editions, team: Team, at: datetime) -> None:
    """Keep with the rounds of a group that closed within a week how many took part, where that may be told."""
    for running in rounds.news_since(unit, team.id, at - WEEK, at):
        format = editions.of(unit, running.format, running.version).dutch
        if is_closed(running, at) and stands_in_a_week(format, running) and TOOK_PART not in running.told:
            many, named, asked = participation.took_part(unit, running.id), *participation.known_in(unit, running.id)
            found = pointing_at_nobody(many, named, asked, team.settings)
            together.tell(unit, running.id, {**together.told(unit, running.id), TOOK_PART: str(found or 0)})


def told(running: Round) -> int | None:
    """Return how many took part in a round, if that was told."""
    return int(running.told.get(TOOK_PART, "0")) or None


def is_closed(running: Round, at: datetime) -> bool:
    """Whether a round was over at a moment."""
    return running.closed_at is not None and running.closed_at <= at


def stands_in_a_week(format: Format, running: Round) -> bool:
    """Whether it is told how many took part: a board says itself how many worked on it, and one figure is enough (K3)."""
    return format.programme is None and running.number is None and not any(output.kind == "board" for output in format.outputs)
