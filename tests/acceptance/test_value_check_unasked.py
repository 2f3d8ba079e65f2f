"""S06, N5, X19: who was not asked in time, by a pause of the group or an outage, is asked when the bot can and has her time."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.acceptance.test_scribes import ASKED, WRITES, agrees, stand, who_reads
from tests.acceptance.test_value_check_in_a_pause import LINE, agreed_with_bram
from tests.kit.town import Town, town
from tests.kit.value_checks import IN_CHANNEL, confirms, plan, prepares, writes_along

NOT_YET = "Meeschrijven: Bram. Dat is nog niet afgesproken."


async def told_in_a_pause(place: Town, until: str = "20 april") -> None:
    """Let a session be held in a pause of the team, and one line of Noor's be written there."""
    await agreed_with_bram(place)
    await place.says("ingrid", f"team pauze tot {until}")
    await place.until("2026-03-26 14:01")
    await writes_along(place, "bram", ("Noor", "1 Beleving", "Noor belt nu eerst."))


# -- a pause that ends at another moment than it was to


async def test_x19_when_a_pause_ends_early_tellers_are_asked_at_once_and_the_board_does_not_wait_for_the_old_day(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told_in_a_pause(place)
        await place.until("2026-03-30 10:00")
        in_pause = await place.reads("noor")
        await place.says("ingrid", "team terug van pauze")
        await place.wait(minutes=1)
        asked = await place.reads("noor")
        await confirms(place, noor="Klopt")
        await place.until("2026-04-01 09:59")
        before = await place.room()
        await place.until("2026-04-01 10:01")

        assert LINE not in in_pause
        assert asked.count(LINE) == 1
        assert "Je hebt tot woensdag 1 april om 10:00." in asked
        assert "Totaalopbrengst" not in before
        assert "Noor belt nu eerst." in await place.room()


async def test_x19_when_a_pause_becomes_shorter_tellers_are_asked_on_its_new_last_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told_in_a_pause(place)
        await place.until("2026-03-30 10:00")
        await place.says("ingrid", "team pauze tot 2 april")
        await place.until("2026-04-02 09:01")
        asked = await place.reads("noor")
        await confirms(place, noor="Klopt")
        await place.until("2026-04-07 09:01")

        assert "Je hebt tot dinsdag 7 april om 09:00." in asked
        assert "Noor belt nu eerst." in await place.room()


async def test_x19_when_a_pause_becomes_longer_tellers_have_their_time_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await told_in_a_pause(place, "6 april")
        await place.until("2026-03-30 10:00")
        await place.says("ingrid", "team pauze tot 20 april")
        await place.until("2026-04-20 09:01")
        asked = await place.reads("noor")
        before = await place.room()
        await confirms(place, noor="Klopt")
        await place.until("2026-04-22 09:01")

        assert asked.count(LINE) == 1
        assert "Je hebt tot woensdag 22 april om 09:00." in asked
        assert "Totaalopbrengst" not in before
        assert "Noor belt nu eerst." in await place.room()


async def test_x19_who_was_asked_before_the_pause_keeps_her_time_and_who_was_not_has_hers_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.set("samira", quiet_days="3,4")  # Thursdays and Fridays
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Samira", "1 Beleving", "Het was stil."), ("Noor", "1 Beleving", "Noor belt nu."))
        await place.until("2026-03-27 13:00")
        await place.says("ingrid", "team pauze tot 20 april")
        await confirms(place, noor="Klopt")
        await place.until("2026-03-31 10:00")
        await place.says("ingrid", "team terug van pauze")
        await place.wait(minutes=1)
        await confirms(place, samira="Klopt")
        before = await place.room()
        await place.until("2026-04-02 10:01")

        assert "Je hebt tot donderdag 2 april om 10:00." in await place.reads("samira")
        assert "Totaalopbrengst" not in before
        for line in ("Het was stil.", "Noor belt nu."):
            assert line in await place.room()


async def test_x19_a_board_without_lines_does_not_wait_for_the_old_day_of_a_pause_either(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.says("ingrid", "team pauze tot 20 april")
        await place.until("2026-03-30 10:00")
        await place.says("ingrid", "team terug van pauze")
        await place.until("2026-04-01 10:01")

        assert "De balie." in await place.room()


async def test_x19_who_follows_a_scribe_in_a_pause_that_ends_early_is_asked_at_once_and_the_board_waits_no_longer(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when="26 maart om 19:00", scribe="Bram")
        await place.until("2026-03-09 09:00")
        await agrees(place, "bram")
        await place.until("2026-03-17 09:01")
        await prepares(place, "noor", "De balie.")
        await place.until("2026-03-26 21:00")
        await place.taps("bram", "Ik ben er niet bij")
        await place.says("ingrid", "team pauze tot 20 april")
        await place.until("2026-03-31 10:00")
        in_pause = await who_reads(place, WRITES, but=("bram",))
        await place.says("ingrid", "team terug van pauze")
        await place.wait(minutes=1)
        asked = await who_reads(place, WRITES, but=("bram",))
        await place.until("2026-04-01 11:59")
        before = await place.room()
        await place.until("2026-04-03 12:01")

        assert in_pause == []
        assert len(asked) == 1
        assert "De balie." not in before
        assert "De balie." in await place.room()


# -- who was to write along and was not asked


async def test_x19_who_could_not_be_asked_to_write_along_in_the_pause_is_asked_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "team pauze tot 23 maart")
        await plan(place, when="2 april om 14:00", scribe="Bram")
        await place.until("2026-03-20 12:00")
        in_pause = await stand(place)
        await place.until("2026-03-23 09:01")
        after = await who_reads(place, ASKED)
        await place.until("2026-03-25 17:00")
        still = await who_reads(place, ASKED)
        await agrees(place, "bram")
        await place.until("2026-04-02 14:03")

        assert NOT_YET in in_pause
        assert after == still == ["bram"]
        assert await who_reads(place, WRITES) == ["bram"]


async def test_x19_who_was_still_to_be_asked_to_write_along_when_a_pause_began_is_asked_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when="2 april om 14:00", scribe="Bram")
        await place.says("ingrid", "team pauze tot 23 maart")
        await place.until("2026-03-22 12:00")
        in_pause = await stand(place)
        await place.until("2026-03-23 09:01")

        assert NOT_YET in in_pause
        assert await who_reads(place, ASKED) == ["bram"]


