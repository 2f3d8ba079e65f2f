"""``make bench``: prints the speed goals that are built, with what they were measured on; names of parts choose some.

With ``--evidence`` what came out is put on the page of evidence too (``docs/reference/evidence.md``).
"""

import asyncio
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import redirect_stdout
from importlib.metadata import version

from bot.clock import steady
from tests.bench import answers, beside, digesting, erasing, fan_out, growth, living, on_mattermost, on_teams, pairing, planning
from tests.bench.overheard import Overheard
from tests.evidence import page

EVIDENCE = "--evidence"
PARTS: Mapping[str, Callable[[], Awaitable[None]]] = {
    "answers": answers.run,
    "beside": beside.run,
    "teams": on_teams.run,
    "mattermost": on_mattermost.run,
    "round": fan_out.run,
    "growth": growth.run,
    "digesting": digesting.run,
    "living": living.run,
    "planning": planning.run,
    "pairing": pairing.run,
    "erasing": erasing.run,
}


def fsync_milliseconds() -> float:
    """Return how long this disk takes to make a small write durable."""
    with tempfile.TemporaryFile() as file:
        started = steady()
        for _ in range(50):
            file.write(b"x" * 4096)
            file.flush()
            os.fdatasync(file.fileno())
        return (steady() - started) / 50 * 1e3


async def main(parts: Sequence[str], *, evidence: bool = False) -> None:
    """Measure everything, or the parts that are named."""
    if unknown := [part for part in parts if part not in PARTS]:
        raise SystemExit(f"there is no part {', '.join(unknown)}; choose from {', '.join(PARTS)}")
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, SQLAlchemy {version('sqlalchemy')}, "
        f"aiohttp {version('aiohttp')}, {os.cpu_count()} cores, fdatasync {fsync_milliseconds():.2f} ms; "
        "medians of five, texts of 400 to 1,200 characters, full durability, texts sealed"
    )
    for part in parts or PARTS:
        told = Overheard(sys.stdout)
        with redirect_stdout(told):
            await PARTS[part]()
        if evidence:
            page.keep(told.reached(part, page.today(), page.machine()))


if __name__ == "__main__":
    words = sys.argv[1:]
    asyncio.run(main([word for word in words if word != EVIDENCE], evidence=EVIDENCE in words))
