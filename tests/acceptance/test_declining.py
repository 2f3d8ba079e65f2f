"""S22: who was named to facilitate a new leergroep can decline in chat, and who asked for the group names another."""

from pathlib import Path

import pytest
from sqlalchemy import select

from storage.groups import people
from storage.privacy.erasing import erase_person
from storage.store import Unit
from storage.tables import at_hand, outbox
from tests.kit.forming import FORMED, answers, completes, starts
from tests.kit.town import Town, town

ASKED = ("Bram", "Joost", "Samira")
WHY = "Om te leren."


async def with_hanna(place: Town) -> None:
    """Let there be another facilitator in the organisation, from another team."""
    await place.add_team("zuid", "Team Zuid")
    await place.add("hanna", "facilitator", team="zuid", consent=None)


async def declines(place: Town) -> None:
    """Let Fatima say that she does not facilitate the group, and mean it."""
    await place.says("fatima", "niet begeleiden")
    await place.taps("fatima", "Ja, ik begeleid niet")
    await place.wait(days=1)


async def guides(place: Town) -> list[str]:
    held = await place.app.store.read(lambda unit: people.members(unit, FORMED, ("facilitator",)))
    return [one.person for one in held]


async def test_s22_who_is_named_can_decline_and_the_initiator_names_another_who_is_read_by_nobody_before(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await with_hanna(place)
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee", why=WHY)
        await declines(place)
        heard = [one.text for one in await place.hears("noor")]
        await place.taps("noor", "Hanna")
        await place.wait(days=1)
        await place.says("hanna", "aanmeldingen")

        assert "Fatima kan **Leergroep Handhaving** niet begeleiden" in heard[-1]
        assert "lees je weer alleen zelf" in await place.reads("bram")
        assert await guides(place) == ["hanna"]
        assert "Noor wil een leergroep beginnen" in await place.reads("hanna")
        assert WHY not in await place.reads("hanna")
        assert (await place.reads("joost")).count("Er komt een leergroep") == 2


async def test_s22_with_another_facilitator_the_group_is_made_complete(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await with_hanna(place)
        await starts(place, asked=ASKED)
        await declines(place)
        await place.says("noor", "andere begeleider Hanna")
        await place.wait(days=1)
        for who in ("bram", "samira"):
            await answers(place, who, "Ik doe mee")
        await place.says("hanna", "groep rond")
        await place.taps("hanna", "Ja, de groep is rond")
        await place.wait(days=1)

        assert "je doet mee" in await place.reads("bram")


async def kept_as_it_stands(place: Town) -> list[str]:
    """Return the recipes and offers that are kept, which hold ids only."""

    def work(unit: Unit) -> list[str]:
        asked = select(outbox.c.recipe).union_all(select(at_hand.c.offered).where(at_hand.c.offered.is_not(None)))
        return list(unit.connection.execute(asked).scalars())

    return await place.app.store.read(work)


async def test_c44_who_could_facilitate_is_offered_by_name_and_her_name_stands_in_no_recipe(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await with_hanna(place)
        await starts(place, asked=ASKED)
        await declines(place)
        await place.says("noor", "andere begeleider Kees")

        offered = (await place.shown("noor"))[-1]
        assert "Hanna" in offered.choices
        assert not [one for one in await kept_as_it_stands(place) if "Hanna" in one]
        await place.says("noor", "Hanna")
        assert await guides(place) == ["hanna"]

        await place.app.store.run(lambda unit: erase_person(unit, "hanna", place.clock.now(), whole=True))
        await place.settle()
        assert {one.message.id: one.message.state for one in await place.shown("noor")}[offered.message.id] == "revised"


async def test_s22_who_thinks_better_of_declining_still_facilitates(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await place.says("fatima", "niet begeleiden")
        await place.taps("fatima", "Nee, ik blijf")

        assert await guides(place) == ["fatima"]


async def test_s22_where_nobody_else_facilitates_the_initiator_is_told_what_to_do(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await declines(place)
        told = await place.reads("noor")
        await place.says("noor", "andere begeleider Kees")

        assert "ken geen andere begeleider" in told
        assert "Wie begeleidt Leergroep Handhaving?" in await place.reads("noor")


@pytest.mark.parametrize("who", ["noor", "bram"])
async def test_s22_wrong_hands_nobody_else_declines_for_who_facilitates(tmp_path: Path, who: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await place.says(who, "niet begeleiden zeker")

        assert await guides(place) == ["fatima"]


async def test_s22_wrong_hands_only_who_asked_for_the_group_names_another(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await with_hanna(place)
        await starts(place, asked=ASKED)
        await place.says("noor", "andere begeleider Hanna")
        early = await guides(place)
        await declines(place)
        await place.says("bram", "andere begeleider Hanna")

        assert early == ["fatima"]
        assert await guides(place) == []


async def test_s22_once_the_group_is_complete_declining_is_a_matter_to_talk_about(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        for who in ("bram", "samira"):
            await answers(place, who, "Ik doe mee")
        await completes(place)
        await place.says("fatima", "niet begeleiden zeker")

        assert "Dat kan hier niet meer" in await place.reads("fatima")
        assert await guides(place) == ["fatima"]


async def test_s22_who_wanted_to_talk_first_hears_kindly_that_the_group_is_complete(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        for who in ("bram", "samira"):
            await answers(place, who, "Ik doe mee")
        await answers(place, "joost", "Eerst een gesprek")
        await completes(place)
        await place.wait(days=2)

        assert "Je wilde er eerst over praten, en dat kan nog" in await place.reads("joost")


@pytest.mark.parametrize("who", ["noor", "fatima", "bram"])
async def test_s22_stand_says_until_when_people_can_join_and_counts_nobody(tmp_path: Path, who: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=ASKED)
        await answers(place, "bram", "Ik doe mee")

        await place.says(who, "stand")

        told = (await place.hears(who))[-1].text
        assert "Aanmelden voor Leergroep Handhaving kan tot maandag 30 maart." in told
        assert "loopt sinds" not in told
        assert "1" not in told
