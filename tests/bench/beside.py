"""Goal P5: an answer that is kept, with its reply, beside a turn of errbot that keeps nothing; both in process, in turn."""

import asyncio
import subprocess
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.clock import steady
from bot.running import settle_memory
from tests.bench import growth, world
from tests.bench.floors import held

ERRBOT = "6.2.1"
ENVIRONMENTS = Path(__file__).parents[2] / ".bench"
REPEATS = 5
EACH = 320


def environment(*wanted: str) -> Path | None:
    """Return the Python of an environment with what is wanted, made once; None when it cannot be had."""
    place = ENVIRONMENTS / wanted[0].replace("==", "-")
    python = place / "bin" / "python"
    if not python.exists():
        steps = (("venv", str(place)), ("pip", "install", "--python", str(python), *wanted))
        for step in steps:
            if subprocess.run([sys.executable, "-m", "uv", "--quiet", *step], check=False).returncode:
                return None
    return python


async def run() -> None:
    """Measure and print."""
    python = await asyncio.to_thread(environment, f"errbot=={ERRBOT}", "pytest")
    if python is None:
        print(f"P5  not measured: errbot {ERRBOT} cannot be installed here")
        return
    script = str(Path(__file__).with_name("errbot_turn.py"))
    peer = await asyncio.create_subprocess_exec(python, script, str(EACH), str(REPEATS + 1), stdin=PIPE, stdout=PIPE)
    try:
        print(await _in_turn(peer), flush=True)
    finally:
        if peer.returncode is None:
            peer.terminate()
        await peer.wait()


async def _in_turn(peer: Process) -> str:
    assert peer.stdin is not None
    assert peer.stdout is not None
    await peer.stdout.readline()
    editions, texts = world.editions(), world.texts(5)
    ours, theirs = [], []
    with TemporaryDirectory() as name:
        store = world.open_world(Path(name))
        ids = await world.fill(store, editions, EACH * (REPEATS + 1))
        settle_memory()  # as the service does once it has started
        for repeat in range(REPEATS + 1):
            said = iter([next(texts) for _ in range(EACH)])  # made up before, as errbot's are
            started = steady()
            await growth.cost(store, editions, ids[repeat * EACH : (repeat + 1) * EACH], said)
            ours.append(EACH / (steady() - started))
            peer.stdin.write(b"\n")
            theirs.append(float(await peer.stdout.readline()))
        await store.close()
    ratios = sorted(a / b for a, b in zip(ours[1:], theirs[1:], strict=True))
    return (
        f"P5  answers kept {median(ours[1:]):,.0f}/s beside errbot's turns that keep nothing {median(theirs[1:]):,.0f}/s, "
        f"ratio {median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})" + held("floor 0.5, goal 1.0", median(ratios) >= 0.5)
    )