async def test_x19_when_the_pause_ends_early_who_is_to_write_along_is_asked_at_once_and_followed_in_her_time(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "team pauze tot 23 maart")
        await plan(place, when="2 april om 14:00", scribe="Bram")
        await place.until("2026-03-16 10:00")
        await place.says("ingrid", "team terug van pauze")
        await place.until("2026-03-19 09:59")
        asked = await who_reads(place, ASKED)
        await place.until("2026-03-19 10:01")

        assert asked == ["bram"]
        assert len(await who_reads(place, ASKED, but=("bram",))) == 1


@pytest.mark.parametrize("up", ["2026-03-11 12:00", "2026-03-13 12:00", "2026-03-18 12:00"])
async def test_n5_who_could_not_be_asked_to_write_along_as_the_bot_was_down_is_asked_when_it_is_back(
    tmp_path: Path, up: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.down_until(up)
        await place.wait(days=1)
        asked = await who_reads(place, ASKED)
        await place.until("2026-03-20 12:00")
        await agrees(place, "bram") if up > "2026-03-16" else None
        await place.until("2026-03-26 14:03")

        assert asked == ["bram"]
        assert ("bram" in await who_reads(place, WRITES)) or up < "2026-03-16"


async def test_c40_who_does_not_take_part_is_followed_after_a_pause_when_anybody_would_be(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], asked=["piet"]) as place:
        await place.says("ingrid", "team pauze tot 23 maart")
        await plan(place, when="2 april om 14:00", scribe="Piet")
        await place.until("2026-03-26 08:59")
        before = await who_reads(place, ASKED)
        said = await stand(place)
        await place.until("2026-03-26 09:01")

        assert before == []
        assert "Meeschrijven: Piet. Dat is nog niet afgesproken." in said
        assert len(await who_reads(place, ASKED)) == 1


