"""Being told of fewer readers than there are (X18, V1)."""

from pathlib import Path

from tests.kit.town import FACILITATOR, LEAD, NAMED, NAMELESS, PRIVATE, Town, town


async def offered(place: Town, who: str) -> list[str]:
    """Return the readers that somebody can choose for what she tells now."""
    await place.tells(who, "Voor wie is dit?")
    return list((await place.shown(who))[-1].choices)


async def test_x18_every_facilitator_who_would_read_it_is_named(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add(LEAD, "facilitator")
        await place.until("thu 14:00")

        labels = await offered(place, "noor")

        assert "Alleen de begeleider (Fatima, Ingrid, ook de teamleider)" in labels


async def test_x18_a_facilitator_who_takes_part_is_not_named_as_her_own_reader(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.add("hanna", "facilitator", consent=None)
        await place.add(FACILITATOR, "member")
        await place.until("thu 14:00")

        labels = await offered(place, FACILITATOR)

        assert "Alleen de begeleider (Hanna)" in labels


async def test_ge6_who_left_the_group_is_offered_no_readers_in_it(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Van vroeger.", NAMED)
        await place.leaves("noor")

        await place.says("noor", "deel 1")
        asked = (await place.hears("noor"))[-1]
        await place.taps("noor", PRIVATE)
        await place.until("wed 10:00")

        assert list(asked.choices) == [PRIVATE]
        assert "Je zit nu niet in deze groep." in asked.text
        assert "Van vroeger." not in await place.room()


async def test_ge6_a_question_that_was_open_when_she_left_offers_no_readers_either(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        labels = await offered(place, "noor")
        named = (await place.shown("noor"))[-1].choices[NAMED]
        await place.leaves("noor")

        await place.presses("noor", named)
        await place.until("wed 10:00")

        assert NAMED in labels
        assert await place.room() == ""


async def test_k6_in_a_team_that_became_too_small_waiting_for_more_is_not_offered(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Wat ik zag.", NAMELESS)
        await place.until("2026-03-17 18:00")
        for who in ("samira", "joost"):
            await place.leaves(who)

        await place.until("wed 10:00")

        assert list((await place.hears("noor"))[-1].choices) == ["Met naam delen", "Privé houden"]


async def test_k6_a_button_to_wait_from_when_the_team_was_larger_asks_again(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.tells("noor", "Wat ik zag.", NAMELESS)
        await place.until("wed 10:00")
        for who in ("samira", "joost"):
            await place.leaves(who)
        await place.hears("noor")

        await place.taps("noor", "Wachten")

        assert list((await place.hears("noor"))[-1].choices) == ["Met naam delen", "Privé houden"]


async def test_x18_a_button_that_named_one_facilitator_does_not_show_the_text_to_another(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.until("thu 14:00")
        await place.says("noor", "Voor Fatima.")
        await place.taps("noor", "Zo is het goed")
        await place.leaves("fatima")
        await place.add("karim", "facilitator", consent=None)

        await place.taps("noor", "Alleen de begeleider (Fatima)")
        await place.until("wed 10:00")

        assert "Voor Fatima." not in await place.reads("karim")
