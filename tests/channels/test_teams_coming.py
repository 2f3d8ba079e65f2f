"""The app comes to somebody whom an invitation could not reach: she is invited as if for the first time (S01, GE14)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.reasons import NOT_INSTALLED
from storage.groups import people
from tests.kit.teams import BOT
from tests.kit.teams_town import TeamsTown, teams_town

INVITED, REMINDED = "Ik ben Leerbot. Ik help Team Vergunningen", "ik stelde me een week geleden voor"


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[TeamsTown]:
    """A team in which the invitation of one could not be delivered on Monday."""
    async with teams_town(tmp_path, formats=[], asked=["lotte"]) as opened:
        opened.server.installed.discard(opened.server.chat("lotte"))
        await opened.until("mon 09:00")
        assert await undeliverable(opened) == NOT_INSTALLED
        yield opened


async def undeliverable(place: TeamsTown) -> str | None:
    return (await place.app.store.read(lambda unit: people.load(unit, "lotte"))).undeliverable


async def comes(place: TeamsTown, times: int = 1) -> None:
    """Let the app be installed, which Teams tells in two ways, in any order, and sometimes again."""
    place.server.installed.add(place.server.chat("lotte"))
    told = [
        place.server.activity("conversationUpdate", "lotte", membersAdded=[{"id": BOT}]),
        place.server.activity("installationUpdate", "lotte", action="add"),
    ]
    for activity in told[::-1] * times:
        assert await place.told(activity) == 202
    await place.settle()


async def test_s01_ge14_who_gets_the_app_later_is_invited_soon_and_as_if_for_the_first_time(place: TeamsTown) -> None:
    await place.until("thu 11:00")
    await comes(place, times=3)

    texts = await place.reads("lotte")
    assert texts.count(INVITED) == 1
    assert "Doe je mee?" in texts
    await place.until("2026-03-18 17:00")  # a reminder counted from the Monday would have come
    assert REMINDED not in await place.reads("lotte")
    await place.until("2026-03-19 10:00")
    assert (await place.reads("lotte")).count(REMINDED) == 1
    await place.until("2026-04-30 10:00")
    assert (await place.reads("lotte")).count(REMINDED) == 1


async def test_n1_who_gets_the_app_at_night_is_invited_in_the_morning(place: TeamsTown) -> None:
    await place.until("fri 22:00")
    await comes(place)
    assert await place.shown("lotte") == []

    await place.until("mon 09:00")

    assert (await place.reads("lotte")).count(INVITED) == 1


async def test_s01_who_writes_first_is_invited_at_once_and_reminded_a_week_after_that(place: TeamsTown) -> None:
    await place.until("thu 11:00")
    place.server.installed.add(place.server.chat("lotte"))
    await place.says("lotte", "hoi")
    assert (await place.reads("lotte")).count(INVITED) == 1

    await place.until("2026-03-18 17:00")
    assert REMINDED not in await place.reads("lotte")
    await place.until("2026-03-19 10:00")
    assert (await place.reads("lotte")).count(REMINDED) == 1
    assert (await place.reads("lotte")).count(INVITED) == 1


async def test_s01_who_had_the_invitation_is_not_invited_again_when_the_app_comes_back(tmp_path: Path) -> None:
    async with teams_town(tmp_path, formats=[], asked=["lotte"]) as place:
        await place.until("mon 09:00")
        await place.told(place.server.activity("installationUpdate", "lotte", action="remove"))
        await place.until("thu 11:00")
        await comes(place)

        assert (await place.reads("lotte")).count(INVITED) == 1


async def test_what_she_types_is_no_answer_to_what_never_arrived(tmp_path: Path) -> None:
    async with teams_town(tmp_path, formats=["weekly_wonder"]) as place:
        place.server.installed.discard(place.server.chat("noor"))
        await place.until("thu 14:00")
        place.server.installed.add(place.server.chat("noor"))
        await place.says("noor", "Doet dit het weer?")

        assert "Wil je er nog iets bij kwijt?" not in await place.reads("noor")
