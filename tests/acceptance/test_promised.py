"""S07, P2, C-36: what was promised to an author or a facilitator about digests is what comes."""

from pathlib import Path

import pytest

from dialogs.settings import HOLIDAYS_ADDED
from storage.groups import settings
from tests.kit.libraries import reporting
from tests.kit.town import FACILITATOR_ONLY, NAMED, NAMELESS, TEAM, Town, at, town


async def team_without_a_room(place: Town, *members: str) -> None:
    """Add a team that has a facilitator and both digests, but no room."""
    await place.add_team("bezwaar", "Team Bezwaar", room=False)
    await place.add("hanna", "facilitator", team="bezwaar", consent=None)
    for who in members:
        await place.add(who, team="bezwaar")
    await place.switch_on("weekly_wonder", "bezwaar")
    await place.switch_on("facilitator_week", "bezwaar")


async def test_p2_the_facilitator_does_not_read_a_shared_text_before_the_day_its_author_was_promised(tmp_path: Path) -> None:
    async with town(tmp_path / "town", library=reporting(tmp_path, "fri 09:00")) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Tot vrijdag kan het nog anders.", NAMED)
        promised = (await place.hears("noor"))[-1].text
        await place.tells("bram", "Meteen aan jou.", FACILITATOR_ONLY)
        await place.until("2026-03-19 17:00")
        before = await place.reads("fatima")
        await place.until("2026-03-20 09:00")
        room = await place.room()

        await place.until("2026-03-25 10:00")

        assert "in het overzicht van vrijdag 20 maart" in promised
        assert "Meteen aan jou." in before
        assert "Tot vrijdag" not in before
        assert "Tot vrijdag kan het nog anders." in room
        assert (await place.reads("fatima")).count("Tot vrijdag kan het nog anders.") == 1


async def test_n1_the_day_that_is_promised_is_the_one_after_a_holiday(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-12-14 08:30") as place:
        await place.app.store.run(lambda unit: settings.choose(unit, HOLIDAYS_ADDED, "2026-12-23", TEAM))
        await place.until("thu 14:00")
        await place.tells("noor", "Na de vrije dag.", NAMED)
        promised = (await place.hears("noor"))[-1].text
        await place.until("2026-12-23 17:00")
        holiday = await place.room()

        await place.until("2026-12-24 09:00")

        assert "in het overzicht van donderdag 24 december" in promised
        assert holiday == ""
        assert "(Team Vergunningen, donderdag 24 december)" in await place.room()


async def test_c36_without_a_room_the_facilitator_reads_everything_in_one_message(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await team_without_a_room(place, "olaf", "petra")
        await place.until("thu 14:00")
        await place.hears("hanna")
        await place.tells("olaf", "Voor ons allemaal.", NAMED)
        await place.tells("petra", "Voor Hanna.", FACILITATOR_ONLY)

        await place.until("wed 17:00")

        (message,) = await place.hears("hanna")
        assert message.text.count("Voor ons allemaal.") == 1
        assert "Voor Hanna." in message.text


async def test_c36_without_a_room_a_digest_of_another_day_comes_on_its_own_day(tmp_path: Path) -> None:
    async with town(tmp_path / "town", library=reporting(tmp_path, "fri 09:00"), formats=[]) as place:
        await team_without_a_room(place, "olaf")
        await place.until("thu 14:00")
        await place.tells("olaf", "Op vrijdag.", NAMED)
        await place.until("2026-03-19 17:00")
        before = await place.reads("hanna")

        await place.until("2026-03-20 09:00")

        assert "Op vrijdag." not in before
        assert "Op vrijdag." in await place.reads("hanna")


async def test_k2_without_a_room_two_nameless_texts_that_are_left_of_three_are_not_shown(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await team_without_a_room(place, "olaf", "petra", "quin", "roos")
        await place.until("thu 14:00")
        for who in ("olaf", "petra", "quin"):
            await place.tells(who, f"Naamloos van {who[0]}.", NAMELESS)
        await place.until("2026-03-18 09:10")
        await place.says("olaf", "verwijder 1")
        await place.taps("olaf", "Ja, verwijder")

        await place.until("2026-03-18 10:00")

        assert "Naamloos van" not in await place.reads("hanna")


async def test_c37_what_the_facilitator_read_already_does_not_come_again_when_she_leaves(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await team_without_a_room(place, "olaf", "petra", "quin")
        await place.until("thu 14:00")
        await place.tells("olaf", "Van de eerste week.", NAMED)
        await place.tells("petra", "Eerst voor één lezer.", FACILITATOR_ONLY)
        await place.until("wed 10:00")
        await place.says("petra", "deel 1")
        await place.taps("petra", NAMED)
        await place.leaves("hanna", "bezwaar")

        await place.until("wed 10:00")
        await place.until("wed 10:00")

        read = await place.reads("quin")
        assert "Van de eerste week." not in read
        assert "Eerst voor één lezer." in read


@pytest.mark.parametrize(
    ("rhythm", "head"),
    [
        ("weekly", "**Wat ons de afgelopen week opviel** (Team Bezwaar,"),
        ("biweekly", "**Wat ons de afgelopen twee weken opviel** (Team Bezwaar,"),
        ("daily", "**Wat ons deze week opviel** (Team Bezwaar,"),
    ],
)
async def test_s03_the_head_of_a_digest_speaks_of_the_time_between_two_digests(tmp_path: Path, rhythm: str, head: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("olaf", team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar", rhythm=rhythm)
        while not any("Vertellen" in one.choices for one in await place.hears("olaf")):
            await place.wait(hours=1)
        await place.tells("olaf", "Iets.", NAMED)

        await place.wait(days=9)

        assert head in await place.room("bezwaar")


async def test_ge19_the_overview_of_a_facilitator_who_pauses_waits_in_the_one_after_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Terwijl je weg was.", FACILITATOR_ONLY)
        await place.hears("fatima")
        await place.set("fatima", away_until=at("2026-03-19 09:00"))
        await place.until("2026-03-24 17:00")
        before = await place.hears("fatima")

        await place.until("2026-03-25 17:00")

        (message,) = await place.hears("fatima")
        assert before == []
        assert "Terwijl je weg was." in message.text


async def test_ge2_what_comes_to_a_person_in_place_of_the_room_leaves_her_quiet_days_and_pause_alone(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.add_team("bezwaar", "Team Bezwaar", room=False)
        for who in ("olaf", "petra", "quin"):
            await place.add(who, team="bezwaar")
        await place.set("petra", quiet_days="2")
        await place.switch_on("weekly_wonder", "bezwaar")
        await place.until("thu 14:00")
        await place.tells("olaf", "Onder elkaar.", NAMED)
        await place.set("quin", away_until=at("2026-03-20 09:00"))

        days = []
        for day in ("18", "19", "20"):
            await place.until(f"2026-03-{day} 10:00")
            days.append({who for who in ("olaf", "petra", "quin") if "**Olaf**" in await place.reads(who)})

        assert days == [{"olaf"}, {"olaf", "petra"}, {"olaf", "petra", "quin"}]
