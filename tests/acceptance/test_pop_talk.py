"""S40: a good talk about one's plan; who is talked with reads what was picked, and nothing else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.test_pop import ALL, START, write
from tests.kit.town import LEAD, Town, town
from tests.kit.trajectories import latest


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, start=START, formats=ALL) as built:
        yield built


async def announce(place: Town, *parts: str, ask: str = "Kun je me tijd geven?", day: str = "28 mei") -> None:
    """Let Noor write a plan, and announce a talk about some parts of it to her lead."""
    await write(
        place, Waar_ligt="Tekenen in de natuur", Wat_kun_jij="Rustig blijven", Wat_is_je_eerste="Een les bijwonen",
        Wanneer_zet="25 mei", Wat_heb_je_nodig="Een vrije ochtend",
    )  # fmt: skip
    await place.says("noor", "pop gesprek")
    await place.taps("noor", "Ingrid")
    await place.says("noor", day)
    await place.says("noor", "ja")
    if parts:
        await place.taps("noor", *parts)
    else:
        await place.says("noor", "overslaan")
    await place.says("noor", ask)
    await place.taps("noor", "Ja, verstuur")
    await place.until("2026-05-12 10:00")


async def test_s40_acceptance_1_who_selects_the_step_alone_shows_nothing_else(place: Town) -> None:
    await announce(place, "Eerste stap")
    assert "Noor wil op donderdag 28 mei met je praten" in await latest(place, LEAD)
    await place.taps(LEAD, "Lezen")
    read = await place.reads(LEAD)
    assert "Een les bijwonen" in read
    assert "Kun je me tijd geven?" in read
    await place.until("2026-06-30 17:00")
    read = await place.reads(LEAD)
    for text in ("Tekenen", "Rustig blijven", "vrije ochtend", "25 mei"):
        assert text not in read


async def test_s40_who_announces_her_talk_is_not_told_that_a_trajectory_is_over(place: Town) -> None:
    await announce(place, "Eerste stap")
    assert "Drie werkdagen voor het gesprek hoor je weer van me." in await place.reads("noor")
    assert "De laatste dag is al geweest" not in await place.reads("noor")


async def test_s40_acceptance_2_both_get_one_nudge_on_the_day_to_look_back(place: Town) -> None:
    await announce(place, "Eerste stap")
    await place.until("2026-05-29 10:00")
    await place.says("noor", "pop afspraken")
    await place.says("noor", "Elke maand een ochtend vrij.")
    await place.says("noor", "1 juli")
    await place.says("noor", "ja")
    await place.hears("noor"), await place.hears(LEAD)
    await place.until("2026-06-30 17:00")
    await place.hears("noor"), await place.hears(LEAD)
    await place.until("2026-07-31 17:00")
    hers, his = [[one.text for one in await place.hears(who)] for who in ("noor", LEAD)]
    assert ["terugkijken" in one for one in hers] == [True]
    assert ["terugkijken" in one for one in his] == [True]


async def both_write(place: Town, hers: str, his: str) -> None:
    """Let both write down what they agreed, the day after the talk."""
    await place.until("2026-05-29 10:00")
    await place.taps("noor", "Opschrijven")
    await place.says("noor", hers)
    await place.says("noor", "overslaan")
    await place.taps(LEAD, "Opschrijven")
    await place.says(LEAD, his)
    await place.until("2026-06-02 17:00")
    for who in ("noor", LEAD):
        await place.taps(who, "Lezen")


async def test_s40_what_was_agreed_comes_to_both(place: Town) -> None:
    await announce(place, "Eerste stap")
    await both_write(place, "Elke maand een ochtend vrij.", "Een ochtend per maand.")
    for who in ("noor", LEAD):
        card = await latest(place, who)
        assert "Elke maand een ochtend vrij." in card
        assert "Een ochtend per maand." in card


async def test_s40_who_stops_before_she_is_done_lets_nobody_read_what_was_agreed(place: Town) -> None:
    await announce(place)
    await place.until("2026-05-29 10:00")
    await place.taps("noor", "Opschrijven")
    await place.says("noor", "Elke maand een ochtend vrij.")
    await place.says("noor", "stop")
    asked = (await place.hears("noor"))[-1].text
    await place.taps("noor", "Bewaren")
    await place.until("2026-06-02 17:00")

    assert "alleen voor jou? Of gooi ik het weg?" in asked
    assert "ochtend vrij" not in await place.reads(LEAD)


async def test_s40_where_they_disagree_both_texts_stay(place: Town) -> None:
    await announce(place)
    await both_write(place, "Ingrid regelt een stage.", "Noor zoekt zelf een stage.")
    for who in ("noor", LEAD):
        card = await latest(place, who)
        assert card.index("Noor") < card.index("Ingrid regelt een stage.")
        assert "Noor zoekt zelf een stage." in card


async def test_s40_who_has_no_time_lets_the_owner_be_asked_once_for_another_day(place: Town) -> None:
    await announce(place, "Eerste stap")
    await place.taps(LEAD, "Ik heb dan geen tijd")
    await place.until("2026-05-13 10:00")
    assert "Ingrid heeft op donderdag 28 mei geen tijd" in await latest(place, "noor")
    await place.taps("noor", "Kiezen")
    await place.says("noor", "11 juni")
    await place.says("noor", "ja")
    before = len(await place.shown("noor"))
    await place.until("2026-06-04 17:00")
    assert len(await place.shown("noor")) == before
    await place.until("2026-06-08 17:00")
    assert "Op donderdag 11 juni is je POP-gesprek" in await latest(place, "noor")
    asked = [one.text for one in await place.shown("noor") if "geen tijd voor jullie gesprek" in one.text]
    assert len(asked) == 1


@pytest.mark.parametrize("said", [("Lezen", "stop"), ("Lezen", "overslaan"), ("stop",)])
async def test_s40_who_stops_reading_said_nothing_about_the_day(place: Town, said: tuple[str, ...]) -> None:
    await announce(place, "Eerste stap")
    for one in said:
        await (place.taps(LEAD, one) if one == "Lezen" else place.says(LEAD, one))
    await place.until("2026-05-21 17:00")
    assert "geen tijd" not in await place.reads("noor")


async def test_s40_who_types_what_stands_on_the_button_has_no_time(place: Town) -> None:
    await announce(place, "Eerste stap")
    await place.says(LEAD, "ik heb dan geen tijd")
    await place.until("2026-05-13 10:00")
    assert "Ingrid heeft op donderdag 28 mei geen tijd" in await latest(place, "noor")


async def test_s40_one_reminder_comes_three_working_days_before(place: Town) -> None:
    await announce(place, "Eerste stap")
    for who in ("noor", LEAD):
        await place.hears(who)
    await place.until("2026-05-21 17:00")
    assert await place.hears("noor") == await place.hears(LEAD) == []
    await place.until("2026-05-22 17:00")  # Whit Monday is no working day
    assert ["is je POP-gesprek" in one.text for one in await place.hears("noor")] == [True]
    assert ["praat je met Noor" in one.text for one in await place.hears(LEAD)] == [True]
    await place.until("2026-05-28 17:00")
    assert await place.hears("noor") == await place.hears(LEAD) == []


async def test_s40_what_is_made_private_again_is_not_read_any_more(place: Town) -> None:
    await announce(place, "Eerste stap", "Wat er nodig is")
    await place.taps(LEAD, "Lezen")
    assert "vrije ochtend" in await place.reads(LEAD)
    await place.says("noor", "mijn antwoorden")
    number = next(
        line.split("**")[1].rstrip(".") for line in (await latest(place, "noor")).split("\n") if "vrije ochtend" in line
    )
    await place.says("noor", f"maak privé {number}")
    await place.settle()
    assert "vrije ochtend" not in await place.reads(LEAD)
    assert "Een les bijwonen" in await place.reads(LEAD)


async def test_s40_the_owner_alone_sees_the_talk_among_her_plans_and_nobody_else_hears_of_it(place: Town) -> None:
    await announce(place, "Eerste stap")
    await both_write(place, "Een ochtend vrij.", "Een ochtend.")
    for who in ("bram", "samira", "joost", "fatima"):
        assert "Noor" not in await place.reads(who)
    assert "ochtend" not in await place.room()


async def test_s40_who_erases_everything_leaves_nothing_with_the_other(place: Town) -> None:
    await announce(place, "Eerste stap")
    await place.taps(LEAD, "Lezen")
    await place.says("noor", "afmelden")
    await place.taps("noor", "Alles verwijderen")
    await place.taps("noor", "Ja")
    await place.until("2026-05-13 17:00")
    read = await place.reads(LEAD)
    assert "Een les bijwonen" not in read
    assert "Kun je me tijd geven?" not in read
    before = len(await place.shown(LEAD))
    await place.until("2026-06-30 17:00")
    assert len(await place.shown(LEAD)) == before


async def test_f73_who_leads_gets_support_for_the_talk_and_can_practise_it(place: Town) -> None:
    await announce(place)
    await place.taps(LEAD, "Lezen")
    card = await latest(place, LEAD)
    for text in ("Luister eerst", "wat kan en wat niet kan", "wat er na het gesprek met de wens gebeurt"):
        assert text in card
    await place.taps(LEAD, "Maak een berichtje")
    assert "Wil je een kwartier met me oefenen? Ik noem geen namen." in await place.reads(LEAD)
