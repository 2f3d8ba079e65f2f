"""A leergroep that writes down what it decided, and tells something that is bound to it: what tests of S24 share."""

import io
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.pages import earlier
from bot.upkeep.exporting import taken_along
from dialogs.visibility import Room
from storage.groups import agreements, people
from storage.store import Unit
from storage.talks import answers
from tests.kit.leergroep import GROUP, PARTICIPANTS, gather, plan
from tests.kit.libraries import with_words
from tests.kit.town import FACILITATOR, LEAD, NAMED, Town, town

EVERYBODY = (*PARTICIPANTS, FACILITATOR)
CONTRACT = "leergroep_contract"
NAMED_HERE = f"{NAMED} (Leergroep Noord)"


@asynccontextmanager
async def a_group(folder: Path) -> AsyncIterator[Town]:
    """Build a leergroep with a format that is bound to what it agrees on."""
    async with town(folder / "town", library=with_words(folder / "dialogs", "assignment"), formats=[]) as place:
        await gather(place)
        yield place


async def writes(place: Town, *texts: str) -> None:
    """Let the facilitator write a version down, with the first texts of it, and have everybody asked."""
    await place.says(FACILITATOR, "contract")
    await place.says(FACILITATOR, "vandaag")
    await place.says(FACILITATOR, "ja")
    await place.taps(FACILITATOR, "Ja, ik schrijf ze op" if texts else "Nee, alleen de dag")
    for text in texts:
        await place.says(FACILITATOR, text)
    while "Zal ik iedereen vragen" not in (await place.shown(FACILITATOR))[-1].text:
        await place.says(FACILITATOR, "overslaan")
    await place.taps(FACILITATOR, "Ja, vraag het")
    await place.wait(hours=2)


async def agree(place: Town, *who: str) -> None:
    """Let some look at what they are asked, and agree."""
    for one in who:
        await place.taps(one, "Bekijken")
        await place.taps(one, "Akkoord")


async def agreed(place: Town) -> frozenset[str]:
    """Return who agreed to the newest version."""
    return await place.app.store.read(lambda unit: agreements.agreed(unit, CONTRACT, GROUP))


async def number_of(place: Town, who: str, question: str) -> int:
    """Return the number of somebody's answer to a question."""

    def found(unit: Unit) -> int:
        return next(one.number for one in answers.own(unit, people.viewer(unit, who), who) if one.sealed.question == question)

    return await place.app.store.read(found)


async def export_of(place: Town, who: str) -> str:
    """Return all that somebody takes along, as text."""
    now, editions = place.clock.now(), place.app.editions
    body = await place.app.store.read(lambda unit: taken_along(unit, editions, who, now))
    return zipfile.ZipFile(io.BytesIO(body)).read("leerbot.json").decode()


async def shared_by(place: Town, who: str) -> int:
    """Let somebody tell something in the bound format, and share it with the group; return which answer it is."""
    await place.taps(who, "Nu doen")
    await place.says(who, f"Een geheim van {who}.")
    await place.taps(who, "Met de groep, met mijn naam")

    def found(unit: Unit) -> int:
        return next(
            one.sealed.id for one in answers.own(unit, people.viewer(unit, who), who) if one.sealed.question == "secret_text"
        )

    return await place.app.store.read(found)


async def readers_of(place: Town, id_: int) -> set[str]:
    """Return who may read an answer, the room among them."""

    def found(unit: Unit) -> set[str]:
        everybody = {one: people.viewer(unit, one) for one in (*EVERYBODY, LEAD)} | {"room": Room(GROUP)}
        return {name for name, viewer in everybody.items() if answers.read(unit, viewer, [id_])}

    return await place.app.store.read(found)


async def told_in_confidence(place: Town, *agreeing: str) -> None:
    """Let some agree, and go on to where the bound format is asked."""
    await writes(place, "Over samenwerken.")
    await agree(place, *agreeing)
    await plan(place)
    await place.until("2026-03-20 17:00")


async def standing_of(place: Town, who: str) -> str:
    """Return what somebody hears who asks how it stands."""
    await place.says(who, "contract")
    return (await place.hears(who))[-1].text


async def page_of(place: Town, who: str) -> str:
    """Return what stands on the page of a facilitator."""

    def found(unit: Unit) -> str:
        return str(earlier.guided(unit, people.load(unit, who), place.clock.now(), editions=place.app.editions))

    return await place.app.store.read(found)


async def levels_of(place: Town, who: str) -> list[str]:
    """Return who may read what somebody told, answer by answer."""
    return await place.app.store.read(
        lambda unit: [one.sealed.level for one in answers.own(unit, people.viewer(unit, who), who)]
    )
