"""S06: a value check of a trajectory has a name, which goes where its author takes it back."""

from pathlib import Path

import pytest

from storage.privacy.erasing import erase_person
from tests.kit.town import NAMED, Town, town
from tests.kit.value_checks import plan


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
