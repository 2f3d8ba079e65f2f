"""A round that is changed as it opens: each person gets it as it was or as it is, never both (trust R38)."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Literal, get_args

import pytest

from storage.outgoing import web
from storage.timing import schedules
from tests.evidence.recording import Often, Record
from tests.kit.town import AMSTERDAM, LEAD, MEMBERS, TEAM, Town, town

DUE = "2026-03-12 14:00"
ASKED = {*MEMBERS, LEAD}
Change = Callable[[Town], Awaitable[object]]
Order = Literal["before", "at once", "after"]
"""When it is changed, as seen from its opening."""


async def pauses(place: Town) -> None:
    await place.says(LEAD, "team pauze tot 6 april", settle=False)


async def moves(place: Town) -> None:
    await place.chooses(TEAM, wonder__open="thu 15:00")


async def goes_off(place: Town) -> None:
    await place.app.store.run(lambda unit: schedules.switch_off(unit, "weekly_wonder", TEAM))


BEFORE, AFTER = "14:00", {pauses: None, moves: "15:00", goes_off: None}
"""When somebody is asked before each change, and after it."""


async def fires(place: Town) -> None:
    await place.app.ticker.tick(place.clock.now())
    await place.app.sender.drain()


async def changed_as_it_fires(folder: Path, change: Change, order: Order, random: Random) -> dict[str, list[str]]:
    """Let a round open before, while or after it is changed; returns at which times each was asked."""
    async with town(folder, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-12 13:59")
        if order == "before":
            await change(place)
        await place.jump(DUE)
        both = [fires(place), *([change(place)] if order == "at once" else [])]
        random.shuffle(both)
        await asyncio.gather(*both)
        if order == "after":
            await change(place)
        await place.until("2026-03-12 16:30")
        events = await place.app.store.read(lambda unit: web.events_since(unit, 0, 1_000))
    asked = [event for event in events if event.what == "prompt"]
    return {who: [f"{event.at.astimezone(AMSTERDAM):%H:%M}" for event in asked if event.person == who] for who in ASKED}


@pytest.mark.trust("R38")
async def test_r38_a_round_that_changes_as_it_opens_comes_as_it_was_or_as_it_is(
    tmp_path: Path, often: Often, reached: Record
) -> None:
    random, seen, cases = Random(38), Counter[str](), often(60, 10_000)
    for number in range(cases):
        change, order = random.choice(list(AFTER)), random.choice(get_args(Order))

        asked = await changed_as_it_fires(tmp_path / str(number), change, order, random)

        was, is_ = [BEFORE], [later] if (later := AFTER[change]) else []
        allowed: list[list[str]] = {"before": [is_], "at once": [was, is_], "after": [was]}[order]
        assert [who for who, times in asked.items() if times not in allowed] == [], (change.__name__, asked)
        seen.update(f"{change.__name__}: {' '.join(times) or 'not asked'}" for times in asked.values())
    assert len(seen) == 6, seen
    reached(f"{cases:,} changes: each as it was or as it is")
