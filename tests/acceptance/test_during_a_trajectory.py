"""S09: after each day of a trajectory its learner looks back; how it was comes first, what she learned second."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import ALL, START, answer, latest, learning, plan_task, told_since


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start=START, formats=ALL) as built:
        yield built


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


async def what_the_team_can_do(place: Town, chosen: str) -> None:
    """Let Noor write after a day what the team can do with it, and choose who reads that."""
    await learning(place, "18 mei", "29 juni")
    await place.until("2026-05-19 12:00")
    await place.says("noor", "terugkijken")
    told = {"Wat heb je eruit gehaald": "Rustiger schrijven", "Wat kan het team": "Samen één brief herschrijven"}
    for _ in range(9):
        last = await latest(place, "noor")
        if "Wie mag lezen" in last:
            break
        await place.says("noor", next((text for ask, text in told.items() if ask in last), "overslaan"))
    await place.taps("noor", chosen)
    await place.until("2026-05-20 12:00")


async def test_s09_what_the_team_can_do_with_it_is_read_by_the_team_once_she_shares_it(place: Town) -> None:
    await what_the_team_can_do(place, "Met de groep, met mijn naam")
    told = await place.room()
    assert "Van een leerdag naar ons werk" in told
    assert "Samen één brief herschrijven" in told
    assert "**Noor**" in told


async def test_s09_what_she_keeps_stays_hers_and_so_does_what_the_day_brought_her(place: Town) -> None:
    await what_the_team_can_do(place, "Alleen voor mij")
    assert "leerdag" not in await place.room()


async def test_s09_what_the_day_brought_her_is_never_shared_along(place: Town) -> None:
    await what_the_team_can_do(place, "Met de groep, met mijn naam")
    told = await place.room() + await place.reads(LEAD)
    assert "Rustiger schrijven" not in told
    assert "Helder schrijven" not in told


async def missed_a_day(place: Town, *days: str) -> None:
    """Let Noor say that she was not there on the first day."""
    await learning(place, *days)
    await place.until("2026-05-19 12:00")
    await place.says("noor", "terugkijken")
    await place.taps("noor", "Ik was er niet")


async def test_s09_edge_of_a_day_that_was_missed_is_only_asked_whether_it_moves(place: Town) -> None:
    await missed_a_day(place, "18 mei", "29 juni")
    told = await latest(place, "noor")
    assert "Komt er een andere dag voor" in told
    before = len(await place.shown("noor"))
    await place.until("2026-06-26 17:00")
    assert await told_since(place, "noor", before) == []


@pytest.mark.parametrize("days", [("18 mei", "29 juni"), ("18 mei",)])
async def test_s09_edge_a_missed_day_that_moves_is_asked_about_after_the_new_one(place: Town, days: tuple[str, ...]) -> None:
    await missed_a_day(place, *days)
    await place.says("noor", "2 juni")
    assert "dinsdag 2 juni" in await latest(place, "noor")
    before = len(await place.shown("noor"))
    await place.until("2026-06-03 17:00")
    assert "Je was bij een bijeenkomst" in "".join(await told_since(place, "noor", before))
    await place.says("noor", "terugkijken")
    assert "Hoe vond je de bijeenkomst?" in await latest(place, "noor")


async def test_s09_edge_a_missed_day_without_another_leaves_the_others_as_they_are(place: Town) -> None:
    await missed_a_day(place, "18 mei", "29 juni")
    await place.taps("noor", "Geen andere dag")
    assert "maandag 29 juni" in await latest(place, "noor")
    await place.until("2026-06-30 17:00")
    assert (await place.reads("noor")).count("Je was bij een bijeenkomst") == 2


async def test_s10_edge_the_harvest_waits_for_a_missed_last_day_that_moves(place: Town) -> None:
    await missed_a_day(place, "18 mei")
    await place.says("noor", "2 juni")
    await place.until("2026-06-03 17:00")
    assert "Wil je kijken wat het je bracht?" not in await place.reads("noor")
    await place.until("2026-06-04 17:00")
    assert "Wil je kijken wat het je bracht?" in await place.reads("noor")


async def has_a_buddy(place: Town) -> None:
    """Let Bram be Noor's buddy."""
    await place.says("noor", "buddy")
    await place.taps("noor", "Bram")
    await place.says("noor", "Op mijn uitleg aan de balie")
    await place.until("2026-05-12 12:00")
    await place.taps("bram", "Bekijken")
    await place.taps("bram", "Ja")
    await place.says("bram", "overslaan")


async def looks_back_until(place: Town, asked: str) -> bool:
    """Let Noor look back until she is asked something; whether she is."""
    await learning(place, "18 mei", "29 juni")
    await place.until("2026-05-19 12:00")
    await place.says("noor", "terugkijken")
    for _ in range(10):
        if asked in await latest(place, "noor"):
            return True
        await place.says("noor", "overslaan")
    return False


async def test_s09_a_buddy_is_asked_to_ask_about_the_meeting_once_the_learner_says_so(place: Town) -> None:
    await has_a_buddy(place)
    assert await looks_back_until(place, "Zal ik je buddy vragen")
    await place.taps("noor", "Bram")
    await place.until("2026-05-19 12:30")
    told = await place.reads("bram")
    assert "Vraag Noor eens naar de bijeenkomst." in told
    assert "Helder schrijven" not in told


async def test_s09_who_does_not_say_so_has_nobody_asked(place: Town) -> None:
    await has_a_buddy(place)
    assert await looks_back_until(place, "Zal ik je buddy vragen")
    await place.says("noor", "overslaan")
    await place.until("2026-05-25 17:00")
    assert "Vraag Noor eens" not in await place.reads("bram")


async def test_s09_who_has_no_buddy_is_not_asked_about_one(place: Town) -> None:
    assert not await looks_back_until(place, "Zal ik je buddy vragen")
