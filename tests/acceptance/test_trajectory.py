"""S08: a trajectory of one's own, prepared by its owner; nobody else sees that it is there."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.tables import outbox
from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import ALL, START, answer, latest, plan_task, plan_training, told_since


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start=START, formats=ALL) as built:
        yield built


async def test_s08_acceptance_1_a_task_long_after_the_last_day_is_noted_and_kept(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "18 mei", "1 juni")
    await answer(place, "noor", Welke_klus="Een brief", Wanneer_begin_je_met="20 juni")
    assert "meer dan twee weken na je laatste dag" in await place.reads("noor")
    await place.says("noor", "mijn antwoorden")
    assert "20 juni" in await latest(place, "noor")


async def test_s08_a_task_within_two_weeks_is_not_noted(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "18 mei", "1 juni")
    await answer(place, "noor", Welke_klus="Een brief", Wanneer_begin_je_met="15 juni")
    assert "meer dan twee weken" not in await place.reads("noor")


async def test_s08_acceptance_2_on_the_day_she_named_comes_one_message(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "1 juni")
    await answer(place, "noor", Wanneer_kijk_je_hoe="16 mei")
    before = len(await place.shown("noor"))
    await place.until("2026-05-17 23:00")
    assert await told_since(place, "noor", before) == []
    await place.until("2026-05-18 17:00")
    [one] = await told_since(place, "noor", before)
    assert "Je wilde vandaag even kijken hoe het gaat" in one
    assert "Helder schrijven" in one
    await place.until("2026-05-28 17:00")
    assert len(await told_since(place, "noor", before)) == 1


async def test_s08_acceptance_2_a_trajectory_that_was_called_off_asks_nothing(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "1 juni")
    await answer(place, "noor", Wanneer_kijk_je_hoe="18 mei")
    await place.says("noor", "annuleer traject 1")
    await place.taps("noor", "Gaat niet door")
    assert "vraag ik je niets meer" in await latest(place, "noor")
    before = len(await place.shown("noor"))
    await place.until("2026-07-10 17:00")
    assert await told_since(place, "noor", before) == []


async def test_s08_acceptance_3_nobody_else_sees_that_it_is_there(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "18 mei")
    await answer(place, "noor", Wat_wil_je_leren="Korte brieven")
    for word in ("stand", "overzicht", "bijeenkomsten", "proefkalender", "mijn trajecten", "hulp"):
        await place.says(LEAD, word)
        await place.says("bram", word)
    await place.until("2026-06-08 17:00")
    told = await place.reads(LEAD) + await place.reads("bram") + await place.reads("fatima") + await place.room()
    assert "Helder schrijven" not in told
    assert "Korte brieven" not in told


async def test_s08_acceptance_4_a_task_asks_nothing_of_a_trainer(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-02-23 09:00", formats=ALL) as place:
        await plan_task(place, "noor", "2 maart", "27 maart")
        await answer(place, "noor")
        assert "trainer" not in await place.reads("noor")


async def test_s08_edge_a_training_that_has_begun_starts_at_point_3(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "4 mei", "1 juni")
    told = await place.reads("noor")
    assert "Hoe ga je het in je werk gebruiken?" in told
    assert "Wat wil je leren?" not in told


@pytest.mark.parametrize(("begins", "ends"), [("{today}", "{today}"), ("{before}", "{today}")])
async def test_s08_edge_what_is_over_today_starts_at_point_3_too(place: Town, begins: str, ends: str) -> None:
    today = place.clock.now().date()
    days = {"today": f"{today:%d-%m-%Y}", "before": f"{today - timedelta(days=3):%d-%m-%Y}"}
    await plan_task(place, "noor", begins.format(**days), ends.format(**days))
    assert "Hoe ga je het in je werk gebruiken?" in await place.reads("noor")


async def test_s08_edge_after_ja_nu_something_is_said_of_a_training_of_long_ago_too(place: Town) -> None:
    long_ago = place.clock.now().date() - timedelta(days=60)
    await plan_training(place, "noor", "Helder schrijven", f"{long_ago:%d-%m-%Y}")
    assert 'Met "oogsten" kijk je terug' in await place.reads("noor")


async def test_s08_edge_a_start_that_moves_takes_its_reminders_along(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "22 juni", go="Drie weken ervoor")
    await place.says("noor", "verplaats traject 1 dag 1 naar 29 juni")
    assert "maandag 29 juni" in await latest(place, "noor")
    before = len(await place.shown("noor"))
    await place.until("2026-06-05 17:00")
    assert await told_since(place, "noor", before) == []
    await place.until("2026-06-08 17:00")
    [one] = await told_since(place, "noor", before)
    assert "Wil je vooruitkijken op je traject" in one


LOOK = "Je wilde vandaag even kijken hoe het gaat"


@pytest.mark.parametrize("word", ["verplaats traject 1 naar 8 juni", "verplaats traject 1 dag 1 naar 8 juni"])
async def test_s08_edge_a_start_that_moves_takes_the_days_that_she_named_along(place: Town, word: str) -> None:
    await plan_training(place, "noor", "Helder schrijven", "1 juni")
    await answer(place, "noor", Wanneer_kijk_je_hoe="16 juni", Wanneer_bespreek_je_dit="Al gedaan")
    before = len(await place.shown("noor"))
    await place.says("noor", word)
    assert "schuiven even ver mee" in "\n".join(await told_since(place, "noor", before))
    await place.says("noor", "mijn antwoorden")
    assert "23 juni" in await latest(place, "noor")

    before = len(await place.shown("noor"))
    await place.until("2026-06-22 17:00")
    assert LOOK not in "\n".join(await told_since(place, "noor", before))
    await place.until("2026-06-24 17:00")
    assert "\n".join(await told_since(place, "noor", before)).count(LOOK) == 1


async def test_s08_where_one_day_of_several_moves_the_days_that_she_named_stay_and_that_is_said(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "1 juni", "8 juni")
    await answer(place, "noor", Wanneer_kijk_je_hoe="16 juni")
    await place.says("noor", "verplaats traject 1 dag 1 naar 2 juni")
    assert "De dagen die je zelf noemde blijven staan" in await latest(place, "noor")
    await place.says("noor", "mijn antwoorden")
    assert "16 juni" in await latest(place, "noor")


async def test_s08_where_it_began_already_the_days_that_she_named_stay(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "13 mei", "29 juni")
    await answer(place, "noor", Wanneer_kijk_je_hoe="16 juni")
    await place.until("2026-05-14 12:00")
    await place.says("noor", "verplaats traject 1 naar 1 juni")
    assert "De dagen die je zelf noemde, blijven staan." in await place.reads("noor")
    before = len(await place.shown("noor"))
    await place.until("2026-06-17 17:00")
    assert "\n".join(await told_since(place, "noor", before)).count(LOOK) == 1


async def test_s08_a_day_that_would_have_been_by_then_stays(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "29 juni")
    await answer(place, "noor", Wanneer_kijk_je_hoe="16 juni")
    await place.says("noor", "verplaats traject 1 naar 18 mei")
    await place.says("noor", "mijn antwoorden")
    assert "16 juni" in await latest(place, "noor")


async def test_s08_who_named_no_days_of_her_own_hears_nothing_of_them(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "1 juni", "8 juni", go="Drie weken ervoor")
    before = len(await place.shown("noor"))
    for word in ("verplaats traject 1 dag 1 naar 2 juni", "verplaats traject 1 naar 3 juni"):
        await place.says("noor", word)
    assert "die je zelf noemde" not in "\n".join(await told_since(place, "noor", before))


async def test_s08_edge_who_wants_no_talk_with_her_lead_is_not_asked_again(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "18 mei")
    await answer(place, "noor", Wanneer_bespreek_je_dit="Liever niet")
    assert (await place.reads("noor")).count("bespreek je dit met je leidinggevende?") == 1


async def test_s08_edge_two_trajectories_are_separate(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "15 juni")
    await answer(place, "noor", Wat_wil_je_leren="Korte brieven")
    await plan_training(place, "noor", "Rekenen", "22 juni")
    await answer(place, "noor", Wat_wil_je_leren="Procenten")
    await place.says("noor", "annuleer traject 1")
    await place.taps("noor", "Gaat niet door")
    await place.says("noor", "mijn trajecten")
    listed = await latest(place, "noor")
    assert "Rekenen" in listed
    assert "Helder schrijven" not in listed


async def test_s08_of_days_that_have_been_is_not_told_how_they_move(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "15 juni", "22 juni", go="Drie weken ervoor")
    await place.until("2026-06-16 12:00")
    await place.says("noor", "mijn trajecten")
    assert "verplaats traject 1 dag 2" in await latest(place, "noor")
    await place.until("2026-06-23 12:00")
    await place.says("noor", "mijn trajecten")
    told = await latest(place, "noor")
    assert "De dagen zijn geweest." in told
    assert "verplaats" not in told


async def test_c44_what_she_called_it_stands_nowhere_unsealed(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "15 juni", "22 juni", go="Drie weken ervoor")
    for word in ("mijn trajecten", "verplaats traject 1 dag 2 naar 23 juni", "annuleer traject 1 dag 1"):
        await place.says("noor", word)
        assert "Helder schrijven" in await latest(place, "noor")
    recipes = await place.app.store.read(lambda unit: [str(one) for one in unit.connection.execute(select(outbox.c.recipe))])
    assert [one for one in recipes if "Helder schrijven" in one] == []


async def test_s08_edge_two_trajectories_on_the_same_days_each_show_them(place: Town) -> None:
    for name in ("Helder schrijven", "Rekenen"):
        await plan_training(place, "noor", name, "15 juni", go="Drie weken ervoor")
    await place.says("noor", "mijn trajecten")
    assert (await latest(place, "noor")).count("Dag 1: maandag 15 juni") == 2


async def test_s08_later_asks_once_more_five_working_days_before(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "22 juni")
    await answer(place, "noor", Wat_wil_je_leren="Korte brieven", Weet_de_trainer="3", Hoe_ga_je_het="In elke brief")
    await place.until("2026-06-15 17:00")
    assert "Je wilde de trainer nog vertellen" in await latest(place, "noor")
    await place.taps("noor", "Antwoorden")
    await place.taps("noor", "Maak een berichtje")
    told = await latest(place, "noor")
    assert "Korte brieven" in told
    assert "In elke brief" in told


async def test_s08_a_message_for_the_trainer_is_made_of_her_own_words(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "22 juni")
    await answer(place, "noor", Wat_wil_je_leren="Korte brieven", Weet_de_trainer="2", Hoe_ga_je_het="In elke brief")
    told = await place.reads("noor")
    assert "Dit kun je kopiëren" in told
    assert "Korte brieven" in told


async def test_s08_the_invitation_comes_three_weeks_before_with_two_reminders(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "29 juni", go="Drie weken ervoor")
    before = len(await place.shown("noor"))
    await place.until("2026-06-29 08:00")
    told = await told_since(place, "noor", before)
    assert len(told) == 3
    assert "Wil je vooruitkijken op je traject" in told[0]
    assert "Wil je nog vooruitkijken" in told[1]


async def test_f45_the_nine_points_are_asked_before_a_training(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "22 juni")
    await answer(place, "noor", Welke_klus="Een brief")
    told = await place.reads("noor")
    points = (
        "Wat wil je leren?", "Weet de trainer al", "Hoe ga je het in je werk gebruiken?", "Waaraan merk jij",
        "van collega's nodig", "van je leidinggevende nodig",
        "uit welke vakgebieden", "Welke klus kun je regelen", "Wanneer bespreek je dit",
    )  # fmt: skip
    assert [point for point in points if point not in told] == []


async def test_f48_a_lead_and_one_colleague_are_asked_about(place: Town) -> None:
    await plan_training(place, "noor", "Helder schrijven", "22 juni")
    await answer(place, "noor")
    told = await place.reads("noor")
    assert "Wanneer bespreek je dit met je leidinggevende?" in told
    assert "Eén collega is al genoeg" in told


async def test_s08_edge_a_task_that_ends_before_it_begins_is_told_and_asked_again(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-02-23 09:00", formats=ALL) as place:
        for said in ("traject", "Klus", "Een handleiding maken", "27 maart", "ja", "2 maart"):
            await place.says("noor", said)
        assert "Dat ligt voor het begin. Noem vrijdag 27 maart 2026, of een dag daarna." in await latest(place, "noor")
        assert "Wanneer is het klaar?" in await latest(place, "noor")
        for said in ("3 april", "ja"):
            await place.says("noor", said)
        assert "Wil je nu vooruitkijken?" in await latest(place, "noor")
