"""S11: three short messages after a day of learning, until something was used; only the learner sees them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import ALL, answer, latest, plan_task, plan_training

START = "2026-05-04 09:00"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start=START, formats=ALL) as built:
        yield built


async def learning(place: Town, *days: str) -> None:
    """Let Noor plan a training and prepare nothing."""
    await plan_training(place, "noor", "Helder schrijven", *days)
    await place.says("noor", "overslaan")
    await answer(place, "noor")


async def nudges(place: Town) -> int:
    """Return how often Noor was asked whether she uses what she learned, alone or beside something else."""
    return sum("Meteen gebruiken" in one.text for one in await place.shown("noor"))


async def when_told(place: Town, *days: str) -> list[str]:
    """Return on which of some days that came."""
    found, before = [], await nudges(place)
    for day in days:
        await place.until(f"2026-{day} 17:30")
        now = await nudges(place)
        found += [day] * (now - before)
        before = now
    return found


ALL_DAYS = [f"{month:02}-{day:02}" for month, last in ((5, 31), (6, 30)) for day in range(1, last + 1)]


async def test_s11_acceptance_1_after_a_yes_nothing_more_comes(place: Town) -> None:
    await learning(place, "11 mei")
    await place.until("2026-05-18 12:00")
    await place.says("noor", "meteen gebruiken")
    await place.taps("noor", "Ja")
    await place.says("noor", "De brief was in één keer goed.")
    assert await when_told(place, *ALL_DAYS[ALL_DAYS.index("05-18") :]) == []


async def test_s11_acceptance_2_without_a_reaction_there_are_three_messages(place: Town) -> None:
    await learning(place, "11 mei")
    days = ALL_DAYS[ALL_DAYS.index("05-05") :]
    assert await when_told(place, *days) == ["05-12", "05-18", "05-22"]  # day 5 is a Saturday, day 12 a Saturday too


async def test_s11_edge_a_holiday_moves_a_message_to_the_next_working_day(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-05-04 09:00", formats=ALL) as place:
        await learning(place, "13 mei")  # day 1 is Ascension Day
        told = await when_told(place, *ALL_DAYS[ALL_DAYS.index("05-13") : ALL_DAYS.index("05-28") + 1])
        assert told == ["05-15", "05-18", "05-26"]  # day 12 is Whit Monday


async def test_s11_edge_the_last_one_never_comes_after_day_14(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-05-04 09:00", formats=ALL) as place:
        await learning(place, "11 mei")  # day 12 is Saturday 23, day 14 Whit Monday
        told = await when_told(place, *ALL_DAYS[ALL_DAYS.index("05-11") :])
        assert told[-1] == "05-22"


async def test_s11_edge_of_several_days_the_newest_runs_and_older_stops(place: Town) -> None:
    await learning(place, "11 mei", "18 mei")
    days = ALL_DAYS[ALL_DAYS.index("05-05") :]
    assert await when_told(place, *days) == ["05-12", "05-18", "05-19", "05-26", "06-01"]


async def test_s11_edge_a_day_that_was_named_shifts_the_question(place: Town) -> None:
    await learning(place, "11 mei")
    await place.until("2026-05-12 12:00")
    await place.says("noor", "meteen gebruiken")
    await place.says("noor", "Een korte brief")
    await place.says("noor", "20 mei")
    await place.says("noor", "ja")
    assert await when_told(place, "05-18", "05-19", "05-20") == ["05-20"]


async def test_s11_a_moment_that_is_chosen_gets_one_message_and_none_after(place: Town) -> None:
    await learning(place, "11 mei")
    await place.until("2026-05-22 12:00")
    await place.taps("noor", "Antwoorden")
    await place.says("noor", "28 mei")
    await place.says("noor", "ja")
    assert await when_told(place, *ALL_DAYS[ALL_DAYS.index("05-22") :]) == ["05-28"]
    assert "Vandaag wilde je nog iets gebruiken" in await latest(place, "noor")


async def test_s11_edge_a_lead_never_sees_it(place: Town) -> None:
    await learning(place, "11 mei")
    await place.until("2026-06-05 17:00")
    assert "Helder schrijven" not in await place.reads(LEAD)


async def test_s11_of_a_task_it_counts_from_the_start_alone(place: Town) -> None:
    await plan_task(place, "noor", "11 mei", "26 juni")
    await place.says("noor", "overslaan")
    await answer(place, "noor")
    days = ALL_DAYS[ALL_DAYS.index("05-05") : ALL_DAYS.index("06-26")]
    told = await when_told(place, *days)
    assert told[:3] == ["05-12", "05-18", "05-22"]


async def test_f46_why_is_told(place: Town) -> None:
    await learning(place, "11 mei")
    await place.until("2026-05-12 12:00")
    await place.says("noor", "waarom")
    assert "in de eerste twee weken niet gebruikt, is alweer half vergeten" in await latest(place, "noor")


async def stuck(place: Town) -> None:
    """Let Noor say that it does not work, and what is in the way."""
    await learning(place, "11 mei")
    await place.until("2026-05-18 12:00")
    await place.says("noor", "meteen gebruiken")
    await place.taps("noor", "Het lukt niet")
    await place.says("noor", "Ik heb geen rustig uur.")


async def test_s11_acceptance_3_only_that_sentence_goes_to_her_lead_after_a_yes(place: Town) -> None:
    await stuck(place)
    await place.taps("noor", "Ja")
    await place.says("noor", "Ingrid")
    await place.until("2026-05-20 12:00")
    assert "Noor vraagt of je even wilt helpen" in await place.reads(LEAD)
    await place.taps(LEAD, "Bekijken")
    told = await place.reads(LEAD)
    assert "Ik heb geen rustig uur." in told
    assert "Helder schrijven" not in told


async def test_s11_acceptance_3_without_a_yes_nothing_goes(place: Town) -> None:
    await stuck(place)
    await place.taps("noor", "Nee")
    await place.until("2026-06-05 12:00")
    told = await place.reads(LEAD)
    assert "rustig uur" not in told
    assert "wilt helpen" not in told


async def test_c36_what_is_to_be_used_goes_before_the_question_how_the_week_begins(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-05-29 09:00", formats=[*ALL, "week_start_mood"]) as place:
        await learning(place, "1 juni")  # day 12 is a Saturday, so that the last message comes on Monday, day 14
        told = await when_told(place, *ALL_DAYS[ALL_DAYS.index("06-01") : ALL_DAYS.index("06-18") + 1])

        assert told[-1] == "06-15"
