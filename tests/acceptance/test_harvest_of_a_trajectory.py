"""S10: what a trajectory brought, harvested two working days after its last day and once more after eight weeks."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import ALL, answer, latest, plan_task, plan_training, told_since

START = "2026-05-11 09:00"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start=START, formats=ALL) as built:
        yield built


async def harvest_of(place: Town, *days: str, **said: str) -> None:
    """Let Noor prepare a training that is over soon."""
    await plan_training(place, "noor", "Helder schrijven", *days)
    await place.says("noor", "overslaan")
    await answer(place, "noor", **said)


async def invited(place: Town, until: str) -> bool:
    """Whether Noor was asked to harvest by then."""
    await place.until(until)
    return "Wil je kijken wat het je bracht?" in await place.reads("noor")


async def test_s10_acceptance_1_after_a_friday_it_opens_on_tuesday(place: Town) -> None:
    await harvest_of(place, "15 mei")
    assert not await invited(place, "2026-05-18 17:00")
    assert await invited(place, "2026-05-19 17:00")


async def test_s08_acceptance_4_the_harvest_of_a_task_opens_two_working_days_after_its_end(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-02-23 09:00", formats=ALL) as place:
        await plan_task(place, "noor", "2 maart", "27 maart")
        await place.says("noor", "overslaan")
        await answer(place, "noor")
        assert not await invited(place, "2026-03-30 23:00")
        assert await invited(place, "2026-03-31 17:00")


async def test_s10_acceptance_2_what_she_hoped_to_notice_stands_with_the_fourth_question(place: Town) -> None:
    await harvest_of(place, "15 mei", Waaraan_merk_jij="Minder vragen terug")
    await place.until("2026-05-19 12:00")
    await place.taps("noor", "Oogsten")
    for _ in range(3):
        assert "Minder vragen terug" not in await latest(place, "noor")
        await place.says("noor", "overslaan")
    told = await latest(place, "noor")
    assert "Wat zien we ervan terug in de resultaten" in told
    assert "Minder vragen terug" in told


async def test_s10_the_words_of_another_trajectory_do_not_stand_with_it(place: Town) -> None:
    await harvest_of(place, "15 mei", Waaraan_merk_jij="Minder vragen terug")
    await plan_training(place, "noor", "Rekenen", "29 juni")
    await place.says("noor", "overslaan")
    await answer(place, "noor", Waaraan_merk_jij="Sneller tellen")
    await place.until("2026-05-19 12:00")
    await place.taps("noor", "Oogsten")
    for _ in range(3):
        await place.says("noor", "overslaan")
    assert "Sneller tellen" not in await latest(place, "noor")


async def test_s10_acceptance_3_after_eight_weeks_the_first_two_are_not_repeated(place: Town) -> None:
    await harvest_of(place, "15 mei")
    await place.until("2026-07-09 17:00")
    before = len(await place.shown("noor"))
    await place.until("2026-07-10 17:00")
    [one] = await told_since(place, "noor", before)
    assert "acht weken geleden" in one
    await place.taps("noor", "Kijken")
    assert "Wat gebruik jij nu in je eigen werk?" in await latest(place, "noor")
    for _ in range(6):
        await place.says("noor", "overslaan")
    told = "".join(await told_since(place, "noor", before))
    assert "Hoe heb je het beleefd" not in told
    assert "in huis voor later" not in told


async def test_s10_each_harvest_reminds_once(place: Town) -> None:
    await harvest_of(place, "15 mei")
    await place.until("2026-07-31 17:00")
    told = await place.reads("noor")
    assert told.count("Wil je kijken wat je traject je bracht?") == 1
    assert told.count("Wil je kijken wat je nu ziet van je traject?") == 1


async def test_s10_edge_who_stops_is_asked_one_thing_that_may_be_skipped(place: Town) -> None:
    await harvest_of(place, "15 mei", "22 juni")
    await place.says("noor", "annuleer traject 1")
    await place.taps("noor", "Ik stop ermee")
    assert "Wat neem je toch mee?" in await latest(place, "noor")
    await place.says("noor", "overslaan")
    before = len(await place.shown("noor"))
    await place.until("2026-09-01 17:00")
    assert await told_since(place, "noor", before) == []


async def test_s10_where_the_last_day_is_off_it_opens_after_the_one_before(place: Town) -> None:
    await harvest_of(place, "15 mei", "22 juni")
    await place.says("noor", "annuleer traject 1 dag 2")
    assert await invited(place, "2026-05-19 17:00")


async def test_s10_where_the_last_day_moves_it_moves_along(place: Town) -> None:
    await harvest_of(place, "15 mei", "22 mei")
    await place.says("noor", "verplaats traject 1 dag 2 naar 5 juni")
    assert not await invited(place, "2026-06-08 17:00")
    assert await invited(place, "2026-06-09 17:00")


async def test_s10_nobody_else_reads_it(place: Town) -> None:
    await harvest_of(place, "15 mei")
    await place.until("2026-05-19 12:00")
    await place.taps("noor", "Oogsten")
    await place.says("noor", "Het gaf veel energie")
    await place.until("2026-06-10 17:00")
    told = await place.reads(LEAD) + await place.reads("fatima") + await place.room()
    assert "veel energie" not in told


async def test_f50_the_eight_points_are_asked_after_it(place: Town) -> None:
    await harvest_of(place, "15 mei")
    await place.until("2026-05-19 12:00")
    before = len(await place.shown("noor"))
    await place.taps("noor", "Oogsten")
    for _ in range(10):
        await place.says("noor", "overslaan")
    told = "".join(await told_since(place, "noor", before))
    points = ("beleefd", "in huis voor later", "gebruik jij al", "terug in de resultaten", "Wie merkt er iets van",
              "kijk op je vak", "in de weg", "levend", "vervolg nodig", "deze vorm van leren")  # fmt: skip
    assert [point for point in points if point not in told] == []


async def harvested(place: Town, chosen: str, day: str = "2026-05-19 12:00") -> None:
    """Let Noor harvest one thing, and choose who reads it."""
    await harvest_of(place, "15 mei")
    await place.until(day)
    await place.taps("noor", "Oogsten")
    await place.says("noor", "Het gaf veel energie")
    for _ in range(9):
        await place.says("noor", "overslaan")
    assert "Wie mag lezen wat je oogstte?" in await latest(place, "noor")
    await place.taps("noor", chosen)
    await place.taps("noor", "Nu niet")


async def test_s10_what_she_shares_of_her_harvest_is_read_by_the_team(place: Town) -> None:
    await harvested(place, "Met de groep, met mijn naam")
    assert "Oogst van een leertraject" not in await place.room()
    await place.until("2026-05-20 12:00")
    told = await place.room()
    assert "Oogst van een leertraject" in told
    assert "veel energie" in told
    assert "Helder schrijven" not in told


async def test_s10_what_is_kept_for_the_value_check_is_read_by_nobody(place: Town) -> None:
    await harvested(place, "Bewaar voor de waardecheck")
    await place.until("2026-05-29 12:00")
    assert "veel energie" not in await place.room() + await place.reads(LEAD) + await place.reads("fatima")


async def test_c37_who_shares_her_harvest_without_her_name_is_asked_once_it_is_told_and_not_weeks_later(place: Town) -> None:
    await harvested(place, "Met de groep, zonder naam")
    await place.until("2026-05-22 12:00")
    assert "te weinig antwoorden zonder naam" in await place.reads("noor")
    assert "veel energie" not in await place.room()


async def test_s07_who_facilitates_reads_a_harvest_that_is_shared_with_the_team_after_the_room_and_not_before(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, start=START, formats=(*ALL, "facilitator_week")) as place:
        await harvested(place, "Met de groep, met mijn naam", "2026-05-20 09:05")
        await place.until("2026-05-20 12:00")  # her overview came at half past nine
        early = await place.reads("fatima")
        await place.until("2026-05-21 12:00")
        room = await place.room()
        await place.until("2026-05-27 12:00")

        assert "veel energie" not in early
        assert "veel energie" in room
        assert "veel energie" in await place.reads("fatima")
