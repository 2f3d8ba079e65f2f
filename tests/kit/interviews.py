"""A day of learning interviews in the town, as S48 has it: planned, held in pairs, read over and told."""

from tests.kit.town import Town

SEVEN = ("noor", "bram", "samira", "joost", "lotte", "omar", "wim")
DAY = "dinsdag 17 maart om 10:00"
AT_TEN = "2026-03-17 10:00"
START = "Wat doe je nu anders of handiger dan een half jaar tot een jaar geleden?"


async def plan(place: Town, *, pairs: str = "Loot jij maar", who: str = "fatima", beside: str | None = None) -> None:
    """Let somebody plan the interviews, who guides the team or asks one beside her, and time pass until they begin."""
    await begins(place, who, beside, pairs=pairs)
    if beside is not None:
        await place.wait(hours=2)
        await place.taps(beside, "Lezen")
        await place.taps(beside, "Ja, graag")
    await place.until(AT_TEN)


async def begins(place: Town, who: str, beside: str | None, *, pairs: str = "Loot jij maar", day: str = DAY) -> None:
    """Let somebody plan the interviews, and ask one beside her."""
    await place.says(who, "interview plannen")
    await place.says(who, day)
    await place.says(who, "ja")
    await place.taps(who, pairs)
    if beside is not None:
        await place.says(who, beside)
    await place.taps(who, "Ja, graag")


async def goes_with(place: Town, who: str) -> str:
    """Return whom somebody interviews, as she is told."""
    said = next(one.text for one in reversed(await place.shown(who)) if "ij interviewt " in one.text)
    return said.casefold().split("jij interviewt ")[1].replace(",", " ").split()[0]


async def interviews(place: Town, who: str, better: str, *more: str) -> None:
    """Let somebody write down what she hears: what goes better, and the rest in the order in which it is asked."""
    await place.taps(who, "Beginnen")
    for text in (better, *more):
        await place.says(who, text)
        await place.wait(minutes=2)
    await place.says(who, "kort")


async def reads_over(place: Town, who: str, *labels: str, interviews_too: bool = False) -> None:
    """Let somebody who interviews nobody, or did so, read her own flap over, and say of each line what is to become of it."""
    if not interviews_too and any("Deze keer niet" in one.choices for one in await place.shown(who)):
        await place.taps(who, "Deze keer niet")
    await place.says(who, "leerinterview")
    for label in labels:
        await place.taps(who, label)
