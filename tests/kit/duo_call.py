"""A call for learning duos in the town: Noor opens it, Fatima guides, and each tells what she brings and seeks (S41)."""

from collections.abc import Sequence

from tests.kit.town import Town

POOL = "leerduos-voorjaar"


async def opens_call(place: Town, *asked: str, who: str = "noor") -> None:
    """Let somebody open a call for the people that are named, or for all of her team."""
    await place.says(who, "leerduo starten")
    await place.taps(who, "Fatima")
    await place.taps(who, "Een paar mensen" if asked else "Iedereen")
    if asked:
        await place.taps(who, *asked)
    await place.says(who, "Leerduos voorjaar")
    await place.taps(who, "Ja, doe maar")
    await place.wait(hours=1)


async def signs_up(
    place: Town, who: str, *, brings: Sequence[str] = (), seeks: Sequence[str] = (), about: str = "Betere brieven.",
    field: str = "", elsewhere: str = "Ja", prefers: str = "", join: str = "Ik doe mee",
) -> None:  # fmt: skip
    """Let a candidate say what she brings and seeks, and whether she joins."""
    await place.taps(who, "Bekijken")
    await place.says(who, about)
    for chosen in (brings, seeks):
        await (place.taps(who, *chosen) if chosen else place.says(who, "overslaan"))
    await place.wait(minutes=2)
    await place.says(who, field or "overslaan")
    await place.taps(who, elsewhere)
    await place.says(who, "4")
    await place.says(who, prefers or "overslaan")
    await place.taps(who, join)


async def puts(place: Town) -> str:
    """Let Fatima look at who goes with whom, and put it to them; returns what she saw."""
    await place.hears("fatima")
    await place.says("fatima", "duo's vormen")
    seen = "\n".join(one.text for one in await place.hears("fatima"))
    await place.taps("fatima", "Ja, vraag het hun")
    await place.wait(days=1)
    return seen


async def chooses(place: Town, who: str, label: str) -> None:
    """Let somebody look at who was found for her, and choose."""
    await place.taps(who, "Bekijken")
    await place.taps(who, label)
