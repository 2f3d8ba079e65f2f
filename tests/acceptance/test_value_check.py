"""S06: the quarterly value check: the lead plans it, everybody prepares, and somebody writes along."""

from pathlib import Path

import pytest

from tests.kit.town import MEMBERS, Town, town
from tests.kit.value_checks import IN_CHANNEL, PERIOD, TRAJECTORY, plan, prepares, writes_along


async def test_s06_a_lead_plans_and_everybody_is_invited_ten_days_before(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 13:59")
        before = await place.reads("noor")
        await place.until("2026-03-16 14:01")
        assert "Wil je je verhaal alvast voorbereiden?" not in before
        assert "Wil je je verhaal alvast voorbereiden?" in await place.reads("noor")


async def test_s06_acceptance_2_a_second_check_is_not_opened_beside_an_open_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.hears("ingrid")

        await place.says("ingrid", "waardecheck start")
        offered = (await place.hears("ingrid"))[-1]
        await place.taps("ingrid", "Daarna een nieuwe plannen")

        assert (
            "Ik vraag het je als Waardecheck van donderdag 26 maart om 14:00 klaar is."
            in (await place.hears("ingrid"))[-1].text
        )
        assert "Er loopt al een Waardecheck, tot donderdag 26 maart om 14:00." in offered.text
        assert list(offered.choices) == ["Stand bekijken", "Nu sluiten", "Daarna een nieuwe plannen"]


async def test_s06_acceptance_8_who_may_not_start_hears_who_can_and_may_ask_them(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "waardecheck start")
        refused = (await place.hears("noor"))[-1]
        await place.taps("noor", "Ja, vraag het")
        await place.until("2026-03-09 09:05")

        asked = (await place.hears("ingrid"))[-1]
        assert "Alleen Ingrid of Fatima kan dit starten." in refused.text
        assert 'Iemand in het team vraagt of je "Waardecheck" wilt plannen.' in asked.text
        assert "Noor" not in asked.text
        await place.taps("ingrid", "Nu plannen")
        assert "Waar kijken jullie op terug?" in (await place.hears("ingrid"))[-1].text


async def test_s06_acceptance_3_a_period_asks_the_six_points_and_a_trajectory_the_eight(tmp_path: Path) -> None:
    asked = {}
    for focus in (PERIOD, TRAJECTORY):
        async with town(tmp_path / focus, formats=[]) as place:
            await plan(place, focus)
            await place.until("2026-03-16 14:01")
            await place.taps("noor", "Voorbereiden")
            for _ in range(8):
                await place.says("noor", "overslaan")
            asked[focus] = await place.reads("noor")

    assert "Wat hield je eraan over?" in asked[PERIOD]
    assert "Hoe houden we levend" not in asked[PERIOD]
    assert "Hoe houden we levend" in asked[TRAJECTORY]
    assert "Denk aan één moment" not in asked[TRAJECTORY]


async def test_s06_edge_the_session_is_moved_and_the_preparation_moves_along(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.says("ingrid", "verplaats naar 2 april om 10:00")
        await place.until("2026-03-22 12:00")
        before = await place.reads("noor")
        await place.until("2026-03-23 10:05")

        assert "Waardecheck is nu op donderdag 2 april om 10:00." in await place.reads("ingrid")
        assert "alvast voorbereiden" not in before
        assert "Op donderdag 2 april om 10:00 delen we" in await place.reads("noor")


async def test_s06_edge_the_lead_cancels_and_what_was_prepared_stays_private(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await place.taps("noor", "Voorbereiden")
        await place.says("noor", "De balie was stil.")
        await place.says("ingrid", "annuleer")
        await place.taps("ingrid", "Ja, annuleer")
        await place.until("2026-03-27 12:00")

        assert "gaat niet door" in await place.room()
        assert "De balie was stil." not in await place.room()
        await place.says("noor", "toon 1")
        assert "De balie was stil." in (await place.hears("noor"))[-1].text


async def test_s06_edge_in_the_channel_the_preparation_opens_at_once_and_closes_after_ten_days(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-09 10:00")
        await plan(place, when=IN_CHANNEL)
        await place.until("2026-03-09 10:05")

        assert "Op donderdag 19 maart delen we" in await place.reads("noor")


async def test_ge7_closing_now_lets_the_next_step_begin(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await place.taps("noor", "Voorbereiden")
        await place.says("ingrid", "sluit nu")
        await place.taps("ingrid", "Ja, begin nu")
        await place.until("2026-03-16 14:05")

        await place.says("noor", "Nog een verhaal.")
        assert "Je verhaal telt nog mee" in (await place.hears("noor"))[-1].text
        assert "De waardecheck begint. Jij schrijft mee" in "".join([await place.reads(who) for who in MEMBERS])


async def test_s06_the_scribe_may_say_no_and_somebody_else_is_asked_the_lead_at_last(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        asked: list[str] = []
        while who := await asked_to_write(place, asked):
            asked.append(who)
            await place.taps(who, "Antwoorden")
            await place.taps(who, "Liever niet")
            await place.wait(days=1)

        assert asked[0] == "bram"
        assert sorted(asked[:4]) == sorted(MEMBERS)
        assert asked[4:] == ["ingrid"]


async def asked_to_write(place: Town, but: list[str]) -> str | None:
    """Return who is asked to write along now."""
    for who in (*MEMBERS, "ingrid"):
        if who not in but and "Wil jij dan meeschrijven" in await place.reads(who):
            return who
    return None


async def test_s06_a_scribe_is_somebody_who_can_be_chosen_and_never_who_plans_herself(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "waardecheck start")
        await place.taps("ingrid", PERIOD)
        await place.says("ingrid", "overslaan")
        await place.says("ingrid", "26 maart om 14:00")
        await place.says("ingrid", "ja")

        for name in ("Ingrid", "Een collega"):
            await place.says("ingrid", name)
            assert "Wie schrijft er mee?" in (await place.hears("ingrid"))[-1].text


async def test_s06_what_was_prepared_is_read_by_nobody_before_the_board(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Ik ken nu iemand bij de balie.")
        thanks = (await place.hears("noor"))[-1].text
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Samira", "1 Beleving", "Ik bel nu."))
        before = await place.reads("fatima")
        await place.until("2026-03-31 09:30")

        assert "Ik ken nu iemand bij de balie." not in before
        assert 'Ik neem het mee in de opbrengst van "Waardecheck".' in thanks
        assert "Ik ken nu iemand bij de balie." in await place.room()


async def test_s06_what_is_chosen_for_the_group_is_not_said_to_be_read_by_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-09 09:00")
        await place.taps("bram", "Antwoorden")

        for who in ("ingrid", "bram"):
            shown = [one.message.body.get("readers") for one in await place.shown(who)]
            assert "Wat je kiest, gebruik ik voor de groep." in shown
            assert "Alleen jij leest dit." not in shown


async def test_s06_two_matters_of_one_check_are_told_apart_by_what_is_to_be_done(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when=IN_CHANNEL, scribe="Bram")
        await place.until("2026-03-09 09:05")

        offered = (await place.hears("bram"))[-1]

        assert "Twee dingen vandaag" in offered.text
        assert sorted(offered.choices)[-2:] == ["Waardecheck (Antwoorden)", "Waardecheck (Voorbereiden)"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Op donderdag 19 maart delen we", "Wil jij dan meeschrijven", "Het mag, het hoeft niet.")),
        ("en", ("On Thursday 19 March we share", "Would you write along", "You may, you need not.")),
    ],
)
async def test_s06_two_matters_of_one_day_keep_each_its_own_words(
    tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set("bram", language=language)
        await plan(place, when=IN_CHANNEL, scribe="Bram")
        await place.until("2026-03-09 09:05")

        (offered,) = await place.hears("bram")

        assert [word in offered.text for word in words] == [True, True, True]
        assert len(offered.choices) == 5  # to act and to skip for each, and one for later


async def test_s06_what_the_scribe_needs_on_the_day_comes_alone_and_the_question_of_that_hour_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-19 14:01")
        await place.taps("bram", "Deze keer niet")
        await place.taps("bram", "Deze week niets")
        await place.hears("bram")
        await place.until("2026-03-26 14:01")
        (offered,) = await place.hears("bram")
        await place.until("2026-03-26 15:01")
        (weekly,) = await place.hears("bram")

        assert "De waardecheck begint. Jij schrijft mee" in offered.text
        assert list(offered.choices) == ["Schrijven", "Later", "Ik ben er niet bij"]
        assert "verwonderd" in weekly.text
        await place.taps("bram", "Schrijven")
        assert "Van wie is dit verhaal?" in (await place.hears("bram"))[-1].text


async def test_s06_edge_a_scribe_who_is_ill_on_the_day_passes_it_on(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-26 14:01")

        await place.taps("bram", "Ik ben er niet bij")

        await place.until("2026-03-26 14:03")
        others = [who for who in ("noor", "samira", "joost") if "Jij schrijft mee" in await place.reads(who)]
        assert len(others) == 1


async def test_s04_acceptance_4_while_a_check_is_open_no_round_of_insight_opens_and_the_word_works(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["informal_insight_checklist"]) as place:
        await plan(place, when="3 april om 14:00")
        await place.until("2026-03-18 10:00")

        await place.says("joost", "inzicht")

        assert "Een moment van inzicht" not in await place.reads("noor")
        assert "Denk aan één moment" in (await place.hears("joost"))[-1].text


async def test_ge7_a_new_one_is_planned_when_the_one_before_is_over(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.says("ingrid", "plan na sluiting")
        await place.until("2026-04-20 12:00")

        assert "Waardecheck is klaar. Wil je nu een nieuwe plannen?" in await place.reads("ingrid")
        await place.taps("ingrid", "Nu plannen")
        assert "Waar kijken jullie op terug?" in (await place.hears("ingrid"))[-1].text
