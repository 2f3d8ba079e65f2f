"""S28: where the group did not choose in the meeting, each is asked apart; only what comes of it is told."""

from pathlib import Path

import pytest
from sqlalchemy import select

from storage.privacy.erasing import erase_person
from storage.store import Unit
from storage.tables import answer
from tests.acceptance.test_concepts import has_met_twice, writes
from tests.kit.leergroep import GROUP, PARTICIPANTS
from tests.kit.town import FACILITATOR, Town, town

ONE, OTHER = "Policy windows", "Paradoxen"
CHOSEN = "Jullie kozen samen: \u2068Policy windows\u2069."


async def puts_to_the_group(place: Town, *models: str) -> None:
    """Let a leergroep have met twice, and its facilitator write down models of which none was chosen yet."""
    await has_met_twice(place)
    await place.says(FACILITATOR, "model kiezen")
    await writes(place, *models)
    await place.taps(FACILITATOR, "Nog niet gekozen")
    await place.until("2026-05-01 16:00")


async def picks(place: Town, person: str, model: str) -> None:
    """Let somebody choose a model."""
    await place.taps(person, "Kiezen")
    await place.taps(person, model)


async def agrees(place: Town, person: str, answer: str) -> None:
    """Let somebody say whether a proposal is fine."""
    await place.taps(person, "Antwoorden")
    await place.taps(person, answer)


