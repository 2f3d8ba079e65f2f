"""A canary in every field of a leergroep: all is there until the day, and nothing is left of it after (S31, P8, C-44)."""

import asyncio
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from storage.store import Unit
from storage.tables import answer, file
from tests.acceptance.preparing import EVERYBODY, on_the_way
from tests.acceptance.test_parting import DAY_BEFORE, GONE, LAST, TOLD, passes
from tests.faults.test_canaries import TOO_LONG, calling
from tests.kit.leergroep import GROUP, PARTICIPANTS
from tests.kit.pictures import png
from tests.kit.searching import copied, in_files, readers, where, where_in_copy
from tests.kit.town import FACILITATOR, Town

WORD = "kanarie"
SEALED = {"answer.body", "conversation.state", "web_message.body", "file.name"}


async def everybody_delivers(place: Town, call: Any) -> None:
    """Deliver the second assignment in every way there is: in pieces, as a form, as a file, and half."""
    await place.taps("noor", "Beginnen")
    await place.taps("noor", "In kleine stukjes")
    for said in (f"Een {WORD} in de situatie.", "overslaan", f"Wie: een {WORD} van Bram.", f"Ik probeerde een {WORD}."):
        assert (await call("POST", "/chat/api/people/noor/messages", json={"text": said}))[0] == 202
        await place.wait(minutes=2)  # else two texts could belong together (X15)
    for said in (f"Ze zagen een {WORD}.", f"Daarna voelde ik een {WORD}."):
        await place.says("noor", said)
        await place.wait(minutes=2)
    await place.taps("noor", "Met de groep")
    if any("Ja" in one.choices for one in (await place.shown("noor"))[-1:]):
        await place.taps("noor", "Ja")
    await place.taps("bram", "Beginnen")
    await place.taps("bram", "Ik typ het")
    await place.fills("bram", situation=f"Een {WORD} in een formulier.", feeling_after=f"Daarna een {WORD}.",
                      unsuccessful_share="V1")  # fmt: skip
    await place.taps("samira", "Beginnen")
    await place.taps("samira", "Tekening of bestand")
    await place.says("samira", f"Met een {WORD} erbij.", (f"{WORD}.png", png(f"{WORD} in beeld")))
    await place.taps("samira", "Met de groep")
    await place.taps("joost", "Beginnen")
    await place.taps("joost", "In kleine stukjes")
    await place.says("joost", TOO_LONG)  # it waits, and stands in what the bot says back


async def looks_and_changes(place: Town, call: Any) -> None:
    """Look at what was written, and change some of it."""
    for said in ("mijn antwoorden", "toon 1", "wijzig 1", f"Een andere {WORD}.", "wijzig 2"):
        await call("POST", "/chat/api/people/noor/messages", json={"text": said})
        await place.settle()
    await place.says("noor", TOO_LONG)


async def names_a_concept(place: Town) -> None:
    await place.until("2026-03-13 10:30")
    await place.says(FACILITATOR, "model kiezen")
    await place.says(FACILITATOR, f"Het {WORD}model")
    await place.wait(minutes=2)
    await place.says(FACILITATOR, f"Over een {WORD} en een kooi.")


async def sealed_bytes(place: Town) -> list[bytes]:
    """Return the texts and files as they stand on the disk, sealed."""

    def found(unit: Unit) -> list[bytes]:
        gone = answer.c.format.in_(place.app.editions.gone_with_programme), answer.c.body.is_not(None)
        bodies = unit.connection.execute(select(answer.c.body).where(*gone)).scalars()
        return [*bodies, *(row.body for row in unit.connection.execute(select(file.c.body)))]

    return await place.app.store.read(found)


async def files_kept(place: Town) -> int:
    return await place.app.store.read(lambda unit: unit.connection.execute(select(func.count()).select_from(file)).scalar_one())


async def log_is_empty(place: Town) -> None:
    """Wait until the write-ahead log was moved into the database."""
    log = place.folder / "leerbot.db-wal"
    async with asyncio.timeout(5):
        while log.stat().st_size:
            await asyncio.wait({asyncio.get_running_loop().create_future()}, timeout=0.01)


async def test_s31_a_canary_in_every_field_is_there_until_the_day_and_nowhere_after_it(tmp_path: Path) -> None:
    async with on_the_way(tmp_path / "now") as place, calling(place) as call:
        await place.switch_on("facilitator_week", GROUP)
        await place.says(FACILITATOR, f"bijeenkomst 3 waar: Café De {WORD}")
        await everybody_delivers(place, call)
        await looks_and_changes(place, call)
        await names_a_concept(place)
        await place.until(LAST)
        await place.until("2026-08-31 09:00")
        for one in PARTICIPANTS:
            await place.says(one, "terug van pauze")  # who answered nothing since spring is left in peace (X05)
        await passes(place, TOLD)
        await place.says("noor", "mijn antwoorden")
        await passes(place, DAY_BEFORE)
        assert await where(place, WORD) == SEALED
        assert await readers(place, WORD, EVERYBODY) == set(EVERYBODY)
        assert WORD in (await place.room(GROUP)).casefold()
        sealed = await sealed_bytes(place)
        assert in_files(place, *sealed) != []
        before, keys = copied(place, tmp_path / "before"), place.app.store.keys
        assert where_in_copy(before, keys, WORD) == SEALED

        await passes(place, GONE)

        assert await where(place, WORD) == set()
        assert where_in_copy(before, keys, WORD) == set()
        assert await readers(place, WORD, EVERYBODY) == set()
        assert WORD not in (await place.room(GROUP)).casefold()
        assert WORD not in (await call("GET", "/chat/api/people/noor/messages"))[1].casefold()
        assert await files_kept(place) == 0
        await log_is_empty(place)
        assert in_files(place, WORD.encode(), *sealed) == []
