"""§4.5, P8, S31: four weeks after the last meeting the case texts of a leergroep go, after one notice to each author."""

from datetime import timedelta
from pathlib import Path

from storage.groups import people
from storage.outgoing import sending
from storage.talks import answers
from tests.acceptance.preparing import EVERYBODY, delivers, on_the_way
from tests.kit.leergroep import GROUP, decide, gather, plan
from tests.kit.matter_town import matter_town
from tests.kit.searching import readers, where
from tests.kit.town import FACILITATOR, Town

WORD = "kanarie"
NOTICE = "Over twee weken verwijder ik de teksten van Leergroep Noord."
LAST, TOLD, DAY_BEFORE, GONE = "2026-08-27 12:00", "2026-09-10 17:00", "2026-09-24 23:00", "2026-09-25 09:30"
"""The last meeting was on Thursday 27 August; the notice comes two weeks later, and the texts go after four."""


async def passes(place: Town, moment: str) -> None:
    """Let the days pass until a moment, as they do for a bot that runs."""
    target = place.moment(moment)
    while (day := (place.clock.now() + timedelta(days=1)).date()) < target.date():
        await place.until(f"{day} 08:00")
    await place.until(f"{target.date()} 08:00")
    await place.until(target)


async def told(place: Town, person: str = "bram") -> int:
    """Return how often somebody was told that the texts go."""
    return (await place.reads(person)).count(NOTICE)


async def bram_tells(place: Town) -> None:
    await delivers(place, "bram", f"Een {WORD} in de gang.")


async def test_s31_acceptance_2_four_weeks_after_the_last_meeting_case_texts_are_erased_after_one_notice(
    tmp_path: Path,
) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until(LAST)
        assert await told(place) == 0

        await passes(place, TOLD)
        assert (await told(place), await told(place, "noor")) == (1, 0)  # she wrote nothing
        await passes(place, DAY_BEFORE)
        assert await readers(place, WORD, EVERYBODY) == set(EVERYBODY)
        await passes(place, GONE)

        assert await where(place, WORD) == set()
        assert await readers(place, WORD, EVERYBODY) == set()
        assert await told(place) == 1


async def test_s31_acceptance_2_on_mattermost_what_was_said_about_it_is_taken_away(tmp_path: Path) -> None:
    async with matter_town(tmp_path, start="2026-01-26 09:00", formats=[]) as place:
        await gather(place)
        await decide(place, *EVERYBODY)
        await plan(place, "29 januari om 10:00")
        await place.until("2026-01-30 10:05")
        await bram_tells(place)
        await place.until(LAST)
        await passes(place, DAY_BEFORE)
        assert {one for one in EVERYBODY if WORD in (await place.reads(one)).casefold()} == set(EVERYBODY)

        await passes(place, GONE)

        assert await where(place, WORD) == set()
        for one in EVERYBODY:
            assert WORD not in (await place.reads(one)).casefold()
            assert "Een situatie die anders liep" not in await place.reads(one)


