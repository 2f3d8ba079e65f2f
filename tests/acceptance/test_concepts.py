"""S28, S05: the group chooses a model together, and the assignment about it opens once it is set."""

from pathlib import Path

from tests.kit.leergroep import GROUP, PARTICIPANTS, decide, gather, plan
from tests.kit.town import FACILITATOR, Town, town

AFTER = "2026-05-01 10:00"
"""A day after the second meeting, which is on Thursday 30 April 2026."""


async def has_met_twice(place: Town) -> None:
    """Let a leergroep have had its second meeting."""
    await gather(place)
    await plan(place)
    await place.until(AFTER)


async def sets(place: Town, model: str = "Policy windows") -> None:
    """Let the facilitator write down what the group chose."""
    await place.says(FACILITATOR, "model kiezen")
    await writes(place, model)
    await place.taps(FACILITATOR, model)


async def writes(place: Town, *models: str) -> None:
    """Let the facilitator write down which models there are, without any more of them."""
    for model in models:
        await place.wait(minutes=2)
        await place.says(FACILITATOR, model)
        await place.wait(minutes=2)
        await place.says(FACILITATOR, "overslaan")
    await place.says(FACILITATOR, "Dit was het")


async def test_s28_acceptance_1_the_assignment_does_not_open_until_a_model_is_set(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await has_met_twice(place)

        await place.until("2026-05-12 12:00")
        before = await place.reads("noor")
        await sets(place)
        await place.until("2026-05-13 12:00")

        assert "Kijken met een andere bril" not in before
        assert "Kijken met een andere bril" in await place.reads("noor")


async def test_s28_acceptance_2_the_assignment_names_the_model(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await has_met_twice(place)
        await sets(place)

        await place.until("2026-05-04 12:00")

        for person in PARTICIPANTS:
            assert "Jullie kozen samen: \u2068Policy windows\u2069." in await place.reads(person)
        await place.hears("noor")
        await place.says("noor", "opdracht")
        await place.taps("noor", "In kleine stukjes")
        assert "Op welke eigen casus pas je \u2068Policy windows\u2069 toe?" in (await place.hears("noor"))[-1].text


async def test_s28_the_facilitator_is_asked_after_the_second_meeting_and_reminded(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plan(place)
        await place.until("2026-04-29 16:00")
        before = await place.reads(FACILITATOR)

        await place.until("2026-05-08 16:00")

        assert "Welk model of concept" not in before
        assert "Welk model of concept koos Leergroep Noord samen?" in await place.reads(FACILITATOR)
        assert "Koos Leergroep Noord al samen een model of concept?" in await place.reads(FACILITATOR)


async def test_s28_a_participant_does_not_set_the_model(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await has_met_twice(place)
        await place.hears("noor")

        await place.says("noor", "model kiezen")

        assert "Welk model of concept koos de groep samen?" not in (await place.hears("noor"))[-1].text


async def test_s28_a_model_that_is_taken_back_is_named_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await has_met_twice(place)
        await sets(place)
        await place.until("2026-05-04 12:00")
        await place.hears("noor")

        await place.says(FACILITATOR, "verwijder 5")
        await place.says(FACILITATOR, "ja")
        await place.says("noor", "opdracht")
        await place.taps("noor", "In kleine stukjes")

        asked = (await place.hears("noor"))[-1].text
        assert "Op welke eigen casus pas je wat jullie samen kiezen toe?" in asked


async def test_s28_a_model_that_is_written_otherwise_is_named_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await has_met_twice(place)
        await place.says(FACILITATOR, "model kiezen")
        await place.says(FACILITATOR, "Paradoxen")
        await place.wait(minutes=2)
        await place.says(FACILITATOR, "terug")
        await writes(place, "Policy windows")
        await place.taps(FACILITATOR, "Policy windows")

        await place.until("2026-05-04 12:00")

        assert "Jullie kozen samen: \u2068Policy windows\u2069." in await place.reads("noor")


async def test_s05_edge_without_a_model_there_is_no_third_assignment(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await has_met_twice(place)

        await place.says(FACILITATOR, "model kiezen")
        await place.says(FACILITATOR, "overslaan")
        await place.says(FACILITATOR, "ja")
        await place.until("2026-06-10 12:05")

        assert "Kijken met een andere bril" not in await place.reads("noor")
        assert "Opdracht voor donderdag 11 juni" not in await place.reads(FACILITATOR)


async def test_s05_what_is_said_of_the_model_is_gathered_for_who_meets_and_stands_in_no_room(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await decide(place, *PARTICIPANTS, FACILITATOR)
        await plan(place)
        await place.until(AFTER)
        await sets(place)
        await place.until("2026-05-04 12:00")
        await place.says("noor", "opdracht")
        await place.taps("noor", "In kleine stukjes")
        await place.says("noor", "De bezorger vergat de sleutel")
        await place.says("noor", "overslaan")
        await place.says("noor", "overslaan")
        await place.taps("noor", "Met de groep")
        await place.until("2026-06-10 12:05")

        assert "vergat de sleutel" in await place.reads("joost")
        assert "vergat de sleutel" in await place.reads(FACILITATOR)
        assert "vergat de sleutel" not in await place.room(GROUP)


async def test_s05_a_third_meeting_that_moves_takes_its_assignment_along(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await has_met_twice(place)
        await sets(place)
        await place.until("2026-05-04 12:00")

        await place.says(FACILITATOR, "verplaats bijeenkomst 3 naar 18 juni")
        await place.until("2026-06-12 10:00")

        assert "staat nog voor je klaar" in await place.reads("noor")
        assert "maandag 15 juni" in await place.reads("noor")


async def test_s25_acceptance_3_the_assignment_of_a_meeting_that_moves_is_due_later_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await has_met_twice(place)
        await sets(place)
        await place.until("2026-05-04 12:00")

        await place.says(FACILITATOR, "verplaats bijeenkomst 3 naar 25 juni")

        assert "Graag vóór maandag 8 juni om 12:00." in await place.reads("noor")
        assert "Je opdracht is nu welkom tot maandag 22 juni om 12:00." in await place.reads("noor")
