"""A value check in the town, as S06 has it: planned, prepared, held with somebody who writes along, and confirmed."""

from tests.kit.town import NAMED, PRIVATE, Town

PERIOD, TRAJECTORY = "De afgelopen periode", "Een leertraject"
OPENED = "Ik nodig Team Vergunningen op tijd uit"
IN_CHANNEL = "In het kanaal"


async def plan(
    place: Town, focus: str = PERIOD, when: str = "26 maart om 14:00", scribe: str = "Kies jij maar", who: str = "ingrid"
) -> None:
    """Let the lead plan a check."""
    await place.says(who, "waardecheck start")
    await place.taps(who, focus)
    for _ in ("name", "since") if focus == TRAJECTORY else ("since",):
        await place.says(who, "overslaan")
    await place.says(who, when)
    if when != IN_CHANNEL:
        await place.says(who, "ja")
    await place.says(who, scribe)
    await place.taps(who, "Ja, nodig uit")


async def prepares(
    place: Town, who: str, potential: str, readers: str = NAMED, live: str = "Ja", alone: str = "Nee", first: str = "Nee",
    asks: str = "overslaan",
) -> None:  # fmt: skip
    """Let somebody prepare a story of the period, and choose who reads it."""
    await place.taps(who, "Voorbereiden")
    for text in ("overslaan", "overslaan", "overslaan", potential, "overslaan", "overslaan", asks):
        await place.says(who, text)
    if asks != "overslaan":
        await place.wait(minutes=2)
    await place.says(who, "Een verhaal")
    await place.taps(who, live)
    if live == "Ja":
        if who == "ingrid":
            await place.taps(who, first)
        await place.taps(who, alone)
    await place.taps(who, readers)


async def writes_along(place: Town, scribe: str, *lines: tuple[str, str, str]) -> None:
    """Let the scribe write down lines: of whom, where it belongs, and what."""
    await place.taps(scribe, "Schrijven")
    for number, (who, level, text) in enumerate(lines, 1):
        await place.taps(scribe, who)
        await place.taps(scribe, level)
        await place.says(scribe, text)
        await place.taps(scribe, "Ja" if number < len(lines) else "Nee")


async def harvest(place: Town) -> str:
    """Let four prepare and three tell, until the session is over; return what the room read by then."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-09 09:00")
    await place.taps("bram", "Antwoorden")
    await place.taps("bram", "Ja, ik schrijf mee")
    await place.until("2026-03-16 14:01")
    await prepares(place, "noor", "Ik ken nu iemand bij de balie.", asks="Mogen we een proef doen?")
    await prepares(place, "samira", "Een idee voor de brief.", PRIVATE)
    await prepares(place, "joost", "Een lijstje.", NAMED, "Liever schriftelijk")
    await prepares(place, "ingrid", "De proef liep door.", PRIVATE)
    await place.until("2026-03-26 14:01")
    opening = await place.room()
    await writes_along(
        place, "bram", ("Samira", "3 Toegepast", "Ik bel nu eerst."), ("Noor", "1 Beleving", "Het was spannend."),
        ("Ingrid", "4 Effect", "Er komen minder vragen."),
    )  # fmt: skip
    await place.until("2026-03-27 09:30")
    return opening


async def confirms(place: Town, **choices: str) -> None:
    """Let tellers decide about their lines."""
    for who, choice in choices.items():
        await place.taps(who, "Bekijken")
        await place.taps(who, choice)


async def asks_the_team(place: Town) -> None:
    """Let somebody prepare a story with a question to the team in it."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-16 14:01")
    await prepares(place, "noor", "Een lijstje.", asks="Mogen we een proef doen?")


async def almost(place: Town, who: str) -> str:
    """Let somebody plan a check up to the last button; return its id."""
    await place.says(who, "waardecheck start")
    await place.taps(who, "De afgelopen periode")
    for said in ("overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
        await place.says(who, said)
    return next(id_ for label, id_ in (await place.hears(who))[-1].choices.items() if label.startswith("Ja, nodig uit"))
