"""S52: who coaches offers moments, each chosen by one; nobody else hears of it, and where none is left all is as ever."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.tables import free_moment
from tests.kit.town import LEAD, Town, town

THURSDAY, MONDAY = "donderdag 12 maart om 14:00", "maandag 16 maart om 10:30"
TAKEN = "Dat moment is niet meer vrij"
TEAM = ["noor", "bram", "samira", "joost"]


async def offers(place: Town, *moments: str, who: str = "bram") -> None:
    """Let a coach name the moments that she offers."""
    await place.says(who, "coachmomenten")
    await place.taps(who, "Ja, ik noem ze" if moments else "Nee, geen momenten meer")
    for moment in moments:
        await place.says(who, moment)
        await place.says(who, "ja")
    if moments:
        await place.taps(who, "Dit was het")


async def comes_to_choose(place: Town, who: str, coach: str = "bram") -> dict[str, str]:
    """Let somebody ask a coach, up to the choice of a moment; return what she can press."""
    await place.says(who, "speed coaching")
    await place.says(who, coach)
    await place.says(who, f"De vraag van {who}.")
    await place.wait(minutes=2)
    await place.says(who, "overslaan")
    return (await place.shown(who))[-1].choices


async def test_s52_edge_a_coach_offers_moments_and_who_asks_her_chooses_one_of_them(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        assert list(await comes_to_choose(place, "noor")) == [THURSDAY, MONDAY, "Dat spreken we af"]
        await place.says("noor", "2")  # all that can be tapped can be typed
        assert f"Ik vraag het Bram voor {MONDAY}" in await place.reads("noor")
        await place.until("mon 12:00")
        await place.taps("bram", "Lezen")
        assert "maandag 16 maart" in await place.reads("bram")
        await place.taps("bram", "Graag")
        await place.until("tue 12:00")
        assert f"Bram zegt ja, op {MONDAY}" in await place.reads("noor")
        await place.says("noor", "overzicht")
        assert MONDAY in await place.reads("noor")
        await place.until("2026-03-16 17:00")
        assert "Je had speed coaching met Bram" in await place.reads("noor")


async def test_s52_edge_a_moment_that_is_asked_for_is_offered_to_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)

        assert list(await comes_to_choose(place, "samira")) == [MONDAY, "Dat spreken we af"]


async def test_s52_edge_of_two_who_choose_the_same_moment_at_once_one_hears_that_it_is_gone_and_sees_the_rest(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        for who in ("noor", "samira"):
            await comes_to_choose(place, who)
            await place.hears(who)
        await asyncio.gather(place.taps("noor", THURSDAY), place.taps("samira", THURSDAY))
        told = {who: (await place.hears(who))[-1] for who in ("noor", "samira")}
        (second,) = [who for who, message in told.items() if TAKEN in message.text]
        (first,) = told.keys() - {second}

        assert f"Ik vraag het Bram voor {THURSDAY}" in told[first].text
        assert list(told[second].choices) == [MONDAY, "Dat spreken we af"]
        await place.taps(second, MONDAY)
        await place.until("2026-03-11 12:00")
        asked = await place.reads("bram")
        assert all(f"{who.title()} wil graag" in asked for who in told)  # and neither heard of the other
        assert first.title() not in await place.reads(second)


async def test_s52_edge_who_pressed_the_last_moment_too_late_types_a_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY)
        for who in ("noor", "samira"):
            await comes_to_choose(place, who)
        await place.taps("noor", THURSDAY)
        await place.hears("samira")
        await place.taps("samira", THURSDAY)
        (told,) = await place.hears("samira")
        assert TAKEN in told.text
        assert list(told.choices) == ["Dat spreken we af"]
        await place.says("samira", "vrijdag 13 maart")
        await place.says("samira", "ja")

        assert "Ik vraag het Bram, op zijn vroegst" in await place.reads("samira")


@pytest.mark.parametrize("typed", ["1", THURSDAY])
async def test_s52_edge_a_typed_number_means_what_she_was_shown_also_when_another_was_first(typed: str, tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        for who in ("noor", "samira"):
            await comes_to_choose(place, who)
        await place.taps("noor", THURSDAY)
        await place.hears("samira")
        await place.says("samira", typed)
        (told,) = await place.hears("samira")
        assert TAKEN in told.text
        assert list(told.choices) == [MONDAY, "Dat spreken we af"]
        await place.says("samira", "1")

        assert f"Ik vraag het Bram voor {MONDAY}" in await place.reads("samira")


async def test_s52_edge_a_typed_number_means_what_she_was_shown_also_when_another_moment_came(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, MONDAY)
        await comes_to_choose(place, "noor")
        await offers(place, THURSDAY, MONDAY)
        await place.says("noor", "1")

        assert f"Ik vraag het Bram voor {MONDAY}" in await place.reads("noor")


@pytest.mark.parametrize("typed", ["1", THURSDAY])
async def test_s52_edge_who_types_the_last_moment_too_late_hears_that_it_is_gone(typed: str, tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY)
        for who in ("noor", "samira"):
            await comes_to_choose(place, who)
        await place.taps("noor", THURSDAY)
        await place.hears("samira")
        await place.says("samira", typed)
        (told,) = await place.hears("samira")

        assert TAKEN in told.text
        assert list(told.choices) == ["Dat spreken we af"]


async def test_s52_edge_a_typed_day_that_is_a_moment_of_somebody_else_by_now_is_gone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        assert list(await comes_to_choose(place, "samira")) == ["Dat spreken we af"]
        await place.says("samira", THURSDAY)
        assert TAKEN in (await place.shown("samira"))[-1].text
        await place.says("samira", "donderdag 12 maart om 15:00")
        await place.says("samira", "ja")

        assert "Ik vraag het Bram, op zijn vroegst" in await place.reads("samira")


async def test_s52_edge_a_typed_day_that_becomes_a_moment_of_somebody_else_before_she_says_yes_is_gone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        assert list(await comes_to_choose(place, "samira")) == ["Dat spreken we af"]
        await place.says("samira", THURSDAY)
        await offers(place, THURSDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        await place.says("samira", "ja")

        assert TAKEN in (await place.shown("samira"))[-1].text


async def test_s52_edge_no_slots_a_coach_who_offers_none_is_asked_as_ever_and_the_fourth_waits(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=[*TEAM, "youssef", "maria"]) as place:
        await offers(place, THURSDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        for who in ("samira", "joost", "youssef"):
            assert list(await comes_to_choose(place, who)) == ["Dat spreken we af"]
            await place.taps(who, "Dat spreken we af")
        await place.until("2026-03-11 17:00")
        asked = await place.reads("bram")

        assert "Noor wil graag" in asked
        assert "Youssef" not in asked


async def test_s52_edge_a_moment_of_today_or_behind_us_is_gone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "dinsdag 10 maart om 16:00", MONDAY)
        await comes_to_choose(place, "noor")
        await place.until("2026-03-10 09:00")
        await place.hears("noor")
        await place.taps("noor", "dinsdag 10 maart om 16:00")
        (told,) = await place.hears("noor")

        assert TAKEN in told.text
        assert list(told.choices) == [MONDAY, "Dat spreken we af"]


async def test_s52_edge_a_coach_cancels_and_who_asked_can_choose_of_what_is_left(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        await place.until("mon 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await place.until("tue 12:00")
        await place.hears("noor")
        await place.says("bram", "samen stoppen")
        await place.taps("bram", "Ja, ik stop")
        assert 'Wil je andere momenten noemen? Typ "coachmomenten"' in await place.reads("bram")
        await place.until("wed 12:00")
        (told,) = await place.hears("noor")
        assert "Bram kan niet meer meedoen" in told.text
        assert 'Bram heeft nog andere momenten. Kies er een met "speed coaching"' in told.text
        await place.taps("noor", "Ander moment kiezen")

        assert "Wie wil je als coach?" in (await place.hears("noor"))[-1].text
        await place.says("noor", "stop")
        assert list(await comes_to_choose(place, "samira")) == [MONDAY, "Dat spreken we af"]


async def test_s52_edge_a_moment_that_the_coach_gives_back_is_offered_no_more_until_she_names_it_again(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        await place.until("mon 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Ander moment")
        await place.taps("bram", "Dat spreken we af")
        await place.until("tue 12:00")
        assert "Bram wil graag, maar niet op het moment dat je koos." in await place.reads("noor")
        assert "op donderdag" not in (await place.shown("noor"))[-1].text
        assert list(await comes_to_choose(place, "samira")) == [MONDAY, "Dat spreken we af"]
        await place.taps("samira", MONDAY)
        await place.until("2026-03-11 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Nu niet")
        assert list(await comes_to_choose(place, "joost")) == ["Dat spreken we af"]
        await place.says("joost", "stop")
        await place.taps("joost", "Weggooien")
        await offers(place, MONDAY)

        assert MONDAY in await comes_to_choose(place, "joost")


async def test_s52_edge_a_moment_that_who_asked_gives_back_is_free_again(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, MONDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", MONDAY)
        await place.says("noor", "samen stoppen")
        await place.taps("noor", "Ja, ik stop")

        assert MONDAY in await comes_to_choose(place, "samira")


async def test_s52_edge_what_a_coach_names_last_takes_the_place_of_what_she_offered(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        await offers(place, THURSDAY, MONDAY)  # the first is Noor's, however often it is named
        assert list(await comes_to_choose(place, "samira")) == [MONDAY, "Dat spreken we af"]
        await offers(place)
        await place.hears("samira")
        await place.taps("samira", MONDAY)

        assert TAKEN in (await place.hears("samira"))[-1].text


async def test_s52_edge_a_moment_that_is_taken_back_is_gone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await place.says("bram", "verwijder 2")
        await place.taps("bram", "Ja")
        assert list(await comes_to_choose(place, "noor")) == [MONDAY, "Dat spreken we af"]


async def test_s52_edge_a_moment_that_is_put_in_other_words_is_offered_no_more_until_it_is_named_anew(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await place.says("bram", "wijzig 2")
        await place.says("bram", "vrijdag 13 maart om 14:00")
        assert 'Wil je andere momenten noemen? Typ "coachmomenten"' in (await place.shown("bram"))[-1].text

        assert list(await comes_to_choose(place, "noor")) == [MONDAY, "Dat spreken we af"]


@pytest.mark.parametrize("way", [("30 dagen bewaren", "Ja, stop ermee"), ("Alles verwijderen", "Ja, stop en verwijder")])
async def test_s52_edge_who_leaves_takes_her_moments_along(way: tuple[str, ...], tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await place.says("bram", "afmelden")
        for button in way:
            await place.taps("bram", button)

        await comes_to_choose(place, "samira")

        assert "om 14:00" not in await place.reads("samira")
        assert not await place.app.store.read(lambda unit: unit.connection.execute(select(free_moment)).all())


async def test_s52_nobody_is_told_that_a_coach_offers_moments_or_how_many(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week", "weekly_wonder"]) as place:
        await place.until("2026-03-12 14:10")
        await place.says("bram", "Dat de balie zo rustig was.")
        await place.says("bram", "1")
        await place.says("bram", "Met de groep, met mijn naam")
        await offers(place, "donderdag 26 maart om 14:00", "maandag 30 maart om 10:30")
        await place.until("2026-03-25 12:00")

        heard = {other: await place.reads(other) for other in (LEAD, "fatima", "noor", "samira", "joost")}
        assert "Dat de balie zo rustig was" in heard["fatima"]  # else it would say nothing that no moments stand in it
        for read in [*heard.values(), *await place.room()]:
            assert not any(word in read for word in ("Coachmoment", "coaching", "26 maart om", "30 maart om"))


async def test_s52_edge_who_fills_in_a_form_chooses_a_moment_once_it_is_known_whose(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await place.says("noor", "speed coaching")
        await place.says("noor", "formulier")
        form = (await place.shown("noor"))[-1].form
        assert form is not None
        assert [field["id"] for field in form["fields"]] == ["coach", "sc_question", "sc_tried"]
        await place.fills("noor", coach="bram", sc_question="Hoe begin ik een lastig gesprek?")
        assert list((await place.hears("noor"))[-1].choices) == [THURSDAY, MONDAY, "Dat spreken we af"]
        await place.taps("noor", MONDAY)

        assert f"Ik vraag het Bram voor {MONDAY}" in await place.reads("noor")


async def test_s52_edge_who_fills_in_a_form_for_a_coach_without_moments_types_a_day_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "speed coaching")
        await place.says("noor", "formulier")
        await place.fills("noor", coach="bram", sc_question="Hoe begin ik een lastig gesprek?")
        await place.says("noor", "donderdag 12 maart")
        await place.says("noor", "ja")

        assert "Ik vraag het Bram, op zijn vroegst" in await place.reads("noor")


@pytest.mark.parametrize("way", [None, "stop", "later"])
async def test_s52_edge_a_coach_who_goes_away_halfway_offers_what_she_named(way: str | None, tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, MONDAY)
        await place.says("bram", "coachmomenten")
        await place.taps("bram", "Ja, ik noem ze")
        assert MONDAY in await comes_to_choose(place, "noor")  # until she names another one
        await place.says("bram", THURSDAY)
        await place.says("bram", "ja")
        if way is not None:
            await place.says("bram", way)
        assert "alleen voor jou" not in (await place.shown("bram"))[-1].text

        assert list(await comes_to_choose(place, "samira")) == [THURSDAY, "Dat spreken we af"]


async def test_s52_edge_who_goes_back_to_say_no_offers_nothing_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("bram", "coachmomenten")
        await place.taps("bram", "Ja, ik noem ze")
        await place.says("bram", MONDAY)
        await place.says("bram", "ja")
        for _ in range(2):
            await place.says("bram", "terug")
        await place.taps("bram", "Nee, geen momenten meer")

        assert list(await comes_to_choose(place, "noor")) == ["Dat spreken we af"]


async def test_s52_edge_who_stops_before_she_names_another_moment_keeps_what_she_offered(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, MONDAY)
        await place.says("bram", "coachmomenten")
        await place.taps("bram", "Ja, ik noem ze")
        await place.says("bram", "stop")

        assert MONDAY in await comes_to_choose(place, "noor")


async def test_s52_edge_a_moment_that_is_put_in_other_words_meanwhile_does_not_come_back_with_the_next(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("bram", "coachmomenten")
        await place.taps("bram", "Ja, ik noem ze")
        for moment in (THURSDAY, MONDAY):
            await place.says("bram", moment)
            await place.says("bram", "ja")
        await place.says("bram", "wijzig 2")
        await place.says("bram", "later eens")
        await place.says("bram", "vrijdag 13 maart om 14:00")
        await place.says("bram", "ja")

        assert list(await comes_to_choose(place, "noor")) == ["vrijdag 13 maart om 14:00", MONDAY, "Dat spreken we af"]


async def test_s52_edge_a_moment_before_she_can_be_asked_is_not_offered(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, MONDAY, "dinsdag 17 maart om 09:30")
        await place.until("2026-03-15 12:00")  # a Sunday: Bram is asked on Monday at the earliest

        assert list(await comes_to_choose(place, "noor")) == ["dinsdag 17 maart om 09:30", "Dat spreken we af"]


async def test_s52_edge_a_moment_late_in_the_day_is_not_asked_after_before_it_is_over(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "donderdag 12 maart om 16:45")
        await comes_to_choose(place, "noor")
        await place.taps("noor", "donderdag 12 maart om 16:45")
        await place.until("mon 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await place.until("2026-03-12 17:30")
        assert "Welke stap zet je?" not in await place.reads("noor")
        await place.until("2026-03-13 12:00")

        assert "Je had speed coaching met Bram. Welke stap zet je?" in await place.reads("noor")


async def test_s52_edge_a_moment_at_nine_is_said_with_its_hour_and_a_day_without_an_hour_is_not(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "donderdag 12 maart om 09:00", MONDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", "donderdag 12 maart om 09:00")
        await place.until("mon 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await place.until("tue 12:00")
        assert "Bram zegt ja, op donderdag 12 maart om 09:00" in await place.reads("noor")
        await place.says("noor", "overzicht")

        assert "donderdag 12 maart om 09:00" in (await place.shown("noor"))[-1].text


async def test_s52_edge_moments_that_overlap_are_not_both_chosen(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, "donderdag 12 maart om 14:20", "donderdag 12 maart om 14:30")
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)

        assert list(await comes_to_choose(place, "samira")) == ["donderdag 12 maart om 14:30", "Dat spreken we af"]


async def test_s52_edge_a_coach_who_asked_somebody_for_that_time_herself_offers_it_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await offers(place, THURSDAY, who="joost")
        await comes_to_choose(place, "bram", "joost")
        await place.taps("bram", THURSDAY)

        assert list(await comes_to_choose(place, "samira")) == [MONDAY, "Dat spreken we af"]


async def test_s52_edge_a_day_without_an_hour_takes_no_moment_away(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await comes_to_choose(place, "noor")
        await place.says("noor", "donderdag 12 maart")
        await place.says("noor", "ja")
        await place.until("mon 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await offers(place, "donderdag 12 maart om 09:00")

        assert "donderdag 12 maart om 09:00" in await comes_to_choose(place, "samira")


async def test_s52_edge_one_asks_a_coach_for_one_moment_at_a_time(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        assert list(await comes_to_choose(place, "noor")) == ["Dat spreken we af"]
        await place.says("noor", MONDAY)
        assert TAKEN in (await place.shown("noor"))[-1].text
        await place.taps("noor", "Dat spreken we af")
        assert MONDAY in await comes_to_choose(place, "samira")
        await place.says("samira", "stop")
        await place.until("mon 12:00")
        await place.taps("bram", "Speed coaching (Lezen) – 1")
        await place.taps("bram", "Graag")

        assert MONDAY in await comes_to_choose(place, "noor")


async def test_s52_edge_who_asked_is_not_told_of_moments_of_a_coach_who_left_the_group(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        await place.until("mon 12:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await place.until("tue 12:00")
        await place.hears("noor")
        await place.until("tue 19:00")
        await place.says("bram", "samen stoppen")
        await place.taps("bram", "Ja, ik stop")
        await place.leaves("bram")
        await place.until("wed 12:00")
        (told,) = await place.hears("noor")

        assert "Bram kan niet meer meedoen" in told.text
        assert "andere momenten" not in told.text


async def test_s52_edge_a_moment_is_offered_after_the_first_day_on_which_she_herself_can_be_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, "dinsdag 10 maart om 11:00", "woensdag 11 maart om 11:00")
        await place.set("bram", quiet_days="0")

        assert list(await comes_to_choose(place, "noor")) == ["woensdag 11 maart om 11:00", "Dat spreken we af"]


async def test_s52_edge_of_a_moment_that_stands_open_her_own_list_says_who_reads_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, MONDAY)
        await place.says("bram", "mijn antwoorden")
        assert (await place.shown("bram"))[-1].text.count("(Wie jou hiervoor kiest, zolang het vrij is)") == 2
        await place.says("bram", "toon 2")
        (told,) = (await place.hears("bram"))[-1:]
        assert "Wie leest dit: Wie jou hiervoor kiest, zolang het vrij is." in told.text
        assert list(told.choices) == ["Verwijder 2"]
        for way in ("deel 2", "maak privé 2"):
            await place.says("bram", way)
            assert 'Typ "verwijder 2" om het weg te halen.' in (await place.shown("bram"))[-1].text
        await offers(place, MONDAY)
        await place.says("bram", "toon 2")

        assert "Alleen voor mij" in (await place.shown("bram"))[-1].text


async def test_s52_edge_it_is_said_that_a_coach_does_not_read_all_that_is_written(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "speed coaching")
        assert "Wie je kiest leest alleen waar dat bij staat" in (await place.shown("noor"))[-1].text
        await place.says("noor", "bram")
        await place.says("noor", "Hoe begin ik?")
        await place.wait(minutes=2)

        assert "Wie je koos leest dit" not in (await place.shown("noor"))[-1].text


async def test_s52_edge_until_when_an_answer_comes_is_said_of_the_moment_where_that_is_first(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, THURSDAY, "dinsdag 31 maart om 10:30")
        await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        assert "Hoor je voor die tijd nog niets?" in await place.reads("noor")
        await comes_to_choose(place, "samira")
        await place.taps("samira", "dinsdag 31 maart om 10:30")

        assert "Hoor je na maandag 23 maart nog niets?" in await place.reads("samira")


async def test_s52_a_coach_reads_which_moments_of_hers_stand_open_before_she_names_others(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("bram", "coachmomenten")
        assert "bied je nu aan" not in (await place.shown("bram"))[-1].text
        await place.says("bram", "stop")
        await offers(place, THURSDAY, MONDAY, "dinsdag 17 maart om 09:30")
        await comes_to_choose(place, "noor")
        await place.taps("noor", MONDAY)
        await place.says("bram", "coachmomenten")

        assert f"Dit bied je nu aan: {THURSDAY} en dinsdag 17 maart om 09:30." in (await place.shown("bram"))[-1].text


async def test_s52_edge_a_moment_that_is_named_twice_is_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("bram", "coachmomenten")
        await place.taps("bram", "Ja, ik noem ze")
        await place.says("bram", THURSDAY)
        await place.says("bram", "ja")
        await place.says("bram", "12 maart 14:00")
        assert "Dat moment noemde je al" in (await place.shown("bram"))[-1].text
        await place.taps("bram", "Dit was het")
        await place.says("bram", "mijn antwoorden")

        assert (await place.shown("bram"))[-1].text.count("14:00") == 1


async def test_s52_edge_a_moment_that_somebody_typed_and_waits_for_is_offered_to_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await comes_to_choose(place, "samira")
        await place.says("samira", THURSDAY)
        await place.says("samira", "ja")
        await offers(place, THURSDAY, MONDAY)

        assert list(await comes_to_choose(place, "noor")) == [MONDAY, "Dat spreken we af"]


async def test_s52_edge_a_moment_has_one_hour_for_whoever_works_in_another_zone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set("bram", zone="America/Curacao")
        await place.set("noor", zone="America/Curacao")
        await offers(place, THURSDAY)
        assert THURSDAY in await comes_to_choose(place, "noor")
        await place.taps("noor", THURSDAY)
        assert f"Ik vraag het Bram voor {THURSDAY}" in await place.reads("noor")
        await place.until("tue 18:00")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        for who in ("bram", "noor"):
            await place.says(who, "overzicht")
            assert THURSDAY in (await place.shown(who))[-1].text


async def test_s52_edge_while_a_coach_pauses_her_moments_are_not_offered_and_then_they_are(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, MONDAY)
        await place.says("bram", "pauze")
        await place.taps("bram", "Deze week")
        assert list(await comes_to_choose(place, "noor")) == ["Dat spreken we af"]
        await place.says("bram", "terug van pauze")

        assert MONDAY in await comes_to_choose(place, "samira")


async def test_s52_edge_a_coach_who_leaves_the_group_is_not_asked_for_her_moments(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await offers(place, MONDAY)
        await comes_to_choose(place, "noor")
        await place.hears("noor")
        await place.leaves("bram")
        await place.taps("noor", MONDAY)

        assert "Ik vraag het Bram" not in await place.reads("noor")


async def test_s52_edge_who_only_facilitates_offers_none_and_who_leads_may(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor"]) as place:
        await place.says("fatima", "coachmomenten")
        assert "Dat is voor wie in een team meedoet" in (await place.shown("fatima"))[-1].text
        await offers(place, MONDAY, who=LEAD)

        assert MONDAY in await comes_to_choose(place, "noor", LEAD)
