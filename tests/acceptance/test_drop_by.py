"""S16: who begins the week heavily may ask that one person drops by, who hears a name and nothing else."""

from pathlib import Path

import pytest

from storage.privacy.erasing import erase_person
from tests.kit.town import FACILITATOR, LEAD, Town, town
from tests.kit.week_start import FRIDAY, MONDAY, MOOD

VISIT = "vraagt of je een keer langskomt"


async def wants_a_visit(place: Town, person: str, *labels: str) -> None:
    """Let somebody begin heavily, and choose who is asked to drop by."""
    await place.switch_on(MOOD)
    await place.until(MONDAY)
    for label in ("Vertellen", "Zwaar"):
        await place.taps(person, label)
    await place.says(person, "overslaan")
    for label in labels:
        await place.taps(person, label)


async def test_s16_whoever_is_asked_to_drop_by_hears_a_name_and_no_mood(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await wants_a_visit(place, "noor", "Mijn leidinggevende")
        at_once = await place.reads(LEAD)
        await place.wait(minutes=11)

        heard = [one.text for one in await place.hears(LEAD) if VISIT in one.text]
        assert VISIT not in at_once
        assert heard == ["Noor vraagt of je een keer langskomt. Meer vertel ik niet."]
        others = [await place.reads(who) for who in (FACILITATOR, "bram", "samira", "joost")]
        assert not any(VISIT in one for one in others)


async def test_s16_the_facilitator_can_be_asked_and_is_asked_once(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await wants_a_visit(place, "noor", "De begeleider")
        await place.until("2026-03-20 12:00")

        assert (await place.reads(FACILITATOR)).count(VISIT) == 1


async def test_s16_who_takes_it_back_in_time_is_visited_by_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await wants_a_visit(place, "noor", "Een collega", "Bram")
        await place.wait(minutes=5)
        await place.says("noor", "herstel")
        back = (await place.hears("noor"))[-1].text
        await place.until("2026-03-17 12:00")

        assert back.startswith("Teruggezet.")
        assert VISIT not in await place.reads("bram")


async def test_s16_who_chooses_another_is_visited_by_that_one_alone(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await wants_a_visit(place, "noor", "Een collega")
        await place.says("noor", "terug")
        await place.taps("noor", "De begeleider")
        await place.until("2026-03-17 12:00")

        assert VISIT in await place.reads(FACILITATOR)
        assert VISIT not in await place.reads(LEAD)


async def test_s16_who_thinks_better_of_it_asks_nobody(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await wants_a_visit(place, "noor", "Mijn leidinggevende")
        await place.says("noor", "verwijder 2")
        await place.taps("noor", "Ja, verwijder")
        await place.until("2026-03-17 12:00")

        assert VISIT not in await place.reads(LEAD)


@pytest.mark.parametrize("later", ["taken back", "erased", "eight weeks"])
async def test_ge3_the_wish_that_is_not_there_any_more_is_not_read_any_more(tmp_path: Path, later: str) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await wants_a_visit(place, "noor", "Mijn leidinggevende")
        await place.wait(minutes=11)
        before = await place.reads(LEAD)
        if later == "taken back":
            await place.says("noor", "verwijder 2")
            await place.taps("noor", "Ja, verwijder")
        elif later == "erased":
            await place.app.store.run(lambda unit: erase_person(unit, "noor", place.clock.now()))
        else:
            await place.says(LEAD, "weekstart uit")
            await place.until("2026-05-20 12:00")
        await place.wait(minutes=5)

        assert VISIT in before
        assert VISIT not in await place.reads(LEAD)


async def test_s16_who_left_the_team_meanwhile_is_not_asked_to_drop_by(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await wants_a_visit(place, "noor", "Een collega", "Bram")
        await place.leaves("bram")
        await place.until("2026-03-17 12:00")

        assert VISIT not in await place.reads("bram")


async def test_s16_the_lead_is_not_offered_to_ask_herself(tmp_path: Path) -> None:
    async with town(tmp_path, start=FRIDAY, formats=[]) as place:
        await wants_a_visit(place, LEAD)

        assert list((await place.hears(LEAD))[-1].choices) == ["Nee", "Een collega", "De begeleider"]
