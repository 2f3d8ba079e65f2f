"""S07, D5: one's own month, for who asked for it, on the first working day."""

from pathlib import Path

from tests.kit.town import NAMED, PRIVATE, Town, at, town


async def wants_it(place: Town, who: str) -> None:
    """Let somebody ask for her own month."""
    await place.says(who, "maandoverzicht")
    await place.taps(who, "Ja, graag")
    await place.hears(who)


async def test_d5_who_asked_reads_her_own_month_on_its_first_working_day(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-13 08:30", formats=[]) as place:
        await wants_it(place, "noor")
        for who, text, readers in (("noor", "Van Noor.", PRIVATE), ("bram", "Van Bram.", NAMED)):
            await place.says(who, "verwondering")
            await place.tells(who, text, readers)
        await place.hears("noor")

        await place.until("2026-05-01 09:00")

        (month,) = await place.hears("noor")
        assert month.message.at == at("2026-05-01 09:00")
        assert month.text.startswith("**Jouw maand, Noor**. Alleen jij ziet dit.")
        assert "Van Noor." in month.text
        assert "Van Bram." not in month.text
        assert "Jouw maand" not in await place.reads("bram")


async def test_d5_it_says_what_is_still_open(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-23 08:30", formats=["weekly_wonder"]) as place:
        await wants_it(place, "noor")
        await place.says("noor", "verwondering")
        await place.tells("noor", "Van maart.", PRIVATE)
        await place.until("2026-03-31 18:00")
        await place.hears("noor")

        await place.until("2026-04-01 10:00")

        assert "Van maart." in (await place.hears("noor"))[-1].text


async def test_d5_a_month_without_words_is_one_line_and_the_next_month_comes_too(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-13 08:30", formats=[]) as place:
        await wants_it(place, "noor")

        await place.until("2026-06-02 10:00")

        first, second = await place.hears("noor")
        assert first.text == second.text
        assert first.text.startswith("Je hebt deze maand niets opgeschreven.")
        assert second.message.at == at("2026-06-01 09:00")


async def test_d5_who_did_not_ask_or_asks_no_more_gets_none(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-13 08:30", formats=[]) as place:
        await wants_it(place, "noor")
        await place.says("noor", "maandoverzicht")
        await place.taps("noor", "Nee, liever niet")
        await place.hears("noor")

        await place.until("2026-06-02 10:00")

        assert await place.hears("noor") == []
        assert await place.hears("bram") == []


async def test_d5_what_is_taken_back_leaves_the_overview_too(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-13 08:30", formats=[]) as place:
        await wants_it(place, "noor")
        await place.says("noor", "verwondering")
        await place.tells("noor", "Toch niet.", PRIVATE)
        await place.until("2026-05-01 10:00")

        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja, verwijder")

        assert "Toch niet." not in await place.reads("noor")


async def test_d5_nothing_comes_during_a_pause(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-13 08:30", formats=[]) as place:
        await wants_it(place, "noor")
        await place.says("noor", "pauze tot 15 mei")
        await place.hears("noor")

        await place.until("2026-05-14 18:00")

        assert await place.hears("noor") == []
