"""S25, GE6: who leaves a leergroep goes without a reason; the others hear it once, and her case texts go when she asks."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.people.importing import carry_out
from bot.people.roster import read
from storage.privacy.erasing import erase_person
from tests.acceptance.lists import HEAD, imports
from tests.acceptance.preparing import EVERYBODY, GATHERED, delivers, gathered, on_the_way
from tests.kit.leergroep import GROUP, PARTICIPANTS, decide, gather, plan
from tests.kit.searching import where
from tests.kit.town import FACILITATOR, Town, town

GONE = "Bram doet niet meer mee in Leergroep Noord."
NAMELESS = "Een van de deelnemers doet niet meer mee in Leergroep Noord."
WORD = "kanarie"


async def without_room(place: Town, until: str = "2026-01-30 10:05") -> None:
    """Let the leergroep of a town have no room, agree on a contract and plan six meetings."""
    await gather(place, room=False)
    await decide(place, *EVERYBODY)
    await plan(place, "29 januari om 10:00")
    await place.until(until)


async def leaves_group(place: Town, who: str = "bram") -> None:
    await place.says(who, "leergroep verlaten")
    await place.taps(who, "Ja, ik stop")


async def test_s25_edge_a_participant_leaves_and_the_room_hears_it_once_without_a_reason(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await leaves_group(place)
        before = await place.room(GROUP)
        await place.wait(days=20)

        assert GONE not in before
        assert (await place.room(GROUP)).count(GONE) == 1
        assert "Je doet niet meer mee in Leergroep Noord." in await place.reads("bram")
        for one in (*PARTICIPANTS, FACILITATOR):
            assert GONE not in await place.reads(one)


async def test_s25_edge_who_says_that_she_stays_leaves_nothing(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says("bram", "leergroep verlaten")
        await place.taps("bram", "Nee, ik blijf")
        await place.wait(days=5)

        assert GONE not in await place.room(GROUP)
        assert "Bijeenkomsten van Leergroep Noord" in await place.reads("bram")


async def test_s25_edge_a_participant_leaves_by_signing_off_and_the_room_hears_it(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        for said in ("afmelden", "2", "ja"):
            await place.says("bram", said)
        await place.wait(days=2)

        assert (await place.room(GROUP)).count(GONE) == 1
        assert "Bram" not in await place.room()  # her team hears nothing of it


async def test_s25_edge_who_takes_back_that_she_leaves_is_not_told_of(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        for said in ("afmelden", "2", "ja"):
            await place.says("bram", said)
        await place.wait(minutes=5)
        await place.says("bram", "herstel")
        await place.wait(days=2)

        assert GONE not in await place.room(GROUP)


async def test_s25_edge_of_who_erased_everything_the_room_hears_no_name(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        for said in ("afmelden", "1", "ja"):
            await place.says("bram", said)
        await place.wait(days=2)

        room = await place.room(GROUP)
        assert NAMELESS in room
        assert "bram" not in room.casefold()


@pytest.mark.parametrize("room", [True, False])
async def test_c44_the_name_of_who_left_goes_from_where_it_was_told_when_she_is_erased(tmp_path: Path, *, room: bool) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place, room=room)
        await leaves_group(place)
        await place.wait(days=2)
        told = [await place.room(GROUP), await place.reads("noor")]

        await place.app.store.run(lambda unit: erase_person(unit, "bram", place.clock.now()))
        await place.wait(minutes=5)

        now = [await place.room(GROUP), await place.reads("noor")]
        assert any(GONE in one for one in told)
        assert not [one for one in now if "Bram" in one]
        assert any(NAMELESS in one for one in now)


async def test_c44_the_name_of_who_left_goes_also_where_the_reader_left_since(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place, room=False)
        await leaves_group(place)
        await place.wait(days=2)
        await leaves_group(place, "noor")
        told = await place.reads("noor")

        await place.app.store.run(lambda unit: erase_person(unit, "bram", place.clock.now()))
        await place.wait(minutes=5)

        assert GONE in told
        assert GONE not in await place.reads("noor")
        assert NAMELESS in await place.reads("noor")


async def test_c44_the_name_of_who_left_goes_also_when_she_is_erased_half_a_year_later(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place)
        await leaves_group(place)
        await place.wait(days=180)
        told = await place.room(GROUP)

        await place.app.store.run(lambda unit: erase_person(unit, "bram", place.clock.now()))
        await place.wait(minutes=5)

        assert GONE in told
        assert "Bram" not in await place.room(GROUP)


async def test_s25_edge_of_who_was_erased_before_the_line_went_the_room_hears_no_name(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await leaves_group(place)
        await place.app.store.run(lambda unit: erase_person(unit, "bram", place.clock.now(), whole=True))
        await place.wait(days=2)

        assert NAMELESS in await place.room(GROUP)


async def test_s25_edge_a_participant_leaves_a_group_without_a_room_and_each_hears_it_on_a_day_of_its_own(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await without_room(place)
        told = {one: len(await place.shown(one)) for one in ("noor", "samira", "joost")}  # an assignment came today

        await leaves_group(place)
        await place.until("2026-01-30 17:00")

        assert [one for one in told if GONE in await place.reads(one)] == []
        assert (await place.reads(FACILITATOR)).count(GONE) == 1  # what comes to her as facilitator does not count (C-36)
        await place.until("2026-02-03 17:00")
        for one in told:
            assert (await place.reads(one)).count(GONE) == 1
        assert GONE not in await place.reads("ingrid")


async def test_s25_edge_who_left_meanwhile_does_not_hear_who_left_before_her(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await without_room(place)
        await imports(place, "bram", "noor")
        await place.until("2026-02-06 17:00")

        assert "Bram doet" not in await place.reads("noor")
        assert GONE in await place.reads("joost")
        assert "Noor doet niet meer mee" in await place.reads("joost")


async def test_s25_edge_a_participant_who_leaves_by_the_list_hears_it_and_so_do_the_others(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await imports(place, "bram")
        await imports(place, "bram")
        await place.wait(days=2)

        assert (await place.room(GROUP)).count(GONE) == 1
        assert (await place.reads("bram")).count("Je doet niet meer mee in Leergroep Noord.") == 1


async def test_s25_edge_who_was_taken_from_the_list_by_mistake_is_not_told_of(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until="2026-01-29 18:00") as place:
        await imports(place, "bram")
        await imports(place)
        await place.wait(days=4)

        assert GONE not in await place.room(GROUP)
        assert "Je doet niet meer mee" not in await place.reads("bram")


async def test_s25_edge_who_becomes_the_facilitator_instead_is_told_to_take_part_no_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        lines = read(f"{HEAD}\nbram,Bram,{GROUP},leergroep,facilitator,web,bram".encode())
        editions = place.app.editions
        await place.app.store.run(lambda unit: carry_out(unit, editions, lines, place.clock.now(), leavers=False))
        await place.wait(days=2)

        assert (await place.room(GROUP)).count(GONE) == 1


async def test_ge6_who_leaves_a_team_is_announced_to_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for said in ("afmelden", "2", "ja"):
            await place.says("bram", said)
        await place.wait(days=2)

        assert "Bram" not in await place.room()


async def test_ge6_case_texts_of_who_left_a_leergroep_go_at_once_on_request(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram", f"Een {WORD} in de gang.")
        await place.until(GATHERED)
        read = WORD in await gathered(place)
        await leaves_group(place)
        stands = WORD in await gathered(place)

        await place.taps("bram", "Ja, haal het weg")

        assert (read, stands) == (True, True)
        assert await where(place, WORD) == set()
        for one in EVERYBODY:
            assert WORD not in await place.reads(one)


async def test_ge6_who_asks_for_it_by_the_word_is_asked_first_and_who_still_takes_part_is_told_so(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram", f"Een {WORD} in de gang.")
        await place.says("bram", "haal mijn opdrachten weg")
        still = (await place.hears("bram"))[-1].text
        await imports(place, "bram")

        await place.says("bram", "haal mijn opdrachten weg")
        asked = await where(place, WORD)
        await place.taps("bram", "Nee, laat het staan")
        kept = await where(place, WORD)
        await place.says("bram", "haal mijn opdrachten weg")
        await place.taps("bram", "Ja, haal het weg")

        assert "Doe je nog mee?" in still
        assert asked == kept != set()
        assert await where(place, WORD) == set()


@pytest.mark.parametrize("words", [("afmelden", "2", "ja"), ("leergroep verlaten", "leergroep verlaten zeker")])
async def test_s25_edge_who_left_is_in_no_overview_and_no_attendance_any_more(tmp_path: Path, words: tuple[str, ...]) -> None:
    async with on_the_way(tmp_path) as place:
        await delivers(place, "bram", f"Een {WORD} in de gang.")
        await place.says("bram", "afwezig")
        for said in words:
            await place.says("bram", said)
        for one in ("noor", "samira", "joost"):
            await place.taps(one, "Ik kan op deze dagen")
        await place.until("2026-03-12 13:00")

        await place.says(FACILITATOR, "aanwezig")
        present = (await place.hears(FACILITATOR))[-1].text
        await place.says(FACILITATOR, "bijeenkomsten")

        assert "Noor" in await gathered(place)
        assert "Bram" not in await gathered(place)
        assert "Bram" not in present
        assert "Iedereen kan op deze dagen." in (await place.hears(FACILITATOR))[-1].text


async def test_s25_who_is_in_two_groups_says_which_one_she_leaves(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.add_team("zuid", "Leergroep Zuid", kind="leergroep")
        await place.add("bram", "participant", team="zuid")

        await place.says("bram", "leergroep verlaten")
        await place.taps("bram", "Leergroep Zuid")
        await place.taps("bram", "Ja, ik stop")
        await place.until(place.clock.now() + timedelta(days=1))

        assert "Bram doet niet meer mee in Leergroep Zuid." in await place.room("zuid")
        assert GONE not in await place.room(GROUP)


async def test_s25_who_is_in_no_leergroep_can_leave_none(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says("ingrid", "leergroep verlaten")

        assert "Je doet niet mee aan een leergroep of leerduo." in (await place.hears("ingrid"))[-1].text


async def test_s25_edge_where_everybody_left_who_facilitates_is_asked_nothing_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.until("2026-02-03 10:00")
        for one in PARTICIPANTS:
            await leaves_group(place, one)
        await place.wait(days=1)
        before = len(await place.shown(FACILITATOR))

        await place.until("2026-09-15 12:00")

        heard = [one.text for one in (await place.shown(FACILITATOR))[before:]]
        assert ["Over twee weken verwijder ik de teksten" in text for text in heard] == [True]  # those of her own


async def test_s25_edge_what_she_was_in_the_middle_of_is_left_with_the_group(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.taps("bram", "Beginnen")
        await place.taps("bram", "In kleine stukjes")
        await leaves_group(place)
        await place.says("bram", f"Een {WORD} in de gang.")

        assert "answer.body" not in await where(place, WORD)


async def test_ge4_who_facilitates_and_signed_off_hears_of_nobody_any_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        for said in ("afmelden", "2", "ja"):
            await place.says(FACILITATOR, said)
        before = len(await place.shown(FACILITATOR))

        await place.says("bram", "afwezig")
        await leaves_group(place, "noor")
        await place.wait(days=5)

        assert [one.text for one in (await place.shown(FACILITATOR))[before:]] == []
