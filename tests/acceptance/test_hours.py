"""N1, N3–N5, N8 and E4: when the bot speaks, and what it does after it was down."""

from datetime import date
from pathlib import Path

import pytest

from dialogs.settings import HOLIDAYS_ADDED
from storage.groups import settings
from tests.kit.town import AMSTERDAM, NAMED, TEAM, Heard, Town, at, town

W1 = "Wat heeft jou de afgelopen week verwonderd in je werk?"
EVERYBODY = ("ingrid", "noor", "bram", "samira", "joost", "fatima")


def walls(heard: list[Heard]) -> list[str]:
    """Return when messages were sent, on the wall."""
    return [one.message.at.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M") for one in heard]


async def answers_nothing_until(place: Town, moment: str, who: str = "noor") -> list[str]:
    """Let time pass and return when somebody who answers nothing was spoken to."""
    await place.until(moment)
    return walls(await place.hears(who))


async def test_e4_after_an_afternoon_down_the_prompt_still_comes_that_day_once(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 13:59")
        for who in EVERYBODY:
            await place.hears(who)

        await place.down_until("thu 16:00")
        await place.until("fri 17:00")

        for who in ("ingrid", "noor", "bram", "samira", "joost"):
            heard = await place.hears(who)
            assert walls(heard) == ["2026-03-12 16:00"]
            assert W1 in heard[0].text


async def test_n1_everything_the_bot_starts_itself_comes_in_working_hours(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-01 08:30", asked=["lotte"]) as place:
        moments = []
        while place.clock.now() < at("2026-06-03 17:00"):
            await place.until("fri 15:00")
            await place.tells("bram", "Iets.", NAMED)
            await place.hears("bram")
            for who in (*EVERYBODY, "lotte"):
                moments += [one.message.at.astimezone(AMSTERDAM) for one in await place.hears(who)]
        moments += [one.message.at.astimezone(AMSTERDAM) for one in await place.shown(TEAM, "room")]

        holidays = {date(2026, 4, 6), date(2026, 4, 27), date(2026, 5, 5), date(2026, 5, 14), date(2026, 5, 25)}
        assert len(moments) > 50
        assert all(moment.weekday() < 5 and moment.date() not in holidays for moment in moments)
        assert all("09:00" <= moment.strftime("%H:%M") < "17:00" for moment in moments)


async def test_n1_a_reminder_on_kings_day_comes_the_day_after(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-20 08:30", formats=["weekly_wonder"]) as place:
        spoken = await answers_nothing_until(place, "2026-04-29 17:00")

        assert spoken == ["2026-04-23 14:00", "2026-04-28 09:00"]


async def test_n1_a_day_that_the_team_adds_is_a_holiday_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        day = date(2026, 3, 12)
        await place.app.store.run(lambda unit: settings.choose(unit, HOLIDAYS_ADDED, day.isoformat(), TEAM))
        await place.switch_on("weekly_wonder")

        spoken = await answers_nothing_until(place, "2026-03-13 17:00")

        assert spoken == ["2026-03-13 14:00"]


async def test_n1_a_prompt_that_was_missed_till_the_evening_comes_in_the_morning_and_is_that_days_one(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, asked=["lotte"], formats=["weekly_wonder"]) as place:
        await place.until("thu 13:59")
        await place.hears("noor")

        await place.down_until("thu 20:00")
        evening = await place.hears("noor")
        spoken = await answers_nothing_until(place, "2026-03-13 17:00")

        assert evening == []
        assert spoken == ["2026-03-13 09:00"]


async def test_n1_a_digest_that_was_missed_till_the_evening_is_posted_in_the_morning(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Een avond later.", NAMED)
        await place.until("2026-03-18 08:00")

        await place.down_until("2026-03-18 20:00")
        evening = await place.room()
        await place.until("2026-03-19 09:00")

        assert evening == ""
        assert walls(await place.shown(TEAM, "room")) == ["2026-03-19 09:00"]


async def test_n1_a_digest_on_a_holiday_waits_for_the_next_working_day(tmp_path: Path) -> None:
    async with town(tmp_path, start="2027-04-28 15:00") as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Voor bevrijdingsdag.", NAMED)
        await place.hears("fatima")

        await place.until("2027-05-07 17:00")

        assert walls(await place.shown(TEAM, "room")) == ["2027-05-07 09:00"]
        assert walls(await place.hears("fatima")) == ["2027-05-07 09:30"]


async def test_n3_who_answers_nothing_is_reminded_once_each_round(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        spoken = await answers_nothing_until(place, "2026-03-25 17:00")

        assert spoken == ["2026-03-12 14:00", "2026-03-16 10:00", "2026-03-19 14:00", "2026-03-23 10:00"]


@pytest.mark.parametrize("does", ["answers", "skips", "is away", "leaves the team"])
async def test_n4_there_is_no_reminder_for_who(tmp_path: Path, does: str) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("fri 10:00")
        match does:
            case "answers":
                await place.says("noor", "Een halve zin.")
            case "skips":
                await place.taps("noor", "Deze week niets")
            case "is away":
                await place.set("noor", away_until=at("2026-03-18 09:00"))
            case _:
                await place.leaves("noor")
        await place.hears("noor")

        spoken = await answers_nothing_until(place, "2026-03-18 17:00")

        assert spoken == []


async def test_n4_who_left_the_bot_itself_is_not_reminded(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("fri 10:00")
        await place.says("noor", "afmelden")
        await place.taps("noor", "30 dagen bewaren")
        await place.taps("noor", "Ja, stop ermee")
        await place.hears("noor")

        assert await answers_nothing_until(place, "2026-04-18 17:00") == []


async def test_n5_a_prompt_missed_for_more_than_a_day_is_dropped_and_the_next_round_goes_on(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 13:00")
        await place.down_until("2026-03-13 15:00")

        spoken = await answers_nothing_until(place, "2026-03-20 17:00")

        assert spoken == ["2026-03-19 14:00"]


async def test_n5_a_prompt_missed_for_less_than_a_day_comes_late_and_the_round_closes_on_time(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 13:00")
        await place.down_until("2026-03-13 13:00")
        first = walls(await place.hears("noor"))
        await place.until("2026-03-17 17:01")

        await place.says("noor", "Net te laat.")

        assert first == ["2026-03-13 13:00"]
        assert "Deze ronde is gesloten op dinsdag 17 maart" in (await place.hears("noor"))[-1].text


async def test_n5_one_persons_prompt_missed_for_more_than_a_day_is_dropped(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.set("noor", quiet_days="3")
        await place.until("2026-03-13 13:00")
        await place.down_until("2026-03-16 15:00")

        spoken = await answers_nothing_until(place, "2026-03-18 17:00")

        assert spoken == []


async def test_n5_a_reminder_missed_for_less_than_a_day_still_comes_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-16 09:00")
        await place.hears("noor")
        await place.down_until("2026-03-16 15:00")

        spoken = await answers_nothing_until(place, "2026-03-18 17:00")

        assert spoken == ["2026-03-16 15:00"]


async def test_n5_what_closed_while_the_bot_was_down_holds_up_nothing_else_that_day(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("bram", "Eerste week, zonder naam.", "Met de groep, zonder naam")
        await place.until("2026-03-16 09:30")
        await place.hears("bram")
        await place.hears("noor")

        await place.down_until("2026-03-18 10:00")

        (asked,) = await place.hears("bram")
        assert "te weinig antwoorden zonder naam" in asked.text
        assert await place.hears("noor") == []


async def test_n5_after_three_weeks_down_nobody_gets_more_than_one_message(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-13 10:00")
        for who in EVERYBODY:
            await place.hears(who)

        await place.down_until("2026-04-03 10:00")
        await place.until("2026-04-03 17:00")

        for who in EVERYBODY:
            assert len(await place.hears(who)) <= 1


async def test_n7_no_message_tells_what_others_did_or_what_she_missed(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        for _ in range(4):
            await place.until("fri 10:00")
            for who in ("bram", "samira", "joost", "ingrid"):
                await place.tells(who, "Iets.", NAMED)

        everything = (await place.reads("noor")).casefold()

        for word in ("anderen", "iedereen heeft", "gemist", "nog steeds", "te laat", "keer niet", "bram", "samira"):
            assert word not in everything


@pytest.mark.parametrize(
    ("start", "until", "expected"),
    [
        ("2026-03-25 15:00", "2026-04-02 17:00", ["2026-03-26 14:00", "2026-03-30 10:00", "2026-04-02 14:00"]),
        ("2026-10-21 15:00", "2026-10-29 17:00", ["2026-10-22 14:00", "2026-10-26 10:00", "2026-10-29 14:00"]),
    ],
)
async def test_n8_two_oclock_stays_two_oclock_when_the_clocks_change(
    tmp_path: Path, start: str, until: str, expected: list[str]
) -> None:
    async with town(tmp_path, start=start, formats=["weekly_wonder"]) as place:
        assert await answers_nothing_until(place, until) == expected
