"""N2, N6 and C-36: one message a day, three a week, and what goes first."""

import shutil
from datetime import timedelta
from pathlib import Path

from dialogs import library
from dialogs.dryrun import foresee
from dialogs.library import Library, load
from dialogs.onlooker import Group
from tests.kit.town import AMSTERDAM, NAMELESS, PRIVATE, TEAM, at, town

EXTRA = """
id: {id}
title: {title}
source: 001 §2.3
why: Kleine stappen tellen.
kept: twaalf maanden
priority: {priority}
starts: {{rhythm: weekly}}
rhythms:
  weekly: {{every: week, "on": thu, at: "14:00"}}
stages:
  - id: tell
    who: members
    window: {{closes: "wed 12:00"}}
    questions:
      - {{id: {id}_text, required: true, ask: "{ask}"}}
    thanks: Dank je.
"""


def with_formats(folder: Path, **priorities: str) -> Library:
    """Return the library with small formats added, each due on the same Thursday; a title is the name with a capital."""
    shutil.copytree(library.HERE / "formats", folder / "formats")
    for name, priority in priorities.items():
        text = EXTRA.format(id=name, title=name.capitalize(), priority=priority, ask=f"Wat zei {name}?")
        (folder / "formats" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(folder)


async def test_n2_two_matters_of_one_day_are_one_message_with_the_more_urgent_first(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 13:59")
        await place.hears("noor")

        await place.until("thu 17:00")

        (message,) = await place.hears("noor")
        assert message.text == "Twee dingen vandaag, dan ben ik weer stil:"
        assert list(message.choices) == ["Overdracht", "Wat heeft jou verwonderd?", "Later", "Overslaan"]


async def test_n2_both_matters_of_one_message_can_be_answered(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 15:00")
        await place.taps("noor", "Overdracht")
        await place.says("noor", "Ik probeerde iets nieuws.")
        await place.taps("noor", "Wat heeft jou verwonderd?")
        await place.wait(minutes=2)
        await place.tells("noor", "Dat het lukte.", PRIVATE)
        await place.hears("noor")

        await place.says("noor", "mijn antwoorden")

        mine = (await place.hears("noor"))[-1].text
        assert "Ik probeerde iets nieuws." in mine
        assert "Dat het lukte." in mine


async def test_n6_both_matters_of_one_message_can_be_put_off_at_once(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 14:00")
        await place.hears("noor")

        await place.taps("noor", "Later")
        (asked,) = await place.hears("noor")
        await place.taps("noor", "Morgen")
        (told,) = await place.hears("noor")
        await place.until("2026-03-13 09:29")
        before = await place.hears("noor")
        await place.until("2026-03-13 17:00")

        assert asked.text.count("Wanneer zal ik het weer vragen?") == 1
        assert told.text == "Goed, dan hoor je weer van me op vrijdag 13 maart."
        assert before == []
        (message,) = await place.hears("noor")
        assert list(message.choices) == ["Overdracht", "Wat heeft jou verwonderd?", "Later", "Overslaan"]


async def test_n6_both_matters_of_one_message_can_be_skipped_at_once(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 14:00")
        await place.hears("noor")

        await place.taps("noor", "Overslaan")
        (told,) = await place.hears("noor")
        await place.until("wed 10:00")

        assert "Prima, deze slaan we over." in told.text
        assert "Sommige weken gaan gewoon voorbij." in told.text
        assert await place.hears("noor") == []


async def test_n6_what_was_told_already_stays_when_the_rest_of_the_message_is_skipped(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.until("thu 14:00")
        bundle = (await place.hears("noor"))[-1].choices
        await place.presses("noor", bundle["Overdracht"])
        await place.says("noor", "Ik probeerde iets nieuws.")
        await place.hears("noor")

        await place.presses("noor", bundle["Overslaan"])
        skipped = (await place.hears("noor"))[-1].text
        await place.presses("noor", bundle["Overslaan"])
        again = (await place.hears("noor"))[-1].text
        await place.presses("bram", bundle["Overslaan"])
        await place.says("noor", "mijn antwoorden")

        assert skipped == "Ook goed. Sommige weken gaan gewoon voorbij. Tot de volgende keer."
        assert again == "Deze knop hoort bij een vraag die al klaar is. Er staat nu niets open."
        assert (await place.hears("bram"))[-1].text.startswith("Dat antwoord is van iemand anders.")
        assert "Ik probeerde iets nieuws." in (await place.hears("noor"))[-1].text


async def test_n2_what_was_answered_before_the_message_went_is_not_in_it(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats) as place:
        await place.jump("2026-03-12 14:00")
        await place.app.ticker.tick(place.clock.now())
        await place.says("noor", "verwondering", settle=False)
        await place.says("noor", "Ik was je voor.", settle=False)

        await place.settle()

        messages = [one for one in await place.hears("noor") if "Wat zei overdracht?" in one.text]
        assert [list(one.choices) for one in messages] == [["Nu doen", "Later", "Overslaan"]]


async def test_ge16_two_matters_that_are_called_the_same_are_told_apart_by_their_teams(tmp_path: Path) -> None:
    formats = with_formats(tmp_path, overdracht="transfer")
    async with town(tmp_path / "town", library=formats, formats=["overdracht"]) as place:
        await place.add_team("bezwaar", "Team Bezwaar")
        await place.add("noor", team="bezwaar")
        await place.switch_on("overdracht", "bezwaar")

        await place.until("thu 14:00")

        (message,) = await place.hears("noor")
        title = "Overdracht"
        assert set(message.choices) == {f"{title} (Team Vergunningen)", f"{title} (Team Bezwaar)", "Later", "Overslaan"}


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


async def test_a_format_gives_way_to_an_open_round_and_its_word_still_works(tmp_path: Path) -> None:
    with_formats(tmp_path, inzicht="insight")
    file = tmp_path / "formats" / "inzicht.yaml"
    text = file.read_text(encoding="utf-8").replace('"on": thu', '"on": fri')
    text = text.replace("starts: {rhythm: weekly}", "starts: {rhythm: weekly, command: inzicht, unless_open: [weekly_wonder]}")
    file.write_text(text, encoding="utf-8")
    async with town(tmp_path / "town", library=load(tmp_path)) as place:
        await place.until("thu 15:00")
        await place.tells("noor", "Het werd stil.", PRIVATE)
        await place.hears("noor")

        await place.until("fri 17:00")
        assert await place.hears("noor") == []

        await place.says("noor", "inzicht")
        assert "Wat zei inzicht?" in (await place.hears("noor"))[-1].text


def test_what_gives_way_is_not_foreseen_either(tmp_path: Path) -> None:
    formats = {name: edition.dutch for name, edition in with_formats(tmp_path, inzicht="insight").editions.items()}
    file = tmp_path / "formats" / "inzicht.yaml"
    text = file.read_text(encoding="utf-8").replace('"on": thu', '"on": fri')
    file.write_text(text.replace("{rhythm: weekly}", "{rhythm: weekly, unless_open: [weekly_wonder]}"), encoding="utf-8")
    formats |= {"inzicht": load(tmp_path).editions["inzicht"].dutch}
    on, start = {"weekly_wonder": "weekly", "inzicht": "weekly"}, at("2026-03-09 08:30")

    coming = foresee(on, formats, Group(AMSTERDAM), start, start + timedelta(weeks=2))

    assert "inzicht" not in {id_ for one in coming for _, id_ in one.holds}
    assert "weekly_wonder" in {id_ for one in coming for _, id_ in one.holds}
