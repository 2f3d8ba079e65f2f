"""Each teller decides about her own lines (S06 Confirmation)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.lines import LINE, harvesting, lines, texts, written
from tests.kit.town import Town


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with harvesting(tmp_path) as one:
        yield one


async def test_s06_a_teller_sees_each_of_her_lines_and_confirms_it(place: Town) -> None:
    await written(place, ("noor", LINE), ("noor", "Het duurde lang."), ("samira", "Van Samira."))

    await place.taps("noor", "Bekijken")

    asked = (await place.hears("noor"))[-1]
    assert LINE in asked.text
    assert "Het duurde lang." not in asked.text
    await place.taps("noor", "Klopt")
    assert await texts(place) == [LINE]
    assert "Het duurde lang." in (await place.hears("noor"))[-1].text
    await place.taps("noor", "Klopt")
    assert await texts(place) == [LINE, "Het duurde lang."]
    assert "Dat was alles." in (await place.hears("noor"))[-1].text


async def test_s06_the_first_message_tells_until_when_and_quotes_nothing(place: Town) -> None:
    await written(place, ("noor", LINE))

    asked = (await place.hears("noor"))[-1]

    assert "Je hebt tot vrijdag 13 maart." in asked.text
    assert LINE not in asked.text


async def test_s06_acceptance_5_a_line_that_its_teller_removes_is_on_no_board(place: Town) -> None:
    await written(place, ("noor", LINE), ("samira", "Van Samira."))
    for who, choice in (("noor", "Weglaten"), ("samira", "Klopt")):
        await place.taps(who, "Bekijken")
        await place.taps(who, choice)

    await place.until("fri 12:00")

    assert await texts(place) == ["Van Samira."]
    assert LINE not in await place.room()
    assert "Van Samira." in await place.room()
    for reader in ("noor", "bram", "ingrid", "fatima"):
        assert LINE not in await texts(place, reader=reader)


async def test_s06_a_teller_words_a_line_otherwise_and_that_is_placed(place: Town) -> None:
    await written(place, ("noor", LINE))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Aanpassen")
    assert await texts(place) == []

    await place.says("noor", "Iedereen luisterde.")

    (line,) = await lines(place)
    assert (line.value.text, line.owner) == ("Iedereen luisterde.", "noor")
    await place.hears("bram")
    await place.says("bram", "mijn antwoorden")
    assert "Iedereen luisterde." not in (await place.hears("bram"))[-1].text


async def test_s06_a_line_that_was_taken_back_meanwhile_is_not_asked_about(place: Town) -> None:
    await written(place, ("noor", LINE), ("noor", "Het duurde lang."))
    await place.says("noor", "verwijder 1")
    await place.taps("noor", "Ja, verwijder")

    await place.taps("noor", "Bekijken")
    assert "Het duurde lang." in (await place.hears("noor"))[-1].text
    await place.taps("noor", "Klopt")

    assert await texts(place) == ["Het duurde lang."]
    assert LINE not in await place.reads("noor")


async def test_s06_a_restart_in_between_loses_no_choice(place: Town) -> None:
    await written(place, ("noor", LINE), ("noor", "Het duurde lang."))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Klopt")
    await place.restart()

    await place.taps("noor", "Weglaten")

    assert await texts(place) == [LINE]


async def test_s06_k5_a_colleagues_name_in_a_line_is_asked_about_first(place: Town) -> None:
    await written(place, ("noor", "Toen zei Samira iets."))
    await place.taps("noor", "Bekijken")

    await place.taps("noor", "Klopt")

    assert "Samira" in (await place.hears("noor"))[-1].text
    assert await texts(place) == []


async def test_s06_hostile_nobody_else_presses_a_tellers_buttons(place: Town) -> None:
    await written(place, ("noor", LINE), ("samira", "Van Samira."))
    await place.taps("noor", "Bekijken")
    await place.taps("samira", "Bekijken")
    (confirm,) = [id_ for label, id_ in (await place.shown("noor"))[-1].choices.items() if label == "Klopt"]
    (hers,) = [id_ for label, id_ in (await place.shown("samira"))[-1].choices.items() if label == "Klopt"]
    mixed = ".".join([confirm.split(".")[0], *hers.split(".")[1:]])

    for who, button in (("bram", confirm), ("samira", confirm), ("ingrid", confirm), ("noor", mixed)):
        await place.presses(who, button)

    assert await texts(place) == []


async def test_s06_a_teller_who_leaves_in_between_shares_nothing(place: Town) -> None:
    await written(place, ("noor", LINE))
    await place.taps("noor", "Bekijken")
    button = (await place.shown("noor"))[-1].choices["Klopt"]
    await place.leaves("noor")

    await place.presses("noor", button)

    assert await texts(place) == []
    assert await texts(place, reader="noor") == [LINE]


async def test_s06_k1_in_a_tiny_group_a_line_has_its_tellers_name(place: Town) -> None:
    for who in ("samira", "joost"):
        await place.leaves(who)
    await written(place, ("noor", LINE))
    await place.taps("noor", "Bekijken")
    await place.taps("noor", "Klopt")

    (line,) = await lines(place)

    assert line.owner == "noor"
