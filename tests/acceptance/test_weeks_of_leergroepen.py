"""S07 D2: in a facilitator's week stands how far a leergroep is with its assignment, and which meetings come."""

from pathlib import Path

from storage.privacy.erasing import erase_person
from tests.acceptance.preparing import on_the_way
from tests.kit.leergroep import GROUP, decide, gather, plan
from tests.kit.town import FACILITATOR, Town, town

WEEK = "Weekoverzicht voor"
SOON = "**Bijeenkomsten in de komende twee weken**\n- Bijeenkomst 2: donderdag 12 maart om 10:00"


async def test_s07_acceptance_5_d2_lists_each_name_with_a_status_for_who_leads_the_group_alone(
    tmp_path: Path,
) -> None:
    async with on_the_way(tmp_path) as place:
        await place.add("femke", "facilitator", consent=None)
        await place.switch_on("facilitator_week", GROUP)
        await place.switch_on("facilitator_week")
        await place.taps("bram", "Beginnen")
        await place.taps("bram", "Ik vertel het daar")
        await place.until("2026-02-04 10:00")

        told = next(one.text for one in reversed(await place.shown(FACILITATOR)) if WEEK in one.text)
        expected = "- **Bram**: mondeling\n- **Joost**: nog niet\n- **Noor**: nog niet\n- **Samira**: nog niet"
        assert f"**Opdracht voor donderdag 12 maart om 10:00**\n{expected}" in told
        assert "nog niet" not in await place.reads("femke")
        assert SOON not in told


async def test_s07_a_meeting_stands_in_the_week_fourteen_days_before(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.switch_on("facilitator_week", GROUP)
        seen = []
        for moment in ("2026-02-25 10:00", "2026-03-04 10:00"):
            await place.until(moment)
            seen.append(SOON in next(one.text for one in reversed(await place.shown(FACILITATOR)) if WEEK in one.text))

        assert seen == [False, True]


async def test_s07_after_the_meeting_no_status_is_told_any_more(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-03-12 12:00") as place:
        await place.switch_on("facilitator_week", GROUP)
        await place.until("2026-03-18 10:00")

        assert "nog niet" not in "".join(one.text for one in await place.shown(FACILITATOR) if WEEK in one.text)


async def test_s07_what_hangs_on_a_meeting_is_no_round_of_its_own_in_the_week(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await gather(place)
        await place.switch_on("facilitator_week", GROUP)
        await decide(place)
        await plan(place)
        await place.until("2026-03-11 10:00")

        told = next(one.text for one in reversed(await place.shown(FACILITATOR)) if WEEK in one.text)
        assert "**Rondes**\n- Afspraken (geopend)\n\n**Bijeenkomsten in de komende twee weken**" in told


async def drawn_again(place: Town) -> tuple[str, str]:
    """Let Bram be erased, so that the first week of the facilitator is drawn again; return it as it stood, and stands."""
    issue = next(one for one in await place.shown(FACILITATOR) if WEEK in one.text)
    await place.app.store.run(lambda unit: erase_person(unit, "bram", place.clock.now()))
    await place.wait(minutes=5)
    again = next(one for one in await place.shown(FACILITATOR) if one.message.id == issue.message.id)
    return issue.text, again.text


async def test_c37_a_week_that_is_drawn_again_holds_no_assignment_that_was_asked_since(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.switch_on("facilitator_week", GROUP)
        await place.until("2026-06-05 10:05")
        before, after = await drawn_again(place)

        assert "**Bram**" in before
        assert "**Bram**" not in after
        assert "donderdag 16 juli" not in after


async def test_s24_a_week_that_is_drawn_again_says_nothing_of_what_was_decided_since(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, "2026-02-04 10:00") as place:
        await place.switch_on("facilitator_week", GROUP)
        await place.until("2026-02-11 10:00")
        await decide(place)
        before, after = await drawn_again(place)

        assert before == after.replace("**Joost**", "**Bram**: nog niet\n- **Joost**", 1)


async def test_s24_that_not_all_agree_is_signalled_until_two_weeks_after_the_last_meeting(tmp_path: Path) -> None:
    async with on_the_way(tmp_path, agreeing=("noor", "bram", FACILITATOR)) as place:
        await place.switch_on("facilitator_week", GROUP)
        await place.says(FACILITATOR, "leergroep eerder afronden")
        await place.taps(FACILITATOR, "Ja, rond eerder af")
        told = []
        for moment in ("2026-03-11 10:00", "2026-03-25 10:00", "2026-04-01 10:00"):
            before = len(await place.shown(FACILITATOR))
            await place.until(moment)
            weeks = "".join(one.text for one in (await place.shown(FACILITATOR))[before:])
            told.append("Nog niet iedereen is akkoord" in weeks)

        assert told == [True, True, False]
