"""S42: a partner may leave a duo at any moment; the other one and who guides them hear it once; one alone is asked nothing."""

from pathlib import Path

from bot.words.leaving import leave_all
from storage.groups import people
from tests.kit.duo import DUO, a_duo, begins, heard
from tests.kit.town import town


async def test_s42_edge_a_partner_leaves_and_both_others_hear_what_can_be_done(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await place.says("bram", "hulp")
        assert "**duo verlaten**: met je leerduo stoppen" in await heard(place, "bram")
        await place.says("bram", "duo verlaten")
        assert "Wil je stoppen met Duo Balie? Een reden hoeft niet." in await heard(place, "bram")
        await place.taps("bram", "Ja, ik stop")
        assert "Je doet niet meer mee in Duo Balie." in await heard(place, "bram")
        await place.wait(days=1)

        other, guide = await heard(place, "noor"), await heard(place, "fatima")
        assert "Bram doet niet meer mee in Duo Balie." in other
        assert 'Typ dan "duo verlaten"' in other
        assert "Bram doet niet meer mee in Duo Balie." in guide
        assert "even wachten, een nieuwe partner of stoppen" in guide
        assert "Duo Balie" not in await place.reads("ingrid")


async def test_x17_that_leaving_a_duo_cannot_be_undone_is_said_before_it_is_done(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await place.says("bram", "duo verlaten")
        assert 'Terugdraaien met "herstel" kan hier niet.' in await heard(place, "bram")
        await place.taps("bram", "Ja, ik stop")
        await place.says("bram", "herstel")
        assert "Je doet niet meer mee in Duo Balie." in await heard(place, "bram")
        await place.wait(days=1)
        assert "Bram doet niet meer mee in Duo Balie." in await heard(place, "noor")


async def test_s42_edge_of_who_thinks_better_of_it_nobody_hears(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await place.says("bram", "duo verlaten")
        await place.taps("bram", "Nee, ik blijf")
        await place.wait(days=1)

        assert "Bram doet niet meer mee" not in await place.reads("noor")


async def test_s42_edge_a_duo_of_one_is_asked_nothing_until_there_is_a_partner_again(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until("2026-04-01 12:00")
        await place.leaves("bram", DUO)
        await place.hears("noor")
        await place.hears("fatima")
        await place.until("2026-05-20 12:00")
        assert "Hoe gaat het samen?" not in await place.reads("noor")
        assert "kwam deze keer geen verslag" not in await place.reads("fatima")

        await place.add("samira", "participant", team=DUO)
        await place.until("2026-06-03 12:00")  # the second report, six weeks after the first
        assert "Hoe gaat het samen?" in await place.reads("noor")
        assert "Hoe gaat het samen?" in await place.reads("samira")


async def test_s42_edge_who_signs_off_altogether_leaves_her_duo_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        now = place.clock.now()
        await place.app.store.run(lambda unit: leave_all(unit, people.load(unit, "bram"), now, erase=True))
        await place.wait(days=1)

        told = await heard(place, "noor")
        assert "Een van de deelnemers doet niet meer mee in Duo Balie." in told
        assert "Bram" not in told


async def test_s42_edge_who_stays_is_reminded_of_no_report_that_was_open_and_keeps_what_she_wrote(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until("2026-04-21 12:00")
        await place.says("noor", "verslag")
        await place.says("noor", "We lachen veel.")
        await place.says("bram", "duo verlaten")
        await place.taps("bram", "Ja, ik stop")
        await place.until("2026-04-23 12:00")
        assert "Over jullie duo vraag ik je nu niets" in await heard(place, "noor")
        await place.until("2026-05-13 12:00")

        assert await place.hears("noor") == []
        await place.says("noor", "mijn antwoorden")
        assert "We lachen veel." in await heard(place, "noor")


async def test_s42_edge_of_a_duo_that_both_left_nobody_is_said_to_stay(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        for who in ("bram", "noor"):
            await place.says(who, "duo verlaten")
            await place.taps(who, "Ja, ik stop")
            await place.wait(days=1)

        first, last = [one.text for one in await place.hears("fatima")]
        assert "Praat met wie overblijft" in first
        assert "Noor doet niet meer mee in Duo Balie." in last
        assert "overblijft" not in last
