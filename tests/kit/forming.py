"""A leergroep that somebody in the town starts: the check, who is asked, and what each says (S22)."""

from tests.kit.town import Town

FORMED = "leergroep-handhaving"


async def starts(
    place: Town, who: str = "noor", *, asked: tuple[str, ...] = (), size: str = "5", know: str = "Ja", guide: str = "Fatima",
    go: str = "Ja, doe maar",
) -> None:  # fmt: skip
    """Let somebody start a leergroep of the people that are named, or of all of her team."""
    await place.says(who, "leergroep starten")
    for said in ("Ja", "Ja", "Ja", know, know, "Nee", size):
        await place.taps(who, said)
    if size == "7":
        await place.taps(who, "Ja")
    for said in ("Ja", "Twee uur", guide, "Een paar mensen" if asked else "Iedereen"):
        await place.taps(who, said)
    if asked:
        await place.taps(who, *asked)
    await place.says(who, "Leergroep Handhaving")
    await place.taps(who, go)
    await place.wait(hours=1)


async def answers(place: Town, who: str, join: str, *, why: str = "", free: str = "Ja", look: str = "Nu niet") -> None:
    """Let a candidate say whether she joins."""
    await place.taps(who, "Bekijken")
    await place.says(who, why or "overslaan")
    for said in ("Ja", free, "Ja", join):
        await place.taps(who, said)
    if join != "Nee":
        await place.taps(who, look)


async def completes(place: Town, names: str = "") -> None:
    """Let the facilitator make the group complete, with all who want to join or with those who are named."""
    await place.says("fatima", f"groep rond met {names}" if names else "groep rond")
    await place.taps("fatima", "Ja, de groep is rond")
