"""S32: the leergroep as a form is looked back on when the group wants it, without people, cases or figures."""

from pathlib import Path

from tests.acceptance.test_parting import passes
from tests.kit.leergroep import GROUP, PARTICIPANTS, gather
from tests.kit.searching import where
from tests.kit.town import FACILITATOR, Town, town


async def plans(place: Town, answer: str = "ja") -> None:
    """Let the facilitator plan it, or leave it."""
    await place.says(FACILITATOR, "werkvorm evalueren")
    await place.says(FACILITATOR, "16 maart")
    await place.says(FACILITATOR, "ja")
    await place.says(FACILITATOR, answer)


async def looks_back(place: Town, person: str, text: str) -> None:
    """Let somebody say one thing about the form, for the group to read without her name."""
    await place.taps(person, "Terugkijken")
    await place.says(person, text)
    await place.wait(minutes=2)
    for _ in range(5):
        await place.says(person, "overslaan")
    await place.taps(person, "Met de groep, zonder naam")


async def test_s32_acceptance_1_what_was_not_chosen_asks_nobody_anything(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)

        await plans(place, "nee")
        await place.until("2026-04-06 12:00")

        assert "Er is niets gepland" in await place.reads(FACILITATOR)
        for person in PARTICIPANTS:
            assert "als werkvorm" not in await place.reads(person)


async def test_s32_acceptance_2_four_answers_are_given_back_in_words_only(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plans(place)
        await place.until("2026-03-16 09:00")
        for number, person in enumerate(PARTICIPANTS):
            await looks_back(place, person, f"Het paste goed, om reden {'abcd'[number]}.")

        await place.until("2026-04-02 12:00")

        read = await place.room(GROUP)
        assert "Wat we leerden over deze werkvorm" in read
        assert [letter for letter in "abcd" if f"om reden {letter}." in read] == list("abcd")
        assert not [name for name in ("Noor", "Bram", "Samira", "Joost") if f"**{name}**" in read]
        assert "4" not in read


async def test_s32_one_reminder_within_ten_working_days(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plans(place)

        await place.until("2026-03-31 12:00")

        heard = [one.text for one in await place.hears("noor") if "als werkvorm" in one.text]
        assert ["terugkijken op de leergroep" in text for text in heard] == [False, True]


async def test_s32_what_was_told_of_the_form_goes_after_six_months_and_its_author_hears_of_it_before(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plans(place)
        await place.until("2026-03-16 09:00")
        for person in PARTICIPANTS:
            await looks_back(place, person, "Een kanarie in de gang.")
        await place.until("2026-04-02 12:00")
        shown = "kanarie" in await place.room(GROUP)

        await passes(place, "2026-09-04 17:00")
        told = (await place.reads("noor")).count("Over twee weken verwijder ik één ouder antwoord van jou.")
        kept = await where(place, "kanarie")
        await passes(place, "2026-09-30 09:00")

        assert (shown, told) == (True, 1)
        assert "answer.body" in kept
        assert "answer.body" not in await where(place, "kanarie")
        assert "kanarie" not in await place.room(GROUP)


async def test_s32_each_answer_stands_below_what_it_was_about(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await plans(place)
        await place.until("2026-03-16 09:00")
        for person in PARTICIPANTS:
            await place.taps(person, "Terugkijken")
            for text in ("Ja, die paste.", "Iets te groot."):
                await place.says(person, text)
                await place.wait(minutes=2)
            for _ in range(4):
                await place.says(person, "overslaan")
            await place.taps(person, "Met de groep, zonder naam")

        await place.until("2026-04-02 12:00")

        read = await place.room(GROUP)
        form, size = read.index("**De vorm**"), read.index("**De grootte**")
        assert [read[form:size].count(text) for text in ("Ja, die paste.", "Iets te groot.")] == [4, 0]
        assert [read[size:].count(text) for text in ("Ja, die paste.", "Iets te groot.")] == [0, 4]
        assert "**De tijd**" not in read
