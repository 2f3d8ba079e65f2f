"""S12: a design is gone through by seven questions; what is in it already comes first, and then a few ideas at a time."""

from pathlib import Path

import pytest

from tests.kit.town import FACILITATOR, LEAD, NAMED, PRIVATE, Town, town

SEVEN = "Ja", "Ja", "Ja", "Ja", "Ja", "Ja", "Ja"
NOT_YET = "Nog niet"


async def checks(place: Town, *answers: str, for_whom: str = "Voor meer mensen", who: str = LEAD) -> str:
    """Let somebody go through a design; returns what she heard since the last of these answers."""
    await place.says(who, "ontwerpcheck")
    await place.says(who, "Training Duidelijk schrijven")
    await place.taps(who, for_whom)
    for answer in answers:
        await place.hears(who)
        await place.taps(who, answer)
        if answer != NOT_YET:
            await place.hears(who)
            await place.says(who, "overslaan")
    return "\n".join(f"{one.text} {list(one.choices)}" for one in await place.hears(who))


def proposals(told: str) -> list[str]:
    """Return the ideas that stand in what was told."""
    return [line for line in told.splitlines() if line.startswith("- **")]


async def test_s12_acceptance_1_all_yes_leads_to_no_proposals_and_one_thank_you(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        told = await checks(place, *SEVEN)
        await place.taps(LEAD, PRIVATE)

        assert told.count("\n- ") == 7
        assert "idee" not in told.casefold()
        assert "Meer tonen" not in told
        (last,) = await place.hears(LEAD)
        assert last.text.count("Dank je") == 1
        assert "idee" not in last.text.casefold()


async def test_s12_acceptance_2_five_not_yet_give_three_proposals_and_the_rest_by_a_button(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        told = await checks(place, "Ja", *[NOT_YET] * 5, "Ja")

        assert len(proposals(told)) == 3
        assert "Meer tonen" in told
        await place.taps(LEAD, "Meer tonen")
        rest = "\n".join(one.text for one in await place.hears(LEAD))
        assert len(proposals(rest)) == 2
        assert not set(proposals(told)) & set(proposals(rest))


async def test_s12_what_is_in_it_already_stands_first(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        told = await checks(place, NOT_YET, *SEVEN[1:])

        assert told.index("Dit zit er al in") < told.index("Ideeën om uit te kiezen")
        assert len(proposals(told)) == 1
        assert "Meer tonen" not in told


async def test_s12_what_is_not_there_yet_comes_before_what_is_there_a_bit(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        told = await checks(place, "Een beetje", "Een beetje", "Een beetje", *[NOT_YET] * 2, "Ja", "Ja")

        assert ["Alleen én samen" in proposals(told)[0], "Tijd samen" in proposals(told)[1]] == [True, True]
        assert "Waarom nu" in proposals(told)[2]


async def test_s12_who_saw_enough_hears_no_more_ideas(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await checks(place, *[NOT_YET] * 7)
        await place.taps(LEAD, "Zo is het genoeg")

        assert not proposals("\n".join(one.text for one in await place.hears(LEAD)))


async def test_s12_there_is_no_score(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        told = await checks(place, *["Een beetje"] * 7)

        assert not any(sign.isdigit() for sign in told)


async def test_s12_edge_for_one_person_three_and_four_hold_where_that_is_possible(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        told = await checks(place, "Ja", "Ja", NOT_YET, NOT_YET, "Ja", "Ja", "Ja", for_whom="Voor één persoon")

        asked = [one.text for one in await place.shown(LEAD)]
        third = next(text for text in asked if "wisselen ze kennis uit?" in text)
        fourth = next(text for text in asked if "met begeleiding?" in text)
        assert ["waar dat kan" in third, "waar dat kan" in fourth] == [True, True]
        assert not any("waar dat kan" in text for text in asked if "echt om uit te wisselen?" in text or "of vorm?" in text)
        assert all("waar dat kan" in one for one in proposals(told))


async def test_s12_edge_for_several_nothing_says_where_that_is_possible(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await checks(place, *[NOT_YET] * 7)

        assert "waar dat kan" not in await place.reads(LEAD)


@pytest.mark.parametrize("who", [FACILITATOR, "noor"])
async def test_s12_who_facilitates_or_designs_goes_through_it_as_well(tmp_path: Path, who: str) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(who, "ontwerpcheck")

        assert "Welk ontwerp loop je langs?" in (await place.hears(who))[-1].text


async def test_s12_what_its_maker_shares_the_room_reads(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await checks(place, "Ja", *[NOT_YET] * 6)
        await place.taps(LEAD, "Zo is het genoeg")
        await place.taps(LEAD, NAMED)
        await place.until("tue 09:00")

        room = await place.room()
        assert "Training Duidelijk schrijven" in room
        assert "Tijd samen" in room
        assert "Nog niet" in room


async def test_s12_unshared_nobody_else_reads_it(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await checks(place, *SEVEN)
        await place.taps(LEAD, PRIVATE)
        await place.until("fri 17:00")

        assert not await place.room()


async def test_s12_in_english_too(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "english")
        await place.says(LEAD, "design check")
        await place.says(LEAD, "skip")
        await place.taps(LEAD, "For one person")
        for _ in range(7):
            await place.hears(LEAD)
            await place.taps(LEAD, "Not yet")

        told = "\n".join(f"{one.text} {list(one.choices)}" for one in await place.hears(LEAD))
        assert len(proposals(told)) == 3
        assert "Show more" in told
