"""What the silence of a teller means for her lines, and how long she has (S06 Confirmation)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.lines import LINE, harvesting, texts, written
from tests.kit.town import Town


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with harvesting(tmp_path) as one:
        yield one


async def answers_silence(place: Town, **said: str) -> None:
    """Let some say what their silence means, before anything is written."""
    await place.until("mon 10:00")
    for who, answered in said.items():
        await place.taps(who, "Nu doen")
        await place.says(who, answered)


async def test_s06_acceptance_6_without_a_reaction_the_answer_given_before_decides(place: Town) -> None:
    await answers_silence(place, noor="ja", samira="nee")
    await written(place, ("noor", "Van Noor."), ("samira", "Van Samira."), ("joost", "Van Joost."))
    await place.until("fri 09:59")
    assert await texts(place) == []

    await place.until("fri 12:00")

    assert await texts(place) == ["Van Noor."]
    assert "Van Noor." in (board := await place.room())
    assert "Van Samira." not in board
    assert "Van Joost." not in board
    assert await texts(place, reader="samira") == ["Van Noor.", "Van Samira."]


async def test_s06_a_choice_counts_over_silence(place: Town) -> None:
    await answers_silence(place, noor="ja", samira="nee")
    await written(place, ("noor", "Weg hiermee."), ("noor", "Anders graag."), ("noor", "Niets gezegd."), ("samira", "Goed zo."))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Weglaten")
    await place.taps("noor", "Aanpassen")
    await place.taps("samira", "Bekijken")
    await place.taps("samira", "Klopt")

    await place.until("fri 12:00")

    assert await texts(place) == ["Niets gezegd.", "Goed zo."]


async def test_s06_a_line_that_was_made_private_is_not_placed_by_silence(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await written(place, ("noor", LINE))
    await place.says("noor", "maak privé 2")

    await place.until("fri 12:00")

    assert await texts(place) == []


async def test_s06_who_skips_it_all_leaves_it_to_what_she_said_before(place: Town) -> None:
    await answers_silence(place, noor="ja", samira="nee")
    await written(place, ("noor", "Van Noor."), ("samira", "Van Samira."))

    await place.taps("noor", "Overslaan")
    await place.taps("samira", "Overslaan")

    assert await texts(place) == ["Van Noor."]


async def test_s06_her_time_begins_when_the_message_reaches_her(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await place.set("noor", away_until=place.moment("thu 10:00"))
    await written(place, ("noor", LINE))
    await place.until("thu 10:00")
    assert "Je hebt tot maandag 16 maart." in (await place.hears("noor"))[-1].text

    await place.until("mon 09:59")
    assert await texts(place) == []
    await place.until("mon 10:00")

    assert await texts(place) == [LINE]


async def test_s06_k5_silence_places_no_line_that_names_a_colleague(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await written(place, ("noor", "Toen zei Samira iets."), ("noor", LINE))

    await place.until("fri 12:00")

    assert await texts(place) == [LINE]
    assert await texts(place, reader="noor") == ["Toen zei Samira iets.", LINE]


async def test_s06_a_line_is_not_placed_before_its_teller_who_was_away_has_seen_it(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await place.set("noor", away_until=place.moment("fri 15:00"))
    await written(place, ("noor", LINE))

    await place.until("fri 15:00")
    unseen = await texts(place)
    await place.until("2026-03-18 12:00")

    assert unseen == []
    assert await texts(place, reader="noor") == [LINE]
    assert await texts(place) == [LINE]  # she has read it since, and her silence means what she said (S06)


async def test_s06_silence_of_somebody_who_left_places_nothing(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await written(place, ("noor", LINE))
    await place.leaves("noor")

    await place.until("fri 12:00")

    assert await texts(place) == []


async def test_s06_something_else_in_between_does_not_cut_her_time_short(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await written(place, ("noor", "Ja zo."), ("noor", "Nog over."))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Klopt")
    await place.switch_on("weekly_wonder")

    await place.until("fri 09:59")
    assert await texts(place) == ["Ja zo."]
    await place.until("fri 10:00")

    assert await texts(place) == ["Ja zo.", "Nog over."]


async def test_s06_a_restart_during_the_silence_changes_nothing(place: Town) -> None:
    await answers_silence(place, noor="ja")
    await written(place, ("noor", LINE))
    await place.restart()

    await place.until("fri 12:00")

    assert await texts(place) == [LINE]
