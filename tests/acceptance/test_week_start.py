"""S16: how everybody begins the week, told to the room in words: attention to people, not following them (001 §2.5.3)."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from dialogs.settings import K
from storage.groups import settings
from storage.store import Unit
from storage.tables import answer, conversation, round_
from tests.acceptance.test_drop_by import wants_a_visit
from tests.kit.town import FACILITATOR, LEAD, NAMED, PRIVATE, TEAM, Town, town
from tests.kit.week_start import DIFFERS, FEW, FOUR, FRIDAY, HEAVY, MONDAY, MOOD, NOON, TOGETHER, WELL, begins, told


async def test_s16_acceptance_1_of_three_answers_nothing_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        read = await told(place, "Prima", "Prima", "Prima")

        assert WELL not in read
        assert FEW in read
        assert TOGETHER in read


async def test_s16_who_keeps_it_short_is_not_told_that_she_can_share_it(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.switch_on(MOOD)
        await place.until(MONDAY)
        for label in ("Vertellen", "Prima"):
            await place.taps("noor", label)
        await place.says("noor", "kort")

        told = (await place.hears("noor"))[-1].text
        assert "alleen voor jou" in told
        assert "Delen" not in told


async def test_s16_acceptance_2_heavy_without_a_wish_for_contact_is_told_to_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        read = await told(place, "Zwaar")
        await place.until("2026-03-20 17:00")

        heard = [await place.reads(who) for who in (LEAD, FACILITATOR, "bram", "samira")]
        assert not any("Noor" in one or "Zwaar" in one for one in heard)
        assert "Noor" not in read


async def test_s16_acceptance_3_where_nobody_switched_it_on_there_is_no_round(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.until("2026-03-30 12:05")

        def opened(unit: Unit) -> int:
            return unit.connection.execute(select(func.count()).where(round_.c.format == MOOD)).scalar_one()

        assert await place.app.store.read(opened) == 0
        assert await place.hears("noor") == []


@pytest.mark.parametrize(
    ("moods", "line"),
    [
        (("Veel energie", "Prima", "Prima", "Zwaar"), WELL),
        (("Zwaar", "Gaat wel", "Gaat wel", "Prima"), HEAVY),
        (("Veel energie", "Prima", "Gaat wel", "Zwaar"), DIFFERS),
    ],
)
async def test_s16_from_four_answers_on_the_room_reads_it_in_words(moods: tuple[str, ...], line: str, tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        read = await told(place, *moods)

        assert read == f"**Weekstart**\n{read.splitlines()[1]}\n\n{TOGETHER}"
        assert line in read


async def test_s16_edge_a_band_with_one_person_stands_together_with_its_neighbour(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        one_heavy = await told(place, "Gaat wel", "Gaat wel", "Gaat wel", "Zwaar")
    async with town(tmp_path / "other", start=FRIDAY, formats=[]) as place:
        none_heavy = await told(place, "Gaat wel", "Gaat wel", "Gaat wel", "Gaat wel")

    assert one_heavy == none_heavy
    assert HEAVY in one_heavy


async def adds(place: Town, person: str, note: str, readers: str) -> None:
    """Let somebody begin heavily, add a few words, and choose who reads these."""
    for label in ("Vertellen", "Zwaar"):
        await place.taps(person, label)
    await place.says(person, note)
    await place.taps(person, readers)
    await place.taps(person, "Nee")


async def test_s16_a_note_is_read_by_the_group_only_where_its_author_shares_it_and_without_the_mood(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.switch_on(MOOD)
        await place.until(MONDAY)
        await adds(place, "noor", "Mijn vader is ziek.", NAMED)
        await adds(place, "bram", "Ik sliep slecht.", PRIVATE)
        await place.until(NOON)

        room = await place.room()
        assert "**Noor**" in room
        assert "Mijn vader is ziek." in room
        assert "Ik sliep slecht." not in room
        assert "zwaar" not in room.casefold()


async def test_s16_a_note_that_is_shared_after_closing_stands_with_the_monday_it_is_of(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.switch_on(MOOD)
        await place.until(MONDAY)
        await adds(place, "noor", "Mijn vader is ziek.", PRIVATE)
        await place.until(NOON)
        await place.says("noor", "mijn antwoorden")
        number = next(line.split(".")[0] for line in (await place.shown("noor"))[-1].text.splitlines() if "vader" in line)
        await place.says("noor", f"deel {number.strip('-* ')}")
        await place.taps("noor", NAMED)
        await place.until("2026-03-23 09:30")
        await adds(place, "bram", "Ik sliep goed.", NAMED)
        await place.until("2026-03-23 12:05")

        notes = (await place.room()).split("Bij de weekstart")[-1]
        assert "maandag 23 maart" in notes.splitlines()[0]
        assert next(line for line in notes.splitlines() if "vader" in line).startswith("- **Noor** (maandag 16 maart)")
        assert next(line for line in notes.splitlines() if "sliep" in line).startswith("- **Bram**:")


async def test_s16_without_a_shared_note_the_room_reads_the_line_alone(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await told(place, "Prima", "Prima", "Prima", "Prima")

        (line,) = await place.hears("vergunningen", "room")
        assert WELL in line.text


async def test_s16_how_somebody_begins_cannot_be_shared_by_itself(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.switch_on(MOOD)
        await place.until(MONDAY)
        for label in ("Vertellen", "Zwaar"):
            await place.taps("noor", label)
        await place.says("noor", "stop")
        await place.says("noor", "deel 1")

        assert list((await place.shown("noor"))[-1].choices) == ["Alleen voor mij"]


async def test_s16_a_note_that_is_taken_back_is_gone_from_the_room(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.switch_on(MOOD)
        await place.until(MONDAY)
        await adds(place, "noor", "Mijn vader is ziek.", NAMED)
        await place.until(NOON)
        await place.says("noor", "maak privé 2")
        await place.wait(minutes=1)

        assert "ziek" not in await place.room()


async def test_k1_that_nobody_answered_reads_as_that_one_or_three_did(tmp_path: Path) -> None:
    read = []
    for moods in ((), ("Prima",), ("Zwaar", "Prima", "Prima")):
        async with town(tmp_path / str(len(moods)), start=FRIDAY, formats=[]) as place:
            read.append(await told(place, *moods))

    assert read[0] == read[1] == read[2]
    assert FEW in read[0]


@pytest.mark.parametrize(("at", "offered"), [("2026-03-16 09:30", ["Over een uur"]), ("2026-03-16 11:10", [])])
async def test_s16_later_offers_only_moments_before_noon(tmp_path: Path, at: str, offered: list[str]) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.switch_on(MOOD)
        await place.until(at)
        await place.taps("noor", "Later")

        said = (await place.hears("noor"))[-1]
        assert list(said.choices) == offered
        if not offered:
            assert "Later vragen kan niet meer" in said.text
            return
        await place.taps("noor", "Over een uur")
        assert "over een uur weer" in (await place.hears("noor"))[-1].text
        await place.until("2026-03-16 10:31")
        assert "Een nieuwe week" in (await place.hears("noor"))[-1].text


async def test_later_offers_what_lies_before_closing_and_no_more(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("2026-03-16 11:00")  # a reminder of what closes on Tuesday at five
        await place.taps("noor", "Later")

        assert list((await place.hears("noor"))[-1].choices) == ["Vanmiddag", "Morgen"]


async def test_s16_edge_what_comes_late_is_not_kept(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await told(place, "Prima", "Prima", "Prima")
        await place.taps("joost", "Vertellen")
        pressed = (await place.hears("joost"))[-1].text
        await place.says("joost", "Zwaar")
        await place.says("joost", "Het was een lang weekend.")

        def kept(unit: Unit) -> int:
            return unit.connection.execute(select(func.count()).where(answer.c.owner == "joost")).scalar_one()

        assert pressed == 'Deze knop hoort bij een vraag die al klaar is. Wat er open staat, lees je met "overzicht".'
        assert "bewaar ik niet" in (await place.hears("joost"))[-1].text
        assert await place.app.store.read(kept) == 0


async def test_s16_edge_a_holiday_on_monday_moves_it_to_tuesday(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-04-03 10:00", formats=[]) as place:
        await place.switch_on(MOOD)
        await place.until("2026-04-06 17:00")
        monday = await place.hears("noor")
        await place.until("2026-04-07 09:15")
        await begins(place, "Prima", "Prima", "Prima", "Veel energie")
        await place.until("2026-04-07 12:05")
        first = await place.room()
        await place.until("2026-04-13 09:15")

        assert monday == []
        assert WELL in first
        assert "Een nieuwe week." in (await place.hears("noor"))[-1].text


async def test_s16_edge_when_it_is_heavy_for_weeks_nothing_happens_by_itself(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await told(place, "Zwaar", "Zwaar", "Zwaar", "Zwaar")
        before = [await place.reads(who) for who in (LEAD, FACILITATOR)]
        for day in ("2026-03-23", "2026-03-30"):
            await place.until(f"{day} 09:30")
            await begins(place, "Zwaar", "Zwaar", "Zwaar", "Zwaar")
            await place.until(f"{day} 12:05")

        lines = [one for one in (await place.room()).split("\n") if HEAVY in one]
        assert len(lines) == 3
        assert len(set(lines)) == 1
        assert await place.reads(FACILITATOR) == before[1]


async def test_s16_nobody_is_reminded_and_who_would_rather_not_say_is_not_counted(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.switch_on(MOOD)
        await place.until(MONDAY)
        await begins(place, "Prima", "Prima", "Prima")
        await place.taps("joost", "Vertellen")
        await place.taps("joost", "Zeg ik liever niet")
        await place.until(NOON)

        assert (await place.shown("joost"))[-1].text == "Dat is prima. Een fijne week."
        assert FEW in await place.room()
        assert (await place.reads(LEAD)).count("Een nieuwe week") == 1


async def test_s16_who_is_in_the_middle_of_it_at_noon_is_counted(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.switch_on(MOOD)
        await place.until(MONDAY)
        await begins(place, "Prima", "Prima", "Prima")
        await place.taps("joost", "Vertellen")
        await place.taps("joost", "Prima")
        await place.until(NOON)

        assert WELL in await place.room()


async def test_k3_who_takes_her_answer_back_before_noon_is_not_counted_and_afterwards_nothing_changes(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        read = await told(place, "Prima", "Prima", "Prima", "Prima")
        await place.says("noor", "mijn antwoorden")
        await place.says("noor", "verwijder 1")
        await place.taps("noor", "Ja")
        await place.until("2026-03-17 12:00")

        assert WELL in read
        assert await place.room() == read


async def test_ge23_in_a_team_that_becomes_too_small_meanwhile_nothing_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.app.store.run(lambda unit: settings.choose(unit, K, "5", TEAM))
        await place.switch_on(MOOD)
        await place.until(MONDAY)
        await begins(place, "Prima", "Prima", "Prima", "Prima", "Prima", people=(*FOUR, LEAD))
        await place.leaves("joost")
        await place.until(NOON)

        assert FEW in await place.room()


async def test_s02_a_choice_is_not_put_in_other_words(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await wants_a_visit(place, "noor", "Nee")
        await place.says("noor", "wijzig 1")
        shown = (await place.hears("noor"))[-1]

        assert "Zwaar" in shown.text
        assert [label for label in shown.choices if label.startswith("Wijzig")] == []


async def test_s16_only_the_lead_switches_it_on_and_off(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.says("noor", "weekstart aan")
        refused = (await place.hears("noor"))[-1].text
        await place.says(LEAD, "weekstart aan")
        on = (await place.hears(LEAD))[-1].text
        await place.says(LEAD, "weekstart aan")
        await place.until(MONDAY)
        asked = (await place.hears("bram"))[-1].text
        await place.says(LEAD, "weekstart uit")
        off = (await place.hears(LEAD))[-1].text
        await place.until("2026-03-23 12:05")

        assert refused == "Dat kan ik niet voor je doen. De teamleider kan dit wel."
        assert on.startswith("Goed. Weekstart staat aan voor Team Vergunningen, vanaf maandag 16 maart.")
        assert "Een nieuwe week." in asked
        assert off == "Goed. Weekstart staat uit voor Team Vergunningen. Wat nu open staat, loopt nog af."
        assert (await place.reads("bram")).count("Een nieuwe week") == 1


async def test_s16_without_a_room_it_cannot_be_switched_on(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.add_team("beheer", "Team Beheer", room=False)
        await place.add("lena", "lead", team="beheer")
        await place.says("lena", "weekstart aan")

        assert "eigen kanaal" in (await place.hears("lena"))[-1].text


async def test_s16_who_leads_two_teams_says_for_which(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await place.add_team("beheer", "Team Beheer")
        await place.add(LEAD, "lead", team="beheer")
        await place.says(LEAD, "weekstart aan")
        asked = (await place.hears(LEAD))[-1]
        await place.taps(LEAD, "Team Vergunningen")

        assert list(asked.choices) == ["Team Beheer", "Team Vergunningen"]
        assert "staat aan voor Team Vergunningen" in (await place.hears(LEAD))[-1].text


async def test_s16_after_eight_weeks_the_line_in_the_room_is_all_that_is_left(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        read = await told(place, "Prima", "Prima", "Prima", "Zwaar")
        await place.says(LEAD, "weekstart uit")
        await place.until("2026-05-20 12:00")

        def left(unit: Unit) -> tuple[int, int]:
            answers = unit.connection.execute(select(func.count()).where(answer.c.format == MOOD)).scalar_one()
            held = conversation.c.format == MOOD, conversation.c.state.is_not(None)
            return answers, unit.connection.execute(select(func.count()).where(*held)).scalar_one()

        assert await place.app.store.read(left) == (0, 0)
        assert await place.room() == read


async def test_s16_who_may_switch_it_on_reads_of_it_in_the_menu(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "menu tussendoor")
        assert "weekstart aan" in (await place.hears(LEAD))[-1].text
        await place.says("noor", "menu tussendoor")
        assert "weekstart aan" not in (await place.hears("noor"))[-1].text
