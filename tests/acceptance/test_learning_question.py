"""S25, S27: the learning question of a leergroep stands with what follows, as it is now; without it the texts read well too."""

from pathlib import Path

from tests.acceptance.test_assignments_of_ones_own import number_of
from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import FACILITATOR, Town, town

QUESTION, LATER = "Hoe blijven we vragen stellen?", "Hoe durven we te vragen?"
START = "2026-01-05 09:00"


async def has_met(place: Town, until: str = "2026-01-07 13:00") -> None:
    """Let a leergroep have had its first meeting, on Wednesday 7 January; the second one is on 18 February."""
    await gather(place)
    await plan(place, "7 januari om 10:00")
    await place.until(until)


async def writes(place: Town, question: str = QUESTION, *sides: str) -> None:
    """Let the facilitator write down the learning question and its sides."""
    await place.says(FACILITATOR, "leervraag")
    await place.says(FACILITATOR, question)
    await place.says(FACILITATOR, "ja")
    for side in sides:
        await place.says(FACILITATOR, side)
        await place.wait(minutes=2)
    await place.taps(FACILITATOR, "Dit was het") if sides else await place.says(FACILITATOR, "overslaan")


async def changes(place: Town, said: str) -> None:
    """Let the facilitator write down one learning point, and say what became of the learning question."""
    await place.says(FACILITATOR, "leerpunten")
    await place.says(FACILITATOR, "Stilte is ook een antwoord.")
    await place.taps(FACILITATOR, "Dit was het")
    for answer in ("overslaan", "overslaan", "overslaan", said):
        await place.says(FACILITATOR, answer)


async def agenda_of(place: Town, number: int) -> str:
    """Return the agenda of a meeting as the room read it."""
    shown = (one.text for one in reversed(await place.shown(GROUP, "room")))
    return next(text for text in shown if f"Bijeenkomst {number}" in text and "programma" in text)


async def test_s25_the_group_reads_its_learning_question_and_its_sides_without_a_name(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await has_met(place)

        await writes(place, QUESTION, "De tijd", "De toon")
        await place.until("2026-01-08 10:00")

        told = next(text for one in await place.shown(GROUP, "room") if "De leervraag van" in (text := one.text))
        assert f"**Dit willen we samen leren**\n- \u2068{QUESTION}\u2069" in told
        assert "- \u2068De tijd\u2069\n- \u2068De toon\u2069" in told
        assert "Fatima" not in told


async def test_s25_the_learning_question_stands_in_the_agenda_and_in_the_invitation_to_the_assignment(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await has_met(place)
        await writes(place)

        await place.until("2026-02-11 10:05")

        assert (await agenda_of(place, 2)).endswith(f"\n\n**Jullie leervraag:** \u2068{QUESTION}\u2069")
        assert f"Jullie leervraag is: \u2068{QUESTION}\u2069\nKies een situatie" in await place.reads("noor")


async def test_s25_edge_without_a_learning_question_the_texts_read_well_too(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await has_met(place, until="2026-02-11 10:05")

        agenda = await agenda_of(place, 2)

        assert agenda.endswith("- Leerpunten (10 minuten)")
        assert "leervraag" not in agenda
        assert "\n\nKies een situatie die past bij jullie leervraag" in await place.reads("noor")


async def test_s25_edge_where_there_is_a_ready_answer_a_friendly_note_follows_and_nothing_is_blocked(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await has_met(place)
        await place.says(FACILITATOR, "leervraag")
        await place.says(FACILITATOR, QUESTION)
        await place.taps(FACILITATOR, "Toch wel")

        said = (await place.hears(FACILITATOR))[-1].text

        assert "Dan past een andere werkvorm misschien beter." in said
        assert "Welke kanten heeft de vraag?" in said


async def test_s27_the_newest_learning_question_stands_in_what_follows(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await has_met(place)
        await writes(place)
        await place.until("2026-02-18 13:05")

        await changes(place, LATER)
        await place.until("2026-03-25 10:05")

        assert f"**Jullie leervraag:** \u2068{LATER}\u2069" in await agenda_of(place, 3)
        assert f"**Jullie leervraag:** \u2068{QUESTION}\u2069" in await agenda_of(place, 2)


async def test_s27_the_learning_question_that_did_not_change_stays(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await has_met(place)
        await writes(place)
        await place.until("2026-02-18 13:05")

        await changes(place, "nee")
        asked = next(text for one in reversed(await place.shown(FACILITATOR)) if "veranderd?" in (text := one.text))
        await place.until("2026-03-25 10:05")

        assert f"Jullie leervraag is: \u2068{QUESTION}\u2069\nIs de leervraag veranderd?" in asked
        assert f"**Jullie leervraag:** \u2068{QUESTION}\u2069" in await agenda_of(place, 3)


async def test_s27_edge_an_earlier_learning_question_holds_again_when_the_newer_is_taken_back(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await has_met(place)
        await writes(place)
        await place.until("2026-02-18 13:05")
        await changes(place, LATER)
        await place.until("2026-03-25 10:05")
        before = await agenda_of(place, 3)

        await place.says(FACILITATOR, f"verwijder {await number_of(place, LATER)}")
        await place.says(FACILITATOR, "ja")
        await place.wait(minutes=2)
        await place.until("2026-05-06 10:05")

        assert f"**Jullie leervraag:** \u2068{LATER}\u2069" in before
        for meeting in (3, 4):
            assert f"**Jullie leervraag:** \u2068{QUESTION}\u2069" in await agenda_of(place, meeting)
        assert LATER not in await place.room(GROUP)


async def test_s25_edge_a_learning_question_that_is_taken_back_is_gone_from_all_that_was_sent(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await has_met(place)
        await writes(place)
        await place.until("2026-02-11 10:05")

        await place.says(FACILITATOR, "mijn antwoorden")
        await place.says(FACILITATOR, "verwijder 5")
        await place.says(FACILITATOR, "ja")
        await place.wait(minutes=2)

        assert QUESTION not in await place.room(GROUP)
        for person in ("noor", FACILITATOR):
            assert QUESTION not in "".join(one.text for one in await place.shown(person))
        assert "Kies een situatie die past bij jullie leervraag" in await place.reads("noor")


async def test_s25_wrong_hands_a_participant_does_not_write_the_learning_question(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await has_met(place)

        await place.says("noor", "leervraag")

        assert "Wat is jullie gezamenlijke leervraag?" not in await place.reads("noor")
