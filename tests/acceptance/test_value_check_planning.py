"""S06: planning a value check, by leads of one group and of several, together and after each other."""

import asyncio
from pathlib import Path

import pytest

from bot.channels.base import Chose, Incoming
from storage.groups import rounds
from storage.privacy.erasing import erase_person
from tests.acceptance.test_offers import a_check
from tests.acceptance.test_value_check import plan
from tests.kit.town import NAMED, TEAM, Town, town

CHECK = "quarterly_value_check"
OPENED = "Ik nodig Team Vergunningen op tijd uit"


async def almost(place: Town, who: str) -> str:
    """Let somebody plan a check up to the last button; return its id."""
    await place.says(who, "waardecheck start")
    await place.taps(who, "De afgelopen periode")
    for said in ("overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
        await place.says(who, said)
    return next(id_ for label, id_ in (await place.hears(who))[-1].choices.items() if label.startswith("Ja, nodig uit"))


async def test_s06_edge_two_leads_the_second_hears_who_opened_it_and_nothing_that_is_not_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add("lena", "lead")
        buttons = {who: await almost(place, who) for who in ("ingrid", "lena")}

        await place.presses("ingrid", buttons["ingrid"])
        await place.presses("lena", buttons["lena"])

        assert OPENED in (await place.hears("ingrid"))[-1].text
        (heard,) = await place.hears("lena")
        assert "Ingrid heeft een Waardecheck geopend, tot donderdag 26 maart om 14:00." in heard.text
        assert OPENED not in heard.text
        assert list(heard.choices) == ["Stand bekijken", "Nu sluiten", "Daarna een nieuwe plannen"]


async def test_s06_edge_two_leads_who_press_at_the_same_moment_open_one_check(tmp_path: Path) -> None:
    await both_press_at_once(tmp_path)


async def test_s06_edge_two_leads_who_press_at_the_same_moment_open_one_check_on_postgresql(on_postgres: Path) -> None:
    await both_press_at_once(on_postgres)


async def both_press_at_once(folder: Path) -> None:
    async with town(folder, formats=[]) as place:
        await place.add("lena", "lead")
        buttons = {who: await almost(place, who) for who in ("ingrid", "lena")}

        pressed = [Incoming("web", who, f"at once {who}", Chose((id_,))) for who, id_ in buttons.items()]
        await asyncio.gather(*map(place.app.receiver.receive, pressed))
        await place.settle()

        heard = [(await place.hears(who))[-1].text for who in buttons]
        assert sorted(OPENED in one for one in heard) == [False, True]
        assert sorted("heeft een Waardecheck geopend" in one for one in heard) == [False, True]
        assert len(await place.app.store.read(lambda unit: rounds.planned_in(unit, TEAM))) == 1


async def leads_two_groups(place: Town) -> None:
    """Let Ingrid lead a second group as well."""
    await place.wait(hours=1)
    await place.add_team("bezwaar", "Team Bezwaar")
    await place.add("ingrid", "lead", team="bezwaar")
    for who in ("olaf", "petra", "quin"):
        await place.add(who, team="bezwaar")


async def test_x16_who_leads_two_groups_is_asked_for_which_one_she_plans(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await leads_two_groups(place)

        await place.says("ingrid", "waardecheck start")
        asked = (await place.hears("ingrid"))[-1]
        await place.says("ingrid", "Team Bezwaar")
        begun = (await place.hears("ingrid"))[-1].text
        await place.taps("ingrid", "De afgelopen periode")
        for said in ("overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
            await place.says("ingrid", said)
        await place.taps("ingrid", "Ja, nodig uit")
        opened = (await place.hears("ingrid"))[-1].text
        await place.until("2026-03-16 15:00")

        assert asked.text == "Voor welke groep?"
        assert list(asked.choices) == ["Team Vergunningen", "Team Bezwaar"]
        assert "Dit gaat over Team Bezwaar." in begun
        assert "Ik nodig Team Bezwaar op tijd uit" in opened
        assert "delen we in Team Bezwaar verhalen" in await place.reads("olaf")
        assert "delen we" not in await place.reads("noor")


async def in_both(place: Town) -> None:
    """Let Ingrid plan a check in both groups that she leads."""
    await leads_two_groups(place)
    for number in (1, 2):
        await place.says("ingrid", f"waardecheck start {number}")
        await place.taps("ingrid", "De afgelopen periode")
        for said in ("overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
            await place.says("ingrid", said)
        await place.taps("ingrid", "Ja, nodig uit")
    await place.hears("ingrid")


async def test_x16_who_leads_two_groups_is_asked_which_check_she_moves_ends_or_looks_at(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await in_both(place)
        said, sure = {}, {"sluit nu": "Ja, begin nu", "annuleer": "Ja, annuleer"}
        for word in ("stand", "verplaats naar 2 april om 10:00", "sluit nu", "annuleer"):
            await place.says("ingrid", word)
            asked = (await place.hears("ingrid"))[-1]
            assert asked.text == "Voor welke groep?"
            await place.taps("ingrid", "Team Bezwaar")
            if word in sure:
                await place.taps("ingrid", sure[word])
            said[word] = (await place.hears("ingrid"))[-1].text
        await place.says("ingrid", "stand")
        alone = (await place.hears("ingrid"))[-1].text

        assert "Waardecheck (Team Bezwaar) loopt, tot donderdag 26 maart om 14:00." in said["stand"]
        assert "Waardecheck (Team Bezwaar) is nu op donderdag 2 april om 10:00." in said["verplaats naar 2 april om 10:00"]
        assert "Waardecheck (Team Bezwaar) begint nu, zonder voorbereiding." in said["sluit nu"]
        assert "Waardecheck (Team Bezwaar) gaat niet door." in said["annuleer"]
        assert "Waardecheck (Team Vergunningen) loopt, tot donderdag 26 maart om 14:00." in alone
        assert await place.room() == ""


async def test_x16_an_offer_is_about_the_group_that_it_was_made_for(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["value_check_offer"]) as place:
        await leads_two_groups(place)
        await place.until("2026-05-11 10:00")

        await place.taps("ingrid", "Nu plannen")

        assert "Dit gaat over Team Vergunningen." in (await place.hears("ingrid"))[-1].text


async def test_ge8_who_plans_for_one_group_while_busy_elsewhere_is_asked_which_only_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await leads_two_groups(place)
        await place.says("ingrid", "inzicht")
        await place.says("ingrid", "waardecheck start")
        await place.taps("ingrid", "Team Bezwaar")
        await place.taps("ingrid", "Wisselen")

        assert "Dit gaat over Team Bezwaar." in (await place.hears("ingrid"))[-1].text


async def of_a_trajectory(place: Town, *named: str) -> None:
    """Let Ingrid plan a check of a trajectory, and give it a name if there is one."""
    await place.says("ingrid", "waardecheck start")
    await place.taps("ingrid", "Een leertraject")
    for said in (*(named or ("overslaan",)), "overslaan", "26 maart om 14:00", "ja", "Kies jij maar"):
        await place.says("ingrid", said)
    await place.taps("ingrid", "Ja, nodig uit")


async def tells_of_it(place: Town, who: str) -> None:
    """Let somebody prepare one story of a trajectory, and share it."""
    await place.taps(who, "Voorbereiden")
    await place.says(who, "Het gaf energie.")
    for _ in range(8):
        await place.says(who, "overslaan")
    await place.taps(who, "Liever schriftelijk")
    await place.taps(who, NAMED)


async def test_s06_a_trajectory_has_a_name_that_stands_in_the_invitation_and_above_the_board(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set("samira", language="en")
        await of_a_trajectory(place, "Helder schrijven")
        await place.until("2026-03-16 14:01")
        invited = await place.reads("noor")
        await tells_of_it(place, "noor")
        await place.until("2026-04-02 12:00")

        assert "delen we in Team Vergunningen verhalen over \u2068Helder schrijven\u2069. Wil je" in invited
        assert "we share stories in Team Vergunningen about \u2068Helder schrijven\u2069." in await place.reads("samira")
        assert "maart**\n\u2068Helder schrijven\u2069\n\n**Beleving**" in await place.room()
        assert "Het gaf energie." in await place.room()


async def test_s06_before_the_name_of_a_trajectory_is_given_it_is_said_who_reads_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "waardecheck start")
        await place.taps("ingrid", "Een leertraject")

        asked = (await place.hears("ingrid"))[-1]

        assert "Hoe heet het leertraject?" in asked.text
        assert asked.message.body["readers"] == "Iedereen in Team Vergunningen leest dit, met je naam erbij."


@pytest.mark.parametrize("focus", ["period", "skipped"])
async def test_s06_without_a_name_the_words_stand_as_they_are(tmp_path: Path, focus: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await (plan(place) if focus == "period" else of_a_trajectory(place))

        await place.until("2026-03-16 14:01")

        assert ("Hoe heet het leertraject?" in await place.reads("ingrid")) is (focus == "skipped")
        assert "verhalen over wat we leerden. Wil je" in await place.reads("noor")


async def test_s06_a_name_that_is_taken_back_is_gone_from_what_was_said_and_from_what_comes(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await of_a_trajectory(place, "Helder schrijven")
        await place.until("2026-03-16 14:01")
        before = await place.reads("noor")
        await place.app.store.run(lambda unit: erase_person(unit, "ingrid", place.clock.now(), whole=True))
        await place.wait(hours=1)

        assert "Helder schrijven" in before
        assert "Helder schrijven" not in await place.reads("noor")
        asked = next(one for one in await place.shown("noor") if "verhalen over wat we leerden" in one.text)
        assert list(asked.choices) == ["Voorbereiden", "Later", "Deze keer niet"]


async def test_s06_a_name_that_is_changed_changes_above_the_board_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await of_a_trajectory(place, "Helder schrijven")
        await place.until("2026-03-16 14:01")
        await tells_of_it(place, "joost")
        await place.until("2026-04-02 12:00")
        before = await place.room()

        await place.says("ingrid", "wijzig 2")
        await place.says("ingrid", "Helder spreken")

        assert "Helder schrijven" in before
        assert "Helder schrijven" not in await place.room()
        assert "Helder spreken" in await place.room()
        assert "Het gaf energie." in await place.room()


@pytest.mark.parametrize("how", ["erased", "taken back"])
async def test_s06_a_name_that_is_taken_back_is_gone_from_two_matters_in_one_message_with_its_buttons(
    tmp_path: Path, how: str
) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.set("noor", quiet_days="0,1,2,4")  # she is asked on Thursdays alone
        await of_a_trajectory(place, "Helder schrijven")
        await place.until("2026-03-19 15:00")
        (before,) = [one for one in await place.shown("noor") if "Twee dingen vandaag" in one.text]
        if how == "erased":
            await place.app.store.run(lambda unit: erase_person(unit, "ingrid", place.clock.now(), whole=True))
        else:
            await place.says("ingrid", "verwijder 2")
            await place.taps("ingrid", "Ja, verwijder")
        await place.wait(hours=1)

        (after,) = [one for one in await place.shown("noor") if "Twee dingen vandaag" in one.text]
        assert "Helder schrijven" in before.text
        assert after.text == before.text.replace("\u2068Helder schrijven\u2069", "wat we leerden")
        assert after.choices == before.choices


async def test_ge3_a_name_that_came_back_onto_a_board_goes_again_when_it_is_taken_back(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await of_a_trajectory(place, "Helder schrijven")
        await place.until("2026-03-16 14:01")
        await tells_of_it(place, "joost")
        await place.until("2026-03-30 12:55")
        await place.says("ingrid", "maak privé 2")
        await place.until("2026-03-30 13:02")
        boards = [await place.room()]

        await place.says("ingrid", "herstel")
        await place.says("joost", "maak privé 1")
        await place.wait(minutes=2)
        boards.append(await place.room())
        await place.says("ingrid", "maak privé 2")
        await place.wait(minutes=2)
        boards.append(await place.room())

        assert ["Totaalopbrengst" in board for board in boards] == [True, True, True]
        assert ["Helder schrijven" in board for board in boards] == [False, True, False]


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
