"""A leergroep in the town: four participants, a facilitator from outside, and six planned meetings (S25)."""

from tests.kit.town import FACILITATOR, Town

GROUP = "leergroep"
PARTICIPANTS = ("noor", "bram", "samira", "joost")


async def gather(place: Town, *, room: bool = True) -> None:
    """Let the members of the town take part in a leergroep of their own as well."""
    await place.add_team(GROUP, "Leergroep Noord", kind="leergroep", room=room)
    await place.add(FACILITATOR, "facilitator", team=GROUP, consent=None)
    for person in PARTICIPANTS:
        await place.add(person, "participant", team=GROUP)


async def plan(
    place: Town, first: str = "19 maart om 10:00", weeks: str = "6", length: str = "Twee uur", where: str = "Stadhuis"
) -> None:  # fmt: skip
    """Let the facilitator plan the six meetings."""
    await place.says(FACILITATOR, "bijeenkomsten plannen")
    await place.says(FACILITATOR, first)
    await place.says(FACILITATOR, "ja")
    for said in (weeks, length, where, "ja"):
        await place.says(FACILITATOR, said)


async def decide(place: Town, *agreeing: str) -> None:
    """Let the facilitator write down on which day the group made its contract, and some agree to it by a word (S24)."""
    for said in ("contract", "vandaag", "ja", "2", "ja"):
        await place.says(FACILITATOR, said)
    for one in agreeing:
        await place.says(one, "contract akkoord")
