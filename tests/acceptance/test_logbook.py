"""S15: a moment a week to remember, for its writer alone; and a buddy who reads and writes only what was sent."""

from pathlib import Path

import pytest

from tests.kit.town import Town, town
from tests.kit.trajectories import plan_training

MOMENT, QUESTION, SEEN = "De burger lachte.", "Op mijn uitleg aan de balie.", "Je laat stiltes vallen, dat werkt."
LATER = "2026-06-01 12:00"


async def writes(place: Town, *, again: bool, who: str = "noor") -> None:
    """Let somebody write down a moment."""
    await place.says(who, "logboekje")
    await place.says(who, MOMENT)
    await place.says(who, "overslaan")
    await place.says(who, "overslaan")
    await place.taps(who, "Ja, elke vrijdag" if again else "Nee, ik begin zelf")


async def asks(place: Town, buddy: str = "bram") -> str:
    """Let Noor ask a buddy, and time pass; returns what the buddy hears."""
    await place.says("noor", "buddy")
    await place.says("noor", buddy)
    await place.says("noor", QUESTION)
    await place.hears("noor")
    await place.until("tue 12:00")
    return "\n".join(one.text for one in await place.hears(buddy))


async def test_s15_of_a_buddy_who_comes_back_to_her_yes_is_heard_that_she_cannot_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        for label in ("Bekijken", "Ja"):
            await place.taps("bram", label)
        await place.wait(minutes=1)
        assert "Bram zegt ja." in (await place.hears("noor"))[-1].text
        await place.says("bram", "terug")
        await place.taps("bram", "Nu niet")
        await place.wait(days=1)

        (told,) = await place.hears("noor")
        assert "Bram kan niet meer meedoen" in told.text


async def test_s15_who_writes_twice_in_a_week_is_asked_once(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)
        await place.says("noor", "logboekje")
        await place.says("noor", MOMENT)
        for _ in range(2):
            await place.says("noor", "overslaan")
        assert "Alleen jij leest dit" in (await place.hears("noor"))[-1].text, "what she said yes to is not asked again"
        await place.until("fri 17:00")

        (asked,) = await place.hears("noor")
        assert "Opschrijven" in asked.choices


async def test_s15_beside_the_question_stands_that_the_buddy_reads_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "buddy")
        await place.says("noor", "bram")

        asked = (await place.hears("noor"))[-1].text
        assert "Waar wil je feedback op?" in asked
        assert asked.endswith("Wie je koos leest dit, en jij.")


@pytest.mark.parametrize("how", [["Nu niet"], ["Bekijken", "Nu niet"]])
async def test_s15_acceptance_1_a_buddy_who_declines_cannot_now_and_gives_no_reason(tmp_path: Path, how: list[str]) -> None:
    async with town(tmp_path, formats=[]) as place:
        assert "Noor vraagt of je buddy wilt zijn" in await asks(place)
        for label in how:
            await place.taps("bram", label)
        await place.wait(days=1)

        (told,) = await place.hears("noor")
        assert told.text.endswith("Bram kan nu even niet.")


