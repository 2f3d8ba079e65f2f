"""X10: the facilitator reads what goes to her leergroep by itself a working day before, and may change it."""

from pathlib import Path

from tests.kit.leergroep import GROUP, gather, plan
from tests.kit.town import FACILITATOR, Town, town

FRIDAY = "2026-03-06 13:00"
"""A working day before the last reminder of the assignment, which is due on Tuesday 10 March at noon."""
OWN = "Nog even: hoe kleiner de situatie, hoe beter."
REMINDER = "staat nog voor je klaar"
START = "2026-01-26 09:00"


async def before_a_reminder(place: Town, until: str = FRIDAY, *, room: bool = True) -> None:
    """Let the second meeting be on Friday 13 March: due on Tuesday 10 March, reminded on Tuesday 3 and Monday 9 March."""
    await gather(place, room=room)
    await plan(place, "30 januari om 10:00")
    await place.until(until)


async def changes(place: Town, text: str = OWN, number: str = "1", who: str = FACILITATOR) -> None:
    """Let the facilitator change a message of the list."""
    await place.says(who, "berichten")
    await place.says(who, f"wijzig bericht {number}")
    await place.says(who, text)
    await place.wait(minutes=2)


async def test_x10_acceptance_1_a_changed_reminder_goes_once(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)
        await changes(place)

        await place.until("2026-03-10 09:30")

        told = await place.reads("noor")
        assert told.count(OWN) == 1
        assert told.count(REMINDER) == 1  # the first one, a week before
        reminded = (await place.shown("noor"))[-1]
        assert f"\u2068{OWN}\u2069\n\nGraag vóór dinsdag 10 maart om 12:00." in reminded.text
        assert list(reminded.choices) == ["Beginnen", "Later", "Deze keer niet"]


async def test_x19_a_trial_brings_who_facilitates_the_next_message_to_her_group_and_nobody_else(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place, "2026-02-04 10:00")
        before = await place.reads("ingrid")

        await place.says(FACILITATOR, "proef")
        tried = (await place.hears(FACILITATOR))[-1]
        await place.says("noor", "proef")

        assert "Proef, alleen voor jou.** Leergroep Noord leest dit op " in tried.text
        assert list(tried.choices) == []
        assert "De begeleider kan dit wel." in (await place.hears("noor"))[-1].text
        assert before == await place.reads("ingrid")
        await place.until(FRIDAY)
        assert tried.text.partition("\n\n")[2] in await place.reads("noor")


async def test_x19_without_a_message_on_its_way_there_is_no_trial(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await gather(place)

        await place.says(FACILITATOR, "proef")

        assert "Er staat geen bericht klaar voor een groep die je begeleidt." in (await place.hears(FACILITATOR))[-1].text


async def test_x10_acceptance_2_a_meeting_that_moves_draws_the_text_anew_and_the_facilitator_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)
        await changes(place)

        await place.says(FACILITATOR, "verplaats bijeenkomst 2 naar 20 maart")
        await place.until("2026-03-17 09:30")

        told = await place.reads("noor")
        assert OWN not in told
        assert told.count(f"{REMINDER}. Graag vóór dinsdag 17 maart") == 1
        assert (await place.reads(FACILITATOR)).count("Je eigen tekst vervalt, en ik maak het opnieuw.") == 1


async def test_x10_unchanged_they_go_by_themselves_and_can_be_read_from_a_working_day_before(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place, "2026-03-06 08:55")
        await place.says(FACILITATOR, "berichten")
        too_soon = (await place.hears(FACILITATOR))[-1].text
        await place.until(FRIDAY)
        await place.says(FACILITATOR, "berichten")
        shown = (await place.hears(FACILITATOR))[-1]

        await place.until("2026-03-10 09:30")

        assert "Een situatie" not in too_soon
        assert "Een situatie die anders liep** naar Leergroep Noord, maandag 9 maart" in shown.text
        assert f"{REMINDER}. Graag vóór dinsdag 10 maart om 12:00." in shown.text
        assert (await place.reads("noor")).count(REMINDER) == 2


