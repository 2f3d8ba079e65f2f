"""S09: after each day of a trajectory its learner looks back; how it was comes first, what she learned second."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.test_trajectory import ALL, answer, latest, plan_task, plan_training, told_since
from tests.kit.town import LEAD, Town, town

START = "2026-05-11 09:00"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start=START, formats=ALL) as built:
        yield built


async def learning(place: Town, *days: str) -> None:
    """Let Noor plan a training and prepare nothing."""
    await plan_training(place, "noor", "Helder schrijven", *days)
    await place.says("noor", "overslaan")
    await answer(place, "noor")


async def test_s09_acceptance_1_after_a_session_it_begins_with_how_it_was(place: Town) -> None:
    await learning(place, "13 mei", "29 juni")
    await place.until("2026-05-15 12:00")
    await place.says("noor", "terugkijken")
    assert "Hoe vond je de bijeenkomst?" in await latest(place, "noor")
    await place.says("noor", "Leerzaam")
    assert "Wat heb je eruit gehaald?" in await latest(place, "noor")


async def test_s09_acceptance_4_of_a_task_it_begins_with_how_it_went_and_names_no_meeting(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-02-23 09:00", formats=ALL) as place:
        await plan_task(place, "noor", "2 maart", "27 maart")
        await place.says("noor", "overslaan")
        await answer(place, "noor")
        await place.until("2026-03-16 17:00")
        before = len(await place.shown("noor"))
        await place.until("2026-03-17 17:00")
        await place.says("noor", "terugkijken")
        assert "Hoe vond je het gaan?" in await latest(place, "noor")
        told = "".join(await told_since(place, "noor", before))
        assert "ijeenkomst" not in told


async def test_s09_acceptance_3_without_anything_shared_the_lead_gets_nothing(place: Town) -> None:
    before = len(await place.shown(LEAD))
    await learning(place, "13 mei", "29 juni")
    await place.until("2026-07-10 17:00")
    assert "Helder schrijven" not in "".join(await told_since(place, LEAD, before))


async def test_s09_edge_after_a_day_that_is_off_nothing_is_asked(place: Town) -> None:
    await learning(place, "20 mei", "29 juni")
    await place.says("noor", "annuleer traject 1 dag 1")
    await place.until("2026-06-12 17:00")
    assert "Je was bij een bijeenkomst" not in await place.reads("noor")


async def test_s09_edge_who_is_away_is_asked_nothing(place: Town) -> None:
    await learning(place, "20 mei")
    await place.says("noor", "afwezig tot 10 juni")
    before = len(await place.shown("noor"))
    await place.until("2026-06-09 17:00")
    assert await told_since(place, "noor", before) == []


async def test_s09_one_reminder_comes_after_two_working_days(place: Town) -> None:
    await learning(place, "18 mei", "29 juni")
    await place.until("2026-06-05 17:00")
    told = await place.reads("noor")
    assert told.count("Je was bij een bijeenkomst") == 1
    assert told.count("Wil je even terugkijken? Eén vraag") == 1


async def test_f49_how_it_was_comes_before_what_was_learned(place: Town) -> None:
    await learning(place, "18 mei", "29 juni")
    await place.until("2026-05-19 12:00")
    await place.says("noor", "terugkijken")
    before = len(await place.shown("noor")) - 1
    for _ in range(9):
        await place.says("noor", "overslaan")
    told = "".join(await told_since(place, "noor", before))
    points = ("Hoe vond je de", "Wat heb je eruit", "het effect groter", "Houdt iets je tegen", "Waar past dit",
              "Wat kan het team", "Wie buiten ons team")  # fmt: skip
    found = [told.find(point) for point in points]
    assert -1 not in found
    assert found == sorted(found)


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
    assert "Noor wil in het team graag iets vertellen" in told
    assert "Helder schrijven" not in told


async def test_s09_acceptance_2_without_that_yes_the_lead_hears_nothing(place: Town) -> None:
    await wants_time(place, "nee")
    assert "wil in het team graag" not in await place.reads(LEAD)


@pytest.mark.parametrize(("who", "told"), [("1", "Is er in het teamoverleg tijd"), ("2", "Dit kun je kopiëren als punten")])
async def test_s09_the_lead_goes_through_five_points_or_takes_them_to_the_team(place: Town, who: str, told: str) -> None:
    await wants_time(place, "ja", "Ingrid")
    await place.taps(LEAD, "Bekijken")
    await place.taps(LEAD, "Ja")
    await place.says(LEAD, who)
    assert told in await place.reads(LEAD)
