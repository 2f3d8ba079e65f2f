"""Everything is kept as long as spec §4.5 says and no longer; each limit with the clock."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from dialogs.settings import RETAIN_PRIVATE
from storage import tables
from storage.groups import people, settings
from storage.outgoing import sending, web
from storage.privacy import audit
from storage.privacy.chain import LET_GO
from storage.store import Unit
from storage.talks import seen
from tests.kit.town import NAMED, PRIVATE, TEAM, Town, town

TEXT = "Een lege kast."
MONDAY_TEN = "2026-03-09 10:00"


async def noor_writes(place: Town, readers: str = PRIVATE) -> None:
    await place.says("noor", "verwondering")
    await place.says("noor", TEXT)
    await place.taps("noor", "Zo is het goed")
    await place.taps("noor", readers)


async def days_later(place: Town, days: float) -> None:
    """Let the bot run again after some days, as after a long holiday in which nothing was due."""
    await place.jump(place.clock.now() + timedelta(days=days))
    await place.settle()


async def texts(place: Town) -> int:
    return await rows(place, tables.answer)


async def rows(place: Town, table: Table) -> int:
    """Return how many rows a table has."""
    return await place.app.store.read(
        lambda unit: unit.connection.execute(select(func.count()).select_from(table)).scalar_one()
    )


async def told(place: Town) -> int:
    """Return how often Noor was told that something goes."""
    return (await place.reads("noor")).count("Over twee weken verwijder ik")


@pytest.mark.trust("S13")
async def test_s13_a_private_text_goes_twelve_months_after_its_last_use_and_a_notice(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await noor_writes(place)

        await days_later(place, 353)
        assert (await told(place), await texts(place) > 0) == (1, True)
        await days_later(place, 12)
        assert await texts(place) > 0
        await days_later(place, 3)

        assert (await told(place), await texts(place)) == (1, 0)


async def test_s13_an_organisation_may_keep_texts_shorter(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await noor_writes(place)
        await place.app.store.run(lambda unit: settings.choose(unit, RETAIN_PRIVATE, "3"))

        await days_later(place, 80)
        assert (await told(place), await texts(place) > 0) == (1, True)
        await days_later(place, 15)

        assert await texts(place) == 0


async def test_s13_opening_an_answer_is_using_it(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await noor_writes(place)
        await days_later(place, 355)

        await place.says("noor", "toon 1")
        await days_later(place, 30)

        assert TEXT in await place.reads("noor")
        await place.says("noor", "mijn antwoorden")
        assert TEXT in (await place.hears("noor"))[-1].text


@pytest.mark.trust("S13")
async def test_s13_nothing_goes_before_its_author_was_told_also_when_the_bot_was_down(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await noor_writes(place)

        await days_later(place, 800)
        assert await texts(place) > 0
        await days_later(place, 15)

        assert await texts(place) == 0


async def test_s13_who_pauses_hears_of_it_after_her_pause_and_loses_nothing_before(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await noor_writes(place)
        await days_later(place, 340)
        await place.says("noor", "pauze tot 1 juni")

        await days_later(place, 90)
        assert (await told(place), await texts(place) > 0) == (0, True)
        await days_later(place, 20)  # that day she is welcomed back
        await days_later(place, 1)
        assert (await told(place), await texts(place) > 0) == (1, True)
        await days_later(place, 15)

        assert await texts(place) == 0


async def test_x20_while_sending_is_stopped_nothing_goes_of_which_its_author_could_not_hear(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await noor_writes(place)
        await place.app.store.run(lambda unit: sending.stop(unit, place.clock.now()))
        await days_later(place, 360)

        await days_later(place, 32)
        assert await texts(place) > 0
        await place.app.store.run(sending.resume)
        await days_later(place, 1)

        assert (await told(place), await texts(place) > 0) == (1, True)


async def test_s13_what_goes_in_the_same_month_is_told_of_once(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        for _ in range(3):
            await noor_writes(place)
            await days_later(place, 7)

        for _ in range(380 // 5):
            await days_later(place, 5)

        assert (await told(place), await texts(place)) == (1, 0)


async def test_s13_a_shared_text_goes_after_twelve_months_out_of_its_post_too(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await noor_writes(place, NAMED)
        await place.until("wed 09:30")
        assert TEXT in await place.room()

        await days_later(place, 356)
        await days_later(place, 15)

        assert TEXT not in await place.room()


async def test_ge4_what_was_kept_for_who_left_goes_after_thirty_days(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await noor_writes(place)
        erase_at = place.clock.now() + timedelta(days=30)
        await place.set("noor", consent="no", erase_at=erase_at)

        await days_later(place, 29)
        assert await texts(place) > 0
        await days_later(place, 1)

        assert await texts(place) == 0
        assert await place.reads("noor") == ""


async def test_ge6_who_leaves_a_group_keeps_her_private_texts_for_thirty_days_and_shared_ones_stay(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await noor_writes(place)
        await noor_writes(place, NAMED)
        before = await texts(place)
        await place.leaves("noor")

        await days_later(place, 29)
        assert await texts(place) == before
        await days_later(place, 2)

        assert await texts(place) == 1


async def test_s13_somebody_who_came_back_to_her_group_keeps_what_she_wrote(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await noor_writes(place)
        await place.leaves("noor")
        await place.app.store.run(lambda unit: people.appoint(unit, TEAM, "noor", "member", place.clock.now()))

        await days_later(place, 60)

        assert await texts(place) > 0


async def test_s13_messages_of_the_platforms_are_remembered_for_a_week(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await place.says("noor", "hulp", id_="eens")

        await days_later(place, 6)
        assert not await place.says("noor", "hulp", id_="eens")
        await days_later(place, 2)

        assert await rows(place, tables.seen) == 0


async def test_s13_messages_of_long_ago_are_forgotten(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await place.says("noor", "overzicht")

        await days_later(place, 59)
        assert await rows(place, tables.outbox) > 0
        await days_later(place, 2)

        assert await rows(place, tables.outbox) == 0


@pytest.mark.trust("S13")
async def test_s13_acts_without_content_are_kept_twelve_months_and_then_who_was_erased_is_forgotten(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        now = place.clock.now()
        await place.app.store.run(lambda unit: audit.note(unit, "exported", now, actor="bea"))
        at = now.timestamp()
        await place.app.store.run(lambda unit: unit.keys.erase(unit.connection, "niemand", at, whole=True))

        await days_later(place, 365)
        assert (await rows(place, tables.audit) > 0, len(place.app.store.keys.erased())) == (True, 1)
        await days_later(place, 2)

        kept = await place.app.store.read(lambda unit: [act.act for act in audit.since(unit, now)])
        assert (kept, place.app.store.keys.erased()) == (["erased", LET_GO], [])
        await place.app.store.read(audit.verify)


async def test_s13_the_chat_of_the_browser_and_its_time_line_go_too(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        now = place.clock.now()
        await place.says("noor", "hulp")
        await place.app.store.run(lambda unit: web.note_event(unit, "prompt", now))

        await days_later(place, 61)
        assert (await rows(place, tables.web_event), await place.reads("noor") != "") == (0, True)
        await days_later(place, 306)

        assert await place.reads("noor") == ""


async def test_s13_conversations_without_answers_go_after_fifteen_months(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await place.says("noor", "verwondering")
        await place.says("noor", "overslaan")

        await days_later(place, 457)
        assert await rows(place, tables.conversation) == 1
        await days_later(place, 2)

        assert await rows(place, tables.conversation) == 0


async def test_s13_more_than_one_portion_goes_on_one_day(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:

        def many(unit: Unit) -> None:
            for number in range(450):
                seen.first_time(unit, "web", f"noor say {number}", place.clock.now())

        await place.app.store.run(many)
        await days_later(place, 8)

        assert await rows(place, tables.seen) == 0


async def test_s13_the_notice_says_how_long_it_takes_as_it_is_set(tmp_path: Path) -> None:
    async with town(tmp_path, start=MONDAY_TEN, formats=[]) as place:
        await place.chooses(retention__notice_days=10)
        await noor_writes(place)

        await days_later(place, 361)

        assert "Over 10 dagen verwijder ik één ouder antwoord van jou." in await place.reads("noor")