async def test_x10_an_agenda_keeps_its_day_and_its_points(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await gather(place)
        await plan(place, "30 januari om 10:00")
        await place.until("2026-03-05 10:30")

        await changes(place, "Neem iets te drinken mee.")
        await place.until("2026-03-06 10:05")

        told = (await place.shown(GROUP, "room"))[-1].text
        assert told.startswith(
            "\u2068Neem iets te drinken mee.\u2069\n\n**Bijeenkomst 2** Leergroep Noord komt bij elkaar op vrijdag 13 maart"
        )
        assert "- Een concept of model aanreiken (25 minuten)" in told


async def test_x10_edge_what_is_changed_twice_goes_as_it_was_changed_last(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)
        await changes(place, "De eerste tekst.")
        await changes(place)

        await place.until("2026-03-10 09:30")

        assert (await place.reads("noor")).count(OWN) == 1
        assert "De eerste tekst." not in await place.reads("noor")


async def test_x10_edge_two_facilitators_read_and_change_the_same_message(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place, "2026-03-05 12:00")
        await place.add("hanna", "facilitator", team=GROUP, consent=None)
        await place.until(FRIDAY)
        await changes(place, "De eerste tekst.")
        await changes(place, who="hanna")

        await place.until("2026-03-10 09:30")

        assert "De eerste tekst." in await place.reads("hanna")
        assert (await place.reads("noor")).count(OWN) == 1
        assert "De eerste tekst." not in await place.reads("noor")


async def test_x10_edge_a_meeting_that_is_called_off_sends_nothing_changed_or_not(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)
        await changes(place)

        await place.says(FACILITATOR, "annuleer bijeenkomst 2")
        await place.until("2026-03-10 09:30")

        assert OWN not in await place.reads("noor")


async def test_x10_edge_who_is_facilitator_no_more_changes_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)
        await place.says(FACILITATOR, "berichten")
        await place.says(FACILITATOR, "wijzig bericht 1")
        await place.leaves(FACILITATOR, GROUP)
        await place.says(FACILITATOR, OWN)
        await place.says(FACILITATOR, "wijzig bericht 1")

        await place.until("2026-03-10 09:30")

        assert OWN not in await place.reads("noor")


async def test_x10_edge_in_a_pause_of_the_group_and_after_a_restart_the_changed_text_still_goes(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)
        await changes(place)
        await place.restart()
        await place.says(FACILITATOR, "leergroep pauze tot 10 maart")

        await place.until("2026-03-10 11:30")

        assert (await place.reads("noor")).count(OWN) == 1


async def test_x10_edge_who_reads_english_gets_the_changed_text_as_it_was_written(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)
        await place.says("noor", "english")
        await changes(place)

        await place.until("2026-03-10 09:30")

        assert f"\u2068{OWN}\u2069\n\nPlease do it before Tuesday 10 March" in (await place.shown("noor"))[-1].text


async def test_x10_edge_a_text_that_is_taken_back_goes_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)
        await changes(place)
        await place.says(FACILITATOR, "verwijder 5")
        await place.says(FACILITATOR, "ja")

        await place.until("2026-03-10 09:30")

        assert (await place.reads("noor")).count(REMINDER) == 2
        assert OWN not in await place.reads("noor")


async def test_x10_edge_what_went_already_is_changed_no_more(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)
        await place.says(FACILITATOR, "berichten")
        await place.says(FACILITATOR, "wijzig bericht 1")
        await place.until("2026-03-09 17:00")

        await place.says(FACILITATOR, OWN)

        assert "Er is niets gewijzigd." in (await place.hears(FACILITATOR))[-1].text


async def test_x10_wrong_hands_a_participant_reads_and_changes_no_messages(tmp_path: Path) -> None:
    async with town(tmp_path, start=START, formats=[]) as place:
        await before_a_reminder(place)

        await place.says("noor", "berichten")

        assert "begeleider" in (await place.hears("noor"))[-1].text
