"""A format whose file is taken away: what runs on it goes on, nothing new opens, and nobody else is held up."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import build
from dialogs.library import HERE, Library, load
from tests.kit.town import AMSTERDAM, Town, town

FORMAT = """
id: small_wins
title: Kleine winst
source: 001 §1.2
why: Wat lukt, blijft vaak onopgemerkt.
kept: twaalf maanden nadat je het laatst gebruikte
starts: {rhythm: weekly}
rhythms: {weekly: {every: week, "on": mon, at: "10:00"}}
stages:
  - id: tell
    window: {closes: "wed 12:00", nudges: ["+1 workdays 10:00"]}
    remind: Wil je nog een kleine winst vertellen?
    questions:
      - {id: win, required: true, ask: "Wat lukte er?"}
      - {id: win_share, kind: share, ask: "Wie mag dit lezen?", allow: [V0, V2]}
outputs:
  - {id: team_wins, at: "wed 15:00", head: "**Kleine winst**", sections: [{head: "**Gedeeld**", show: [win]}]}
"""


def with_small_wins(folder: Path) -> Library:
    shutil.copytree(HERE / "formats", folder / "formats")
    (folder / "formats/small_wins.yaml").write_text(FORMAT, encoding="utf-8")
    return load(folder)


@asynccontextmanager
async def after_it_left(folder: Path) -> AsyncIterator[Town]:
    """Noor has answered, the others have not; then the bot starts without the format."""
    library = with_small_wins(folder / "library")
    async with town(folder / "data", library=library, formats=["small_wins", "weekly_wonder"]) as place:
        await place.until("mon 10:00")
        await place.says("noor", "De brief past op één bladzijde.")
        await place.taps("noor", "Met de groep, met mijn naam")
        for name in ("noor", "bram"):
            await place.hears(name)
        place.app = build(place.app.store, load(), place.clock, AMSTERDAM)
        await place.app.prepare()
        yield place


async def test_the_reminder_still_comes(tmp_path: Path) -> None:
    async with after_it_left(tmp_path) as place:
        await place.until("tue 10:00")

        assert [heard.text.splitlines()[1] for heard in await place.hears("bram")] == ["Wil je nog een kleine winst vertellen?"]


async def test_the_room_still_reads_what_was_shared(tmp_path: Path) -> None:
    async with after_it_left(tmp_path) as place:
        await place.until("wed 15:00")

        assert "De brief past op één bladzijde." in await place.room()


async def test_the_answer_can_still_be_found(tmp_path: Path) -> None:
    async with after_it_left(tmp_path) as place:
        await place.says("noor", "mijn antwoorden")

        assert "Kleine winst" in await place.reads("noor")


async def test_no_round_of_it_opens_any_more_and_others_do(tmp_path: Path) -> None:
    async with after_it_left(tmp_path) as place:
        await place.until("thu 14:00")
        await place.hears("noor")

        await place.until("thu 14:00")

        titles = [heard.text.splitlines()[0] for heard in await place.hears("noor")]
        assert "Kleine winst" not in titles
        assert "Wat heeft jou verwonderd?" in titles