async def test_s28_edge_what_most_choose_is_told_to_the_group_and_stands_in_the_assignment(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await puts_to_the_group(place, ONE, OTHER)

        await picks(place, "noor", ONE)
        await picks(place, "bram", ONE)
        await picks(place, "samira", OTHER)
        before = await place.room(GROUP)
        await place.until("2026-05-11 12:00")

        assert ONE not in before
        told = await place.room(GROUP)
        assert "Hiermee kijken we naar onze casussen" in told
        assert ONE in told
        assert OTHER not in told
        assert CHOSEN in await place.reads("joost")


async def test_s28_acceptance_1_after_a_tie_the_assignment_waits_until_one_is_set(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await puts_to_the_group(place, ONE, OTHER)
        await picks(place, "noor", ONE)
        await picks(place, "bram", OTHER)

        await place.until("2026-05-08 12:00")
        before = await place.reads("noor")
        await place.taps(FACILITATOR, "Voorstellen")
        await place.taps(FACILITATOR, ONE)
        await place.until("2026-05-11 12:00")
        asked = await place.reads("noor")
        await agrees(place, "samira", "Ja, dat is goed")
        await place.until("2026-05-15 12:00")

        assert "Kijken met een andere bril" not in before
        assert "Uit de vraag aan Leergroep Noord kwam niet één model." in await place.reads(FACILITATOR)
        assert "stelt Leergroep Noord een model voor: \u2068Policy windows\u2069" in asked
        assert "Kijken met een andere bril" not in asked
        assert CHOSEN in await place.reads("noor")


async def test_s28_edge_where_nobody_chooses_the_proposal_stands_unless_somebody_says_no(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await puts_to_the_group(place, ONE)
        await place.until("2026-05-08 12:00")
        await place.taps(FACILITATOR, "Voorstellen")
        await place.taps(FACILITATOR, ONE)
        await place.until("2026-05-15 12:00")

        assert CHOSEN in await place.reads("noor")


async def test_s28_edge_after_one_no_the_group_talks_and_the_facilitator_hears_not_whose_it_was(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await puts_to_the_group(place, ONE, OTHER)
        await place.until("2026-05-08 12:00")
        await place.taps(FACILITATOR, "Voorstellen")
        await place.taps(FACILITATOR, ONE)
        await place.until("2026-05-11 12:00")
        await agrees(place, "samira", "Liever niet")
        await place.hears(FACILITATOR)

        await place.until("2026-05-20 12:00")
        heard = " ".join(one.text for one in await place.hears(FACILITATOR))
        before = await place.reads("noor")
        await place.taps(FACILITATOR, "Vastleggen")
        await place.taps(FACILITATOR, OTHER)
        await place.until("2026-05-22 12:00")

        assert "Er is nog geen model gekozen." in heard
        assert "Samira" not in heard
        assert "Jullie kozen samen" not in before
        assert "Jullie kozen samen: \u2068Paradoxen\u2069." in await place.reads("noor")


async def test_s28_edge_after_a_tie_a_proposal_to_which_nobody_says_yes_is_talked_about(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await puts_to_the_group(place, ONE, OTHER)
        await picks(place, "noor", ONE)
        await picks(place, "bram", OTHER)
        await place.until("2026-05-08 12:00")
        await place.taps(FACILITATOR, "Voorstellen")
        await place.taps(FACILITATOR, ONE)

        await place.until("2026-05-20 12:00")

        assert "Er is nog geen model gekozen." in await place.reads(FACILITATOR)
        assert "Jullie kozen samen" not in await place.reads("noor")


async def test_s28_edge_a_participant_adds_a_model_of_her_own(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await puts_to_the_group(place, ONE)

        await picks(place, "noor", "Een ander model")
        await place.says("noor", "Causale lussen")
        await place.wait(minutes=2)
        for person in ("bram", "samira"):
            await picks(place, person, "Causale lussen")
        await place.until("2026-05-11 12:00")

        told = await place.room(GROUP)
        assert "Causale lussen" in told
        assert "**Noor**" not in told
        assert "Jullie kozen samen: \u2068Causale lussen\u2069." in await place.reads("joost")


async def test_s28_without_any_model_nobody_is_asked_to_choose(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await has_met_twice(place)
        for said in ("model kiezen", "overslaan", "ja"):
            await place.says(FACILITATOR, said)

        await place.until("2026-06-10 12:00")

        for person in (*PARTICIPANTS, FACILITATOR):
            assert "Kies je mee?" not in await place.reads(person)
            assert "Welk model stel" not in await place.reads(person)


async def test_s28_a_model_that_is_taken_back_is_offered_to_nobody_and_counts_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await puts_to_the_group(place, ONE, OTHER)
        await picks(place, "noor", OTHER)
        await picks(place, "bram", OTHER)
        await picks(place, "samira", ONE)
        await place.taps("joost", "Kiezen")
        shown = (await place.shown("joost"))[-1].choices

        await takes_back(place, OTHER)
        await place.until("2026-05-11 12:00")

        assert OTHER in shown
        assert OTHER not in (await place.shown("joost"))[-1].choices
        assert CHOSEN in await place.reads("joost")


@pytest.mark.parametrize("gone", ["noor", FACILITATOR])
async def test_s28_what_nobody_chose_does_not_stand_there_either_when_what_was_chosen_is_erased(
    gone: str, tmp_path: Path
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await puts_to_the_group(place, ONE, OTHER)
        await picks(place, "noor", "Een ander model")
        await place.says("noor", "Causale lussen")
        await place.wait(minutes=2)
        for person in ("bram", "samira"):
            await picks(place, person, "Causale lussen" if gone == "noor" else ONE)
        await place.until("2026-05-11 12:00")
        before = await place.room(GROUP)

        await place.app.store.run(lambda unit: erase_person(unit, gone, place.clock.now(), whole=True))
        await place.wait(minutes=5)

        chosen, other = ("Causale lussen", ONE) if gone == "noor" else (ONE, "Causale lussen")
        assert chosen in before
        now = await place.room(GROUP)
        assert "De schrijver heeft deze tekst weggehaald." in now
        for text in (chosen, other, OTHER):
            assert text not in now


async def takes_back(place: Town, text: str) -> None:
    """Let the facilitator erase a text of hers."""
    await place.says(FACILITATOR, "mijn antwoorden")
    listed = (await place.hears(FACILITATOR))[-1]
    number = next(line for line in listed.text.splitlines() if text in line).lstrip("*-# ").split(".")[0].split("*")[0]
    await place.says(FACILITATOR, f"verwijder {number.strip()}")
    await place.says(FACILITATOR, "ja")


async def test_s28_what_somebody_chose_is_kept_for_her_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await puts_to_the_group(place, ONE, OTHER)
        await picks(place, "noor", OTHER)
        await place.until("2026-05-20 12:00")

        def levels(unit: Unit) -> list[str]:
            asked = select(answer.c.level).where(answer.c.question == "concept_pick", answer.c.shared_at.is_(None))
            return list(unit.connection.execute(asked).scalars())

        assert await place.app.store.run(levels) == ["V0"]
        assert "Alleen de uitkomst komt in Leergroep Noord. Wie wat koos, leest niemand." in await place.reads("noor")
