"""X19, S25: a meeting in another year is asked about first, and told with its year."""

from pathlib import Path

from tests.kit.leergroep import GROUP, PARTICIPANTS, gather, plan
from tests.kit.town import FACILITATOR, town

NEXT_YEAR = "donderdag 7 januari 2027"


async def test_x19_a_meeting_that_moves_to_another_year_is_asked_about_first_and_told_with_its_year(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.until("2026-10-01 10:00")

        await place.says(FACILITATOR, "verplaats bijeenkomst 6 naar 7 januari om 10:00")
        asked = (await place.hears(FACILITATOR))[-1]
        before = await place.reads("noor")
        await place.taps(FACILITATOR, next(iter(asked.choices)))

        assert NEXT_YEAR in asked.text
        assert NEXT_YEAR not in before
        assert f"{NEXT_YEAR} om 10:00" in (await place.hears(FACILITATOR))[-1].text
        for one in PARTICIPANTS:
            assert f"naar {NEXT_YEAR} om 10:00" in await place.reads(one)


async def test_s25_the_days_of_a_series_that_goes_on_next_year_stand_there_with_their_year(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-09-07 10:00", formats=[]) as place:
        await gather(place)
        await plan(place, "10 september om 10:00")

        await place.says("noor", "bijeenkomsten")

        read = (await place.hears("noor"))[-1].text
        assert "1. donderdag 10 september om 10:00" in read
        assert "4. donderdag 14 januari 2027 om 10:00" in read
        assert GROUP not in read


async def test_x11_who_reads_english_is_told_in_english_what_to_type_where_a_meeting_moved(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.says("noor", "english")

        await place.says(FACILITATOR, "verplaats bijeenkomst 2 naar 7 mei om 10:00")

        assert 'If you can\'t come then, type "absent meeting 2 in group 1".' in await place.reads("noor")
        await place.says("noor", "absent 1 meeting 2")
        assert "you can't come on Thursday 7 May at 10:00" in await place.reads("noor")


async def test_x11_where_two_groups_are_led_in_english_the_words_for_a_place_are_english(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.add_team("zuid", "Leergroep Zuid", kind="leergroep")
        await place.add(FACILITATOR, "facilitator", team="zuid", consent=None)
        await place.add("lotte", "participant", team="zuid")
        for said in ("bijeenkomsten plannen 3", "26 maart om 10:00", "ja", "6", "Twee uur", "Loods 4", "ja", "english"):
            await place.says(FACILITATOR, said)

        await place.says(FACILITATOR, "meeting 1 where: Hall 3")

        assert 'For Leergroep Zuid type "meeting 1 in group 3 where:" with the place after it.' in await place.reads(
            FACILITATOR
        )
