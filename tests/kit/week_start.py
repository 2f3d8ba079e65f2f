"""The week start in the town, as S16 has it."""

from tests.kit.town import Town

MOOD = "week_start_mood"
FOUR = ("noor", "bram", "samira", "joost")
WELL, HEAVY = "De meesten beginnen deze week met veel energie, of prima.", "Voor de meesten is het begin van deze week"
DIFFERS, FEW = "Hoe we deze week beginnen, verschilt.", "Hoe we beginnen, hoor je het best van elkaar."
TOGETHER = "Wat kunnen we deze week voor elkaar doen?"
FRIDAY, MONDAY, NOON = "2026-03-13 10:00", "2026-03-16 09:30", "2026-03-16 12:05"


async def begins(place: Town, *moods: str, people: tuple[str, ...] = FOUR) -> None:
    """Let people say how they begin the week, without a note and without asking anybody to drop by."""
    for person, mood in zip(people, moods, strict=False):
        await place.taps(person, "Vertellen")
        await place.taps(person, mood)
        await place.says(person, "overslaan")
        if mood in {"Gaat wel", "Zwaar"}:
            await place.taps(person, "Nee")


async def told(place: Town, *moods: str, people: tuple[str, ...] = FOUR) -> str:
    """Return what the room reads on a Monday on which people begin so."""
    await place.switch_on(MOOD)
    await place.until(MONDAY)
    await begins(place, *moods, people=people)
    await place.until(NOON)
    return await place.room()
