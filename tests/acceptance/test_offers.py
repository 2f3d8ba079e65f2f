"""S06, D6: a lead is offered to plan a check a while after the last one (``since``), now and then and never in a row."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage.groups import rounds
from storage.groups.rounds import Round
from storage.store import Unit
from storage.timing import budget
from tests.kit.town import LEAD, TEAM, Town, at, town

HELD = at("2026-03-06 14:00")
"""The session of the last check: a Friday."""
FIRST, SECOND, THIRD = "negen weken geleden", "bijna een kwartaal geleden", "Ik vraag het nog een keer"


def a_check(unit: Unit, occurrence: str = "last", status: str = "reported") -> None:
    """Let a group have had a check, or have one."""
    new = Round(0, "quarterly_value_check", "1", TEAM, occurrence, None, status, 0, "", HELD, HELD, HELD, HELD)
    assert rounds.open_round(unit, new, None) is not None


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    """A town that had a check."""
    async with town(tmp_path, formats=["value_check_offer"]) as begun:
        await begun.app.store.run(a_check)
        yield begun


async def weeks(place: Town, number: int) -> list[str]:
    """Let time pass until so many weeks after the check, and a day; return what the lead heard since the last look."""
    await place.until(HELD + timedelta(weeks=number, days=3))
    return [one.text for one in await place.hears(LEAD)]


async def test_s06_acceptance_1_one_offer_after_nine_weeks_another_after_eleven_and_none_until_week_24(place: Town) -> None:
    assert await weeks(place, 8) == []
    (nine,) = await weeks(place, 10)
    (eleven,) = await weeks(place, 12)
    assert await weeks(place, 23) == []
    (twenty_four,) = await weeks(place, 25)

    assert FIRST in nine
    assert SECOND in eleven
    assert THIRD in twenty_four
    assert await weeks(place, 52) == []
    for other in ("noor", "fatima"):
        assert await place.reads(other) == ""


async def test_s06_without_a_check_yet_it_counts_from_the_start_with_the_words_for_a_first_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["value_check_offer"]) as place:
        await place.until("2026-05-11 08:00")
        assert await place.reads(LEAD) == ""

        await place.wait(hours=2)

        assert "Jullie doen nu negen weken mee. Zullen we een eerste waardecheck plannen?" in await place.reads(LEAD)


async def test_s06_while_a_check_is_open_nothing_is_offered(place: Town) -> None:
    await place.app.store.run(lambda unit: a_check(unit, "now", "open"))

    assert await weeks(place, 30) == []


async def test_s06_while_a_check_is_being_planned_nothing_is_offered(place: Town) -> None:
    await weeks(place, 8)
    await place.until(HELD + timedelta(weeks=9, days=-1))
    await place.says(LEAD, "waardecheck start")
    await place.hears(LEAD)

    assert await weeks(place, 10) == []


async def test_s06_the_offer_is_taken_with_one_button(place: Town) -> None:
    await weeks(place, 9)

    await place.taps(LEAD, "Nu plannen")

    assert "Waar kijken jullie op terug?" in (await place.hears(LEAD))[-1].text


async def test_s06_who_does_not_want_it_now_is_asked_again_after_a_while(place: Town) -> None:
    await weeks(place, 9)

    await place.taps(LEAD, "Niet nu")

    assert "Ik vraag het over een tijd nog eens." in (await place.hears(LEAD))[-1].text
    assert len(await weeks(place, 12)) == 1


async def test_s06_what_was_missed_for_long_is_not_caught_up_with(place: Town) -> None:
    await place.down_until("2026-05-25 09:00")

    assert [one for one in await weeks(place, 12) if FIRST in one] == []


async def test_s06_a_lead_who_left_hears_of_no_offer(place: Town) -> None:
    await place.leaves(LEAD)

    assert await weeks(place, 30) == []


async def test_d6_an_offer_takes_no_place_in_the_days_and_weeks_of_a_lead(place: Town) -> None:
    assert len(await weeks(place, 9)) == 1

    def counted(unit: Unit) -> int:
        return sum(budget.sent_on(unit, LEAD, (HELD + timedelta(weeks=9, days=more)).date()) for more in range(4))

    assert await place.app.store.read(counted) == 0


async def test_x19_a_group_that_pauses_gets_no_offer_afterwards_of_what_is_over(place: Town) -> None:
    await weeks(place, 8)
    await place.says(LEAD, "team pauze tot 26 mei")
    await place.hears(LEAD)

    assert [one for one in await weeks(place, 12) if FIRST in one] == []


async def another_month(place: Town, *said: str) -> str:
    """Let the lead choose another month for the first offer; return what she heard last."""
    await weeks(place, 9)
    await place.taps(LEAD, "Een andere maand")
    for text in said:
        await place.says(LEAD, text)
    return (await place.hears(LEAD))[-1].text


async def test_d6_another_month_is_asked_for_and_the_offer_comes_then_and_not_before(place: Town) -> None:
    thanked = await another_month(place, "15 juni", "ja")
    await place.until("2026-06-14 12:00")
    before = await place.hears(LEAD)
    await place.until("2026-06-15 12:00")
    (asked,) = await place.hears(LEAD)

    assert "Wanneer zal ik het weer vragen?" in await place.reads(LEAD)
    assert thanked == "Goed. Dan vraag ik het weer."
    assert before == []
    assert THIRD in asked.text
    assert list(asked.choices) == ["Nu plannen", "Later", "Niet nu"]


async def test_d6_a_month_may_be_chosen_with_a_button(place: Town) -> None:
    await weeks(place, 9)
    await place.taps(LEAD, "Een andere maand")
    await place.taps(LEAD, "Over een maand")
    await place.hears(LEAD)

    await place.wait(weeks=3, days=6)
    before = await place.hears(LEAD)
    await place.wait(days=4)

    assert before == []
    assert THIRD in (await place.hears(LEAD))[-1].text


@pytest.mark.parametrize("pressed", ["Niet nu", None])
async def test_d6_who_was_offered_it_on_another_day_is_not_offered_it_again_after_half_a_year(
    place: Town, pressed: str | None
) -> None:
    await another_month(place, "15 juni", "ja")
    await place.until("2026-06-15 12:00")
    for label in [pressed] if pressed else []:
        await place.taps(LEAD, label)
    await place.hears(LEAD)

    assert await weeks(place, 30) == []


async def test_d6_another_lead_who_was_offered_it_on_no_other_day_still_is_after_half_a_year(place: Town) -> None:
    await place.add("lena", "lead")
    await another_month(place, "15 juni", "ja")
    await weeks(place, 23)
    await place.hears("lena")

    assert await weeks(place, 26) == []
    assert THIRD in (await place.hears("lena"))[-1].text


async def test_d6_an_offer_that_was_moved_comes_no_more_once_a_check_is_planned(place: Town) -> None:
    await another_month(place, "15 juni", "ja")
    await place.says(LEAD, "waardecheck start")
    await place.taps(LEAD, "De afgelopen periode")
    for said in ("overslaan", "28 mei om 14:00", "ja", "Kies jij maar"):
        await place.says(LEAD, said)
    await place.taps(LEAD, "Ja, nodig uit")
    await place.until("2026-06-22 12:00")

    assert THIRD not in await place.reads(LEAD)


async def test_d6_what_is_offered_to_another_lead_is_gone_once_a_check_is_planned(place: Town) -> None:
    await place.add("lena", "lead")
    await weeks(place, 9)
    await place.taps(LEAD, "Nu plannen")
    await place.taps(LEAD, "De afgelopen periode")
    for said in ("overslaan", "28 mei om 14:00", "ja", "Kies jij maar"):
        await place.says(LEAD, said)
    await place.taps(LEAD, "Ja, nodig uit")

    await place.taps("lena", "Niet nu")

    assert "Deze knop hoort bij een vraag die al klaar is." in (await place.hears("lena"))[-1].text


async def test_d6_without_a_month_it_is_offered_as_before(place: Town) -> None:
    await another_month(place, "overslaan")

    (second,) = await weeks(place, 12)
    assert SECOND in second
