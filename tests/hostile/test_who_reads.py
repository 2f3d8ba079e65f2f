"""Being told of fewer readers than there are (X18, V1)."""

from pathlib import Path

from tests.kit.town import FACILITATOR, LEAD, Town, town


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
