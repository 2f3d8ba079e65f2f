"""S09: who learned something wants time in the team: who leads hears it in a line before the meeting, with five points."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.privacy.erasing import erase_person
from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import ALL, START, answer, learning, plan_training


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start=START, formats=ALL) as built:
        yield built


async def wants_time(place: Town, *said: str) -> None:
    """Let Noor look back after a day, and want time in the team."""
    await learning(place, "18 mei", "29 juni")
    await place.until("2026-05-19 12:00")
    for word in ("terugkijken", "overslaan", "overslaan", "ja", *said):
        await place.says("noor", word)
    for _ in range(5):
        await place.says("noor", "overslaan")
    await place.until("2026-05-26 17:00")


async def test_s09_acceptance_2_a_wish_for_time_in_the_team_reaches_the_lead_once_confirmed(place: Town) -> None:
    await wants_time(place, "ja", "Ingrid")
    told = await place.reads(LEAD)
    assert "is tijd gevraagd om iets te vertellen van een leertraject, door Noor" in told
    assert "Helder schrijven" not in told


async def test_s09_acceptance_2_without_that_yes_the_lead_hears_nothing(place: Town) -> None:
    await wants_time(place, "nee")
    assert "is tijd gevraagd" not in await place.reads(LEAD)


@pytest.mark.parametrize(("who", "told"), [("1", "Is er in het teamoverleg tijd"), ("2", "**Voor het volgende overleg**")])
async def test_s09_the_lead_goes_through_five_points_or_takes_them_to_the_team(place: Town, who: str, told: str) -> None:
    await wants_time(place, "ja", "Ingrid")
    await place.taps(LEAD, "Bekijken")
    await place.taps(LEAD, "Ja")
    await place.says(LEAD, who)
    assert told in await place.reads(LEAD)


async def asks_for_time(place: Town, who: str) -> None:
    """Let somebody look back, and ask Ingrid for time in the team."""
    for word in ("terugkijken", "overslaan", "overslaan", "ja", "ja", "Ingrid"):
        await place.says(who, word)
    for _ in range(5):
        await place.says(who, "overslaan")


LINE = "is tijd gevraagd om iets te vertellen van een leertraject"


async def test_s09_the_lead_gets_the_line_one_working_day_before_the_team_meets(place: Town) -> None:
    await place.says(LEAD, "overleg dinsdag 10:00")
    await learning(place, "18 mei", "29 juni")
    await place.until("2026-05-19 12:00")
    await asks_for_time(place, "noor")
    assert "op zijn vroegst dinsdag 26 mei" not in await place.reads("noor")
    assert "Ik vraag het Ingrid, op zijn vroegst vrijdag 22 mei" in await place.reads("noor")
    await place.until("2026-05-22 09:30")
    assert LINE not in await place.reads(LEAD)
    await place.until("2026-05-22 12:00")  # Whit Monday is no working day
    assert LINE in await place.reads(LEAD)


async def two_ask(place: Town) -> None:
    """Let Noor and Bram both ask for time after a day."""
    await place.says(LEAD, "overleg donderdag 10:00")
    await learning(place, "18 mei", "8 juni")
    await plan_training(place, "bram", "Rekenen", "18 mei", "8 juni")
    await place.says("bram", "overslaan")
    await answer(place, "bram")
    await place.until("2026-05-19 12:00")
    await asks_for_time(place, "noor")
    await asks_for_time(place, "bram")


async def test_s09_what_several_ask_stands_in_one_line_and_each_hears_the_answer(place: Town) -> None:
    await two_ask(place)
    await place.until("2026-05-20 12:00")
    told = await place.reads(LEAD)
    assert f"{LINE}, door Noor en Bram" in told
    assert told.count(LINE) == 1
    await place.taps(LEAD, "Bekijken")
    await place.taps(LEAD, "Ja")
    await place.until("2026-05-20 17:00")
    assert "Ingrid zegt ja." in await place.reads("noor")
    assert "Ingrid zegt ja." in await place.reads("bram")


async def test_s15_who_stops_asking_lets_what_others_asked_go_on(place: Town) -> None:
    await two_ask(place)
    await place.says("noor", "samen stoppen")
    await place.taps("noor", "Ja, ik stop")
    await place.until("2026-05-20 12:00")
    assert f"{LINE}, door Bram" in await place.reads(LEAD)
    assert "Noor" not in await place.reads(LEAD)
    await place.taps(LEAD, "Bekijken")
    await place.taps(LEAD, "Ja")
    await place.until("2026-05-20 17:00")
    assert "Ingrid zegt ja." in await place.reads("bram")
    assert "Ingrid" not in (await place.reads("noor")).rpartition("Wie met je meedeed hoort het")[2]
    await place.says("noor", "samen stoppen")
    assert (await place.hears("noor"))[-1].text == "Nu doe je met niemand iets samen."


@pytest.mark.parametrize("erases", [False, True])
async def test_s09_who_stops_or_is_erased_asks_no_more_and_another_who_asks_still_does(place: Town, erases: bool) -> None:
    await two_ask(place)
    if erases:
        await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))
    else:
        await place.says("noor", "samen stoppen")
        await place.taps("noor", "Ja, ik stop")
    await place.until("2026-05-20 12:00")
    assert f"{LINE}, door Bram" in await place.reads(LEAD)
    await place.taps(LEAD, "Bekijken")
    await place.taps(LEAD, "Ja")
    await place.until("2026-05-20 17:00")
    assert "Ingrid zegt ja." in await place.reads("bram")
    assert "Ingrid zegt ja." not in await place.reads("noor")


async def test_s09_the_line_comes_at_most_once_in_two_weeks(place: Town) -> None:
    await two_ask(place)
    await place.until("2026-05-20 12:00")
    await plan_training(place, "samira", "Spreken", "20 mei")
    await place.says("samira", "overslaan")
    await answer(place, "samira")
    await place.until("2026-05-21 12:00")
    await asks_for_time(place, "samira")
    await place.until("2026-06-02 17:00")
    assert (await place.reads(LEAD)).count(LINE) == 1
    await place.until("2026-06-03 12:00")
    assert f"{LINE}, door Samira" in await place.reads(LEAD)


async def test_s09_edge_a_meeting_that_is_off_lets_the_line_wait_for_the_next_one(place: Town) -> None:
    await two_ask(place)
    await place.says("samira", "overleg gaat niet door")
    await place.says("joost", "overleg gaat niet door")
    await place.until("2026-05-27 09:30")
    assert LINE not in await place.reads(LEAD)
    await place.until("2026-05-27 12:00")
    assert f"{LINE}, door Noor en Bram" in await place.reads(LEAD)


async def test_s09_edge_what_was_on_the_agenda_of_a_meeting_that_is_off_moves_on(place: Town) -> None:
    await two_ask(place)
    await place.until("2026-05-20 12:00")
    await place.taps(LEAD, "Bekijken")
    await place.taps(LEAD, "Ja")
    await place.says(LEAD, "overslaan")
    await place.says(LEAD, "overleg gaat niet door")
    await place.until("2026-05-26 17:00")
    assert "Het vorige overleg ging niet door" not in await place.reads(LEAD)
    await place.until("2026-05-27 12:00")
    assert "blijft tijd gevraagd om iets te vertellen van een leertraject, door Noor en Bram" in await place.reads(LEAD)


async def test_s09_done_together_the_five_points_stand_in_the_room_and_nothing_is_kept(place: Town) -> None:
    await wants_time(place, "ja", "Ingrid")
    await place.taps(LEAD, "Bekijken")
    await place.taps(LEAD, "Ja")
    await place.taps(LEAD, "We doen het samen")
    await place.until("2026-05-27 12:00")
    told = await place.room()
    assert "Is er in het teamoverleg tijd voor wat er geleerd wordt?" in told
    assert "Weet iedereen waarom erbij zijn" in told
    assert "Noor" not in told


async def test_s09_alone_nothing_of_the_list_stands_in_the_room(place: Town) -> None:
    await wants_time(place, "ja", "Ingrid")
    await place.taps(LEAD, "Bekijken")
    await place.taps(LEAD, "Ja")
    await place.taps(LEAD, "Ik loop hem langs")
    for _ in range(5):
        await place.says(LEAD, "2")
    await place.until("2026-05-28 12:00")
    assert "teamoverleg" not in await place.room()
