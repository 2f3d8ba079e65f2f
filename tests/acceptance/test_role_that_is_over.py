"""GE6, X14: what is asked of who leads is not answered for the group any more by somebody whose role is over."""

from pathlib import Path

import pytest

from storage import people
from tests.acceptance.test_value_check import asks_the_team
from tests.kit.town import TEAM, Town, town


async def ends(place: Town, who: str) -> None:
    await place.app.store.run(lambda unit: people.end_role(unit, TEAM, who, "lead", place.clock.now()))


@pytest.mark.parametrize("opened", [True, False])
async def test_ge6_the_answer_of_who_leads_no_more_is_hers_alone(tmp_path: Path, *, opened: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_the_team(place)
        await place.app.store.run(lambda unit: people.appoint(unit, TEAM, "joost", "lead", place.clock.now()))
        await place.until("2026-03-31 09:31")
        if opened:
            await place.taps("joost", "Antwoorden")
            await ends(place, "joost")
        else:
            await ends(place, "joost")
            await place.taps("joost", "Antwoorden")

        await place.says("joost", "Dit doen we niet.")
        said = (await place.hears("joost"))[-1].text
        await place.until("2026-05-01 12:00")

        assert "Team Vergunningen" not in said
        assert "Dit doen we niet." not in await place.room()
        await place.says("joost", "mijn antwoorden")
        hers = (await place.hears("joost"))[-1].text
        assert "Dit doen we niet." in hers
        assert "(Alleen voor mij)" in hers
