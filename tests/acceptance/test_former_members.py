"""GE6, X11: who left stands in what was shared as a former member, in the language of who reads it."""

from pathlib import Path

from tests.kit.town import FACILITATOR, FACILITATOR_ONLY, town


async def test_ge6_x11_who_reads_english_reads_of_a_former_member_in_english(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        await place.set(FACILITATOR, language="en")
        await place.until("thu 14:00")
        await place.tells("noor", "Mijn laatste week.", FACILITATOR_ONLY)
        await place.leaves("noor")
        await place.until("wed 10:00")

        week = (await place.shown(FACILITATOR))[-1].text
        assert "**Former member**" in week
        assert "oud-lid" not in week.casefold()
