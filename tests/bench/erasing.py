"""Goal P20: giving a person with 10,000 answers everything that is kept of her, and erasing it."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.clock import steady
from bot.timing.editions import Editions
from bot.upkeep.exporting import taken_along
from dialogs.talk.effects import Value
from storage.privacy.erasing import erase_person
from storage.store import Store, Unit
from storage.talks import answers, conversations
from storage.talks.conversations import Fresh
from tests.bench import world
from tests.bench.floors import held

ANSWERS = 10_000
REPEATS = 5


async def run() -> None:
    """Measure and print."""
    editions = world.editions()
    exporting, erasing = [], []
    for _ in range(REPEATS):
        with TemporaryDirectory() as name:
            store = world.open_world(Path(name))
            id_ = (await world.fill(store, editions, 8))[0]
            await write(store, editions, id_)
            exporting.append(await _export(store, editions, id_))
            erasing.append(await _erase(store, id_))
            await store.close()
    for what, took, goal in (("export", median(exporting), 5), ("erasing", median(erasing), 2)):
        print(f"P20 {what} of {ANSWERS:,} answers: {took:.2f} s" + held(f"floor 10 s, goal {goal} s", took <= 10))


async def write(store: Store, editions: Editions, id_: str) -> None:
    """Let a person have answered 10,000 times, a hundred of them shared."""
    texts, version = world.texts(20), editions.newest("weekly_wonder").version

    def some(unit: Unit, start: int) -> None:
        for number in range(start, start + 500):
            at = world.NOW - timedelta(minutes=number)
            begun = conversations.begin_one(
                unit, Fresh(id_, "weekly_wonder", version, "tell", at, occasion=f"{number}", prompted_at=at)
            )
            assert begun is not None
            answers.record(unit, id_, begun.id, None, "weekly_wonder", "wonder_text", 0, "text", Value(text=next(texts)), at)
            if number % 100 == 0:
                answers.share(unit, id_, answers.ids_in(unit, begun.id, ["wonder_text"], 0), "V2", None, at)

    for start in range(0, ANSWERS, 500):
        await store.run(partial(some, start=start))


async def _export(store: Store, editions: Editions, id_: str) -> float:
    started = steady()
    await store.read(lambda unit: taken_along(unit, editions, id_, world.NOW))
    return steady() - started


async def _erase(store: Store, id_: str) -> float:
    started = steady()
    await store.run(lambda unit: erase_person(unit, id_, world.NOW))
    return steady() - started
