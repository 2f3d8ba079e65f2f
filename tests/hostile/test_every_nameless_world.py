"""What a curious colleague can tell of who shared nothing, or without a name, tried in every way it can go (S06, K2, K3).

As tests/hostile/test_every_world.py, for a board that takes texts without a name, in a team of four: the smallest in which
they can be shared. Until there are three they wait, and who wrote one shared nothing yet that anybody reads.
"""

from itertools import product
from pathlib import Path

import pytest

from tests.acceptance.harvest import harvesting
from tests.kit.town import NAMELESS, PRIVATE, town
from tests.kit.worlds import PEOPLE, World, Worlds, given_away

NOTHING, KEEPS, SHARES = "nothing", "keeps", "shares without a name"
QUIET = {4: (NOTHING, KEEPS)}
ENOUGH = 3


async def tell(worlds: Worlds, world: World, who: str) -> None:
    """Let somebody tell what she lived, and choose who reads it."""
    if (deed := world.deeds[who]) != NOTHING:
        readers = NAMELESS if deed == SHARES else PRIVATE
        await worlds.say(world, who, "Iets kleins.", "overslaan", "overslaan", "overslaan", readers)


def is_hidden(world: World, looks: str, who: str) -> bool:
    """Whether it is not to be seen what somebody did: she shared nothing yet, or her text stands among others without a name.

    Who sees as many texts as there are people beside herself knows that all of them wrote one.
    """
    sharing = [one for one, deed in world.deeds.items() if deed == SHARES]
    others = [one for one in world.deeds if one != looks]
    return who not in sharing or len(sharing) < ENOUGH or not set(others) <= set(sharing)


@pytest.mark.trust("S14")
@pytest.mark.no_cover  # many worlds of what tests/acceptance plays once
async def test_k2_nobody_can_tell_who_shared_nothing_whose_text_waits_or_who_wrote_one_without_a_name(tmp_path: Path) -> None:
    deeds = product((*QUIET[4], SHARES), repeat=4)
    all_worlds = [World(number, dict(zip(PEOPLE, done, strict=False))) for number, done in enumerate(deeds)]
    async with town(tmp_path / "data", library=harvesting(tmp_path / "dialogs"), formats=[], members=[]) as place:
        worlds = Worlds(place, all_worlds)
        await worlds.begin()
        for world in all_worlds:
            await place.switch_on("harvest", world.team)
        await place.until("mon 10:00")
        await worlds.each(lambda world, who: tell(worlds, world, who))
        await worlds.look()
        for day in ("thu 09:00", "fri 12:00"):
            await place.until(day)
            await worlds.look()

    assert sum("Totaalopbrengst" in "".join(world.seen["ingrid"]) for world in all_worlds) == 9
    assert given_away(all_worlds, QUIET, lambda world: world.deeds, is_hidden) == []
