"""S06: the session of a value check: who tells, in which order, and how long that takes."""

from pathlib import Path

import pytest

from tests.kit.town import NAMED, PRIVATE, TEAM, Town, town
from tests.kit.value_checks import IN_CHANNEL, plan, prepares, writes_along


async def session(place: Town, *tellers: str, first: str = "Nee") -> str:
    """Let some prepare a story to tell; return what the room reads as the session begins."""
    await place.until("2026-03-16 14:01")
    for who in tellers:
        await prepares(place, who, "Iets voor later.", PRIVATE, first=first)
    await place.until("2026-03-26 14:01")
    return await place.room()


def order_in(text: str) -> list[str]:
    """Return the tellers in the order in which a message names them."""
    return [line.partition(". ")[2] for line in text.splitlines() if line[:1].isdigit()]


async def test_s06_order_of_tellers_names_who_said_yes_in_an_order_that_a_restart_does_not_change(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await prepares(place, "joost", "Een lijstje.", live="Liever schriftelijk")
        await prepares(place, "bram", "Een lijstje.", live="Deze keer niet")
        await place.restart()

        room = await session(place, "noor", "samira", "ingrid")

        order = order_in(room)
        assert sorted(order) == ["Ingrid", "Noor", "Samira"]
        assert "Reken op ongeveer 50 minuten." in room
        assert "In deze volgorde vertellen jullie. Ruilen mag." in room
        assert "Joost" not in room


@pytest.mark.parametrize("session_at", ["26 maart om 14:00", "27 maart om 10:00", "30 maart om 11:00", "31 maart om 9:30"])
async def test_s06_order_of_tellers_the_lead_is_never_first_unless_she_wants_to(tmp_path: Path, session_at: str) -> None:
    orders = []
    for first in ("Nee", "Ja"):
        async with town(tmp_path / first, formats=[]) as place:
            await plan(place, when=session_at)
            await place.until("2026-03-23 12:00")
            for who in ("noor", "ingrid"):
                await prepares(place, who, "Iets voor later.", PRIVATE, first=first)
            await place.until("2026-03-31 10:00")
            orders.append(order_in(await place.room()))

    assert orders == [["Noor", "Ingrid"], ["Ingrid", "Noor"]]


async def test_s06_order_of_tellers_only_the_lead_is_asked_to_begin(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await session(place, "noor", "ingrid")

        assert "Wil jij beginnen?" in await place.reads("ingrid")
        assert "Wil jij beginnen?" not in await place.reads("noor")


async def test_s06_order_of_tellers_who_left_took_it_back_or_is_away_is_not_named(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        for who in ("noor", "samira", "joost", "ingrid"):
            await prepares(place, who, "Iets voor later.", PRIVATE)
        await place.leaves("noor")
        await place.says("samira", "pauze tot 30 maart")
        await place.says("joost", "afmelden")
        await place.taps("joost", "Alles verwijderen")
        await place.taps("joost", "Ja, stop")
        await place.until("2026-03-26 14:01")

        assert order_in(await place.room()) == ["Ingrid"]


async def test_s06_order_of_tellers_is_mended_when_somebody_takes_back_all_that_she_told(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await session(place, "noor", "samira")

        await place.says("noor", "afmelden")
        await place.taps("noor", "Alles verwijderen")
        await place.taps("noor", "Ja, stop")
        await place.wait(minutes=2)

        assert order_in(await place.room()) == ["Samira"]
        assert "Reken op ongeveer 30 minuten." in await place.room()
        assert "Noor" not in await place.room()


async def test_s06_edge_nobody_prepares_and_the_session_goes_on_with_three_ways_to_begin(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)

        room = await session(place)

        assert "Jullie kunnen toch bij elkaar komen." in room
        assert room.partition("Begin bijvoorbeeld met:")[2].count("\n- ") == 3
        assert "In deze volgorde vertellen jullie." not in room


async def chooses_for_title(place: Town, who: str, what: str) -> None:
    """Let somebody share the title of her story with the group, or make it private."""
    await place.says(who, "mijn antwoorden")
    listed = (await place.hears(who))[-1].text
    number = next(line.split("**")[1].rstrip(".") for line in listed.splitlines() if "Een verhaal" in line)
    await place.says(who, f"{what} {number}")
    if what == "deel":
        await place.taps(who, NAMED)
    await place.wait(minutes=2)


async def in_channel(place: Town, *tellers: str, shares: str = NAMED) -> str:
    """Let some prepare a story for a check in the channel; return what the room reads when the preparation is over."""
    await place.until("2026-03-09 10:00")
    await plan(place, when=IN_CHANNEL, scribe="Bram")
    await place.until("2026-03-09 10:05")
    for who in tellers:
        await prepares(place, who, "Iets voor later.", shares)
    await place.until("2026-03-19 10:01")
    return await place.room()


async def test_s06_in_the_channel_each_story_has_a_message_with_its_name_and_the_levels(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        room = await in_channel(place, "noor", "ingrid")
        messages = [one.text for one in await place.shown(TEAM, "room")]

        stories = [text for text in messages if "Een verhaal van" in text]
        assert [text.splitlines()[0] for text in stories] == [
            "**Een verhaal van** Noor: \u2068Een verhaal\u2069", "**Een verhaal van** Ingrid: \u2068Een verhaal\u2069",
        ]  # fmt: skip
        assert all("- **Voor later**: wat heb je nu in huis?" in text for text in stories)
        assert "De verhalen staan hier tot dinsdag 24 maart." in room
        assert "Reken op" not in room


async def test_s06_in_the_channel_a_story_that_is_not_shared_has_no_title(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        room = await in_channel(place, "noor", shares=PRIVATE)
        await place.until("2026-04-15 12:00")

        assert "**Een verhaal van** Noor\n" in room
        for reader in (await place.room(), await place.reads("fatima")):
            assert "Een verhaal\u2069" not in reader


async def test_s06_in_the_channel_who_writes_or_tells_nothing_is_not_named(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-09 10:00")
        await plan(place, when=IN_CHANNEL, scribe="Bram")
        await place.until("2026-03-09 10:05")
        await prepares(place, "joost", "Een lijstje.", live="Liever schriftelijk")
        await prepares(place, "noor", "Een lijstje.", live="Deze keer niet")
        await place.until("2026-03-19 10:01")

        assert "Iedereen kan hier toch beginnen" in await place.room()
        assert "Een verhaal van" not in await place.room()
        for name in ("Joost", "Noor", "Een verhaal\u2069"):
            assert name not in await place.room()


async def test_s06_in_the_channel_a_teller_who_leaves_and_erases_all_stands_there_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await in_channel(place, "noor", "samira")

        await place.says("noor", "afmelden")
        await place.taps("noor", "Alles verwijderen")
        await place.taps("noor", "Ja, stop")
        await place.wait(minutes=2)

        room = await place.room()
        assert "Noor" not in room
        assert "De verteller heeft deze tekst weggehaald." in room
        assert "**Een verhaal van** Samira" in room


async def test_s06_in_the_channel_a_title_that_is_made_private_is_gone_from_the_room(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        room = await in_channel(place, "noor")

        await chooses_for_title(place, "noor", "maak privé")

        assert "Noor: \u2068Een verhaal\u2069" in room
        assert "**Een verhaal van** Noor\n" in await place.room()
        assert "Een verhaal\u2069" not in await place.room()


async def test_s06_in_the_channel_the_scribe_writes_over_three_working_days(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await in_channel(place, "noor", "samira")
        await place.until("2026-03-24 16:50")

        await writes_along(place, "bram", ("Noor", "1 Beleving", "Het was spannend."))
        await place.until("2026-03-25 09:31")
        await place.taps("noor", "Bekijken")

        assert "De verhalen staan in het kanaal, tot dinsdag 24 maart." in await place.reads("bram")
        assert "De waardecheck begint." not in await place.reads("bram")
        assert "Het was spannend." in await place.reads("noor")


async def test_s06_in_the_session_a_story_is_called_by_its_title_where_that_is_shared(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["facilitator_week"]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Iets voor later.", NAMED)
        await prepares(place, "samira", "Iets voor later.", PRIVATE)
        await place.until("2026-03-26 13:59")
        before = [await place.room(), await place.reads("fatima"), await place.reads("ingrid")]
        await place.until("2026-04-15 12:00")

        order = order_in(await place.room())
        assert sorted(order) == ["Noor: \u2068Een verhaal\u2069", "Samira"]
        assert "Een verhaal van" not in await place.room()
        for reader in (*before, await place.reads("fatima")):
            assert "\u2068Een verhaal\u2069" not in reader


async def test_ge3_a_title_that_came_into_the_room_with_a_revision_goes_when_it_is_made_private(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Iets voor later.", PRIVATE)
        await prepares(place, "samira", "Iets voor later.", NAMED)
        await place.until("2026-03-26 14:01")

        await chooses_for_title(place, "noor", "deel")
        await chooses_for_title(place, "samira", "maak privé")
        came = order_in(await place.room())
        await chooses_for_title(place, "noor", "maak privé")

        assert sorted(came) == ["Noor: \u2068Een verhaal\u2069", "Samira"]
        assert sorted(order_in(await place.room())) == ["Noor", "Samira"]


async def test_s06_order_of_tellers_once_posted_keeps_who_is_away_since(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Iets voor later.", PRIVATE)
        await prepares(place, "samira", "Iets voor later.", NAMED)
        await place.until("2026-03-26 14:01")

        await place.says("noor", "pauze tot 30 april")
        await chooses_for_title(place, "samira", "maak privé")

        assert sorted(order_in(await place.room())) == ["Noor", "Samira"]


async def test_s06_in_the_channel_who_makes_her_title_private_while_she_is_away_keeps_her_message(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await in_channel(place, "noor")

        await place.says("noor", "pauze tot 30 april")
        await chooses_for_title(place, "noor", "maak privé")

        room = await place.room()
        assert "**Een verhaal van** Noor\n" in room
        assert "De verteller heeft deze tekst weggehaald." not in room


async def test_s06_order_of_tellers_once_posted_is_not_changed_by_who_would_begin_after_all(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place)
        await place.until("2026-03-16 14:01")
        await prepares(place, "samira", "Iets voor later.", NAMED)
        await place.taps("ingrid", "Voorbereiden")
        for _ in range(8):
            await place.says("ingrid", "overslaan")
        await place.taps("ingrid", "Ja")
        await place.until("2026-03-26 14:01")
        posted = order_in(await place.room())

        await place.taps("ingrid", "Ja")
        await chooses_for_title(place, "samira", "maak privé")

        assert posted == ["Samira: \u2068Een verhaal\u2069", "Ingrid"]
        assert order_in(await place.room()) == ["Samira", "Ingrid"]
