"""S02, X04, GE2, C-39: being left in peace until a day, and coming back with nothing to catch up with."""

from pathlib import Path

import pytest

from storage.groups import people
from tests.kit.town import NAMED, Town, at, town


async def away_until(place: Town, who: str) -> str | None:
    """Return until which day somebody is left in peace."""
    person = await place.app.store.read(lambda unit: people.load(unit, who))
    return person.away_until.astimezone(person.zone).date().isoformat() if person.away_until else None


async def test_s02_acceptance_2_nothing_is_said_during_a_pause_and_one_line_follows_on_the_day(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-14 10:00") as place:
        await place.says("noor", "pauze tot 1 mei 2026")
        said = (await place.hears("noor"))[-1].text
        await place.until("2026-05-01 08:59")
        during = await place.hears("noor")

        await place.until("2026-05-01 09:00")
        (line,) = await place.hears("noor")
        await place.until("2026-05-01 17:00")

        assert "Ik ben stil tot vrijdag 1 mei." in said
        assert during == []
        assert line.text.startswith("Welkom terug, Noor. Je hebt niets in te halen.")
        assert "Alleen dit staat nog open: Wat heeft jou verwonderd? (tot dinsdag 5 mei)." in line.text
        assert await place.hears("noor") == []


async def test_s02_the_line_waits_for_the_next_allowed_moment(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-14 10:00", formats=[]) as place:
        await place.says("noor", "pauze tot 5 mei 2026")
        await place.hears("noor")
        await place.until("2026-05-05 18:00")
        on_the_holiday = await place.hears("noor")

        await place.until("2026-05-06 09:00")

        assert on_the_holiday == []
        assert [one.text for one in await place.hears("noor")] == ["Welkom terug, Noor. Je hebt niets in te halen."]


async def test_ge2_what_the_line_names_can_be_answered_at_once_and_is_not_asked_again(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-10 10:00", formats=["weekly_wonder"]) as place:
        await place.says("noor", "afwezig tot 13 maart")
        await place.until("2026-03-13 09:30")
        line = (await place.hears("noor"))[-1]

        await place.tells("noor", "De stilte op de gang.", NAMED)
        await place.until("wed 12:00")

        assert list(line.choices) == ["Wat heeft jou verwonderd?"]
        assert "De stilte op de gang." in await place.room()
        assert "Wil je nog vertellen" not in await place.reads("noor")


async def test_n2_the_line_is_the_message_of_its_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.says("noor", "pauze tot 19 maart")
        await place.hears("noor")

        await place.until("2026-03-19 17:00")
        that_day = [one.text for one in await place.hears("noor")]
        await place.until("2026-03-20 17:00")

        assert that_day == ["Welkom terug, Noor. Je hebt niets in te halen."]
        assert "verwonderd" in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize(
    ("word", "day"),
    [("pauze tot 1 mei", "2026-05-01"), ("Afwezig tot volgende week dinsdag.", "2026-03-17"),
     ("away until 1 may", "2026-05-01"), ("pauze tot donderdag", "2026-03-12"), ("pauze tot maandag", "2026-03-16")],
)  # fmt: skip
async def test_c39_a_pause_or_absence_until_a_day_is_taken_as_it_is_typed(tmp_path: Path, word: str, day: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", word)

        assert await away_until(place, "noor") == day


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("pauze tot 31 februari", 'Die datum herken ik niet. Typ bijvoorbeeld "pauze tot'),
        ("pauze tot vandaag", 'Die dag is al geweest. Typ bijvoorbeeld "pauze tot'),
    ],
)
async def test_c39_a_day_that_cannot_be_is_asked_for_again(tmp_path: Path, word: str, said: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", word)

        assert said in (await place.hears("noor"))[-1].text
        assert await away_until(place, "noor") is None


async def test_c39_an_answer_that_begins_like_a_pause_is_an_answer(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")

        await place.says("noor", "Pauze tot iedereen klaar was")
        await place.says("noor", "mijn antwoorden")

        assert "Pauze tot iedereen klaar was" in (await place.hears("noor"))[-1].text
        assert await away_until(place, "noor") is None


async def test_x04_nobody_else_sees_that_somebody_is_away(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 13:00")
        await place.says("noor", "afwezig tot 1 mei")
        for who in ("bram", "samira", "joost", "ingrid"):
            await place.hears(who)

        await place.until("2026-05-04 12:00")

        for who in ("fatima", "ingrid", "bram"):
            assert "Noor" not in await place.reads(who)
        assert "Noor" not in await place.room()


async def test_s02_who_comes_back_early_hears_what_is_open_and_nothing_more_that_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.says("noor", "pauze tot 1 mei")
        await place.until("fri 10:00")
        await place.hears("noor")

        await place.says("noor", "terug van pauze")
        await place.until("fri 17:00")

        (line,) = await place.hears("noor")
        assert "Alleen dit staat nog open: Wat heeft jou verwonderd? (tot dinsdag 17 maart)." in line.text


async def test_s02_half_a_year_is_the_longest_pause(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "pauze tot 1 maart 2027")

        assert await away_until(place, "noor") == "2026-09-08"


async def test_x05_without_a_reaction_it_is_quiet_four_weeks_says_so_and_asks_once_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set("noor", away_until=at("2026-03-10 09:00"), back_at=at("2026-03-10 09:00"), back_asks=True)
        await place.until("2026-03-10 12:00")
        (asked,) = await place.hears("noor")

        await place.until("2026-03-18 12:00")

        (line,) = await place.hears("noor")
        assert list(asked.choices) == ["Nu niet", "4 weken", "Stop"]
        assert line.text.startswith("Ik ben stil tot ")
        assert await away_until(place, "noor") is not None


async def test_s02_a_pause_until_a_day_is_also_asked_for_step_by_step(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "pauze")
        await place.taps("noor", "Tot een datum")
        await place.says("noor", "1 mei")
        asked = (await place.hears("noor"))[-1].text

        await place.says("noor", "ja")

        assert "vrijdag 1 mei 2026" in asked
        assert await away_until(place, "noor") == "2026-05-01"
        assert "Ik ben stil tot vrijdag 1 mei." in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("words", [("pauze", "Twee weken"), ("pauze tot 25 maart",)], ids=["chosen", "typed"])
async def test_n4_a_facilitator_who_is_never_asked_anything_can_pause_too_and_gets_no_overview_meanwhile(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    async with town(tmp_path) as place:
        await place.until("wed 09:30")
        before = len(await place.hears("fatima"))

        await place.says("fatima", words[0])
        for label in words[1:]:
            await place.taps("fatima", label)
        said = (await place.hears("fatima"))[-1].text
        await place.until("wed 12:00")
        during = await place.hears("fatima")
        await place.until("2026-03-25 12:00")

        assert before == 1
        assert "Ik ben stil tot woensdag 25 maart" in said
        assert during == []
        assert len(await place.hears("fatima")) == 1


async def test_s02_a_facilitator_comes_back_early(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.says("fatima", "pauze tot 1 mei")
        await place.hears("fatima")

        await place.says("fatima", "terug van pauze")

        assert (await place.hears("fatima"))[-1].text.startswith("Welkom terug, Fatima.")
        assert await away_until(place, "fatima") is None


async def test_s01_who_has_still_to_choose_is_introduced_and_not_paused(tmp_path: Path) -> None:
    async with town(tmp_path, asked=["lotte"], formats=[]) as place:
        for words in ("pauze", "pauze tot 1 mei"):
            await place.says("lotte", words)

        assert await away_until(place, "lotte") is None
