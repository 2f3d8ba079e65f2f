"""A trajectory of somebody in the town, as S08 has it: a training or a task, planned and gone through."""

from tests.kit.town import Town

ALL = ("trajectory_before",)
START = "2026-05-11 09:00"


async def plan_training(place: Town, who: str, name: str, *days: str, go: str = "Ja, nu") -> None:
    """Let somebody name a training and its days."""
    await place.says(who, "traject")
    await place.taps(who, "Training of traject")
    await place.says(who, name)
    for day in days:
        await place.says(who, day)
        await place.says(who, "ja")
    await place.taps(who, "Dit waren alle dagen")
    await place.taps(who, go)


async def plan_task(place: Town, who: str, begins: str, ends: str, go: str = "Ja, nu") -> None:
    """Let somebody name a task, and from when until when it takes."""
    await place.says(who, "traject")
    await place.taps(who, "Klus")
    await place.says(who, "Een handleiding maken")
    for day in (begins, ends):
        await place.says(who, day)
        await place.says(who, "ja")
    await place.taps(who, go)


async def answer(place: Town, who: str, **said: str) -> None:
    """Answer what is asked by the words with which a question begins, and skip the others until nothing is asked."""
    told = {name.replace("_", " "): text for name, text in said.items()}
    for _ in range(60):
        last = await latest(place, who)
        if "Dank je." in last:
            return
        await place.says(who, next((text for name, text in told.items() if name in last), "overslaan"))
        if "Bedoel je" in await latest(place, who):
            await place.says(who, "ja")


async def latest(place: Town, who: str) -> str:
    """Return the last message to somebody."""
    return (await place.shown(who))[-1].text


async def told_since(place: Town, who: str, before: int) -> list[str]:
    """Return what the bot started to somebody after so many messages: those with a title."""
    return [one.text for one in (await place.shown(who))[before:]]


async def learning(place: Town, *days: str) -> None:
    """Let Noor plan a training and prepare nothing."""
    await plan_training(place, "noor", "Helder schrijven", *days)
    await place.says("noor", "overslaan")
    await answer(place, "noor")
