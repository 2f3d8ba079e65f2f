"""S27: what was learned in a meeting is held on to, for the whole group and without a name."""

from pathlib import Path

import pytest

from tests.kit.leergroep import GROUP, PARTICIPANTS, gather, plan
from tests.kit.town import FACILITATOR, Town, town

FIRST = "Wie eerst vraagt, hoort meer."
SECOND = "Stilte is ook een antwoord."
DEBATE = "Wie beslist er als het stil blijft?"


async def has_met(place: Town, first: str = "7 januari om 10:00", until: str = "2026-01-07 13:00") -> None:
    """Let a leergroep have had its first meeting."""
    await gather(place)
    await plan(place, first)
    await place.until(until)


async def writes_down(place: Town, point: str, *others: str, asked: int = 3) -> None:
    """Let the facilitator write down one learning point, and answer what is asked after it; later on one question more."""
    await place.says(FACILITATOR, point)
    await place.taps(FACILITATOR, "Dit was het")
    for said in (*others, *["overslaan"] * (asked - len(others))):
        await place.says(FACILITATOR, said)
        await place.wait(minutes=2)


async def test_s27_what_was_learned_comes_back_to_the_group_without_a_name(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place)

        await place.says(FACILITATOR, "leerpunten")
        await writes_down(place, FIRST, DEBATE, "Eerst vragen", "Meteen oplossen")
        await place.until("2026-01-08 10:00")

        told = (await place.shown(GROUP, "room"))[-1].text
        for said in (FIRST, DEBATE, "Eerst vragen", "Meteen oplossen"):
            assert f"- \u2068{said}\u2069" in told.splitlines()
        assert told.startswith("**Leerpunten van bijeenkomst 1** (Leergroep Noord, woensdag 7 januari om 10:00)")
        assert "Fatima" not in told


async def test_s27_the_facilitator_is_reminded_once_on_the_next_working_day(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place)
        reminder, counts = "zijn nog niet vastgelegd. Twee regels is al fijn voor de groep.", []

        for moment in ("2026-01-08 09:55", "2026-01-08 10:05", "2026-01-20 10:00"):
            await place.until(moment)
            counts.append((await place.reads(FACILITATOR)).count(reminder))

        assert counts == [0, 1, 1]


async def test_s27_leerpunten_takes_up_what_is_to_be_written_down(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place)

        await place.says(FACILITATOR, "leerpunten")

        assert "Welke leerpunten wil je vastleggen?" in (await place.hears(FACILITATOR))[-1].text


async def test_s27_leerpunten_says_so_where_there_is_nothing_to_write_down(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place, until="2026-01-06 12:00")

        await place.says(FACILITATOR, "leerpunten")

        assert 'Bij "Bijeenkomst" staat nu niets voor je open.' in (await place.hears(FACILITATOR))[-1].text


async def test_s27_acceptance_1_the_points_of_the_first_two_meetings_stand_in_the_agenda_of_the_third(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place)
        await place.says(FACILITATOR, "leerpunten")
        await writes_down(place, FIRST)
        await place.until("2026-02-18 13:00")
        await place.says(FACILITATOR, "leerpunten")
        await writes_down(place, SECOND, asked=4)

        await place.until("2026-03-25 10:05")

        agenda = next(one.text for one in reversed(await place.shown(GROUP, "room")) if "Bijeenkomst 3" in one.text)
        assert f"**Leerpunten tot nu toe**\n- \u2068{FIRST}\u2069\n- \u2068{SECOND}\u2069" in agenda
        assert "Nog niets vastgelegd." not in agenda


async def test_s27_acceptance_2_the_agenda_says_that_nothing_was_written_down(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place, until="2026-03-25 10:05")

        assert "**Leerpunten tot nu toe**\nNog niets vastgelegd." in await place.room(GROUP)


@pytest.mark.parametrize(("word", "stands"), [("wijzig", "Wie vraagt, leert."), ("verwijder", "deze tekst weggehaald.")])
async def test_s27_edge_a_line_to_which_somebody_objects_is_changed_where_it_stands(
    tmp_path: Path, word: str, stands: str
) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place)
        await place.says(FACILITATOR, "leerpunten")
        await writes_down(place, FIRST)
        await place.until("2026-01-08 10:00")

        await place.says(FACILITATOR, f"{word} 5")
        await place.says(FACILITATOR, "Wie vraagt, leert." if word == "wijzig" else "ja")
        await place.wait(minutes=2)

        assert stands in await place.room(GROUP)
        assert FIRST not in await place.room(GROUP)


async def test_s27_each_may_tell_what_she_takes_along_and_chooses_who_reads_it(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place, until="2026-01-13 10:05")

        for person, said, readers in (("noor", "Vaker stil zijn", "Met de groep"), ("bram", "Niets nieuws", "Alleen voor mij")):
            await place.taps(person, "Bijeenkomst (Vertellen)")
            await place.says(person, said)
            await place.taps(person, readers)
        await place.until("2026-01-21 10:00")

        told = await place.room(GROUP)
        assert "Wat neem jij mee uit de bijeenkomst van " in await place.reads("samira")
        assert "Vaker stil zijn" in told
        assert "Niets nieuws" not in told


async def test_x05_who_lets_go_by_what_is_optional_is_not_silent(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place, until="2026-05-20 12:00")

        read = await place.reads("noor")
        assert read.count("Wat neem jij mee uit de bijeenkomst van ") == 4
        assert "tijdje stil" not in read


OFFER = "zijn nog niet vastgelegd. Wil jij ze opschrijven voor Leergroep Noord?"


async def test_s27_edge_points_that_are_not_filled_in_are_offered_to_the_group_once_after_the_reminder(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place)
        await place.until("2026-01-08 17:00")
        before = [OFFER in await place.reads(one) for one in PARTICIPANTS]
        await place.until("2026-01-12 10:05")

        await place.taps("noor", "Bijeenkomst (Ja, ik schrijf ze op)")
        await place.says("noor", FIRST)
        await place.taps("noor", "Dit was het")
        for _ in range(3):
            await place.says("noor", "overslaan")
        await place.until("2026-01-20 12:00")

        told = await place.room(GROUP)
        assert before == [False] * len(PARTICIPANTS)
        assert [(await place.reads(one)).count(OFFER) for one in PARTICIPANTS] == [1] * len(PARTICIPANTS)
        assert told.splitlines().count(f"- \u2068{FIRST}\u2069") == 1
        assert "Noor" not in told.replace("Leergroep Noord", "")


async def test_s27_edge_points_that_the_group_wrote_stand_in_the_next_agendas(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place, until="2026-01-12 10:05")
        await place.taps("noor", "Bijeenkomst (Ja, ik schrijf ze op)")
        await place.says("noor", FIRST)
        await place.taps("noor", "Dit was het")

        await place.until("2026-03-25 10:05")

        assert f"**Leerpunten tot nu toe**\n- \u2068{FIRST}\u2069" in await place.room(GROUP)


@pytest.mark.parametrize("how", ["writes", "says there is nothing"])
async def test_s27_edge_points_about_which_the_facilitator_decided_are_offered_to_nobody(tmp_path: Path, how: str) -> None:
    async with town(tmp_path, start="2026-01-05 09:00", formats=[]) as place:
        await has_met(place)
        await place.says(FACILITATOR, "leerpunten")
        await place.says(FACILITATOR, FIRST if how == "writes" else "overslaan")

        await place.until("2026-01-20 12:00")

        assert [OFFER in await place.reads(one) for one in PARTICIPANTS] == [False] * len(PARTICIPANTS)
