"""S22: somebody starts a leergroep after a short check, with a facilitator from outside; nobody is enrolled by that."""

from pathlib import Path

import pytest

from bot.gatherings.outsiders import NOT_EXTERNAL
from storage.groups import people, teams
from storage.privacy import audit
from tests.kit.forming import FORMED, answers, starts
from tests.kit.town import MEMBERS, Town, town


async def roles(place: Town) -> set[tuple[str, str]]:
    held = await place.app.store.read(lambda unit: people.members(unit, FORMED, people.ALL_ROLES))
    return {(one.person, one.role) for one in held}


async def test_s22_acceptance_1_a_group_of_seven_is_warned_of_and_goes_on_after_a_yes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, size="7")

        assert "Zeven is al vrij groot" in await place.reads("noor")
        assert ("bram", "candidate") in await roles(place)


async def test_s22_acceptance_2_who_says_no_is_known_to_nobody_and_the_initiator_hears_how_many_join(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=("Bram", "Joost", "Samira"))
        await answers(place, "bram", "Ik doe mee", why="Ik wil er iets mee.")
        await answers(place, "joost", "Nee", why="Liever een cursus.", free="Niet helemaal")
        for who in ("noor", "fatima"):
            await place.says(who, "aanmeldingen")
        await place.wait(weeks=4)

        initiator, guide = await place.reads("noor"), await place.reads("fatima")
        assert "Zoveel mensen willen nu meedoen: 1." in initiator
        assert "Ik wil er iets mee." not in initiator
        assert "Ik wil er iets mee." in guide
        for told in (initiator, guide, await place.room(), await place.room(FORMED)):
            assert "Liever een cursus." not in told
            assert "**Joost**" not in told


@pytest.mark.parametrize("asked", [(), ("Bram", "Joost")])
async def test_s22_acceptance_3_the_lead_of_a_member_is_not_external(tmp_path: Path, asked: tuple[str, ...]) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("zuid", "Team Zuid")
        await place.add("omar", "facilitator", team="zuid", consent=None)
        await place.add_team("west", "Team West")
        await place.add("omar", "lead", team="west")
        await place.add("bram", "member", team="west")

        await starts(place, asked=asked, guide="Omar")

        assert "Omar hoort bij het team van iemand die je vraagt" in await place.reads("noor")
        assert not await roles(place)


async def test_s22_acceptance_3_her_own_lead_is_refused_at_the_question(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "leergroep starten")
        for answer in ("Ja", "Ja", "Ja", "Ja", "Ja", "Nee", "5", "Ja", "Twee uur"):
            await place.taps("noor", answer)
        offered = (await place.hears("noor"))[-1].choices
        await place.says("noor", "Ingrid")

        said = (await place.hears("noor"))[-1]
        assert "hoort bij jullie team" in said.text
        assert list(offered) == list(said.choices) == ["Fatima", "Nog niemand"]


async def test_s22_acceptance_3_an_administrator_can_confirm_her(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.app.store.run(lambda unit: audit.note(unit, NOT_EXTERNAL, place.clock.now(), subject="ingrid"))
        await place.add_team("zuid", "Team Zuid")
        await place.add("ingrid", "facilitator", team="zuid")

        await starts(place, guide="Ingrid", asked=("Bram", "Joost"))

        assert ("ingrid", "facilitator") in await roles(place)


async def test_s22_acceptance_4_a_no_to_knowing_each_other_is_a_note_and_no_block(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, know="Nee")

        said = await place.reads("noor")
        assert "wat meer tijd om kennis te maken" in said
        assert "hoe een ander het aanpakt" in said
        assert ("bram", "candidate") in await roles(place)


async def test_s22_all_of_the_team_are_asked_and_nobody_takes_part_by_that(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place)

        everybody = {(one, "candidate") for one in (*MEMBERS, "ingrid")}
        assert await roles(place) == everybody | {("noor", "initiator"), ("fatima", "facilitator")}
        team = await place.app.store.read(lambda unit: teams.load(unit, FORMED))
        assert (team.kind, team.name, team.room) == ("leergroep", "Leergroep Handhaving", ("web", FORMED))


async def test_s22_a_second_group_of_the_same_name_gets_another(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await starts(place, asked=("Bram",))
        await starts(place, asked=("Joost",))

        names = await place.app.store.read(lambda unit: [teams.load(unit, one).name for one in teams.all_ids(unit)])
        assert {"Leergroep Handhaving", "Leergroep Handhaving 2"} <= set(names)


async def test_s22_wrong_hands_who_lost_her_role_meanwhile_forms_no_group(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "leergroep starten")
        for said in ("Ja", "Ja", "Ja", "Ja", "Ja", "Nee", "5", "Ja", "Twee uur", "Fatima", "Iedereen"):
            await place.taps("noor", said)
        await place.says("noor", "Leergroep Handhaving")
        await place.leaves("noor")
        await place.taps("noor", "Ja, doe maar")

        assert "Dat kan ik niet voor je doen" in await place.reads("noor")
        assert not await roles(place)


async def test_s22_who_did_not_agree_to_the_bot_yet_is_asked_that_first_and_then_whether_she_joins(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], asked=["mila"]) as place:
        await place.until("2026-03-09 12:00")
        await starts(place, asked=("Mila", "Bram"))

        before = await place.reads("mila")
        await place.says("mila", "ja")
        for _ in range(4):
            await place.says("mila", "overslaan")
        await place.wait(days=3)

        assert "Doe je mee?" in before
        assert "Er komt een leergroep" not in before
        assert "Er komt een leergroep: **Leergroep Handhaving**" in await place.reads("mila")
