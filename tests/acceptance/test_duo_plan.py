"""S42: one of a duo writes the plan, and it is a plan of the two when both said yes; until then nobody else reads it."""

from pathlib import Path

from storage.groups import people
from storage.store import Unit
from storage.talks import answers
from tests.kit.duo import a_duo, begins, heard, writes_plan
from tests.kit.town import Town, town


async def readers_of_the_plan(place: Town) -> set[str]:
    def found(unit: Unit) -> set[str]:
        hers = [one for one in answers.own(unit, people.viewer(unit, "noor"), "noor") if one.sealed.question == "about"]
        ids = [one.sealed.id for one in hers]
        everybody = ("noor", "bram", "fatima", "ingrid", "samira")
        return {one for one in everybody if answers.read(unit, people.viewer(unit, one), ids)}

    return await place.app.store.read(found)


async def test_s42_acceptance_1_a_plan_that_only_one_confirms_stays_a_draft(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await writes_plan(place, "16 maart om 10:00")
        await place.until("tue 12:00")

        asked = await heard(place, "bram")
        assert "Noor legt je jullie plan van aanpak voor" in asked
        assert await readers_of_the_plan(place) == {"noor", "bram"}
        await place.taps("bram", "Lezen")
        assert "Betere brieven." in await place.reads("bram")
        await place.taps("bram", "Nog niet")
        await place.wait(days=1)
        assert "Bram zei nog geen ja" in await heard(place, "noor")
        assert await readers_of_the_plan(place) == {"noor", "bram"}
        assert "Betere brieven" not in await place.reads("fatima")


async def test_s42_when_both_say_yes_who_guides_them_reads_it_and_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await writes_plan(place, "16 maart om 10:00")
        await place.until("tue 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Ja, zo doen we het")
        await place.wait(days=1)

        assert await readers_of_the_plan(place) == {"noor", "bram", "fatima"}
        told = await heard(place, "fatima")
        assert "Noor en Bram zeiden hier allebei ja op." in told
        assert "**Waar het over gaat**\n> " in told
        assert "Betere brieven." in told
        assert "Bram zei ook ja" in await heard(place, "noor")


async def test_s42_all_moments_of_the_plan_are_put_to_the_other_and_read_by_who_guides(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await writes_plan(place, "16 maart om 10:00", "23 maart om 10:00", "30 maart om 10:00")
        await place.until("tue 12:00")
        await place.taps("bram", "Lezen")
        put = (await place.hears("bram"))[-1].text
        await place.taps("bram", "Ja, zo doen we het")
        await place.wait(days=1)
        told = await heard(place, "fatima")

        for day in ("maandag 16 maart", "maandag 23 maart", "maandag 30 maart"):
            assert day in put
            assert day in told
        assert told.count("**Moment om samen te werken**") == 1
        assert "maandag 30 maart" not in await place.reads("samira")


async def test_s42_acceptance_2_moments_six_weeks_apart_give_a_hint(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await place.says("noor", "plan van aanpak")
        await place.says("noor", "Brieven.")
        await place.says("noor", "16 maart om 10:00")
        assert "lange tussenpozen" not in (await heard(place, "noor")).lower()
        await place.says("noor", "ja")
        await place.says("noor", "27 april om 10:00")

        assert "Lange tussenpozen kosten zin" in await heard(place, "noor")


async def test_s42_acceptance_3_both_get_the_explanation_and_the_invitation_before_the_plan_is_asked_for(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until("tue 12:00")
        for who in ("noor", "bram"):
            first = await heard(place, who)
            assert "Zo werken we met leerduo's" in first
            assert "kort plan. Waar gaat het over" not in first
            await place.taps(who, "Lezen")
            told = await heard(place, who)
            assert "75 uur per persoon" in told
            assert "Wanneer praten jullie hierover met Fatima" in told


async def test_s42_edge_a_plan_that_changes_is_put_anew_and_is_another_version(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        for about in ("Betere brieven.", "Kortere brieven."):
            await writes_plan(place, "16 maart om 10:00", about=about)
            await place.until("thu 17:00")
            await place.taps("bram", "Lezen")
            await place.taps("bram", "Ja, zo doen we het")
            await place.wait(days=1)

        told = await place.reads("fatima")
        assert "Betere brieven." in told
        assert "Kortere brieven." in told


async def test_s42_who_made_a_plan_already_is_not_asked_to_make_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until("2026-03-11 12:00")
        await writes_plan(place)
        await place.until("2026-04-17 17:00")  # past the explanation, and the fifteen working days for a plan after it

        told = await heard(place, "noor") + await heard(place, "bram")
        assert "Zo werken we met leerduo's" in told
        assert "Noor legt je jullie plan van aanpak voor" in told
        assert "Tijd voor een kort plan" not in told


async def test_s42_who_only_began_a_plan_is_asked_to_make_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until("2026-03-11 12:00")
        await place.says("noor", "plan van aanpak")
        await place.says("noor", "Betere brieven.")
        await place.wait(minutes=2)
        await place.says("noor", "Samen schrijven.")
        await place.until("2026-04-17 17:00")

        assert "Tijd voor een kort plan" in await heard(place, "bram")


async def test_s42_the_dates_of_who_guides_stand_with_the_invitation_to_a_talk(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place, "morgen", "dinsdag 17 maart om 10:00", "donderdag 19 maart om 14:00")
        await place.until("tue 12:00")
        for who in ("noor", "bram"):
            await heard(place, who)
            await place.taps(who, "Lezen")
            told = await heard(place, who)
            assert "Op deze momenten kan Fatima:" in told
            assert "dinsdag 17 maart 2026, 10:00" in told
            assert "donderdag 19 maart 2026, 14:00" in told
        await place.says("noor", "donderdag 19 maart om 14:00")
        await place.until("wed 17:00")

        assert "donderdag 19 maart om 14:00" in (await place.reads("fatima")).split("wil met jou praten")[-1]
        for other in ("samira", "joost", "ingrid"):
            assert "19 maart" not in await place.reads(other)


async def test_s42_edge_a_talk_is_free_and_without_dates_the_duo_names_a_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place)
        await place.until("tue 12:00")
        await place.taps("noor", "Lezen")
        told = await heard(place, "noor")
        assert "Op deze momenten kan" not in told
        assert "Wanneer praten jullie hierover met Fatima" in told
        await place.says("noor", "overslaan")
        assert "Prima, deze slaan we over" in await heard(place, "noor")


async def test_s42_the_dates_of_who_guides_lie_ahead_and_stand_in_their_order(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await place.says("fatima", "duo beginnen")
        for said in ("morgen", "ja", "overslaan"):
            await place.says("fatima", said)
        await heard(place, "fatima")
        await place.says("fatima", "6 maart om 10:00 2026")
        assert "vrijdag 6 maart" not in await heard(place, "fatima")
        days = (
            "19 maart om 14:00",
            "17 maart om 10:00",
            "24 maart om 9:00",
            "23 maart om 9:00",
            "26 maart om 9:00",
            "27 maart om 9:00",
        )
        for day in days:
            await place.says("fatima", day)
            await place.says("fatima", "ja")
        await place.taps("fatima", "Dit waren ze")
        await place.taps("fatima", "Ja, begin")
        await place.until("tue 12:00")
        await heard(place, "noor")
        await place.taps("noor", "Lezen")
        told = await heard(place, "noor")

        shown = [
            told.index(day) for day in ("17 maart 2026, 10:00", "19 maart", "23 maart", "24 maart", "26 maart", "27 maart")
        ]
        assert shown == sorted(shown)
        assert "9 maart:" not in told  # the day on which she typed them


async def test_s42_a_second_beginning_shows_only_dates_of_its_own(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await a_duo(place)
        await begins(place, "morgen", "dinsdag 17 maart om 10:00")
        await place.until("2026-05-11 10:00")
        await begins(place, "morgen", "dinsdag 19 mei om 10:00")
        await place.until("2026-05-13 12:00")
        await heard(place, "noor")
        await place.taps("noor", "Lezen")
        told = await heard(place, "noor")

        assert ["dinsdag 19 mei 2026, 10:00" in told, "17 maart" in told] == [True, False]
