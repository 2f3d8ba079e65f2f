"""An experiment in the town, as S36 has it: begun, looked back upon, and come to its end."""

from tests.kit.town import LEAD, MEMBERS, NAMED, Town

BAND, PROJECT, PILOT = "Kleine groep vernieuwers", "Projectgroep", "Pilot"
START = "2026-03-09 10:00"
FIRST, END = "7 april", "1 juni"
"""Working days four and twelve weeks on."""


async def to_the_goal(place: Town, form: str = PILOT, who: str = LEAD) -> None:
    """Let somebody write down an experiment up to its goal."""
    await place.says(who, "experiment")
    await place.taps(who, form)
    await place.says(who, "Dat mensen minder vaak bellen.")
    await place.wait(minutes=2)
    await place.says(who, "Tien telefoontjes per dag minder.")
    await place.wait(minutes=2)


async def begins(
    place: Town, form: str = PILOT, *, who: str = LEAD, first: str = FIRST, end: str = END, joins: tuple[str, ...] = MEMBERS
) -> None:
    """Let somebody begin an experiment, in which some take part."""
    await to_the_goal(place, form, who)
    await place.taps(who, "Nee, dit is het")
    for _ in range(6):
        await place.says(who, "overslaan")
    await place.says(who, "Eén brief herschrijven.")
    await place.wait(minutes=2)
    for _ in range(3 if form != PROJECT else 4):
        await place.says(who, "overslaan")
    await place.taps(who, "Meteen")
    for day in (first, None, end):
        await place.says(who, day or "overslaan")
        if day:
            await place.says(who, "ja")
    if who == LEAD:
        await place.taps(who, "Ja, dat staat er")
    await place.taps(who, "Ja, begin")
    await place.wait(minutes=2)
    for one in joins:
        await place.taps(one, "Bekijken")
        await place.taps(one, "Ik doe mee")
        for _ in range(2):
            await place.says(one, "overslaan")


async def reviews(place: Town, who: str, coop: str = "Veel ideeën", seen: str = "Minder telefoon.") -> None:
    """Let somebody look back, and share what she saw."""
    await place.taps(who, "Terugkijken")
    await place.says(who, seen)
    await place.wait(minutes=2)
    await place.says(who, "overslaan")
    await place.taps(who, coop)
    for _ in range(3):
        await place.says(who, "overslaan")
    await place.taps(who, "Volop")
    await place.taps(who, NAMED)


async def to_the_end(place: Town) -> None:
    """Let an experiment come to the choice at its end."""
    await begins(place, BAND)
    await place.until("2026-06-05 12:00")
    await place.hears(LEAD)
