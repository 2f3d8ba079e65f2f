"""S52: twenty minutes with one question; only the coach reads it, and without a step nothing more is asked."""

from pathlib import Path

from tests.kit.town import LEAD, Town, town

QUESTION = "Hoe begin ik een lastig gesprek?"
AFTER = "2026-04-20 12:00"


async def books(place: Town, day: str | None = "donderdag 12 maart") -> None:
    """Let Noor ask Bram for twenty minutes."""
    await place.says("noor", "speed coaching")
    await place.says("noor", "bram")
    await place.says("noor", QUESTION)
    await place.wait(minutes=2)
    await place.says("noor", "Ik schreef het eerst op.")
    await place.wait(minutes=2)
    await place.says("noor", day or "Dat spreken we af")
    if day is not None:
        await place.says("noor", "ja")
    await place.until("mon 12:00")


async def test_s52_acceptance_1_the_lead_does_not_hear_that_it_is_booked(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await books(place)
        await place.taps("bram", "Lezen")
        assert QUESTION in await place.reads("bram")
        assert "Ik schreef het eerst op." not in await place.reads("bram")
        await place.taps("bram", "Graag")
        await place.until(AFTER)

        assert not await place.hears(LEAD)
        assert not await place.room()
        for other in (LEAD, "fatima", "samira", "joost"):
            assert QUESTION not in await place.reads(other)


async def test_s52_acceptance_2_without_a_step_nothing_follows(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await books(place)
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await place.until("thu 16:00")
        await place.hears("noor"), await place.hears("bram")
        await place.until("thu 17:00")
        (asked,) = await place.hears("noor")
        assert "Je had speed coaching met Bram. Welke stap zet je?" in asked.text
        await place.taps("noor", "Geen stap")
        await place.hears("noor")
        await place.until(AFTER)

        assert not await place.hears("noor")
        assert not await place.hears("bram")  # the coach is asked nothing afterwards


async def test_s52_two_weeks_after_a_step_one_question_how_it_went(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await books(place)
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await place.until("thu 17:00")
        await place.taps("noor", "Opschrijven")
        await place.says("noor", "Ik bel haar morgen.")
        await place.taps("noor", "Ja, graag")
        await place.hears("noor")
        await place.until(AFTER)

        (back,) = await place.hears("noor")
        assert "Twee weken geleden wilde je een stap zetten" in back.text
        assert "Ik bel haar morgen." not in await place.reads("bram")


async def test_s52_edge_a_coach_who_can_not_then_names_another_day(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await books(place)
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Ander moment")
        await place.says("bram", "maandag 16 maart")
        await place.says("bram", "ja")
        await place.until("tue 12:00")
        assert "Bram stelt een dag voor: maandag 16 maart" in await place.reads("noor")
        await place.until("2026-03-16 17:00")

        assert "Je had speed coaching met Bram" in await place.reads("noor")


async def test_s52_only_the_one_question_is_for_the_coach_and_the_line_above_each_says_so(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says("noor", "speed coaching")
        await place.says("noor", "bram")
        assert "Wie je koos leest dit, en jij" in (await place.shown("noor"))[-1].text
        await place.says("noor", QUESTION)
        await place.wait(minutes=2)
        assert "Alleen jij leest dit" in (await place.shown("noor"))[-1].text
        await place.says("noor", "Ik schreef het eerst op.")
        await place.wait(minutes=2)
        await place.says("noor", "Dat spreken we af")
        await place.until("mon 12:00")
        await place.taps("bram", "Lezen")
        reads = await place.reads("bram")

        assert QUESTION in reads
        assert "eerst op" not in reads


async def test_s52_edge_with_three_who_ask_a_coach_the_fourth_waits_until_there_is_room(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[], members=["noor", "bram", "samira", "joost", "youssef"]) as place:
        for who in ("noor", "samira", "joost", "youssef"):
            await place.says(who, "speed coaching")
            await place.says(who, "bram")
            await place.says(who, f"De vraag van {who}.")
            await place.wait(minutes=2)
            await place.says(who, "overslaan")
            await place.taps(who, "Dat spreken we af")
        await place.until("2026-03-13 17:00")
        asked = await place.reads("bram")
        waits = await place.reads("youssef")
        await place.taps("bram", "Nu niet")
        await place.until("2026-03-17 12:00")

        assert all(f"{name} wil graag twintig minuten" in asked for name in ("Noor", "Samira", "Joost"))
        assert "Youssef" not in asked
        assert "Het kan een paar dagen later worden" in waits  # of how many there are before her nobody hears
        assert "Youssef wil graag twintig minuten" in await place.reads("bram")


async def test_s52_edge_a_coach_who_cancels_gives_no_reason_and_somebody_else_or_another_day_can_be_asked(
    tmp_path: Path,
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await books(place, "donderdag 19 maart")
        await place.taps("bram", "Lezen")
        await place.taps("bram", "Graag")
        await place.wait(days=1)
        await place.says("bram", "samen stoppen")
        await place.taps("bram", "Ja, ik stop")
        await place.wait(days=1)
        assert "Bram kan niet meer meedoen. Je kunt iemand anders vragen." in await place.reads("noor")
        await place.hears("noor")
        await place.until("2026-03-20 12:00")
        assert not await place.hears("noor")  # the day that is off asks for no step

        await books(place, "maandag 30 maart")
        await place.until("2026-03-24 12:00")
        assert (await place.reads("bram")).count("Noor wil graag twintig minuten") == 2
