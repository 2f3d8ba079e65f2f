"""S31: after the last meeting the group reads what it saw as its yield, and nobody outside reads any of it."""

from collections.abc import Sequence
from pathlib import Path

from tests.acceptance.preparing import on_the_way
from tests.kit.leergroep import GROUP
from tests.kit.searching import where
from tests.kit.town import FACILITATOR, LEAD, Town

AFTER = "2026-08-28 10:05"
"""The last meeting was on Thursday 27 August."""
HEADINGS = ("Stilstaan bij het werk", "Een bredere blik", "Het eigen aandeel", "Zicht op de eigen manier van doen",
            "Van denken naar doen")  # fmt: skip


async def keeps(place: Town, texts: Sequence[str | None]) -> None:
    """Let the facilitator write down what the group saw, or skip a question."""
    await place.until(AFTER)
    await place.says(FACILITATOR, "leergroep afronden")
    for text in texts:
        await place.says(FACILITATOR, text or "overslaan")
        await place.wait(minutes=2)
    await place.until("2026-08-31 12:00")
    await place.until("2026-09-14 12:00")


async def test_s31_the_closing_card_has_five_headings_and_no_names(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await keeps(place, [f"Dit zagen wij: {number}." for number in range(5)])

        [card] = [one.text for one in await place.shown(GROUP, "room") if "opleverde" in one.text]
        assert [card.index(heading) for heading in HEADINGS] == sorted(card.index(heading) for heading in HEADINGS)
        assert [number for number in range(5) if f"Dit zagen wij: {number}." in card] == [0, 1, 2, 3, 4]
        assert "Fatima" not in card


async def test_s31_edge_a_heading_under_which_nothing_was_seen_is_left_out(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await keeps(place, [None, "Breder.", None, None, None])

        [card] = [one.text for one in await place.shown(GROUP, "room") if "opleverde" in one.text]
        assert [heading for heading in HEADINGS if heading in card] == ["Een bredere blik"]


async def test_s31_edge_nothing_of_it_goes_outside_the_group(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await keeps(place, ["Even niets hoeven.", None, None, None, None])

        assert "Even niets hoeven." in await place.room(GROUP)
        assert "niets hoeven" not in f"{await place.room()}{await place.reads(LEAD)}"


async def test_s31_edge_where_nothing_was_written_down_no_card_comes(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await place.until(AFTER)
        await place.until("2026-09-15 12:00")

        assert "opleverde" not in await place.room(GROUP)


async def test_s31_edge_the_yield_stays_when_the_case_texts_go(tmp_path: Path) -> None:
    async with on_the_way(tmp_path) as place:
        await keeps(place, ["Even niets hoeven.", None, None, None, None])

        await place.until("2026-09-26 09:30")

        assert "answer.body" in await where(place, "niets hoeven")
        assert "Even niets hoeven." in await place.room(GROUP)
