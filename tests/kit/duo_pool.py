"""All who are in a duo of one call together, in the town: four or more, with Fatima who guides them (S45, S47)."""

from collections.abc import Sequence

from tests.kit.town import FACILITATOR, Town

POOL = "duos"
FOUR = ("noor", "bram", "samira", "joost")


async def a_pool(place: Town, people: Sequence[str] = FOUR) -> None:
    """Let members of the town be in duos together."""
    await place.add_team(POOL, "Leerduos Noord", kind="duos", room=False)
    await place.add(FACILITATOR, "facilitator", team=POOL, consent=None)
    for person in people:
        await place.add(person, "participant", team=POOL)


async def plans_meetings(place: Town, first: str = "19 maart om 10:00", weeks: str = "4") -> None:
    """Let Fatima plan the three moments."""
    await place.says(FACILITATOR, "intervisie plannen")
    await place.says(FACILITATOR, first)
    await place.says(FACILITATOR, "ja")
    for said in (weeks, "Stadhuis", "ja"):
        await place.says(FACILITATOR, said)
    await place.wait(minutes=2)
