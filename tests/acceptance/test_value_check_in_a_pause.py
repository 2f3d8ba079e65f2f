"""S06, X19: a session that lies in a pause of its group: the lead is asked whether it stands, and moves it or not."""

from pathlib import Path

import pytest

from tests.acceptance.test_scribes import WRITES, agrees, who_reads
from tests.kit.town import TEAM, Heard, Town, town
from tests.kit.value_checks import IN_CHANNEL, confirms, plan, prepares, writes_along

ASKED = '"Waardecheck" van donderdag 26 maart om 14:00 valt in de pauze.'
LINE = "Dit is uit jouw verhaal opgeschreven."


async def heard_last(place: Town, who: str = "ingrid") -> Heard:
    """Return the newest message that somebody got."""
    return (await place.hears(who))[-1]


async def agreed_with_bram(place: Town) -> None:
    """Let a check be planned at which Bram writes along, and be prepared by Noor."""
    await plan(place, scribe="Bram")
    await place.until("2026-03-09 09:00")
    await agrees(place, "bram")
    await place.until("2026-03-16 14:01")
    await prepares(place, "noor", "De balie.")


async def test_x19_who_pauses_the_team_over_a_session_is_asked_whether_it_stands(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.says("ingrid", "team pauze tot 20 april")
        asked = await heard_last(place)

        assert ASKED in asked.text
        assert list(asked.choices) == ["Verplaatsen", "Laat doorgaan"]


async def test_x19_who_plans_a_session_in_a_pause_is_asked_whether_it_stands(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "team pauze tot 20 april")
        await plan(place, scribe="Bram")
        asked = await heard_last(place)
        await place.taps("ingrid", "Verplaatsen")
        where = (await heard_last(place)).text
        await place.says("ingrid", "verplaats naar 1 april om 10:00")
        again = (await heard_last(place)).text
        await place.says("ingrid", "verplaats naar 28 april om 10:00")
        moved = (await heard_last(place)).text

        assert ASKED in asked.text
        assert "Naar welke dag?" in where
        assert '"Waardecheck" van woensdag 1 april om 10:00 valt in de pauze.' in again
        assert "dinsdag 28 april om 10:00" in moved
        assert "valt in de pauze" not in moved


async def test_x19_in_the_channel_it_is_asked_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("ingrid", "team pauze tot 20 april")
        await plan(place, when=IN_CHANNEL, scribe="Bram")

        assert "valt in de pauze" in (await heard_last(place)).text


@pytest.mark.parametrize("until", ["26 maart", "23 maart"])
async def test_x19_nothing_is_asked_of_a_session_after_the_pause(tmp_path: Path, until: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.says("ingrid", f"team pauze tot {until}")

        assert "valt in de pauze" not in (await heard_last(place)).text


async def test_x19_a_session_that_goes_on_in_the_pause_has_all_it_needs_in_time(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.says("ingrid", "team pauze tot 20 april")
        await place.taps("ingrid", "Laat doorgaan")
        await place.until("2026-03-26 14:01")
        rules = await place.room()
        await writes_along(place, "bram", ("Noor", "1 Beleving", "Noor belt nu eerst."))
        await place.until("2026-04-20 08:59")
        in_pause = await place.reads("noor")
        await place.until("2026-04-20 09:01")
        await confirms(place, noor="Klopt")
        before = await place.room()
        await place.until("2026-04-22 09:01")

        assert "1. Noor" in rules
        assert await who_reads(place, WRITES) == ["bram"]
        assert LINE not in in_pause
        assert "Je hebt tot woensdag 22 april om 09:00." in await place.reads("noor")
        assert "Totaalopbrengst" not in before
        assert [text for text in ("De balie.", "Noor belt nu eerst.") if text not in await place.room()] == []


async def test_x19_nobody_is_invited_or_reminded_in_the_pause(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-12 12:00")
        await place.says("ingrid", "team pauze tot 20 april")
        await place.hears(TEAM, "room")
        await place.until("2026-03-26 13:59")

        assert await who_reads(place, "alvast voorbereiden") == []
        assert await place.hears(TEAM, "room") == []


async def test_x19_a_teller_who_was_still_to_be_asked_when_the_pause_began_is_asked_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.set("samira", quiet_days="3,4")  # Thursdays and Fridays
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Samira", "1 Beleving", "Het was spannend."))
        await place.until("2026-03-27 13:00")
        await place.says("ingrid", "team pauze tot 6 april")
        await place.says("ingrid", "team pauze tot 20 april")
        await place.until("2026-04-20 09:01")
        await confirms(place, samira="Klopt")
        before = await place.room()
        await place.until("2026-04-22 09:01")

        assert (await place.reads("samira")).count(LINE) == 1
        assert "Totaalopbrengst" not in before
        assert "Het was spannend." in await place.room()