async def test_s15_the_buddy_reads_the_question_and_the_learner_the_feedback(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        await place.taps("bram", "Bekijken")
        assert QUESTION in (await place.hears("bram"))[-1].text
        await place.taps("bram", "Ja")
        await place.wait(minutes=1)
        assert "Bram zegt ja." in (await place.hears("noor"))[-1].text
        await place.says("bram", SEEN)
        await place.wait(days=1)

        told = (await place.hears("noor"))[-1].text
        assert "Bram schreef dit voor jou:" in told
        assert SEEN in told
        for other in ("samira", "joost", "ingrid", "fatima"):
            assert not await place.hears(other)


async def test_s15_feedback_that_is_taken_back_is_gone_with_who_asked_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        await place.taps("bram", "Bekijken")
        await place.taps("bram", "Ja")
        await place.says("bram", SEEN)
        await place.wait(days=1)
        assert SEEN in await place.reads("noor")
        await place.says("bram", "verwijder 2")
        await place.taps("bram", "Ja, verwijder")
        await place.wait(minutes=1)

        assert SEEN not in await place.reads("noor")


async def test_s15_edge_after_a_no_somebody_else_can_be_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        await place.taps("bram", "Nu niet")
        await place.wait(days=1)

        assert "Noor vraagt of je buddy wilt zijn" in await asks(place, "samira")


async def test_s15_edge_a_mentor_can_be_linked_who_leads_the_group_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        assert "Noor vraagt of je buddy wilt zijn" in await asks(place, "ingrid")


async def test_s15_edge_a_buddy_who_leaves_makes_room_for_another(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await asks(place)
        await place.taps("bram", "Bekijken")
        await place.taps("bram", "Ja")
        await place.says("bram", "overslaan")
        await place.wait(days=1)
        await place.hears("noor")
        await place.says("bram", "afmelden")
        await place.taps("bram", "30 dagen bewaren")
        await place.taps("bram", "Ja, stop ermee")
        await place.wait(days=1)

        assert "Je kunt iemand anders vragen" in (await place.hears("noor"))[-1].text


async def fridays(place: Town, until: str) -> list[str]:
    """Let time pass; returns what asked Noor for a moment meanwhile."""
    await place.hears("noor")
    await place.until(until)
    return [one.text for one in await place.hears("noor") if "Welk moment uit je werk" in one.text]


async def answers(place: Town) -> None:
    """Let Noor write down a moment that she was asked for; the yes is not asked anew."""
    await place.taps("noor", "Opschrijven")
    await place.says("noor", MOMENT)
    for _ in range(2):
        await place.says("noor", "overslaan")
    assert "Alleen jij leest dit" in (await place.hears("noor"))[-1].text


async def test_s15_one_yes_holds_each_friday_at_eleven_without_a_reminder(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)
        assert not await fridays(place, "fri 10:59")
        assert await fridays(place, "fri 11:00")
        await answers(place)
        assert not await fridays(place, "fri 10:59")
        assert await fridays(place, "fri 11:00")
        await place.taps("noor", "Deze week niet")
        assert not await fridays(place, "thu 17:00")
        assert len(await fridays(place, "fri 17:00")) == 1


@pytest.mark.parametrize("typed", ["Deze week niet", "stop"])
async def test_s15_words_that_leave_a_friday_out_are_no_moment(tmp_path: Path, typed: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)
        assert await fridays(place, "fri 11:00")
        await place.says("noor", "overzicht")
        await place.wait(hours=1)
        await place.hears("noor")
        await place.says("noor", typed)
        await place.wait(minutes=2)

        (told,) = await place.hears("noor")
        assert told.text.startswith("We stoppen hier met" if typed == "stop" else "Ook goed.")
        assert not told.choices


async def test_s15_after_three_fridays_without_a_reaction_it_stops(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)

        assert len(await fridays(place, LATER)) == 3


async def test_s15_who_reacts_once_is_asked_three_times_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)
        for _ in range(2):
            await fridays(place, "fri 11:00")
        await answers(place)

        assert len(await fridays(place, LATER)) == 3


async def test_s15_who_says_yes_anew_after_three_silent_fridays_is_asked_three_times_again(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)
        assert len(await fridays(place, "2026-05-01 12:00")) == 3
        await writes(place, again=True)

        assert len(await fridays(place, "2026-07-01 12:00")) == 3


@pytest.mark.parametrize("begun", [False, True])
async def test_s15_a_word_ends_the_weekly_question(tmp_path: Path, begun: bool) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)
        if begun:
            await fridays(place, "fri 11:00")
            await place.taps("noor", "Opschrijven")
        await place.says("noor", "logboekje uit")
        assert "vraag ik niet meer vanzelf" in "\n".join(one.text for one in await place.hears("noor"))
        if begun:
            await place.says("noor", MOMENT)
            for _ in range(2):
                await place.says("noor", "overslaan")
            assert "Alleen jij leest dit" in (await place.hears("noor"))[-1].text

        assert not await fridays(place, LATER)


async def test_s15_a_pause_is_no_silence_and_the_yes_holds_after_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)
        await place.says("noor", "pauze tot 13 april")
        assert not await fridays(place, "2026-04-13 08:00")

        assert len(await fridays(place, "2026-04-17 12:00")) == 1


