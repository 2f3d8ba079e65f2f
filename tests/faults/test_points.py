"""R3 and R39 (trust §5): the bot dies before and after each step of its work, and keeps every promise."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from storage.database.places import Place
from tests.evidence.recording import Often, Record
from tests.faults.checker import violations
from tests.faults.harness import PHASES, play
from tests.faults.points import CLOSING, OPENING, TALKING, around

UNTIL_ONE_CLOSES = PHASES[:6]


async def dies_everywhere(place: Place, times: int) -> str:
    """Let a bot die at each point so many times; returns how often that was, and at how many."""
    opening, closing = around({**OPENING, **TALKING}), around(CLOSING)
    points = {UNTIL_ONE_CLOSES[0]: opening * times, UNTIL_ONE_CLOSES[-1]: closing * times}

    evidence = await play(place, kills=0, seed=20260312, phases=UNTIL_ONE_CLOSES, points=points)

    assert await violations(evidence) == []
    assert dict(evidence.died_at) == dict.fromkeys([*opening, *closing], times)
    return f"{evidence.died_at.total():,} deaths, {times} at each of {len(evidence.died_at)} points: no promise broken"


@pytest.mark.trust("R3", "R39")
async def test_r3_whenever_it_dies_every_promise_is_kept(tmp_path: Path, often: Often, reached: Record) -> None:
    reached(f"{await dies_everywhere(tmp_path, often(1, 25))} on SQLite")


@pytest.mark.trust("R3", "R39")
async def test_r3_whenever_it_dies_every_promise_is_kept_on_postgresql(
    own_database: URL, often: Often, reached: Record
) -> None:  # fmt: skip
    reached(f"{await dies_everywhere(own_database, often(1, 25))} on PostgreSQL")
