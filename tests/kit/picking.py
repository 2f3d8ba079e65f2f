"""Picking an action in the town, as S18 does, and asking somebody to join in."""

from tests.kit.town import PRIVATE, Town

FEEDBACK = "Hardop om gerichte feedback vragen"


async def picks(
    place: Town, *, who: str = "noor", level: str = "Ons team", factor: str = "Feedback", action: str = FEEDBACK,
    readers: str = PRIVATE, partner: str | None = None,
) -> None:  # fmt: skip
    """Let somebody pick an action from beginning to end."""
    await place.says(who, "actie")
    await place.taps(who, level)
    await place.taps(who, factor)
    await place.says(who, action)
    await place.wait(minutes=2)
    await place.says(who, "Vraag het één collega.")
    await place.says(who, "overslaan")
    if level != "Ikzelf":
        await place.taps(who, "Nee")
    await place.taps(who, readers)
    await place.says(who, partner or "overslaan")
