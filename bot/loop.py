"""The event loop that a bot runs on: uvloop where there is one, which leaves more of the processor to the answers."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def make() -> asyncio.AbstractEventLoop:
    """Return a new loop."""
    try:
        import uvloop  # noqa: PLC0415 - commands that run no loop need not read it in
    except ImportError:  # there is none for Windows
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run what a process is there for, until it ends; returns what that returns, and raises what it raises."""
    with asyncio.Runner(loop_factory=make) as runner:
        return runner.run(main)
