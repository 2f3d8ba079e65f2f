"""S38: somebody makes a plan for her own development, at her own pace; nobody else sees that it is there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.town import FACILITATOR, LEAD, Town, town
from tests.kit.trajectories import answer, latest

ALL = ("pop_route", "pop_conversation", "pop_feedback_360")
START = "2026-05-11 09:00"
ONLY_MINE = "Alleen mijn eigen vragenlijst"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start=START, formats=[*ALL, "facilitator_week"]) as built:
        yield built


async def write(place: Town, who: str = "noor", **said: str) -> None:
    """Let somebody make her plan by her own questions."""
    await place.says(who, "pop")
    await place.taps(who, ONLY_MINE)
    await answer(place, who, **said)


async def nobody_else_heard(place: Town, *but: str) -> bool:
    """Whether nobody but some was told anything."""
    others = {LEAD, FACILITATOR, "noor", "bram", "samira", "joost"} - set(but)
    heard = [await place.reads(one) for one in sorted(others)]
    return not any("POP" in one for one in [*heard, await place.room()])


async def test_s38_acceptance_1_a_lead_who_tries_to_start_for_a_member_is_refused(place: Town) -> None:
    await place.says(LEAD, "pop voor Noor")
    assert "Dit begint iemand zelf" in await latest(place, LEAD)
    assert await place.shown("noor") == []
    await place.until("2026-05-29 17:00")
    assert await nobody_else_heard(place, LEAD)


async def test_s38_who_begins_for_another_in_an_answer_only_answers(place: Town) -> None:
    await place.says("noor", "pop")
    await place.taps("noor", ONLY_MINE)
    await place.says("noor", "pop voor Noor")
    assert "Welk werk deed je" in await latest(place, "noor")


async def test_s38_a_lead_hears_nothing_of_who_makes_a_plan_and_reads_nothing_of_it(place: Town) -> None:
    await write(place, Waar_ligt="Tekenen", Wat_doe_je_nu="Balie", Wat_is_je_eerste="Een cursus")
    await place.until("2026-06-26 17:00")
    assert await nobody_else_heard(place, "noor")


async def test_s38_nothing_is_promised_of_a_career(place: Town) -> None:
    await place.says("noor", "pop")
    assert "Die kan ik je niet beloven" in await latest(place, "noor")


async def test_s38_the_plan_takes_six_weeks_with_reminders_in_the_second_and_the_fifth(place: Town) -> None:
    await place.says("noor", "pop")
    await place.taps("noor", ONLY_MINE)
    await place.says("noor", "Tekenen")
    await place.hears("noor")
    await place.until("2026-05-25 09:00")
    assert await place.hears("noor") == []
    await place.until("2026-05-26 17:00")  # Whit Monday is a day off
    assert "verder schrijven aan je POP" in (await place.hears("noor"))[0].text
    await place.until("2026-06-12 17:00")
    assert await place.hears("noor") == []
    await place.until("2026-06-15 17:00")
    assert "verder schrijven aan je POP" in (await place.hears("noor"))[0].text
    await place.until("2026-07-31 17:00")
    assert await place.hears("noor") == []


async def test_s38_the_plan_is_looked_at_again_after_a_year(place: Town) -> None:
    await write(place, Wat_zou_je="Lesgeven", Wat_is_je_eerste="Een les bijwonen")
    await place.hears("noor")
    await place.until("2027-05-03 17:00")
    heard = [one.text for one in await place.hears("noor")]
    assert [one for one in heard if "Bijna een jaar geleden begon je aan je POP" in one]
    await place.says("noor", "pop verder")
    assert "Lesgeven" in await latest(place, "noor")


async def test_s38_acceptance_2_by_route_2_feedback_opens_after_present_and_the_plan_waits(place: Town) -> None:
    await place.says("noor", "pop")
    await place.taps("noor", "Ook feedback van vijf mensen")
    for text in ("Tekenen", "Archief", "Balie"):
        await place.says("noor", text)
        await place.wait(minutes=2)
    assert "vijf mensen om feedback vragen" in await latest(place, "noor")
    await place.taps("noor", "Ja, nu")
    assert "Welke collega's vraag je om feedback?" in await latest(place, "noor")
    await place.taps("noor", "Bram", "Samira", "Joost", "Ingrid")
    await place.says("noor", "Karin")
    await place.wait(minutes=2)
    await place.taps("noor", "Dit waren ze")
    await place.says("noor", "Op mijn uitleg")
    await place.wait(minutes=2)
    await place.taps("noor", "Nog niemand")
    await place.taps("noor", "Ja, vraag het")
    assert "Wat zou je over een tijd willen doen of kunnen?" in await place.reads("noor")
