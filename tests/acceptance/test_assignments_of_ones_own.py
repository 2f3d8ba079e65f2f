"""S05 (AO): a facilitator writes an assignment of her own, of one to six questions, in chat."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from storage.privacy.erasing import erase_person
from tests.acceptance.preparing import GATHERED, gathered, on_the_way
from tests.kit.pictures import png
from tests.kit.searching import sealed_with, where
from tests.kit.town import FACILITATOR, LEAD, Town, at, town
from tests.kit.value_checks import plan as planned_check

TITLE, FIRST, SECOND, THIRD = "Een dag aan de balie", "Wat viel je op?", "Hoe voelde dat?", "Heb je er een foto van?"
OWN = "Eigen vragen"
QUESTIONS = (
    TITLE, FIRST, "In eigen woorden", SECOND, "Door te kiezen", "Licht, Zwaar, Geen van beide", THIRD, "Met een bestand", "nee"
)  # fmt: skip
TOLD = "Mensen groetten elkaar"


async def writes(place: Town, day: str, *said: str, who: str = FACILITATOR, word: str = "opdracht maken 1") -> str:
    """Let somebody write an assignment of her own; return what she reads before she sends it."""
    await place.says(who, word)
    await place.taps(who, OWN)
    for text in (day, *said):
        await place.says(who, text)
        await place.wait(minutes=2)
    return await place.reads(who)


@asynccontextmanager
async def with_own_questions(folder: Path) -> AsyncIterator[Town]:
    """Open a town whose leergroep gets an assignment of three questions before its meeting of Thursday 12 March 2026."""
    async with on_the_way(folder, until=None) as place:
        await writes(place, "donderdag 12 maart om 10:00", "ja", "overslaan", "overslaan", *QUESTIONS, "ja")
        yield place


async def begins(place: Town, person: str) -> None:
    """Let somebody begin with the assignment, one question at a time."""
    if (opened := at("2026-02-03 10:05")) > place.clock.now():
        await place.until(opened)
    await place.taps(person, "Opdracht op maat")
    await place.taps(person, "In kleine stukjes")


async def delivers(place: Town, person: str, readers: str = "Met de groep") -> None:
    """Let somebody answer two of the three questions."""
    await begins(place, person)
    await place.says(person, TOLD)
    await place.wait(minutes=2)
    await place.taps(person, "Zwaar")
    await place.says(person, "overslaan")
    await place.taps(person, readers)


async def number_of(place: Town, text: str) -> str:
    """Return the number of an answer of the facilitator among her answers."""
    await place.says(FACILITATOR, "mijn antwoorden")
    line = next(line for line in (await place.shown(FACILITATOR))[-1].text.splitlines() if text in line)
    return line.partition(".")[0].strip("-* ")


async def change(place: Town, was: str, text: str) -> None:
    """Let the facilitator put one of her questions in other words."""
    await place.says(FACILITATOR, f"wijzig {await number_of(place, was)}")
    await place.says(FACILITATOR, text)


async def test_s05_questions_of_ones_own_are_read_before_they_go_out(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until=None) as place:
        said = ("ja", "overslaan", "overslaan", *QUESTIONS)
        read = await writes(place, "donderdag 12 maart om 10:00", *said)
        shown = (await place.shown(FACILITATOR))[-1].text

        assert all(text in shown for text in (TITLE, FIRST, SECOND, "Licht, Zwaar", THIRD))
        assert "Wat is de volgende vraag?" in read


async def test_s05_questions_of_ones_own_are_asked_and_gathered_as_any_assignment(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        await delivers(place, "noor")
        read = await place.reads("noor")
        await place.until(GATHERED)

        assert TITLE in read
        assert all(question in read for question in (FIRST, SECOND, THIRD))
        for reader in (FACILITATOR, "samira"):
            found = await gathered(place, reader)
            assert TOLD in found
            assert "Zwaar" in found
        assert "**Noor**: binnen" in await gathered(place)


async def test_s05_a_question_can_ask_for_a_file(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        await begins(place, "noor")
        for text in (TOLD, "Geen van beide"):
            await place.says("noor", text)
            await place.wait(minutes=2)
        await place.says("noor", "", ("balie.png", png()))
        await place.taps("noor", "Met de groep")
        await place.until(GATHERED)

        assert TOLD in await gathered(place, "samira")


async def test_s05_what_is_made_stands_among_ones_answers_under_its_own_question(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        await delivers(place, "noor")
        await place.says("noor", "mijn antwoorden")

        assert TOLD in (await place.shown("noor"))[-1].text


async def test_s05_edge_who_delivered_hears_once_that_a_question_was_changed(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        await delivers(place, "noor")
        await change(place, FIRST, "Wat viel je vandaag op?")
        await change(place, SECOND, "Hoe was dat?")
        await place.until("2026-02-04 12:00")
        said, others = await place.reads("noor"), await place.reads("bram")
        await place.says("bram", "opdracht")
        await place.taps("bram", "In kleine stukjes")

        assert said.count("zijn aangepast") == 1
        assert "Je mag het laten zoals het is." in said
        assert "zijn aangepast" not in others
        assert "Wat viel je vandaag op?" in await place.reads("bram")


async def test_s05_edge_that_a_question_was_changed_is_told_in_ones_own_language_and_not_to_who_left(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        for one in ("noor", "samira"):
            await delivers(place, one)
        await place.says("noor", "english")
        await place.says("samira", "leergroep verlaten")
        await place.taps("samira", "Ja, ik stop")

        await change(place, FIRST, "Wat viel je vandaag op?")
        await place.until("2026-02-05 12:00")

        assert "The questions of Tailored assignment were changed" in await place.reads("noor")
        assert "zijn aangepast" not in await place.reads("samira")


async def test_s05_a_question_that_is_taken_back_is_asked_no_more(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        await place.says(FACILITATOR, f"verwijder {await number_of(place, FIRST)}")
        await place.says(FACILITATOR, "ja")
        await begins(place, "noor")

        assert FIRST not in await place.reads("noor")
        assert SECOND in await place.reads("noor")


async def test_s05_a_lead_writes_questions_for_the_team(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-02-23 09:00", formats=[]) as place:
        await writes(place, "12 maart om 14:00", "ja", "overslaan", "overslaan", TITLE, FIRST, "In eigen woorden", "nee", "ja",
                     who=LEAD, word="opdracht maken")  # fmt: skip
        await place.until("2026-02-24 10:05")
        await place.taps("noor", "Beginnen")
        await place.taps("noor", "In kleine stukjes")
        await place.says("noor", TOLD)
        await place.taps("noor", "Met de groep")
        await place.until(GATHERED)

        assert TITLE in await place.reads("samira")
        assert TOLD in await gathered(place, LEAD)
        assert await gathered(place, LEAD) == await gathered(place, "samira")


async def test_s05_the_words_of_who_is_erased_go_and_the_assignment_asks_one_question(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        await place.app.store.run(lambda unit: erase_person(unit, FACILITATOR, place.clock.now(), whole=True))
        await place.until("2026-02-03 12:05")
        await place.says("bram", "opdracht")
        await place.taps("bram", "In kleine stukjes")
        await place.until(GATHERED)

        assert "Wat wil je vertellen over je eigen werk?" in await place.reads("bram")
        assert FIRST not in await place.reads("bram")


async def test_s05_edge_what_was_answered_stays_in_what_is_gathered_after_who_wrote_the_questions_is_erased(
    tmp_path: Path,
) -> None:
    async with with_own_questions(tmp_path) as place:
        await delivers(place, "noor")
        await place.app.store.run(lambda unit: erase_person(unit, FACILITATOR, place.clock.now(), whole=True))
        await place.until(GATHERED)

        found = await gathered(place, "samira")
        assert TOLD in found
        assert "Zwaar" in found
        assert "Wat je voorbereidde" in found
        assert FIRST not in found


OTHER_TITLE = "Een dag op straat"


@pytest.mark.parametrize(
    ("title", "names"),
    [(OTHER_TITLE, (f"({TITLE})", f"({OTHER_TITLE})")), (TITLE, (f"({TITLE}) – 1", f"({TITLE}) – 2"))],
)
async def test_s05_edge_two_assignments_that_come_in_one_message_are_told_apart(
    tmp_path: Path, title: str, names: tuple[str, str]
) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        for called, sure in ((TITLE, ()), (title, ("ja",))):
            said = ("ja", *sure, "overslaan", "overslaan", called, FIRST, "In eigen woorden", "nee", "ja")
            await writes(place, "donderdag 12 maart om 10:00", *said, who=LEAD, word="opdracht maken")
        await place.until("2026-01-27 10:05")

        shown = (await place.hears("samira"))[-1].choices

        assert [one for one in shown if one.startswith("Opdracht op maat")] == [f"Opdracht op maat {name}" for name in names]


async def test_s05_edge_an_assignment_of_ones_own_is_called_off_alone(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        await delivers(place, "noor")
        await place.says(FACILITATOR, "opdracht intrekken")
        await place.taps(FACILITATOR, TITLE)
        await place.says("bram", "opdracht")
        await place.says(FACILITATOR, "bijeenkomsten")
        await place.until(GATHERED)

        assert f"{TITLE} (Leergroep Noord)** is ingetrokken" in await place.reads(FACILITATOR)
        assert "gaat niet door" in await place.reads("noor") + await place.room("leergroep")
        assert TITLE not in (await place.hears("bram"))[-1].text
        assert TOLD not in await place.reads("samira")
        assert "2. donderdag 12 maart" in await place.reads(FACILITATOR)


async def two_assignments(place: Town) -> None:
    """Let the lead of a team make two assignments for the same day."""
    for called, sure in ((TITLE, ()), (OTHER_TITLE, ("ja",))):
        said = ("ja", *sure, "overslaan", "overslaan", called, FIRST, "In eigen woorden", "nee", "ja")
        await writes(place, "donderdag 12 maart om 10:00", *said, who=LEAD, word="opdracht maken")
    await place.hears(LEAD)


@pytest.mark.parametrize("typed", ["verplaats naar 19 maart om 10:00", "verplaats"])
async def test_x19_of_two_assignments_ahead_she_chooses_which_one_moves(tmp_path: Path, typed: str) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await two_assignments(place)
        await place.says(LEAD, typed)
        asked = (await place.hears(LEAD))[-1]
        assert "Welke bedoel je?" in asked.text
        assert [any(title in one for one in asked.choices) for title in (TITLE, OTHER_TITLE)] == [True, True]
        await place.taps(LEAD, next(one for one in asked.choices if TITLE in one))
        if typed == "verplaats":
            await place.says(LEAD, "19 maart om 10:00")
        moved = (await place.hears(LEAD))[-1].text
        await place.says(LEAD, "verplaats")
        now = " ".join((await place.hears(LEAD))[-1].choices)

        assert TITLE in moved
        assert "donderdag 19 maart om 10:00" in moved
        assert OTHER_TITLE not in moved
        assert OTHER_TITLE in now


async def test_x19_of_two_assignments_ahead_she_chooses_which_one_is_called_off(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await two_assignments(place)
        await place.says(LEAD, "annuleer")
        await place.taps(LEAD, next(one for one in (await place.hears(LEAD))[-1].choices if TITLE in one))
        asked = (await place.hears(LEAD))[-1]
        await place.taps(LEAD, next(one for one in asked.choices if one.startswith("Ja")))
        told = (await place.hears(LEAD))[-1].text
        await place.says(LEAD, "stand")

        assert TITLE in asked.text
        assert TITLE in told
        assert OTHER_TITLE in (await place.hears(LEAD))[-1].text


async def test_x19_a_button_about_one_of_two_goes_on_to_mean_it_once_something_else_is_planned(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await two_assignments(place)
        await place.says(LEAD, "annuleer")
        asked = next(one for one in (await place.hears(LEAD))[-1].choices if TITLE in one)
        await planned_check(place)
        await place.taps(LEAD, asked)
        sure = (await place.hears(LEAD))[-1]

        assert TITLE in sure.text
        assert "Zeker weten?" in sure.text


async def test_c44_what_an_assignment_of_ones_own_is_called_stands_sealed_also_where_it_is_called_off(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        for said in ("opdracht intrekken", TITLE):
            await place.says(FACILITATOR, said)

            assert TITLE in str((await place.shown(FACILITATOR))[-1].message.body)
            assert await where(place, TITLE.casefold()) == {"answer.body", "web_message.body"}
            assert {key.partition("|")[1] for key in await sealed_with(place, TITLE.casefold())} == {"|"}


async def test_s05_wrong_hands_only_who_may_make_an_assignment_calls_one_off(tmp_path: Path) -> None:
    async with with_own_questions(tmp_path) as place:
        await place.says("noor", "opdracht intrekken")

        assert "geen opdracht klaar" in (await place.hears("noor"))[-1].text


async def test_s05_one_choice_or_the_same_twice_is_no_choice_and_that_is_said(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until=None) as place:
        said = (TITLE, FIRST, "Door te kiezen", "Licht, licht")
        await writes(place, "donderdag 12 maart om 10:00", "ja", "overslaan", "overslaan", *said)
        refused = (await place.hears(FACILITATOR))[-1].text
        await place.says(FACILITATOR, "Licht, Zwaar")
        taken = (await place.hears(FACILITATOR))[-1].text

        assert "Noem twee tot tien verschillende keuzes" in refused
        assert "Waaruit kunnen ze kiezen?" in refused
        assert "Wat is de volgende vraag?" in taken
