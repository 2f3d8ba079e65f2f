"""A learning duo in the town: Noor and Bram, whom Fatima guides; they are members of their team as well (S42)."""

from tests.kit.town import FACILITATOR, Town

DUO = "duo"
PARTNERS = ("noor", "bram")


async def a_duo(place: Town, id_: str = DUO, partners: tuple[str, str] = PARTNERS, name: str = "Duo Balie") -> None:
    """Let two members of the town be a duo."""
    await place.add_team(id_, name, kind="duo", room=False)
    await place.add(FACILITATOR, "facilitator", team=id_, consent=None)
    for person in partners:
        await place.add(person, "participant", team=id_)


async def a_duo_with_budget(place: Town) -> None:
    """Let two members of the town be a duo that may spend something."""
    await a_duo(place)
    await place.chooses(DUO, duo__budget=1000)


async def heard(place: Town, who: str) -> str:
    """Return all that is new to somebody, as one text."""
    return "\n\n".join(one.text for one in await place.hears(who))


async def writes_plan(place: Town, *moments: str, put: bool = True, about: str = "Betere brieven.") -> None:
    """Let Noor write the plan of the duo, and put it to Bram."""
    await place.says("noor", "plan van aanpak")
    await place.says("noor", about)
    for number, moment in enumerate(moments):
        await place.says("noor", moment)
        await place.says("noor", "ja")
        if number == len(moments) - 1:
            await place.taps("noor", "Dit zijn alle momenten")
    if not moments:
        await place.says("noor", "overslaan")
    for said in (
        "Samen schrijven.",
        "Korter schrijven.",
        "Noor de opzet, Bram de toon.",
        "Vier uur per week.",
        "Een taalcoach.",
    ):
        await place.wait(minutes=2)
        await place.says("noor", said)
    await place.says("noor", "overslaan")
    await place.taps("noor", "Bram" if put else "Nog niet")


async def begins(place: Town, day: str = "morgen", *talks: str) -> None:
    """Let Fatima begin the duo on a day, with a report every six weeks; she names when she can talk with them."""
    await place.says(FACILITATOR, "duo beginnen")
    await place.says(FACILITATOR, day)
    await place.says(FACILITATOR, "ja")
    await place.says(FACILITATOR, "overslaan")
    for talk in talks:
        await place.says(FACILITATOR, talk)
        await place.says(FACILITATOR, "ja")
    if talks:
        await place.taps(FACILITATOR, "Dit waren ze")
    else:
        await place.says(FACILITATOR, "overslaan")
    await place.taps(FACILITATOR, "Ja, begin")
    await place.wait(minutes=5)


async def books(place: Town, who: str, hours: str, book: str = "Ja, boek het") -> str:
    """Let somebody book hours; returns what she heard last."""
    await place.says(who, "uren")
    await place.says(who, hours)
    await place.says(who, "overslaan")
    await place.says(who, "overslaan")
    await place.taps(who, book)
    return (await place.hears(who))[-1].text


async def reports(place: Town, who: str = "noor", other: str = "Bram", good: str = "We lachen veel.") -> None:
    """Let one of the duo write the report that is open, and put it to the other one."""
    await place.says(who, "verslag")
    await place.says(who, good)
    await place.wait(minutes=2)
    await place.says(who, "De tijd vinden.")
    for _ in range(6):
        await place.says(who, "overslaan")
    await place.taps(who, other)
    await place.until("tue 12:00")