async def test_s15_a_friday_prompt_is_not_taken_up_as_if_she_had_begun_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=True)
        await fridays(place, "fri 11:00")
        await place.says("noor", "tijdlijn")
        await place.says("noor", "buddy")
        await place.says("noor", "bram")
        await place.says("noor", QUESTION)

        assert not [one for one in await place.hears("noor") if "Welk moment uit je werk" in one.text]


async def test_s15_who_begins_by_herself_is_not_asked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=False)
        await place.hears("noor")
        await place.until(LATER)

        assert not await place.hears("noor")


async def test_s15_what_stands_in_the_logbook_nobody_else_reads(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await writes(place, again=False)
        await place.until(LATER)

        assert not await place.room()
        for other in ("bram", "ingrid", "fatima"):
            assert MOMENT not in await place.reads(other)


async def learns(place: Town, day: str) -> None:
    """Let Noor plan a training on a day, prepare nothing, and let a moment be asked for each Friday."""
    await plan_training(place, "noor", "Helder schrijven", day, go="Drie weken ervoor")
    await writes(place, again=True)


async def test_s15_acceptance_2_the_weekly_questions_stop_when_the_trajectory_is_over(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["trajectory_before"]) as place:
        await learns(place, "18 maart")
        await place.until("fri 11:00")
        assert "Welk moment uit je werk" in await place.reads("noor")
        await answers(place)
        await place.until(LATER)

        assert not [one for one in await place.hears("noor") if "Welk moment uit je werk" in one.text]


FRIDAYS_AND_MONDAYS = [f"2026-03-{day}" for day in ("06", "09", "13", "16", "20", "23", "27")]


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Ja, elke vrijdag", ["06", "13", "20"]),
        ("Ja, elke maandag", ["09", "16", "23"]),
        ("Ja, om de week op vrijdag", ["13", "27"]),
        ("Ja, eens in de vier weken op vrijdag", ["27"]),
    ],
)
async def test_s15_she_chooses_in_which_rhythm_she_is_asked(tmp_path: Path, label: str, asked: list[str]) -> None:
    async with town(tmp_path, start="2026-03-04 09:00", formats=[]) as place:
        await place.says("noor", "logboekje")
        for said in (MOMENT, "overslaan", "overslaan"):
            await place.says("noor", said)
        await place.taps("noor", label)
        await place.hears("noor")
        heard = []
        for day in FRIDAYS_AND_MONDAYS:
            await place.until(f"{day} 12:00")
            heard += [day[-2:] for one in await place.hears("noor") if "Welk moment uit je werk" in one.text]

        assert heard == asked


async def test_s15_acceptance_2_in_a_slow_rhythm_too_nothing_is_asked_once_the_trajectory_is_over(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-04 09:00", formats=["trajectory_before"]) as place:
        await plan_training(place, "noor", "Helder schrijven", "10 maart", go="Drie weken ervoor")
        await place.says("noor", "overslaan")
        await place.says("noor", "logboekje")
        for said in (MOMENT, "overslaan", "overslaan"):
            await place.says("noor", said)
        await place.taps("noor", "Ja, eens in de vier weken op vrijdag")
        await place.until("2026-03-30 12:00")

        assert "Ik stop als je traject voorbij is" in await place.reads("noor")
        prompts = [one for one in await place.hears("noor") if "Opschrijven" in one.choices]
        assert not [one for one in prompts if "Welk moment uit je werk" in one.text]


async def test_s15_acceptance_2_it_stops_as_well_after_a_question_that_she_let_go_by(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-04 09:00", formats=["trajectory_before"]) as place:
        await plan_training(place, "noor", "Helder schrijven", "19 maart", go="Drie weken ervoor")
        await place.says("noor", "overslaan")
        await place.says("noor", "logboekje")
        for said in (MOMENT, "overslaan", "overslaan"):
            await place.says("noor", said)
        await place.taps("noor", "Ja, om de week op vrijdag")
        assert await fridays(place, "2026-03-13 12:00")

        assert not await fridays(place, "2026-04-10 12:00")


async def test_s15_the_weekly_questions_stop_when_the_trajectory_is_called_off(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["trajectory_before"]) as place:
        await learns(place, "18 maart")
        await place.says("noor", "traject 1 gaat niet door")
        await place.hears("noor")
        await place.until(LATER)

        assert not [one for one in await place.hears("noor") if "Welk moment uit je werk" in one.text]
