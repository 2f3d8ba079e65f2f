"""The scenarios of spec §17 that cross several systems."""

from pathlib import Path

from tests.kit.town import LEAD, MEMBERS, NAMED, TEAM, Town, town

SIX = (LEAD, *MEMBERS, "lotte")
QUESTION, REMINDER = "de afgelopen week", "Wil je nog vertellen"


async def who_hears(place: Town, words: str) -> dict[str, int]:
    """Return who was told something with these words since the last look, and how often."""
    found = {who: sum(words in one.text for one in await place.hears(who)) for who in SIX}
    return {who: count for who, count in found.items() if count}


async def test_e1_two_weeks_of_a_team_of_six_of_whom_five_take_part_and_one_pauses(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.add("lotte", consent="no")
        await place.says("joost", "afwezig tot 1 mei")
        asked, reminded, posts = [], [], []

        for shares in (True, False):
            await place.until("thu 14:30")
            asked.append(set(await who_hears(place, QUESTION)))
            if shares:
                await place.tells("bram", "Een lege kast.", NAMED)
                await who_hears(place, REMINDER)
            await place.until("wed 12:00")
            reminded.append(await who_hears(place, REMINDER))
            posts.append(len(await place.hears(TEAM, "room")))

        assert asked == [{LEAD, "noor", "bram", "samira"}] * 2
        assert reminded == [{LEAD: 1, "noor": 1, "samira": 1}, {LEAD: 1, "noor": 1, "bram": 1, "samira": 1}]
        assert posts == [1, 0]
