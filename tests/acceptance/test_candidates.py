"""S22: who is a candidate of a leergroep, or took the initiative to it, takes part in nothing of it yet."""

from pathlib import Path

from dialogs.language.roles import Role
from storage.groups import people
from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import Town, town

OUTSIDE: tuple[Role, ...] = ("candidate", "initiator")


async def wait_outside(place: Town) -> None:
    for role in OUTSIDE:
        await place.add(role, role, team=GROUP)


async def test_s22_neither_a_candidate_nor_an_initiator_is_asked_anything_of_the_group(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["leergroep_cycle"]) as place:
        await gather(place, room=False)
        await wait_outside(place)
        await plan(place)
        await place.until("2026-05-01 12:00")

        for role in OUTSIDE:
            assert await place.hears(role) == []


async def test_s22_neither_a_candidate_nor_an_initiator_plans_or_sees_the_meetings(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["leergroep_cycle"]) as place:
        await gather(place)
        await wait_outside(place)
        await plan(place)

        for role in OUTSIDE:
            for said in ("bijeenkomsten", "contract", "afwezig bijeenkomst 1"):
                await place.says(role, said)
                assert "19 maart" not in (await place.hears(role))[-1].text


async def test_s22_a_candidate_who_is_nothing_else_is_introduced_to_the_bot(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await gather(place)
        await place.add("mila", "candidate", team=GROUP, consent=None)

        await place.says("mila", "hallo")

        assert "Doe je mee?" in (await place.hears("mila"))[-1].text


async def test_s22_an_initiator_who_is_nothing_else_is_asked_nothing(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await gather(place)
        await place.add("karim", "initiator", team=GROUP, consent=None)

        await place.says("karim", "hallo")

        assert await place.app.store.read(lambda unit: people.load(unit, "karim").consent) == "none"
        assert len(await place.hears("karim")) == 1
