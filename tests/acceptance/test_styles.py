"""S26: which facilitating people wish for: by name to who facilitates, or together in words; never by elimination (K1, K6)."""

from pathlib import Path

import pytest

from dialogs.settings import K
from storage.groups import settings
from tests.kit.leergroep import GROUP, PARTICIPANTS, gather, plan
from tests.kit.town import FACILITATOR, Town, town

FIVE = (*PARTICIPANTS, "ingrid")
ASKED, CLOSED, WEEK = "2026-03-19 12:00", "2026-03-24 12:30", "2026-03-25 10:00"
"""Moments before the first meeting, on Tuesday 7 April 2026: people are asked, it is closed, the facilitator's week came."""
DIFFER = "wensen verschillen"


async def is_asked(place: Town, *, many: int = 5, k: int | None = None) -> None:
    """Let a leergroep of so many plan its meetings, so that each is asked which facilitating helps her."""
    await gather(place)
    if many == len(FIVE):
        await place.add("ingrid", "participant", team=GROUP)
    if k is not None:
        await place.app.store.run(lambda unit: settings.choose(unit, K, str(k), GROUP))
    await place.switch_on("facilitator_week", GROUP)
    await plan(place, "7 april om 10:00")
    await place.until(ASKED)


async def in_her_week(place: Town) -> str:
    """Return what stands in the weeks that the facilitator got."""
    await place.until(WEEK)
    return "\n".join(one.text for one in await place.shown(FACILITATOR) if "Weekoverzicht voor" in one.text)


async def wishes(place: Town, person: str, wish: str, readers: str | None = None) -> None:
    """Let somebody say which facilitating helps her; without readers chosen it is hers alone, and counted."""
    await place.says(person, "stijl kiezen")
    await place.taps(person, wish)
    await place.wait(minutes=2)
    await place.says(person, "overslaan")
    await place.taps(person, readers or "Alleen voor mij")


async def test_s26_acceptance_1_the_week_of_the_facilitator_says_that_wishes_differ(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        for person, wish in zip(FIVE, ("Licht", "Licht", "Licht", "Voordoen", "Voordoen"), strict=True):
            await wishes(place, person, wish)
        await place.until("2026-03-23 11:00")
        before = await place.reads(FACILITATOR)
        read = await in_her_week(place)

        assert DIFFER not in before
        assert DIFFER in read
        assert "Licht" not in read
        assert "Voordoen" not in read


async def test_s26_acceptance_2_two_answers_tell_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        await wishes(place, "noor", "Licht")
        await wishes(place, "bram", "Voordoen")
        await place.until("2026-04-02 16:00")

        read = await place.reads(FACILITATOR)
        assert DIFFER not in read
        assert "de meesten willen" not in read
        assert "Een samenvatting van de wensen is er niet." in read


async def test_s26_what_most_wish_is_told_in_words(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        for person, wish in zip(FIVE, ("Licht", "Licht", "Licht", "Licht", "Voordoen"), strict=True):
            await wishes(place, person, wish)

        assert "de meesten willen lichte begeleiding" in await in_her_week(place)


async def test_s26_a_wish_may_be_read_by_name(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        await wishes(place, "noor", "Structuur", "Alleen de begeleider")
        week = await in_her_week(place)

        assert "**Noor**: \u2068Structuur" in week


async def test_s26_edge_with_the_wishes_of_others_known_by_name_nothing_is_told_of_the_last(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        for person in ("noor", "bram", "samira"):
            await wishes(place, person, "Licht", "Alleen de begeleider")
        for person in ("joost", "ingrid"):
            await wishes(place, person, "Voordoen")
        await place.until(WEEK)

        read = await place.reads(FACILITATOR)
        assert DIFFER not in read
        assert "Voordoen" not in read


@pytest.mark.parametrize(("before", "after"), [(5, 4), (4, 5)])
async def test_ge23_a_k_that_changes_meanwhile_lets_no_fewer_be_told_than_was_said(
    before: int, after: int, tmp_path: Path
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place, k=before)
        for person, wish in zip(PARTICIPANTS, ("Licht", "Licht", "Voordoen", "Voordoen"), strict=True):
            await wishes(place, person, wish)
        await place.app.store.run(lambda unit: settings.choose(unit, K, str(after), GROUP))
        await place.until(WEEK)

        assert DIFFER not in await place.reads(FACILITATOR)


async def test_ge23_in_a_group_that_becomes_too_small_meanwhile_nothing_is_told(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place, many=4)
        for person, wish in zip(PARTICIPANTS, ("Licht", "Licht", "Voordoen", "Voordoen"), strict=True):
            await wishes(place, person, wish)
        await place.leaves("joost", team=GROUP)
        await place.until(WEEK)

        assert DIFFER not in await place.reads(FACILITATOR)


async def test_k6_in_a_small_group_nothing_is_counted_and_nothing_else_is_said(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place, many=4, k=5)
        await place.says("noor", "stijl kiezen")

        asked = (await place.shown("noor"))[-1].text
        assert "Ik tel dit mee" not in asked
        assert "Alleen jij leest dit, tot je zelf deelt." in asked


async def test_s26_everybody_is_told_beforehand_that_it_is_counted_and_is_not_reminded(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        first = await place.reads("noor")
        await place.until(CLOSED)

        assert "Welke begeleiding helpt jou dan het meest?" in first
        assert (
            "Ik tel dit mee, zonder naam. Vanaf 4 antwoorden leest Fatima wat eruit komt, als dat van niemand apart iets zegt."
            in first
        )
        assert (await place.reads("noor")).count("Welke begeleiding helpt jou dan het meest?") == 1


async def test_s26_the_facilitator_gets_a_card_with_three_kinds_of_questions(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        await place.until("2026-04-02 16:00")
        await place.taps(FACILITATOR, "Bekijk de kaart")

        card = (await place.shown(FACILITATOR))[-1].text
        for word in ("Spiegelend", "Verduidelijkend", "Verdiepend", "dat niemand oordeelt"):
            assert word in card


async def test_s26_a_first_meeting_that_is_planned_late_still_asks_in_the_time_that_is_left(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 09:00", formats=[]) as place:
        await gather(place)
        await place.add("ingrid", "participant", team=GROUP)
        await plan(place, "16 maart om 10:00")
        for person in PARTICIPANTS:
            await wishes(place, person, "Licht")
        await place.until("2026-03-12 12:00")

        assert "Welke begeleiding helpt jou dan het meest?" in await place.reads("ingrid")
        assert "de meesten willen lichte begeleiding" in await place.reads(FACILITATOR)


async def test_s26_who_says_so_after_closing_is_not_told_that_it_is_counted(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await is_asked(place)
        await place.until(CLOSED)

        await place.says("noor", "stijl kiezen")

        asked = (await place.hears("noor"))[-1]
        assert "In de samenvatting komt het niet meer" in asked.text
        assert asked.message.body["readers"] == "Alleen jij leest dit, tot je zelf deelt."


async def test_n6_s26_the_question_can_be_put_off_or_left(tmp_path: Path) -> None:
    async with town(tmp_path, start="2026-03-09 10:00", formats=[]) as place:
        await is_asked(place)
        asked = (await place.shown("noor"))[-1]
        await place.taps("noor", "Later")
        later = (await place.shown("noor"))[-1].text
        await place.taps("bram", "Liever niet")

        assert list(asked.choices) == ["Kiezen", "Later", "Liever niet"]
        assert "Wanneer" in later
        assert (await place.shown("bram"))[-1].text == "Ook goed. Tot de bijeenkomst."
