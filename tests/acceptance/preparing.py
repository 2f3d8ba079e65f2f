"""A leergroep on its way to the second meeting, on Thursday 12 March 2026, with what its people prepare for it (S05)."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.kit.leergroep import PARTICIPANTS, decide, gather, plan
from tests.kit.town import FACILITATOR, Town, town

EVERYBODY = (*PARTICIPANTS, FACILITATOR)
OPENED = "2026-01-30 10:05"
GATHERED = "2026-03-11 12:05"
CASE = "De bezorger vergat de sleutel"


@asynccontextmanager
async def on_the_way(
    folder: Path, until: str | None = OPENED, agreeing: Sequence[str] = EVERYBODY
) -> AsyncIterator[Town]:  # fmt: skip
    """Open a town whose leergroep agreed on a contract and planned six meetings, of which the second is on 12 March 2026."""
    async with town(folder, start="2026-01-26 09:00", formats=[]) as place:
        await sets_out(place, until, agreeing)
        yield place


async def sets_out(place: Town, until: str | None = OPENED, agreeing: Sequence[str] = EVERYBODY) -> None:
    """Let the leergroep of a town agree on a contract and plan its meetings."""
    await gather(place)
    await decide(place, *agreeing)
    await plan(place, "29 januari om 10:00")
    if until is not None:
        await place.until(until)


async def delivers(place: Town, person: str, text: str = CASE, readers: str = "Met de groep") -> None:
    """Let somebody deliver the second assignment in small pieces, of which she tells only the situation."""
    await place.taps(person, "Beginnen")
    await place.taps(person, "In kleine stukjes")
    await place.says(person, text)
    for _ in range(5):
        await place.says(person, "overslaan")
    await place.taps(person, readers)


def reminders(read: str) -> int:
    """Return how many reminders stand in what somebody reads."""
    return read.count("staat nog voor je klaar")


async def gathered(place: Town, person: str = FACILITATOR) -> str:
    """Return what stands in the messages to somebody about what was prepared."""
    heads = ("Opdracht voor", "Opdracht op maat voor", "later binnengekomen")
    found = [one.text for one in await place.shown(person) if any(head in one.text for head in heads)]
    return "\n\n".join(found)
