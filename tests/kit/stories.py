"""Playing a story: a conversation as data, in ``tests/stories/*.yaml``.

How to write one stands in docs/how-to/add-a-werkvorm.md.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import yaml

from dialogs.library import Library
from tests.kit.duo import a_duo_with_budget
from tests.kit.duo_pool import a_pool
from tests.kit.leergroep import gather
from tests.kit.town import TEAM, Heard, Town, town

HERE = Path(__file__).parent.parent / "stories"
OF_TOWN = ("start", "members", "asked", "renewing", "formats", "introduces")
GROUPS: Mapping[str, Callable[[Town], Awaitable[None]]] = {"leergroep": gather, "duo": a_duo_with_budget, "duos": a_pool}
OPTIONS = (*OF_TOWN, *GROUPS)
"""What a story may say of the town it plays in."""


def all_stories() -> list[Path]:
    """Return every story; a new one joins by being there."""
    return sorted(HERE.glob("*.yaml"))


async def play(
    path: Path, folder: Path, library: Library | None = None, where: Callable[..., AbstractAsyncContextManager[Town]] = town
) -> None:
    """Play one story, with the formats of the library or others; raises AssertionError that names the step.

    ``where`` is the town of another channel.
    """
    story = read(path)
    options = {name: story[name] for name in OF_TOWN if name in story}
    async with where(folder, library=library, **options) as place:
        for name, gathers in GROUPS.items():
            if story.get(name):
                await gathers(place)
        for number, step in enumerate(story["steps"], start=1):
            try:
                await _step(place, step)
            except AssertionError as wrong:
                raise AssertionError(f"{path.name}, step {number} {step}: {wrong}") from wrong


def read(path: Path) -> Mapping[str, Any]:
    """Return a story as it stands in its file."""
    story: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return story


async def _step(place: Town, step: Mapping[str, Any]) -> None:
    ((key, value),) = step.items()
    words = key.split()
    if not (await _looked(place, words, value) or await _happened(place, words, value)):
        raise AssertionError("this is no step of a story")


async def _happened(place: Town, words: list[str], value: Any) -> bool:
    """Let time pass or somebody act; False for words that are no such step."""
    match words:
        case ["wait"]:
            amount, unit = value.split()
            await place.wait(**{unit if unit.endswith("s") else f"{unit}s": float(amount)})
        case ["until"]:
            await place.until(value)
        case ["down", "until"]:
            await place.down_until(value)
        case [who, "taps"]:
            await place.taps(who, *_several(value))
        case [who, "fills"]:
            await place.fills(who, **value)
        case [who]:
            await place.says(who, value)
        case _:
            return False
    return True


async def _looked(place: Town, words: list[str], value: Any) -> bool:
    """Check what somebody or the room sees; False for words that are no such step."""
    match words:
        case ["bot", "to", who]:
            _holds(await place.hears(who), value, who)
        case ["nothing", "for"]:
            heard = await place.hears(value)
            assert not heard, f"{value} heard: {heard[0].text}"
        case ["room", "hears"]:
            _holds(await place.hears(TEAM, "room"), value, "the room")
        case ["room", "shows"]:
            _reads(await place.room(), value, wanted=True)
        case ["room", "hides"]:
            _reads(await place.room(), value, wanted=False)
        case [who, "sees"]:
            _reads(await place.reads(who), value, wanted=True)
        case _:
            return False
    return True


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _holds(heard: list[Heard], value: str | list[str], who: str) -> None:
    """The new messages together hold every piece, in text or on a button."""
    assert heard, f"{who} heard nothing"
    everything = "\n".join([one.text + "\n" + "\n".join(one.choices) for one in heard])
    for piece in _several(value):
        assert piece in everything, f"{piece!r} is not in: {everything}"


def _reads(text: str, value: str | list[str], *, wanted: bool) -> None:
    for piece in _several(value):
        assert (piece in text) is wanted, f"{piece!r} {'is not' if wanted else 'is'} in: {text}"
