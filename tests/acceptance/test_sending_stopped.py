"""X20: one switch stops all sending in every process, nothing is lost, and going on brings no burst (N2, N5)."""

from pathlib import Path

from storage.outgoing import sending
from tests.kit.libraries import with_text
from tests.kit.town import AMSTERDAM, NAMED, TEAM, Town, town

TWO_QUESTIONS = """
id: los
title: Los
source: 001 §2.3
why: Kleine stappen tellen.
kept: twaalf maanden
priority: wonder
starts: {rhythm: weekly}
rhythms:
  weekly: {every: week, "on": thu, at: "14:00"}
stages:
  - id: tell
    who: members
    window: {closes: "tue 17:00", nudges: ["mon 10:00"]}
    remind: Wil je nog vertellen wat je opviel?
    questions:
      - {id: first, ask: "Wat viel je op?"}
      - {id: second, required: true, ask: "En wat nog meer?"}
    thanks: Dank je.
"""


async def stop(place: Town) -> None:
    await place.app.store.run(lambda unit: sending.stop(unit, place.clock.now()))


async def resume(place: Town) -> bool:
    return await place.app.store.run(sending.resume)


async def heard(place: Town, who: str) -> list[str]:
    return [one.message.at.astimezone(AMSTERDAM).strftime("%a %H:%M") for one in await place.hears(who)]


async def test_x20_while_sending_is_stopped_nobody_hears_anything_replies_neither(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await stop(place)
        await place.says("noor", "verwondering")
        await place.until("fri 17:00")

        assert [await heard(place, who) for who in ("noor", "bram", "fatima", "ingrid")] == [[], [], [], []]


async def test_x20_what_was_written_meanwhile_is_kept_and_answered_in_order(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:00")
        await place.hears("noor")
        await stop(place)
        await place.says("noor", "De rust op de gang.")
        await place.wait(minutes=5)
        await place.says("noor", "Zo is het goed")
        assert await resume(place)
        await place.settle()
        await place.taps("noor", NAMED)

        replies = [one.text for one in await place.hears("noor")]
        assert "Wil je er nog iets bij kwijt?" in replies[0]
        assert "Wie mag dit lezen?" in replies[1]
        await place.until("wed 09:00")
        assert "De rust op de gang." in await place.room()


async def test_n5_a_prompt_that_stood_ready_is_left_out_after_a_day_and_the_reminder_comes_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 13:59")
        await place.app.ticker.tick(place.moment("thu 14:00"))
        await stop(place)
        await place.jump("sun 12:00")
        await resume(place)
        await place.until("tue 17:00")

        assert await heard(place, "bram") == ["Mon 10:00"]


async def test_n5_a_week_without_sending_is_as_a_week_in_which_the_bot_was_down(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await stop(place)
        await place.until("2026-03-17 16:00")
        await resume(place)
        await place.settle()
        await place.until("2026-03-19 15:00")

        assert await heard(place, "bram") == ["Thu 14:00"]
        assert await place.hears(TEAM, "room") == []


async def test_x20_going_on_where_nothing_was_stopped_says_so(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        assert not await resume(place)


async def test_ge6_a_reminder_that_stood_ready_is_not_sent_to_who_left_the_team_meanwhile(tmp_path: Path) -> None:
    library = with_text(tmp_path / "dialogs", "los", TWO_QUESTIONS)
    async with town(tmp_path, formats=["los"], library=library) as place:
        await place.until("thu 14:00")
        for who in ("noor", "bram"):
            await place.says(who, "Een vos.")
            await place.hears(who)
        await place.until("mon 09:59")
        await place.jump("mon 10:00")
        await place.app.ticker.tick(place.clock.now())
        await place.leaves("noor")
        await place.settle()

        assert await heard(place, "bram") == ["Mon 10:00"]
        assert await heard(place, "noor") == []
