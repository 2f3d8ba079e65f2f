"""S06, N1: what belongs to the session comes at the hour that the group chose for it, and nothing else does."""

from pathlib import Path

import pytest

from tests.acceptance.test_scribes import ASKED, WRITES, agrees, who_reads
from tests.kit.town import Town, town
from tests.kit.value_checks import IN_CHANNEL, plan, prepares

RULES = "Fijn dat jullie er zijn."


async def agreed_with_bram(place: Town, when: str = "26 maart om 14:00") -> None:
    """Let a check be planned at which Bram writes along."""
    await plan(place, when=when, scribe="Bram")
    await place.until("2026-03-09 09:00")
    await agrees(place, "bram")


@pytest.mark.parametrize(
    ("when", "just_before", "just_after"),
    [
        ("28 maart om 14:00", "2026-03-28 13:59", "2026-03-28 14:01"),
        ("26 maart om 19:00", "2026-03-26 18:59", "2026-03-26 19:01"),
        ("26 maart om 8:00", "2026-03-26 07:59", "2026-03-26 08:01"),
        ("6 april om 14:00", "2026-04-06 13:59", "2026-04-06 14:01"),
    ],
)
async def test_s06_a_session_in_the_evening_or_on_a_free_day_has_its_rules_and_its_scribe_in_time(
    tmp_path: Path, when: str, just_before: str, just_after: str
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place, when)
        await place.until("2026-03-24 14:01" if "maart" in when else "2026-04-02 14:01")
        await prepares(place, "noor", "De balie.")
        await place.until(just_before)
        early = await place.room() + await place.reads("bram")
        await place.until(just_after)

        assert RULES not in early
        assert WRITES not in early
        assert (await place.room()).count(RULES) == 1
        assert "1. Noor" in await place.room()
        assert (await place.reads("bram")).count(WRITES) == 1


async def test_s06_a_scribe_who_does_not_work_on_the_day_of_the_session_is_asked_when_it_begins(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place)
        await place.set("bram", quiet_days="3")  # Thursdays
        await place.until("2026-03-26 14:01")

        assert await who_reads(place, WRITES) == ["bram"]


async def test_n1_what_is_more_than_an_hour_late_waits_for_working_hours(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place, "26 maart om 19:00")
        await place.until("2026-03-26 18:00")
        await place.down_until("2026-03-26 22:00")
        await place.until("2026-03-27 08:59")
        at_night = await place.room() + await place.reads("bram")
        await place.until("2026-03-27 09:01")

        assert RULES not in at_night
        assert WRITES not in at_night
        assert RULES in await place.room()
        assert await who_reads(place, WRITES) == ["bram"]


async def test_n1_who_follows_a_scribe_late_in_the_evening_is_asked_in_working_hours(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await agreed_with_bram(place, "26 maart om 19:00")
        await place.until("2026-03-26 21:00")
        await place.taps("bram", "Ik ben er niet bij")
        await place.until("2026-03-27 08:59")
        at_night = await who_reads(place, WRITES, but=("bram",))
        await place.until("2026-03-27 09:01")

        assert at_night == []
        assert len(await who_reads(place, WRITES, but=("bram",))) == 1


async def test_n1_whether_somebody_would_write_along_is_asked_in_working_hours(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-13 18:00")
        await plan(place, when="28 maart om 14:00", scribe="Bram")
        await place.until("2026-03-16 08:59")
        before = await who_reads(place, ASKED)
        await place.until("2026-03-16 09:01")

        assert before == []
        assert await who_reads(place, ASKED) == ["bram"]


async def test_n1_in_the_channel_the_stories_begin_in_working_hours(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.until("2026-03-09 20:00")
        await plan(place, when=IN_CHANNEL, scribe="Bram")
        await place.until("2026-03-19 08:59")
        before = await place.room()
        await place.until("2026-03-19 09:01")

        assert "De verhalen staan hier" not in before
        assert "De verhalen staan hier" in await place.room()


async def test_s06_the_weekly_question_waits_while_the_group_is_together(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await agreed_with_bram(place)
        await place.until("2026-03-17 14:01")
        await place.taps("noor", "Deze keer niet")
        await place.until("2026-03-26 13:59")
        for who in ("noor", "bram"):
            await place.hears(who)
        await place.until("2026-03-26 14:59")
        meanwhile = {who: [one.text for one in await place.hears(who)] for who in ("noor", "bram")}
        await place.until("2026-03-26 15:01")

        assert meanwhile["noor"] == []
        assert ["Jij schrijft mee" in text and "verwonderd" not in text for text in meanwhile["bram"]] == [True]
        assert "verwonderd" in (await place.hears("noor"))[-1].text


@pytest.mark.parametrize("instead", ["annuleer", "in the channel"])
async def test_s06_the_weekly_question_comes_at_its_hour_where_nobody_is_together(tmp_path: Path, instead: str) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-16 14:00")
        await plan(place, when=IN_CHANNEL if instead == "in the channel" else "26 maart om 14:00")
        if instead == "annuleer":
            await place.says("ingrid", "annuleer")
            await place.taps("ingrid", "Ja, annuleer")
        else:
            await place.until("2026-03-17 14:01")
            await place.taps("noor", "Deze keer niet")
        await place.until("2026-03-26 13:59")
        await place.hears("noor")
        await place.until("2026-03-26 14:01")

        assert "verwonderd" in (await place.hears("noor"))[-1].text