async def test_s31_edge_a_last_meeting_that_moves_takes_the_day_along(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until("2026-08-26 09:00")
        await place.says(FACILITATOR, "verplaats bijeenkomst 6 naar 10 september")

        await passes(place, GONE)
        assert (await told(place), await where(place, WORD) != set()) == (1, True)
        await passes(place, "2026-10-08 23:00")
        assert await where(place, WORD) != set()
        await passes(place, "2026-10-09 09:30")

        assert await where(place, WORD) == set()


async def test_s31_edge_where_the_last_meetings_are_called_off_the_one_before_counts_and_its_notice_has_its_time(
    tmp_path: Path,
) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until("2026-08-25 08:30")  # the fifth meeting was on 16 July
        await place.says(FACILITATOR, "annuleer bijeenkomst 6")

        await passes(place, "2026-08-26 17:00")
        assert await told(place) == 1
        await passes(place, "2026-09-09 23:00")
        assert await where(place, WORD) != set()
        await passes(place, "2026-09-10 09:30")

        assert await where(place, WORD) == set()


async def test_s31_edge_where_all_meetings_are_called_off_the_texts_go_four_weeks_later(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, until="2026-01-28 10:00") as place:
        await place.says(FACILITATOR, "verplaats bijeenkomst 1 naar 5 februari")
        await place.until("2026-02-06 10:30")
        await bram_tells(place)
        for number in range(2, 7):
            await place.says(FACILITATOR, f"annuleer bijeenkomst {number}")
        await passes(place, "2026-03-05 23:00")
        assert await where(place, WORD) != set()

        await passes(place, "2026-03-06 09:30")

        assert (await told(place), await where(place, WORD)) == (1, set())


async def test_s31_edge_new_meetings_keep_the_texts_of_the_old_ones_no_longer(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until("2026-03-20 09:00")
        for number in range(3, 7):
            await place.says(FACILITATOR, f"annuleer bijeenkomst {number}")
        await plan(place, "30 maart om 10:00")
        await passes(place, "2026-04-01 12:00")
        await delivers(place, "samira", "Een mus op het dak.")

        await passes(place, "2026-04-10 09:30")

        assert (await told(place), await told(place, "samira")) == (1, 0)
        assert await where(place, WORD) == set()
        assert "answer.body" in await where(place, "mus op het dak")


async def test_s31_edge_a_bot_that_was_down_on_the_day_erases_when_it_is_back(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until(LAST)
        await passes(place, TOLD)
        await place.down_until("2026-10-05 03:00")

        assert await where(place, WORD) == set()


async def test_s31_edge_a_bot_that_was_down_tells_first_and_erases_two_weeks_after(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until(LAST)
        await place.down_until("2026-10-05 09:00")
        await place.settle()
        assert (await told(place), await where(place, WORD) != set()) == (1, True)

        await passes(place, "2026-10-19 23:00")
        assert await where(place, WORD) != set()
        await passes(place, "2026-10-20 09:00")

        assert (await told(place), await where(place, WORD)) == (1, set())


async def test_s31_edge_a_notice_that_was_planned_and_not_sent_has_had_no_time(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until(LAST)
        await place.until("2026-09-10 07:00")  # planned, and before anybody is disturbed
        await place.down_until("2026-10-05 07:00")
        await place.until("2026-10-05 09:30")

        assert (await told(place), await where(place, WORD) != set()) == (1, True)
        await passes(place, "2026-10-20 09:00")
        assert await where(place, WORD) == set()


async def test_s31_edge_who_pauses_hears_of_it_first_and_the_others_texts_go_on_their_day(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await delivers(place, "samira", "Een mus op het dak.")
        await place.until(LAST)
        await place.says("bram", "pauze tot 1 oktober")

        await passes(place, GONE)
        assert (await told(place), await where(place, "mus op het dak")) == (0, set())
        assert await readers(place, WORD, EVERYBODY) == {"bram"}
        await passes(place, "2026-10-02 17:00")
        assert await told(place) == 1
        await passes(place, "2026-10-17 09:00")

        assert await where(place, WORD) == set()


async def test_s31_edge_who_left_the_group_earlier_hears_of_it_too(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until("2026-05-01 09:00")
        await place.leaves("bram", GROUP)
        await place.until(LAST)
        await passes(place, TOLD)
        assert await told(place) == 1

        await passes(place, GONE)

        assert await where(place, WORD) == set()


async def test_s31_edge_who_facilitates_hears_of_her_own_texts_too(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:  # she wrote where the meetings are
        await place.until(LAST)
        await passes(place, TOLD)

        assert await told(place, FACILITATOR) == 1


async def test_s31_edge_of_who_left_altogether_or_cannot_be_reached_everything_goes_in_time(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await delivers(place, "samira", f"Een {WORD} op het dak.")
        await place.until(LAST)
        await place.set("bram", undeliverable="blocked")
        await place.set("samira", left_at=place.clock.now())

        await passes(place, DAY_BEFORE)
        assert "answer.body" in await where(place, WORD)
        await passes(place, GONE)

        assert (await told(place), await where(place, WORD)) == (0, set())


async def test_x20_an_organisation_may_keep_them_shorter_and_never_without_the_notice(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.chooses(retention__programme_days=1)
        await place.until(LAST)
        assert await told(place) == 1

        await passes(place, "2026-09-10 23:00")
        assert "answer.body" in await where(place, WORD)
        await passes(place, "2026-09-11 09:00")

        assert await where(place, WORD) == set()


async def test_x20_while_sending_is_stopped_nothing_goes_of_which_its_author_could_not_hear(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until(LAST)
        await place.app.store.run(lambda unit: sending.stop(unit, place.clock.now()))

        await passes(place, "2026-10-05 12:00")

        assert "answer.body" in await where(place, WORD)


async def test_s31_edge_what_is_written_after_the_notice_goes_on_the_same_day(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until(LAST)
        await passes(place, TOLD)
        own = await place.app.store.read(lambda unit: answers.own(unit, people.viewer(unit, "bram"), "bram", 0, 99))
        (number,) = (one.number for one in own if WORD in (one.value.text or ""))
        await place.says("bram", f"wijzig {number}")
        await place.says("bram", f"Een andere {WORD}.")
        assert f"Een andere {WORD}." in await place.reads("bram")

        await passes(place, GONE)

        assert (await told(place), await where(place, WORD)) == (1, set())


async def test_s31_edge_after_it_nothing_can_be_told_there_any_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until(LAST)
        button = next(id_ for one in await place.shown("noor") for label, id_ in one.choices.items() if label == "Beginnen")
        await passes(place, GONE)

        await place.presses("noor", button)
        await place.says("noor", f"Alsnog een {WORD}.")  # it is held for what she was asked last, of the meeting
        await place.taps("noor", "Weggooien")
        await place.says("bram", f"Alsnog een {WORD}.")
        await place.says("bram", "opdracht")

        assert await where(place, WORD) == set()


async def test_s31_edge_learning_points_and_the_contract_stay(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until("2026-03-12 13:05")
        await place.says(FACILITATOR, "leerpunten")
        await place.says(FACILITATOR, "Eerst vragen, dan pas raad geven.")
        await place.taps(FACILITATOR, "Dit was het")
        await passes(place, GONE)

        assert "answer.body" in await where(place, "eerst vragen")
        await place.says("noor", "contract")
        assert "Je bent akkoord" in (await place.hears("noor"))[-1].text


async def test_s31_edge_who_wants_to_keep_her_texts_downloads_them(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await bram_tells(place)
        await place.until(LAST)
        await passes(place, TOLD)

        notice = next(one for one in await place.shown("bram") if NOTICE in one.text)
        await place.taps("bram", "Downloaden")

        assert list(notice.choices)[:3] == ["Downloaden", "Bekijken", "Ze mogen weg"]
        assert WORD in (await place.shown("bram"))[-1].text.casefold()  # without pages, what can be said in chat


async def test_s25_where_it_met_goes_with_what_told_it_also_when_the_learning_question_stays(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, None) as place:
        await place.until("2026-03-11 09:00")
        await place.says(FACILITATOR, "berichten")
        await place.taps(FACILITATOR, "1")
        await place.says(FACILITATOR, "Neem iets mee.")
        await place.until("2026-03-12 13:05")
        for said in ("leerpunten", "Eerst luisteren.", "1", "overslaan", "overslaan", "overslaan", "Hoe blijven we kalm?"):
            await place.wait(minutes=2)
            await place.says(FACILITATOR, said)
        await place.until(LAST)
        before = (await place.room(GROUP)).count("Stadhuis")

        await passes(place, GONE)

        after = await place.room(GROUP)
        assert before == 6
        assert "Stadhuis" not in after
        assert "samen kiezen (bijeenkomst" not in after
        assert "Hoe blijven we kalm?" in after
        assert after.count("niet meer bekend") == 1
        assert await where(place, "stadhuis") == set()
        assert "donderdag 12 maart om 10:00, niet meer bekend (bijeenkomst 2)." in after
