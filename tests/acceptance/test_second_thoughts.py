"""X17: the last choice is taken back within ten minutes, erasing excepted."""

from pathlib import Path

import pytest

from storage.groups import people
from tests.kit.town import LEAD, NAMED, PRIVATE, town


async def test_x17_acceptance_2_a_wrong_share_choice_that_is_taken_back_is_in_no_digest(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Dit was voor mij alleen.", NAMED)

        await place.says("noor", "herstel")
        said = (await place.hears("noor"))[-1].text
        await place.until("wed 12:00")

        assert "Wie het mag lezen of horen, is weer zoals daarvoor." in said
        for text in (await place.room(), await place.reads("fatima"), await place.reads("bram")):
            assert "Dit was voor mij alleen." not in text


async def test_x17_a_text_made_private_by_mistake_stands_in_the_room_again(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor.", NAMED)
        await place.until("wed 10:00")
        await place.says("noor", "maak privé 1")
        between = await place.room()

        await place.says("noor", "herstel")

        assert "Van Noor." not in between
        assert "Van Noor." in await place.room()


async def test_x17_who_left_by_mistake_takes_part_again_with_all_as_it_was(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Van Noor.", NAMED)
        await place.says("noor", "afmelden")
        await place.taps("noor", "30 dagen bewaren")
        await place.taps("noor", "Ja, stop ermee")

        await place.says("noor", "herstel")
        said = (await place.hears("noor"))[-1].text
        await place.until("wed 12:00")
        room = await place.room()
        await place.until("thu 14:30")

        assert "Je doet weer mee" in said
        assert "Van Noor." in room
        assert "verwonderd" in (await place.hears("noor"))[-1].text


async def test_x17_an_open_question_comes_back_with_the_person(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "afmelden")
        await place.taps("noor", "30 dagen bewaren")
        await place.taps("noor", "Ja, stop ermee")
        await place.says("noor", "herstel")

        await place.tells("noor", "Alsnog.", NAMED)
        await place.until("wed 10:00")

        assert "Alsnog." in await place.room()


async def test_x17_what_was_erased_is_not_taken_back(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Weg ermee.", PRIVATE)
        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        await place.says("noor", "herstel")
        said = (await place.hears("noor"))[-1].text
        await place.says("noor", "toon 1")

        assert "Dat kan ik niet terughalen." in said
        assert "Ik vind bij jou geen antwoord 1." in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize(("minutes", "taken_back"), [(10, True), (11, False)])
async def test_x17_a_choice_is_taken_back_within_ten_minutes(tmp_path: Path, minutes: int, taken_back: bool) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "english")
        await place.wait(minutes=minutes)

        await place.says("noor", "herstel")

        person = await place.app.store.read(lambda unit: people.load(unit, "noor"))
        assert (person.language == "nl") is taken_back


async def test_x17_a_choice_is_taken_back_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "pauze")
        await place.taps("noor", "Twee weken")

        await place.says("noor", "herstel")
        await place.says("noor", "herstel")

        person = await place.app.store.read(lambda unit: people.load(unit, "noor"))
        assert person.away_until is None
        assert "Er is niets om terug te zetten." in (await place.hears("noor"))[-1].text


async def test_x17_a_time_zone_is_a_choice_that_is_taken_back_too(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("noor", "tijdzone Londen")

        await place.says("noor", "herstel")

        person = await place.app.store.read(lambda unit: people.load(unit, "noor"))
        assert person.zone.key == "Europe/Amsterdam"


@pytest.mark.parametrize(
    "last",
    [("tijdzone Londen",), ("team pauze tot 6 april",), ("team pauze tot 6 april", "team terug van pauze"),
     ("eigen vraag", "Een eigen vraag", "Wie hielp mij?"), ("eigen vraag", "Mijn vaste vraag weghalen")],
)  # fmt: skip
async def test_x17_never_a_choice_before_the_last_one_is_taken_back(tmp_path: Path, last: tuple[str, ...]) -> None:
    async with town(tmp_path) as place:
        await place.app.store.run(lambda unit: people.choose_question(unit, LEAD, "Wat viel mij op?"))
        await place.until("thu 14:00")
        await place.tells(LEAD, "Toch niet voor iedereen.", NAMED)
        await place.says(LEAD, "maak privé 1")
        for word in last:
            await place.says(LEAD, word)

        await place.says(LEAD, "herstel")
        await place.says(LEAD, "toon 1")

        assert "Wie leest dit: Alleen voor mij." in (await place.hears(LEAD))[-1].text
