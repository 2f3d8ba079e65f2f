"""R1 and R2 (trust §5): the bot is killed at random moments, and keeps every promise; broken bots are found out."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.evidence.recording import Often, Record
from tests.faults.checker import violations
from tests.faults.harness import PHASES, Evidence, play
from tests.faults.mutants import MUTANTS
from tests.kit.postgres import Server

FOR_A_MUTANT = 14
BREAKS = {"acknowledge before commit": "I1", "no fencing": "I4", "no seen": "I2"}
"""The promise that each mutant breaks (trust §3)."""


def told_of(evidence: Evidence) -> str:
    """Return how often it was killed, and among how much."""
    answers = sum(len(told.acknowledged) for told in evidence.told.values())
    return f"{len(evidence.unacknowledged_at_kill):,} kills among {answers:,} acknowledged answers"


@pytest.mark.trust("R1", "R2")
async def test_kills_at_bad_moments_break_no_promise(tmp_path: Path, often: Often, reached: Record) -> None:
    kills = often(50, 2_000)

    evidence = await play(tmp_path, kills=kills, seed=20260312)

    assert await violations(evidence) == []
    assert len(evidence.unacknowledged_at_kill) == kills
    assert all(evidence.unacknowledged_at_kill), "a kill came while no answer was on its way in"
    assert all(evidence.rows_in_flight_at_kill), "a kill came while no message was on its way out"
    assert any(sent > 1 for sent in evidence.connector.sent.values()), "no kill ever hit a send"
    assert sum(len(told.acknowledged) for told in evidence.told.values()) > kills
    reached(f"{told_of(evidence)} on SQLite: no promise broken")


@pytest.mark.trust("R1", "R23")
async def test_kills_of_the_bot_and_of_postgresql_break_no_promise(own_server: Server, often: Often, reached: Record) -> None:
    kills = often(6, 200)

    evidence = await play(own_server.migrated(), kills=kills, seed=20260312, server=own_server)

    assert await violations(evidence) == []
    assert (len(evidence.unacknowledged_at_kill), evidence.databases_killed) == (kills, kills)
    assert all(evidence.unacknowledged_at_kill), "a kill came while no answer was on its way in"
    reached(f"{told_of(evidence)} on PostgreSQL, which was killed as often: no promise broken")


@pytest.mark.trust("R1", "R2")
@pytest.mark.parametrize("mutant", MUTANTS)
async def test_a_bot_that_breaks_a_promise_on_postgresql_is_found_out(own_database: URL, mutant: str) -> None:
    evidence = await play(own_database, kills=FOR_A_MUTANT, seed=7, phases=PHASES[:2], mutant=mutant)

    found = await violations(evidence)

    assert any(line.startswith(BREAKS[mutant]) for line in found), found


@pytest.mark.trust("R1", "R2")
@pytest.mark.parametrize("mutant", MUTANTS)
async def test_a_bot_that_breaks_a_promise_is_found_out(tmp_path: Path, mutant: str) -> None:
    evidence = await play(tmp_path, kills=FOR_A_MUTANT, seed=7, phases=PHASES[:2], mutant=mutant)

    found = await violations(evidence)

    assert any(line.startswith(BREAKS[mutant]) for line in found), found