@pytest.mark.parametrize(("scribe", "asked"), [("Bram", ["bram"]), ("Piet", [])])
async def test_c40_after_an_outage_who_does_not_take_part_has_the_time_of_anybody(
    tmp_path: Path, scribe: str, asked: list[str]
) -> None:
    async with town(tmp_path, formats=[], asked=["piet"]) as place:
        await plan(place, when="2 april om 14:00", scribe=scribe)
        await place.down_until("2026-03-16 12:00")
        await place.until("2026-03-19 11:59")
        said, before = await stand(place), await who_reads(place, ASKED)
        await place.until("2026-03-19 12:01")

        assert f"Meeschrijven: {scribe}. Dat is nog niet afgesproken." in said
        assert before == asked
        assert len(await who_reads(place, ASKED)) == len(asked) + 1


# -- the bot was down over the session


@pytest.mark.parametrize(
    ("when", "up", "until"),
    [
        ("26 maart om 14:00", "2026-03-27 11:55", "2026-03-30 12:00"),
        ("26 maart om 14:00", "2026-03-27 12:30", "2026-03-30 12:00"),
        ("26 maart om 14:00", "2026-03-28 15:00", "2026-03-31 12:00"),
        ("26 maart om 14:00", "2026-03-31 10:00", "2026-04-01 12:00"),
        (IN_CHANNEL, "2026-03-25 10:00", "2026-03-30 17:00"),
    ],
)
async def test_n5_a_scribe_gets_her_form_and_her_time_when_the_bot_was_down_over_the_session(
    tmp_path: Path, when: str, up: str, until: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, when=when, scribe="Bram")
        await place.until("2026-03-09 09:05")
        await place.taps("bram", "Waardecheck (Antwoorden)" if when == IN_CHANNEL else "Antwoorden")
        await place.taps("bram", "Ja, ik schrijf mee")
        await place.until("2026-03-19 08:00")
        await place.down_until(up)
        await place.until(place.moment(until) - timedelta(minutes=1))
        asked, early = await who_reads(place, WRITES), await place.room()
        await writes_along(place, "bram", ("Noor", "1 Beleving", "Noor belt nu eerst."))
        await place.wait(days=1)

        assert asked == ["bram"]
        assert "Totaalopbrengst" not in early
        assert LINE in await place.reads("noor")


async def test_n5_what_a_scribe_writes_after_an_outage_is_read_by_its_teller_before_anybody_else(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.until("2026-03-26 13:55")
        await place.down_until("2026-03-27 12:30")
        await place.wait(minutes=5)
        await writes_along(place, "bram", ("Noor", "1 Beleving", "Noor belt nu eerst."))
        await place.until("2026-03-30 09:05")
        others = await place.room() + "".join([await place.reads(who) for who in ("samira", "joost", "ingrid", "fatima")])
        await confirms(place, noor="Klopt")
        await place.until("2026-04-02 12:00")

        assert "Noor belt nu eerst." not in others
        assert "Noor belt nu eerst." in await place.room()


async def test_n5_who_follows_a_scribe_and_could_not_be_asked_as_the_bot_was_down_is_asked_after_all(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.says("ingrid", "verplaats naar 26 maart om 19:00")
        await place.until("2026-03-26 21:00")
        await place.taps("bram", "Ik ben er niet bij")
        await place.down_until("2026-03-27 13:00")
        await place.wait(minutes=5)

        assert len(await who_reads(place, WRITES, but=("bram",))) == 1
        assert "Totaalopbrengst" not in await place.room()


async def test_n5_who_wrote_along_is_asked_for_actions_also_when_the_bot_was_down_for_all_of_that_week(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Noor", "1 Beleving", "Noor belt nu eerst."))
        await place.until("2026-03-27 09:30")
        await confirms(place, noor="Klopt")
        await place.until("2026-03-30 14:00")
        await place.down_until("2026-04-09 10:00")
        await place.wait(days=1)
        asked = (await place.reads("bram")).count("Welke kleine acties")
        await place.taps("bram", "Opschrijven")
        await place.taps("bram", "Joost")
        await place.says("bram", "Een proef met bellen.")
        await place.taps("bram", "Nee")
        await place.until("2026-04-13 12:00")

        assert asked == 1
        assert "jouw naam viel daarbij" in await place.reads("joost")
        assert "Een proef met bellen." not in await place.room()
        assert (await place.room()).count("Totaalopbrengst") == 1
