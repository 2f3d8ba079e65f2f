"""C-44: who is erased is named nowhere any more, in what others read before and in what still waits for them."""

from pathlib import Path

import pytest

from storage.outgoing import sending
from storage.privacy.erasing import erase_person
from tests.acceptance.lists import imports
from tests.acceptance.preparing import CASE, delivers, gathered, on_the_way
from tests.acceptance.test_leaving_a_group import NAMELESS, leaves_group, without_room
from tests.kit.forming import answers, completes, starts
from tests.kit.leergroep import GROUP, PARTICIPANTS
from tests.kit.town import FACILITATOR, Town, town

PLACEHOLDER = "Oud-lid"
OWN_EXAMPLE = '"groep rond met Noor, Bram en Joost"'


async def erases(place: Town, person: str, *, whole: bool = True) -> None:
    """Erase somebody, and let what was said be put right."""
    await place.app.store.run(lambda unit: erase_person(unit, person, place.clock.now(), whole=whole))
    await place.wait(minutes=5)


async def is_complete(place: Town) -> None:
    """Let a leergroep of three be complete; that each hears on her next free day."""
    await starts(place, asked=("Bram", "Joost", "Samira"))
    for one in ("bram", "joost", "samira"):
        await answers(place, one, "Ik doe mee")
    await place.says(FACILITATOR, "aanmeldingen")
    await completes(place)


@pytest.mark.parametrize("whole", [True, False])
async def test_c44_a_message_that_names_who_was_erased_meanwhile_still_reaches_the_others(
    tmp_path: Path, *, whole: bool
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_complete(place)
        await erases(place, "bram", whole=whole)
        await place.wait(days=4)

        for one, other in (("joost", "Samira"), ("samira", "Joost")):
            told = (await place.shown(one))[-1].text
            assert f"De anderen in de groep:\n\n– {PLACEHOLDER}\n\n– {other}" in told


@pytest.mark.parametrize("whole", [True, False])
async def test_c44_who_takes_part_in_a_group_and_who_began_it_is_named_no_more(tmp_path: Path, *, whole: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_complete(place)
        await place.wait(days=4)
        before = await place.reads("joost")
        for one in ("bram", "noor"):
            await erases(place, one, whole=whole)

        assert "– Bram" in before
        for reader in ("joost", "samira", FACILITATOR):
            read = (await place.reads(reader)).replace(OWN_EXAMPLE, "")
            assert "Bram" not in read
            assert "Noor" not in read


async def test_c44_who_could_not_come_and_was_not_there_is_named_no_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until="2026-01-28 10:00") as place:
        await place.switch_on("facilitator_week", GROUP)
        await place.says("bram", "afwezig bijeenkomst 2")
        await place.until("2026-03-12 13:30")
        await place.says(FACILITATOR, "aanwezig")
        before = await place.reads(FACILITATOR)
        await erases(place, "bram")

        assert "Bram kan niet" in before
        assert "Bram was er niet" in before
        assert before.count("**Bram**: nog niet") > 0
        assert "Bram" not in await place.reads(FACILITATOR)
        assert f"{PLACEHOLDER} kan niet op donderdag 12 maart" in await place.reads(FACILITATOR)


async def test_c44_a_newcomer_is_named_no_more_once_she_is_erased(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until="2026-02-04 10:00") as place:
        await imports(place, also="hanna")
        await place.wait(days=2)
        before = await place.reads(FACILITATOR)
        await erases(place, "hanna")

        assert "Hanna is nu deelnemer van Leergroep Noord" in before
        assert "Hanna" not in await place.reads(FACILITATOR)


async def test_c44_who_left_too_reads_the_name_of_who_left_before_her_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await without_room(place)
        await leaves_group(place)
        await place.until("2026-02-06 16:00")
        await leaves_group(place, "noor")
        await erases(place, "bram")

        assert NAMELESS in await place.reads("noor")
        for one in (*PARTICIPANTS[:1], *PARTICIPANTS[2:], FACILITATOR):
            assert "Bram" not in await place.reads(one)


async def test_ge18_who_facilitated_the_group_before_is_shown_no_more_of_how_far_each_is(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.switch_on("facilitator_week", GROUP)
        await delivers(place, "noor")
        await place.until("2026-03-11 16:00")
        before = await place.reads(FACILITATOR)
        await place.leaves(FACILITATOR, GROUP)
        await place.says("bram", "opdracht")
        await place.taps("bram", "Ik vertel het daar")
        await place.says("noor", "verwijder 2")
        await place.says("noor", "ja")
        await place.wait(minutes=5)

        assert "**Bram**: nog niet" in before
        after = await place.reads(FACILITATOR)
        assert CASE not in after
        assert "mondeling" not in after


async def test_c44_the_name_goes_from_an_old_overview_too_also_when_nothing_could_be_sent_for_a_while(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.until("2026-03-11 16:00")
        before = await gathered(place)
        await place.wait(days=75)

        await place.app.store.run(lambda unit: sending.stop(unit, place.clock.now()))
        await erases(place, "bram")
        await place.wait(days=2)
        await place.app.store.run(sending.resume)
        await place.wait(days=1)

        assert "**Bram**: nog niet" in before
        assert "Bram" not in await gathered(place)
