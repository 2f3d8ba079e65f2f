"""X16, S06: whoever names a group by number gets no other, and nothing that is not hers to do."""

from pathlib import Path

import pytest

from dialogs.language.roles import Role
from tests.kit.town import Town, town
from tests.kit.value_checks import plan

NONE = "Er loopt nu niets dat je kunt verplaatsen of sluiten."


async def with_another_group(place: Town, who: str, role: Role, *, consent: str | None = "yes") -> None:
    """Let somebody have a role in a second group as well."""
    await place.wait(hours=1)
    await place.add_team("bezwaar", "Team Bezwaar")
    await place.add("olaf", team="bezwaar")
    await place.add(who, role, team="bezwaar", consent=consent)


async def test_x16_who_facilitates_two_groups_and_is_asked_nothing_else_says_for_which_one_she_plans(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await with_another_group(place, "fatima", "facilitator", consent=None)

        await place.says("fatima", "waardecheck start")
        asked = (await place.hears("fatima"))[-1]
        await place.says("fatima", "2")

        assert list(asked.choices) == ["Team Vergunningen", "Team Bezwaar"]
        assert "Dit gaat over Team Bezwaar." in (await place.hears("fatima"))[-1].text


@pytest.mark.parametrize("word", ["annuleer 2", "verplaats 2 naar 2 april om 10:00", "sluit nu 2", "stand 7"])
async def test_x16_a_group_in_which_somebody_leads_nothing_is_not_hers_to_steer(tmp_path: Path, word: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await with_another_group(place, "ingrid", "member")
        await place.add("lena", "lead", team="bezwaar")
        await plan(place, who="lena")

        await place.says("ingrid", word)
        await place.until("2026-03-16 14:05")

        assert (await place.hears("ingrid"))[0].text == NONE
        assert "Op donderdag 26 maart om 14:00 delen we in Team Bezwaar" in await place.reads("olaf")


async def test_x16_how_things_stand_in_a_group_is_told_to_who_is_a_member_of_it_and_by_no_other_number(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await with_another_group(place, "ingrid", "member")
        await place.add("lena", "lead", team="bezwaar")
        await plan(place, who="lena")

        told = []
        for word in ("stand", "stand 2", "stand 1"):
            await place.says("ingrid", word)
            told.append((await place.hears("ingrid"))[-1].text)

        stands = '"Waardecheck (Team Bezwaar)" is op donderdag 26 maart om 14:00. Er staat nu niets voor je open.'
        assert told == [stands, stands, NONE]


async def test_x16_a_number_of_a_group_in_which_she_may_not_plan_asks_for_nothing_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await with_another_group(place, "ingrid", "member")

        await place.says("ingrid", "waardecheck start 2")

        assert "Team Bezwaar" not in (await place.hears("ingrid"))[-1].text
