"""What a colleague who knows all answers but one can tell of that one on a Monday, in the whole application (S16, V4).

As tests/hostile/test_told_together.py over the functions, here over everything that each of a team of four sees, the lead too.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from tests.kit.town import town
from tests.kit.week_start import FRIDAY, MONDAY, MOOD, NOON, TOGETHER
from tests.kit.worlds import PEOPLE, World, Worlds

FOUR = PEOPLE[:4]
USUAL, OTHERS = ("Prima", "Zwaar"), ("Veel energie", "Gaat wel")
HEAVY = {"Gaat wel", "Zwaar"}


def all_deeds() -> Iterator[dict[str, str]]:
    """Yield all ways in which people answer one of two sides, and one of them perhaps the other answer of her side."""
    for moods in product(USUAL, repeat=len(FOUR)):
        deeds = dict(zip(FOUR, moods, strict=True))
        yield deeds
        yield from ({**deeds, one: other} for one in FOUR if deeds[one] == USUAL[0] for other in OTHERS)


async def begins(worlds: Worlds, world: World, who: str) -> None:
    mood = world.deeds[who]
    await worlds.tap(world, who, "Vertellen")
    await worlds.tap(world, who, mood)
    await worlds.say(world, who, "overslaan")
    if mood in HEAVY:
        await worlds.tap(world, who, "Nee")


def only_one_way(worlds: list[World]) -> list[str]:
    """Return of whom somebody can tell how she begins, who sees what she sees and knows how all the others do."""
    alike: dict[tuple[object, ...], set[str]] = {}
    for world in worlds:
        for looks, other in product(FOUR, FOUR):
            known = tuple(sorted((one, mood) for one, mood in world.deeds.items() if one != other))
            if looks != other and {mood for _, mood in known} <= set(USUAL):  # beside which all four answers were tried
                alike.setdefault((looks, other, known, tuple(world.seen[looks])), set()).add(world.deeds[other])
    return [f"{key[0]} knows that {key[1]} says {moods}" for key, moods in alike.items() if len(moods) == 1]


@pytest.mark.no_cover  # many worlds of what tests/acceptance plays once
async def test_s16_who_knows_how_all_others_begin_the_week_does_not_know_how_the_last_does(tmp_path: Path) -> None:
    all_worlds = [World(number, deeds) for number, deeds in enumerate(all_deeds())]
    async with town(tmp_path, start=FRIDAY, formats=[], members=[]) as place:
        worlds = Worlds(place, all_worlds)
        await worlds.begin()
        for world in all_worlds:
            await place.switch_on(MOOD, world.team)
        await place.until(MONDAY)
        await worlds.each(lambda world, who: begins(worlds, world, who), *FOUR)
        for world in all_worlds:
            world.seen.clear()
        await place.until(NOON)
        await worlds.look()

    assert all(TOGETHER in "".join(world.seen[who]) for world in all_worlds for who in FOUR)
    assert only_one_way(all_worlds) == []
