"""Goals P6, P7 and P8: planning 100,000 prompts, 100,000 due at one moment, 10,000 schedules at start; a process for each.

What falls due together is set beside APScheduler with a job for each in its memory store, in turns in the same run.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from dialogs.library import load
from storage.times import stamp
from tests.bench import crowd, world
from tests.bench.floors import held
from tests.bench.planned import Figures

REPEATS = 5
PROMPTS = 100_000
SCHEDULES = 10_000
TOMORROW = stamp(world.NOW) + 86_400


async def _measured(mode: str, folder: Path, number: int) -> Figures:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.planned", mode, str(folder), str(number), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    answer = await process.stdout.read()
    assert await process.wait() == 0, f"{mode} failed"
    figures: Figures = json.loads(answer.splitlines()[-1])
    return figures


async def _in_a_fresh_crowd(modes: Sequence[str], people: int, team_size: int, planned: float) -> list[Figures]:
    """Fill a folder, and measure one after the other in it."""
    with TemporaryDirectory() as name:
        crowd.fill(Path(name), load(), people, team_size, planned)
        return [await _measured(mode, Path(name), people) for mode in modes]


def _middle(found: Sequence[Figures], what: str) -> float:
    return median(one[what] for one in found)


def _told(found: Sequence[Figures]) -> str:
    return (
        f"{_middle(found, 'seconds'):.1f} s, {_middle(found, 'cpu'):.1f} s CPU, "
        f"loop blocked {_middle(found, 'lag') * 1e3:.0f} ms"
    )


async def run() -> None:
    """Measure and print."""
    await _plans()
    await _due()
    await _start()


async def _plans() -> None:
    for size, what in ((PROMPTS, "one group"), (world.TEAM_SIZE, "groups of eight")):
        found = [(await _in_a_fresh_crowd(["plan"], PROMPTS, size, stamp(world.NOW)))[0] for _ in range(REPEATS)]
        print(
            f"P6  {PROMPTS:,} prompts planned, {what}: {_middle(found, 'seconds'):.2f} s, {_middle(found, 'cpu'):.2f} s CPU, "
            f"{_middle(found, 'memory'):.0f} MB, a turn waits {_middle(found, 'wait') * 1e3:.0f} ms at most"
            + held(
                "floor 2 s and 20 MB, goal 0.5 s, 10 MB and 25 ms",
                _middle(found, "seconds") <= 2,
                _middle(found, "memory") <= 20,
            ),
            flush=True,
        )


async def _due() -> None:
    """Measure all in turns, each time in a new process: what the floor is about, the whole way, and the other scheduler."""
    ours, whole, theirs = [], [], []
    for _ in range(REPEATS):
        ours.append((await _in_a_fresh_crowd(["plan", "due"], PROMPTS, world.TEAM_SIZE, stamp(world.NOW)))[1])
        whole.append((await _in_a_fresh_crowd(["plan", "sent"], PROMPTS, world.TEAM_SIZE, stamp(world.NOW)))[1])
        theirs.append(await _measured("jobs", Path(), PROMPTS))
    ratio = median(b["cpu"] / a["cpu"] for a, b in zip(ours, theirs, strict=True))
    print(
        f"P7  {PROMPTS:,} due at once, decided and claimed: {_told(ours)}, {_cost(ours)}; "
        f"APScheduler's memory store {_told(theirs)}; {ratio:.2f}x less CPU"
        + held("floor 3 s, goal 1.5 s, 0.3 s CPU, 50 ms and 10x", _middle(ours, "seconds") <= 3)
        + "\n"
        f"    drawn, sent and settled as well, fifty at a time: {_told(whole)}, {_cost(whole)}   not what the floor is about",
        flush=True,
    )


def _cost(found: Sequence[Figures]) -> str:
    return f"{_middle(found, 'memory'):.0f} MB, a turn waits {_middle(found, 'wait') * 1e3:.0f} ms at most"


async def _start() -> None:
    found = [(await _in_a_fresh_crowd(["schedules"], SCHEDULES, 1, TOMORROW))[0] for _ in range(REPEATS)]
    print(
        f"P8  {SCHEDULES:,} schedules at start: {_middle(found, 'seconds'):.3f} s to the first tick, "
        f"{_middle(found, 'memory'):.1f} MB" + held("floor 0.5 s, goal 0.05 s and 2 MB", _middle(found, "seconds") <= 0.5),
        flush=True,
    )
