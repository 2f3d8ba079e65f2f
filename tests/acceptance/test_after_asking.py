"""S48, S51, S52: what is asked of a colleague, and what becomes of it when one of the two changes, erases, leaves or waits."""

from pathlib import Path

import pytest

from tests.acceptance.test_coaching_moments import MONDAY, THURSDAY, comes_to_choose, offers
from tests.kit.interviews import begins
from tests.kit.town import FACILITATOR, LEAD, MEMBERS, Town, town

STANDS = "De dag ligt er al"


async def asks_for(place: Town, moment: str, *, who: str = "noor") -> None:
    """Let a coach offer two moments, and somebody ask her for one of them."""
    await offers(place, THURSDAY, MONDAY)
    await comes_to_choose(place, who)
    await place.taps(who, moment)


async def test_s52_the_moment_that_a_coach_reads_is_the_one_that_she_says_yes_to(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_for(place, MONDAY)
        await place.says("noor", "wijzig 3")
        assert STANDS in (await place.shown("noor"))[-1].text
        await place.says("noor", THURSDAY)
        await place.until("tue 12:00")
        await place.taps("bram", "Lezen")
        assert "maandag 16 maart" in (await place.shown("bram"))[-1].text
        await place.taps("bram", "Graag")
        await place.says("noor", "wijzig 3")  # nor once it is agreed on
        assert STANDS in (await place.shown("noor"))[-1].text


async def test_s52_the_day_that_a_coach_named_instead_does_not_change_either(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_for(place, THURSDAY)
        await place.until("tue 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Ander moment")
        await place.says("bram", "woensdag 18 maart")
        await place.says("bram", "ja")
        await place.says("bram", "mijn antwoorden")
        line = next(one for one in (await place.shown("bram"))[-1].text.splitlines() if "18 maart" in one)
        number = next(word.strip("*.#") for word in line.split() if word.strip("*.#").isdigit())
        await place.says("bram", f"wijzig {number}")
        assert STANDS in (await place.shown("bram"))[-1].text


async def test_s48_who_says_yes_to_a_day_begins_the_interviews_on_that_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        await place.wait(hours=2)
        await place.says("noor", "wijzig 1")
        told = (await place.shown("noor"))[-1].text
        assert STANDS in told
        assert "plan het dan opnieuw" in told
        await place.taps("bram", "Lezen")
        assert "17 maart" in (await place.shown("bram"))[-1].text


@pytest.mark.parametrize("opened", [True, False])
@pytest.mark.parametrize("number", [2, 3])  # the question, and the moment
async def test_s52_who_erases_what_she_asked_asks_it_no_more_and_the_moment_is_free(
    opened: bool, number: int, tmp_path: Path
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_for(place, THURSDAY)
        await place.until("tue 12:00")
        if opened:
            await place.taps("bram", "Lezen")
        await place.says("noor", f"verwijder {number}")
        await place.says("noor", "ja")
        await place.wait(minutes=5)
        assert "Speed coaching: Noor vraagt het niet meer." in await place.reads("bram")
        assert not any("Graag" in one.choices for one in await place.shown("bram"))
        assert list(await comes_to_choose(place, "samira")) == [THURSDAY, MONDAY, "Dat spreken we af"]
        await place.says("bram", "Graag")
        await place.says("bram", "overzicht")
        assert THURSDAY not in (await place.shown("bram"))[-1].text


async def test_s52_erasing_what_a_coach_does_not_read_leaves_the_asking_as_it_is(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY)
        await place.says("noor", "speed coaching")
        for said in ("bram", "Een vraag.", "Ik probeerde iets."):
            await place.says("noor", said)
            await place.wait(minutes=2)
        await place.taps("noor", THURSDAY)
        await place.says("noor", "verwijder 3")
        await place.says("noor", "ja")
        await place.until("tue 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await place.until("wed 12:00")
        assert f"Bram zegt ja, op {THURSDAY}" in await place.reads("noor")


async def test_s48_who_erases_the_day_asks_nobody_to_begin_it_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begins(place, "noor", "bram")
        await place.wait(hours=2)
        await place.says("noor", "verwijder 1")
        await place.says("noor", "ja")
        await place.wait(minutes=5)
        assert "Leerinterview: Noor vraagt het niet meer." in (await place.shown("bram"))[-1].text
        await place.until("2026-03-17 11:00")
        assert [one for one in MEMBERS if "doet leerinterviews" in await place.reads(one)] == []


async def begun_by_noor_and_bram(place: Town) -> None:
    """Let two begin interviews that nobody else has heard of yet."""
    await begins(place, "noor", "bram")
    await place.wait(hours=2)
    await place.taps("bram", "Lezen")
    await place.taps("bram", "Ja, graag")


@pytest.mark.parametrize("who", ["samira", LEAD])
async def test_s48_nobody_else_undoes_or_moves_what_two_began(who: str, tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begun_by_noor_and_bram(place)
        await place.says(who, "stand")
        told = (await place.shown(who))[-1].text
        assert "17 maart" in told
        assert "annuleer" not in told
        assert "nog niemand" not in told
        for said in ("annuleer", "verplaats naar 19 maart om 10:00"):
            await place.says(who, said)
            assert "Er loopt nu niets" in (await place.shown(who))[-1].text
        await place.until("2026-03-17 10:00")
        assert "doet leerinterviews" in await place.reads("joost")


@pytest.mark.parametrize("who", ["noor", "bram", FACILITATOR])
@pytest.mark.parametrize("said", ["annuleer", "verplaats naar 19 maart om 10:00"])
async def test_s48_the_two_and_who_facilitates_may_both_hear_it_and_the_room_does_not_before_it_knows(
    who: str, said: str, tmp_path: Path
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begun_by_noor_and_bram(place)
        await place.says(who, said)
        if said == "annuleer":
            await place.taps(who, "Ja, annuleer")
        await place.wait(days=1)
        told = "gaat niet door" if said == "annuleer" else "is nu op donderdag 19 maart"
        assert [one for one in ("noor", "bram") if told not in await place.reads(one)] == []
        assert not await place.room()


async def test_s48_the_stand_does_not_say_that_nobody_begins_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await begun_by_noor_and_bram(place)
        for who in ("noor", "bram", FACILITATOR):
            await place.says(who, "stand")
            assert "17 maart" in (await place.shown(who))[-1].text
            assert "nog niemand" not in (await place.shown(who))[-1].text


async def test_s52_who_would_rather_have_another_moment_names_it_after_the_first_and_who_asked_hears_at_once(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks_for(place, THURSDAY)
        await place.until("2026-03-12 13:50")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Ander moment")
        await place.wait(minutes=3)
        assert "Bram wil graag, maar niet op het moment dat je koos." in await place.reads("noor")
        await place.until("2026-03-12 14:10")
        await place.says("bram", MONDAY)
        await place.says("bram", "ja")
        await place.wait(minutes=3)
        assert f"Bram stelt een dag voor: {MONDAY}" in await place.reads("noor")
