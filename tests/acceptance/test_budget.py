"""N2, N6 and C-36: one message a day, three a week, and what goes first."""

from pathlib import Path

from tests.acceptance.preparing import sets_out
from tests.kit.libraries import with_formats
from tests.kit.town import AMSTERDAM, NAMELESS, TEAM, at, town


async def test_n2_what_does_not_fit_moves_to_the_next_allowed_day_and_small_habits_are_left_out(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer", inzicht="insight", gewoonte="habit")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 17:00")
        (thursday,) = [one for one in await place.hears("noor") if one.message.at >= at("2026-03-12 14:00")]

        await place.until("fri 17:00")
        friday = await place.hears("noor")
        await place.until("2026-03-18 13:00")
        everything = await place.reads("noor")

        assert list(thursday.choices)[:2] == ["Overdracht", "Inzicht"]
        assert len(friday) == 1
        assert "Wat heeft jou verwonderd?" in friday[0].text
        assert "Gewoonte" not in everything


async def test_n2_three_messages_in_a_week_are_the_most(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-06 15:00", formats=[]) as place:
        await place.switch_on("weekly_wonder", rhythm="daily")

        await place.until("2026-03-13 17:00")
        first = await place.hears("noor")
        await place.says("noor", "verwondering")  # a reaction, so that the questions go on (X05)
        await place.says("noor", "stop")
        await place.hears("noor")
        await place.until("2026-03-20 17:00")

        assert len(first) == 3
        assert len(await place.hears("noor")) == 3


async def test_n2_the_daily_question_is_asked_at_its_own_hour_three_days_a_week_and_never_drifts(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-20 15:00", formats=[]) as place:
        await place.switch_on("weekly_wonder", rhythm="daily")
        asked = []

        while place.clock.now() < at("2026-04-17 17:00"):
            await place.wait(hours=1)
            heard = await place.hears("noor")
            asked += [one.message.at.astimezone(AMSTERDAM) for one in heard]
            if heard:  # whoever does nothing is asked something else after three days (X05)
                await place.taps("noor", "Vandaag niets")
                await place.hears("noor")

        # 6 April is Easter Monday; on it nothing is asked.
        days = ["23", "24", "25", "30", "31", "01", "07", "08", "09", "13", "14", "15"]
        assert [f"{moment:%d %H:%M}" for moment in asked] == [f"{day} 14:00" for day in days]


async def test_s03_the_buttons_of_the_daily_question_speak_of_today(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.switch_on("weekly_wonder", rhythm="daily")
        await place.until("mon 14:00")

        await place.taps("noor", "Vandaag niets")

        assert "Sommige dagen gaan gewoon voorbij." in (await place.hears("noor"))[-1].text


async def test_n2_an_invitation_counts_as_that_days_message(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 10:00")
        await place.add("lotte", consent=None)
        await place.until("thu 12:00")
        invitation = await place.hears("lotte")
        await place.taps("lotte", "Ja, ik doe mee")
        await place.says("lotte", "stop")
        await place.hears("lotte")

        await place.until("thu 17:00")
        thursday = await place.hears("lotte")
        await place.until("fri 17:00")

        assert len(invitation) == 1
        assert thursday == []
        assert len(await place.hears("lotte")) == 1


async def test_n2_a_reply_never_counts(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 10:00")
        for word in ("hulp", "privacy", "mijn antwoorden", "verwondering", "stop"):
            await place.says("noor", word)
        await place.hears("noor")

        await place.until("thu 14:00")

        assert len(await place.hears("noor")) == 1


async def test_n2_a_reminder_that_she_asked_for_comes_beside_the_days_message(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.taps("noor", "Later")
        await place.taps("noor", "Vanmiddag")
        await place.hears("noor")

        await place.until("thu 17:00")

        (asked,) = await place.hears("noor")
        assert "Wat heeft jou de afgelopen week verwonderd" in asked.text


async def test_c36_the_question_about_a_nameless_text_goes_before_the_weekly_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Zonder naam.", NAMELESS)
        await place.set("noor", quiet_days="2")
        await place.until("2026-03-18 17:00")
        await place.hears("noor")

        await place.until("2026-03-19 17:00")

        heard = await place.hears("noor")
        assert len(heard) == 1
        assert "te weinig antwoorden zonder naam" in heard[0].text


async def test_n2_somebody_in_two_teams_gets_one_message_a_day(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("noor", team="bezwaar")
        await place.switch_on("weekly_wonder", "bezwaar")

        days = []
        while place.clock.now() < at("2026-03-27 17:00"):
            await place.wait(hours=1)
            days += [place.clock.now().date() for _ in await place.hears("noor")]

        assert days
        assert len(days) == len(set(days))


async def test_c36_messages_to_the_facilitator_do_not_count_for_her_as_a_member(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("ingrid", "facilitator")
        await place.until("2026-03-11 17:00")
        overview = await place.hears("ingrid")

        await place.until("2026-03-13 17:00")

        assert "niets nieuws" in overview[0].text
        assert len(await place.hears("ingrid")) == 1


async def test_n6_a_prompt_and_a_reminder_have_two_lines_and_three_buttons(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("thu 14:00")
        (prompt,) = await place.hears("noor")
        buttons = [list(prompt.choices)]
        await place.until("mon 10:00")
        (reminder,) = await place.hears("noor")
        buttons.append(list(reminder.choices))

        for message in (prompt, reminder):
            lines = [line for line in message.text.splitlines() if line and "leest dit" not in line]
            assert len(lines) <= 2
        assert buttons == [["Vertellen", "Later", "Deze week niets"]] * 2
        assert await place.shown(TEAM, "room") == []


async def test_c36_what_moved_to_another_day_leaves_that_day_to_an_assignment(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer", inzicht="insight")
    async with town(tmp_path / "town", start="2026-01-26 09:00", library=formats, formats=[]) as place:
        await sets_out(place, until="2026-04-22 17:00")  # the third meeting is the next day
        await place.set("noor", home=TEAM)
        for name in ("overdracht", "inzicht", "weekly_wonder"):
            await place.switch_on(name)
        await place.hears("noor")
        await place.until("2026-04-23 17:00")
        (thursday,) = await place.hears("noor")
        await place.until("2026-04-24 17:00")
        (friday,) = await place.hears("noor")
        assert list(thursday.choices)[:2] == ["Overdracht", "Inzicht"]
        assert friday.message.at == at("2026-04-24 10:00")
        assert "Opdracht" in friday.text
        assert "verwonderd" not in friday.text
