"""S25: with the days of the meetings stands how long they take and where they are, as that is now."""

from pathlib import Path

from tests.acceptance.contracts import number_of
from tests.acceptance.preparing import on_the_way
from tests.kit.leergroep import gather, plan
from tests.kit.town import FACILITATOR, town

EACH = "Een bijeenkomst duurt 120 minuten. De plaats: \u2068Stadhuis\u2069."


async def test_s25_who_hears_the_six_days_hears_how_long_and_where_too(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await gather(place)
        await plan(place, "7 januari om 10:00")
        told = (await place.shown("noor"))[-1]
        await place.says("noor", "bijeenkomsten")
        asked = (await place.shown("noor"))[-1].text

        assert EACH in told.text
        assert told.text.index("6. woensdag 5 augustus") < told.text.index(EACH) < told.text.index("Kun je op deze dagen?")
        assert list(told.choices) == ["Ik kan op deze dagen"]
        assert EACH in asked


async def test_s25_where_one_is_elsewhere_or_longer_each_has_a_line(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says(FACILITATOR, "bijeenkomst 3 waar: Bibliotheek")
        await place.says(FACILITATOR, "bijeenkomst 4 duurt 90 minuten")
        await place.says("noor", "bijeenkomsten")
        told = (await place.shown("noor"))[-1].text

        assert "- Bijeenkomst 2: 120 minuten. De plaats: \u2068Stadhuis\u2069" in told
        assert "- Bijeenkomst 3: 120 minuten. De plaats: \u2068Bibliotheek\u2069" in told
        assert "- Bijeenkomst 4: 90 minuten. De plaats: \u2068Stadhuis\u2069" in told
        assert "Bijeenkomst 1:" not in told


async def test_s25_a_place_that_is_taken_back_stands_there_no_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.says("noor", "bijeenkomsten")
        before = await place.reads("noor")
        number = await number_of(place, FACILITATOR, "place")
        await place.says(FACILITATOR, f"verwijder {number}")
        await place.taps(FACILITATOR, "Ja, verwijder")
        await place.settle()

        assert before.count("Stadhuis") == 2
        assert "Stadhuis" not in await place.reads("noor")
        assert "Een bijeenkomst duurt 120 minuten." in await place.reads("noor")
