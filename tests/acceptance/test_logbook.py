"""S15: a moment a week to remember, for its writer alone; and a buddy who reads and writes only what was sent."""

from pathlib import Path

import pytest

from tests.acceptance.test_trajectory import plan_training
from tests.kit.town import Town, town

MOMENT, QUESTION, SEEN = "De burger lachte.", "Op mijn uitleg aan de balie.", "Je laat stiltes vallen, dat werkt."
LATER = "2026-06-01 12:00"


async def writes(place: Town, *, again: bool, who: str = "noor") -> None:
    """Let somebody write down a moment."""
    await place.says(who, "logboekje")
    await place.says(who, MOMENT)
    await place.says(who, "overslaan")
    await place.says(who, "overslaan")
    await place.taps(who, "Ja, graag" if again else "Nee, ik begin zelf")


async def asks(place: Town, buddy: str = "bram") -> str:
    """Let Noor ask a buddy, and time pass; returns what the buddy hears."""
    await place.says("noor", "buddy")
    await place.says("noor", buddy)
    await place.says("noor", QUESTION)
    await place.hears("noor")
    await place.until("tue 12:00")
    return "\n".join(one.text for one in await place.hears(buddy))


async def test_s15_of_a_buddy_who_comes_back_to_her_yes_is_heard_that_she_cannot_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        for label in ("Bekijken", "Ja"):
            await place.taps("bram", label)
        await place.wait(minutes=1)
        assert "Bram zegt ja." in (await place.hears("noor"))[-1].text
        await place.says("bram", "terug")
        await place.taps("bram", "Nu niet")
        await place.wait(days=1)

        (told,) = await place.hears("noor")
        assert "Bram kan niet meer meedoen" in told.text


async def test_s15_who_writes_twice_in_a_week_is_asked_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        for _ in range(2):
            await writes(place, again=True)
        await place.hears("noor")
        await place.until("fri 17:00")

        (asked,) = await place.hears("noor")
        assert "Opschrijven" in asked.choices


async def test_s15_beside_the_question_stands_that_the_buddy_reads_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "buddy")
        await place.says("noor", "bram")

        asked = (await place.hears("noor"))[-1].text
        assert "Waar wil je feedback op?" in asked
        assert asked.endswith("Wie je koos leest dit, en jij.")


@pytest.mark.parametrize("how", [["Nu niet"], ["Bekijken", "Nu niet"]])
async def test_s15_acceptance_1_a_buddy_who_declines_cannot_now_and_gives_no_reason(tmp_path: Path, how: list[str]) -> None:
    async with town(tmp_path, formats=[]) as place:
        assert "Noor vraagt of je buddy wilt zijn" in await asks(place)
        for label in how:
            await place.taps("bram", label)
        await place.wait(days=1)

        (told,) = await place.hears("noor")
        assert told.text.endswith("Bram kan nu even niet.")


async def test_s15_the_buddy_reads_the_question_and_the_learner_the_feedback(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        await place.taps("bram", "Bekijken")
        assert QUESTION in (await place.hears("bram"))[-1].text
        await place.taps("bram", "Ja")
        await place.wait(minutes=1)
        assert "Bram zegt ja." in (await place.hears("noor"))[-1].text
        await place.says("bram", SEEN)
        await place.wait(days=1)

        told = (await place.hears("noor"))[-1].text
        assert "Bram schreef dit voor jou:" in told
        assert SEEN in told
        for other in ("samira", "joost", "ingrid", "fatima"):
            assert not await place.hears(other)


async def test_s15_feedback_that_is_taken_back_is_gone_with_who_asked_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        await place.taps("bram", "Bekijken")
        await place.taps("bram", "Ja")
        await place.says("bram", SEEN)
        await place.wait(days=1)
        assert SEEN in await place.reads("noor")
        await place.says("bram", "verwijder 2")
        await place.taps("bram", "Ja, verwijder")
        await place.wait(minutes=1)

        assert SEEN not in await place.reads("noor")


async def test_s15_edge_after_a_no_somebody_else_can_be_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        await place.taps("bram", "Nu niet")
        await place.wait(days=1)

        assert "Noor vraagt of je buddy wilt zijn" in await asks(place, "samira")


async def test_s15_edge_a_mentor_can_be_linked_who_leads_the_group_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        assert "Noor vraagt of je buddy wilt zijn" in await asks(place, "ingrid")


async def test_s15_edge_a_buddy_who_leaves_makes_room_for_another(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        await place.taps("bram", "Bekijken")
        await place.taps("bram", "Ja")
        await place.says("bram", "overslaan")
        await place.wait(days=1)
        await place.hears("noor")
        await place.says("bram", "afmelden")
        await place.taps("bram", "30 dagen bewaren")
        await place.taps("bram", "Ja, stop ermee")
        await place.wait(days=1)

        assert "Je kunt iemand anders vragen" in (await place.hears("noor"))[-1].text


async def test_s15_a_moment_is_asked_for_again_on_friday_once_and_without_a_reminder(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)
        await place.hears("noor")
        await place.until("fri 10:59")
        assert not await place.hears("noor")
        await place.until("fri 11:00")
        (asked,) = await place.hears("noor")
        assert "Welk moment uit je werk" in asked.text

        await place.until(LATER)
        assert not await place.hears("noor")


async def test_s15_who_begins_by_herself_is_not_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=False)
        await place.hears("noor")
        await place.until(LATER)

        assert not await place.hears("noor")


async def test_s15_what_stands_in_the_logbook_nobody_else_reads(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=False)
        await place.until(LATER)

        assert not await place.room()
        for other in ("bram", "ingrid", "fatima"):
            assert MOMENT not in await place.reads(other)


async def learns(place: Town, day: str) -> None:
    """Let Noor plan a training on a day, prepare nothing, and let a moment be asked for each Friday."""
    await plan_training(place, "noor", "Helder schrijven", day, go="Drie weken ervoor")
    await writes(place, again=True)


async def test_s15_acceptance_2_the_weekly_questions_stop_when_the_trajectory_is_over(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["trajectory_before"]) as place:
        await learns(place, "18 maart")
        await place.until("fri 11:00")
        assert "Welk moment uit je werk" in await place.reads("noor")
        await place.taps("noor", "Opschrijven")
        await place.says("noor", MOMENT)
        for _ in range(2):
            await place.says("noor", "overslaan")
        await place.taps("noor", "Ja, graag")
        await place.hears("noor")
        await place.until(LATER)

        assert not [one for one in await place.hears("noor") if "Welk moment uit je werk" in one.text]


async def test_s15_the_weekly_questions_stop_when_the_trajectory_is_called_off(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["trajectory_before"]) as place:
        await learns(place, "18 maart")
        await place.says("noor", "traject 1 gaat niet door")
        await place.hears("noor")
        await place.until(LATER)

        assert not [one for one in await place.hears("noor") if "Welk moment uit je werk" in one.text]
