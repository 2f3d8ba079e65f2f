"""S06: planning a value check: the day, how far people look back, and how far checks lie apart."""

from pathlib import Path

from tests.acceptance.test_offers import a_check
from tests.acceptance.test_value_check_named import of_a_trajectory
from tests.kit.town import Town, town
from tests.kit.value_checks import OPENED, almost, plan


async def up_to_the_day(place: Town, since: str = "overslaan") -> str:
    """Let Ingrid plan a check up to the question when they meet; return what she heard last."""
    await place.says("ingrid", "waardecheck start")
    await place.taps("ingrid", "De afgelopen periode")
    await place.says("ingrid", since)
    return (await place.hears("ingrid"))[-1].text


async def test_s06_without_a_day_they_look_back_from_the_day_after_the_last_check(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.app.store.run(a_check)
        await plan(place, when="10 april om 14:00")
        await place.until("2026-03-31 14:01")
        await place.taps("noor", "Voorbereiden")

        assert "Overslaan mag ook. Dan is het vanaf zaterdag 7 maart." in await place.reads("ingrid")
        assert "We kijken terug vanaf zaterdag 7 maart." in await place.reads("noor")


async def test_s06_before_the_first_check_they_look_back_to_the_day_on_which_they_began(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "waardecheck start")
        await place.taps("ingrid", "De afgelopen periode")

        assert "Dan is het vanaf maandag 9 maart." in (await place.hears("ingrid"))[-1].text


async def test_s06_more_than_thirteen_weeks_back_is_taken_with_a_friendly_word(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        asked = await up_to_the_day(place, "1 november")
        await place.says("ingrid", "ja")
        taken = (await place.hears("ingrid"))[-1].text

        assert "Dat is langer dan een kwartaal geleden." in asked
        assert "Bedoel je zaterdag 1 november 2025?" in asked
        assert "Wanneer komen jullie bij elkaar?" in taken


async def test_s06_checks_lie_four_weeks_apart(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.app.store.run(a_check)
        await up_to_the_day(place)
        heard = {}
        for said in ("2 april om 14:00", "In het kanaal", "3 april om 14:00"):
            await place.says("ingrid", said)
            heard[said] = (await place.hears("ingrid"))[-1].text

        for said in ("2 april om 14:00", "In het kanaal"):
            assert "Dat is te kort na de vorige keer. Noem een dag vanaf vrijdag 3 april 2026." in heard[said]
        assert "Bedoel je vrijdag 3 april 2026, 14:00?" in heard["3 april om 14:00"]


async def test_s06_four_weeks_apart_holds_for_the_button_and_for_a_check_that_is_moved(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.app.store.run(a_check)
        await up_to_the_day(place)
        await place.taps("ingrid", "In het kanaal")
        tapped = (await place.hears("ingrid"))[-1].text
        for said in ("3 april om 14:00", "ja", "Kies jij maar"):
            await place.says("ingrid", said)
        await place.taps("ingrid", "Ja, nodig uit")
        await place.says("ingrid", "verplaats naar 26 maart om 14:00")
        moved = (await place.hears("ingrid"))[-1].text

        assert "Noem een dag vanaf vrijdag 3 april 2026." in tapped
        assert "Noem een dag vanaf vrijdag 3 april 2026." in moved


async def test_s06_a_session_in_a_weekend_or_on_a_holiday_is_asked_about_and_may_be(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await up_to_the_day(place)
        heard = []
        for day in ("28 maart om 14:00", "6 april om 14:00", "26 maart om 14:00"):
            await place.says("ingrid", day)
            heard.append((await place.hears("ingrid"))[-1].text)
        for said in ("ja", "Kies jij maar"):
            await place.says("ingrid", said)
        await place.taps("ingrid", "Ja, nodig uit")
        await place.says("ingrid", "verplaats naar 28 maart om 14:00")

        asked = (await place.hears("ingrid"))[-1].text
        await place.taps("ingrid", "Ja, verplaats")
        moved = (await place.hears("ingrid"))[-1].text

        assert ["Die dag is voor jullie geen werkdag. Het mag wel." in one for one in heard] == [True, True, False]
        assert "Bedoel je zaterdag 28 maart 2026, 14:00?" in heard[0]
        assert "Die dag is voor jullie geen werkdag. Het mag wel." in asked
        assert "Zal ik het verplaatsen naar zaterdag 28 maart 2026?" in asked
        assert "is nu op" not in asked
        assert "Waardecheck is nu op zaterdag 28 maart om 14:00." in moved


async def test_s06_a_day_that_has_gone_by_before_the_last_button_opens_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        button = await almost(place, "ingrid")
        await place.until("2026-03-27 10:00")

        await place.presses("ingrid", button)

        heard = (await place.hears("ingrid"))[-1].text
        assert 'De dag die je koos is voorbij. Typ "waardecheck start" en kies een nieuwe.' in heard
        assert OPENED not in heard


async def test_s06_edge_trajectory_and_period_at_once_are_two_checks_after_each_other(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await of_a_trajectory(place, "Helder schrijven")
        await place.says("ingrid", "waardecheck start")
        refused = (await place.hears("ingrid"))[-1].text
        await place.taps("ingrid", "Daarna een nieuwe plannen")
        await place.until("2026-04-20 12:00")
        await place.taps("ingrid", "Nu plannen")
        await place.taps("ingrid", "De afgelopen periode")
        for said in ("overslaan", "30 april om 14:00", "ja", "Kies jij maar"):
            await place.says("ingrid", said)
        await place.taps("ingrid", "Ja, nodig uit")
        await place.until("2026-04-20 15:00")

        assert "Er loopt al een Waardecheck, tot donderdag 26 maart om 14:00." in refused
        assert OPENED in await place.reads("ingrid")
        assert "verhalen over wat we leerden" in await place.reads("noor")


async def test_s06_the_hour_of_the_day_is_told_to_everybody_who_is_asked_to_come(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set("samira", language="en")
        await plan(place, scribe="Bram")
        await place.says("ingrid", "stand")
        stands = (await place.hears("ingrid"))[-1].text
        await place.until("2026-03-16 14:01")
        asked, invited, english = [await place.reads(who) for who in ("bram", "noor", "samira")]
        await place.says("ingrid", "verplaats naar 2 april om 10:00")
        moved = (await place.hears("ingrid"))[-1].text
        await place.until("2026-03-30 12:00")

        assert "Waardecheck loopt, tot donderdag 26 maart om 14:00." in stands
        assert "Op donderdag 26 maart om 14:00 delen we" in asked
        assert "Op donderdag 26 maart om 14:00 delen we" in invited
        assert "On Thursday 26 March at 14:00" in english
        assert "Waardecheck is nu op donderdag 2 april om 10:00." in moved
        assert "Waardecheck is nu op donderdag 2 april om 10:00." in await place.room()
        assert "Het kan tot donderdag 2 april om 10:00." in await place.reads("noor")


async def test_s06_in_the_channel_only_the_day_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-09 10:00")
        await plan(place, when="In het kanaal")
        await place.says("ingrid", "stand")

        assert "Waardecheck loopt, tot donderdag 19 maart." in (await place.hears("ingrid"))[-1].text


async def test_s06_a_first_day_that_is_skipped_after_all_is_the_one_that_it_is_unless_somebody_chooses(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await up_to_the_day(place, "1 maart")
        for said in ("ja", "terug", "overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
            await place.says("ingrid", said)
        await place.taps("ingrid", "Ja, nodig uit")
        await place.until("2026-03-16 14:01")
        await place.taps("noor", "Voorbereiden")

        assert "We kijken terug vanaf maandag 9 maart." in await place.reads("noor")


async def test_s06_a_check_is_not_moved_to_a_day_that_is_too_soon_to_be_planned(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        await place.says("ingrid", "verplaats naar 13 maart 13.30")

        refused = (await place.hears("ingrid"))[-1].text
        assert "Dat is wel heel snel. Noem een dag vanaf maandag 16 maart 2026." in refused
        assert "is nu op" not in refused


async def test_s06_who_writes_along_hears_that_the_check_was_moved(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-10 10:00")

        await place.says("ingrid", "verplaats naar 2 april 13.30")
        await place.until("2026-03-11 10:00")

        assert "Waardecheck is nu op donderdag 2 april om 13:30." in await place.reads("bram")


async def test_s06_to_move_without_a_day_asks_for_one_while_a_question_is_open(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await place.taps("ingrid", "Voorbereiden")

        await place.says("ingrid", "verplaats naar")

        assert "Naar welke dag?" in "".join(one.text for one in await place.hears("ingrid"))


async def test_s06_in_the_channel_becomes_a_working_day_that_is_told_to_the_lead(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-27 10:00")
        await up_to_the_day(place)
        await place.taps("ingrid", "In het kanaal")

        assert "Dat wordt dinsdag 7 april 2026." in (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "Kies jij maar")
        await place.taps("ingrid", "Ja, nodig uit")
        await place.says("ingrid", "stand")

        assert "tot dinsdag 7 april." in (await place.hears("ingrid"))[-1].text
