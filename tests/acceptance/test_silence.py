"""X05: after three silent rounds the bot asks once whether to be quiet, without a count or a reproach."""

from pathlib import Path

import pytest

from tests.kit.leergroep import decide, gather
from tests.kit.leergroep import plan as plan_meetings
from tests.kit.town import NAMED, Town, town
from tests.kit.value_checks import plan

ASKED = "Zal ik een tijdje stil zijn?"


async def three_silent_rounds(place: Town) -> None:
    """Let three weeks go by in which Noor does nothing."""
    await place.until("2026-04-02 13:00")
    await place.hears("noor")


async def test_x05_acceptance_1_after_three_silent_rounds_one_question_replaces_the_fourth_prompt(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await three_silent_rounds(place)

        await place.until("2026-04-07 17:30")

        (asked,) = await place.hears("noor")
        assert ASKED in asked.text
        assert list(asked.choices) == ["Nu niet", "4 weken", "Stop"]
        assert not any(sign.isdigit() for sign in asked.text)


async def test_x05_acceptance_2_after_two_silent_rounds_and_an_answer_counting_starts_anew(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-26 15:00")
        await place.tells("noor", "Toch iets.", NAMED)
        await place.until("2026-04-16 13:00")
        during = await place.reads("noor")

        await place.until("2026-04-23 15:00")

        assert ASKED not in during
        assert ASKED in (await place.hears("noor"))[-1].text


async def test_x05_who_skips_reacts_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-26 15:00")
        await place.taps("noor", "Deze week niets")

        await place.until("2026-04-16 13:00")

        assert ASKED not in await place.reads("noor")


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Nu niet", "Dan vraag ik gewoon weer verder."),
        ("4 weken", "Ik ben stil tot"),
        ("Stop", "Wat doen we met je antwoorden?"),
    ],
)
async def test_x05_each_of_the_three_answers_is_done(tmp_path: Path, label: str, said: str) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await three_silent_rounds(place)
        await place.until("2026-04-02 15:00")

        await place.taps("noor", label)

        assert said in (await place.hears("noor"))[-1].text


async def test_x05_after_not_now_the_questions_go_on_and_it_takes_three_rounds_again(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await three_silent_rounds(place)
        await place.until("2026-04-02 15:00")
        await place.taps("noor", "Nu niet")
        await place.hears("noor")

        await place.until("2026-04-24 15:00")

        heard = " ".join(one.text for one in await place.hears("noor"))
        assert "verwonderd" in heard
        assert ASKED not in heard


async def test_x05_no_reaction_means_four_weeks_of_quiet_one_line_and_one_more_question(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await three_silent_rounds(place)
        await place.until("2026-04-02 15:00")
        await place.hears("noor")
        await place.until("2026-04-10 12:00")
        (line,) = await place.hears("noor")
        await place.until("2026-05-08 08:59")
        during = await place.hears("noor")

        await place.until("2026-05-08 17:00")

        (asked,) = await place.hears("noor")
        assert line.text.startswith("Ik ben stil tot vrijdag 8 mei.")
        assert during == []
        assert "Zal ik nog even stil blijven?" in asked.text


async def test_n2_that_it_is_quiet_now_waits_for_a_week_with_room(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-04-02 15:00")
        await plan(place, when="17 april om 10:00", scribe="Bram")  # invites on Tuesday
        await place.until("2026-04-07 17:30")
        await gather(place)
        await decide(place)  # is asked on Wednesday
        await place.until("2026-04-08 17:30")
        await plan_meetings(place, "30 april om 10:00")  # is told on Thursday
        await place.hears("noor")

        await place.until("2026-04-12 12:00")
        (planned,) = await place.hears("noor")
        await place.until("2026-04-13 12:00")

        (line,) = await place.hears("noor")
        assert "staan gepland" in planned.text
        assert line.text.startswith("Ik ben stil tot vrijdag 8 mei.")


async def test_x05_nobody_else_hears_of_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-04-15 12:00")

        for text in (await place.reads("fatima"), await place.room()):
            assert "stil" not in text.replace("Ik ben nu stil tot er weer iets te melden is.", "")


async def test_x05_who_does_something_by_herself_has_answered_the_question(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await three_silent_rounds(place)
        await place.until("2026-04-02 15:00")
        await place.says("noor", "verwondering")
        await place.tells("noor", "Toch iets.", NAMED)
        await place.hears("noor")

        await place.until("2026-04-17 15:00")

        heard = " ".join(one.text for one in await place.hears("noor"))
        assert "Ik ben stil" not in heard
        assert "verwonderd" in heard


async def test_x05_who_reacts_to_a_stage_of_a_value_check_was_not_silent_before_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-25 12:00")  # after the question of that week, which she let go by
        await place.says("noor", "waardecheck")
        await place.says("noor", "De balie was stil.")

        await place.until("2026-04-15 17:00")

        assert ASKED not in await place.reads("noor")
        await place.until("2026-04-16 15:00")
        assert ASKED in await place.reads("noor")


async def test_s06_who_is_asked_whether_to_be_quiet_is_invited_to_a_check_all_the_same(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await plan(place, when="16 april om 14:00")

        await place.until("2026-04-08 17:00")

        assert ASKED in await place.reads("noor")
        assert "Wil je je verhaal alvast voorbereiden?" in await place.reads("noor")


async def test_n4_who_is_left_in_peace_is_not_invited_to_a_check_in_that_time(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await plan(place, when="30 april om 14:00")

        await place.until("2026-05-07 17:00")

        assert "Ik ben stil tot vrijdag 8 mei." in await place.reads("noor")
        assert "alvast voorbereiden?" not in await place.reads("noor")


async def test_s06_once_she_is_not_left_in_peace_any_more_she_is_invited(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await plan(place, when="14 mei om 14:00")

        await place.until("2026-05-13 17:00")

        assert "Zal ik nog even stil blijven?" in await place.reads("noor")
        assert "alvast voorbereiden?" in await place.reads("noor")


async def test_s05_who_is_asked_whether_to_be_quiet_hears_of_the_assignment_of_her_leergroep_all_the_same(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await three_silent_rounds(place)
        await gather(place)
        await plan_meetings(place, "8 april om 10:00")

        await place.until("2026-04-10 12:00")

        assert ASKED in await place.reads("noor")
        assert "Er staat een opdracht voor je klaar: **Een situatie die anders liep**" in await place.reads("noor")


async def test_s05_once_she_is_not_left_in_peace_any_more_she_hears_of_the_assignment_of_her_leergroep(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await three_silent_rounds(place)
        await gather(place)
        await plan_meetings(place, "15 april om 10:00")
        await place.until("2026-05-07 17:00")
        before = await place.reads("noor")

        await place.until("2026-05-12 17:00")

        assert "Er staat een opdracht voor je klaar" not in before
        assert "Zal ik nog even stil blijven?" in await place.reads("noor")
        assert "Er staat een opdracht voor je klaar: **Een situatie die anders liep**" in await place.reads("noor")


async def test_x05_who_agrees_by_a_word_to_what_she_was_asked_has_reacted(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await three_silent_rounds(place)
        await gather(place)
        await decide(place)
        await place.says("noor", "contract akkoord")

        await place.until("2026-04-07 17:30")

        assert ASKED not in await place.reads("noor")
        assert ASKED in await place.reads("bram")
