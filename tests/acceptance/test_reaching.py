"""GE14 and GE20: people who cannot be reached, and a bot that was started again in mid-dialog."""

from pathlib import Path

from bot.channels.base import DeliveryError
from storage import people
from tests.kit.pigeons import Pigeons
from tests.kit.town import NAMED, town


async def test_ge14_who_cannot_be_reached_is_left_alone_and_is_asked_again_once_she_writes(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, formats=["weekly_wonder"], channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        await place.until("thu 13:00")
        pigeons.refusals.append(DeliveryError("permanent", "blocked"))
        await place.until("2026-03-19 15:00")
        silent = list(pigeons.delivered)
        known = await place.app.store.read(lambda unit: people.load(unit, "lotte"))

        await place.says("lotte", "hulp", channel="pigeon")
        await place.until("2026-03-26 15:00")

        assert silent == []
        assert known.undeliverable == "blocked"
        assert "Dit kun je typen" in pigeons.delivered[0].prompt.text
        assert len(pigeons.delivered) == 2


async def test_ge14_who_cannot_be_reached_holds_up_nobody_and_shows_nowhere(tmp_path: Path) -> None:
    pigeons = Pigeons()
    async with town(tmp_path, channels={"pigeon": pigeons}) as place:
        await place.add("lotte", channel="pigeon")
        pigeons.refusals.append(DeliveryError("permanent", "blocked"))
        await place.until("thu 14:00")
        await place.tells("noor", "Ik kreeg hem wel.", NAMED)

        await place.until("wed 10:00")

        seen = await place.room() + await place.reads("fatima")
        assert "Ik kreeg hem wel." in seen
        assert "Lotte" not in seen


async def test_ge20_after_a_restart_in_mid_dialog_the_next_words_answer_the_open_question(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Voor de herstart.")
        await place.taps("noor", "Ik heb er een vraag bij")
        await place.restart()

        await place.says("noor", "Na de herstart?")
        await place.taps("noor", NAMED)
        await place.until("wed 09:00")

        room = await place.room()
        assert "Voor de herstart." in room
        assert "Na de herstart?" in room


async def test_ge20_after_a_restart_nothing_is_asked_or_sent_twice(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.hears("noor")

        await place.restart()
        await place.until("thu 17:00")

        assert await place.hears("noor") == []


async def test_ge20_a_dialog_taken_up_again_says_in_one_line_where_it_was(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Voor de herstart.")
        await place.restart()

        await place.says("noor", "verwondering")

        heard = (await place.hears("noor"))[-1].text
        assert "Wil je er nog iets bij kwijt?" in heard
        assert 'We waren bezig met "Wat heeft jou verwonderd?". Dit was de laatste vraag:' in heard
