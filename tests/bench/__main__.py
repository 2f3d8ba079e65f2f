"""``make bench``: prints the speed goals that are built, with what they were measured on."""

import asyncio
import os
import platform
import sqlite3
import tempfile
from importlib.metadata import version

from bot.clock import steady
from tests.bench import answers, growth


def fsync_milliseconds() -> float:
    """Return how long this disk takes to make a small write durable."""
    with tempfile.TemporaryFile() as file:
        started = steady()
        for _ in range(50):
            file.write(b"x" * 4096)
            file.flush()
            os.fdatasync(file.fileno())
        return (steady() - started) / 50 * 1e3


async def main() -> None:
    """Measure everything."""
    print(
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, SQLAlchemy {version('sqlalchemy')}, "
        f"aiohttp {version('aiohttp')}, {os.cpu_count()} cores, fdatasync {fsync_milliseconds():.2f} ms; "
        "medians of five, texts of 400 to 1,200 characters, full durability, texts sealed"
    )
    await answers.run()
    await growth.run()


if __name__ == "__main__":
    asyncio.run(main())
