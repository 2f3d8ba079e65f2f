"""S06 on Mattermost: a board ends with its figures, in words and as bars, and has none any more once a story goes."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.channels.mattermost.bars import ROW, TITLE, picture
from dialogs.saying.prompt import Chart
from tests.acceptance.harvest import harvesting, tells
from tests.kit.pressing_town import PressingTown, pressing_town
from tests.kit.town import MEMBERS, NAMED, PRIVATE, TEAM

BLUE = 0x1C, 0x58, 0xA3

TOLD: dict[str, dict[str, Any]] = {
    "noor": {"lived": "Stil.", "kept": "Een contact."},
    "bram": {"lived": "Druk."},
    "samira": {"lived": "Vlot.", "kept": "Een idee."},
}
FIGURES = "- \u2068Beleving\u2069: 4\n- \u2068Voor later\u2069: 2"


def pictures(place: PressingTown) -> list[tuple[str, tuple[int, int]]]:
    """Return the pictures that stand in the room: how they are called, and how large they are."""
    ids = [id_ for post in place.server.shown(TEAM) for id_ in post.get("file_ids") or ()]
    found = [place.server.files[id_] for id_ in ids]
    return [(name, Image.open(io.BytesIO(body)).size) for name, body in found]


def columns(body: bytes, row: int) -> int:
    """Return how many points of a bar stand in a row of a picture."""
    drawn = Image.open(io.BytesIO(body)).convert("RGB")
    return sum(drawn.getpixel((x, row)) == BLUE for x in range(drawn.width))


def test_bars_are_as_long_as_their_figures() -> None:
    body = picture(Chart("Waar de verhalen over gaan", (("Beleving", 4), ("Voor later", 1))))

    assert body is not None
    first, second = (columns(body, TITLE + ROW * place + ROW // 2) for place in range(2))
    assert abs(first - 4 * second) <= 4


@pytest.mark.parametrize("label", ["Ideeën", "Ω", "Een kopje dat zo lang is dat er naast zijn woorden geen balk meer past"])
def test_what_cannot_be_drawn_well_is_not_drawn(label: str) -> None:
    assert picture(Chart("Verhalen", ((label, 2),))) is None
    assert picture(Chart(label * 2, (("Beleving", 2),))) is None


@pytest.mark.parametrize("joost", ["Rustig.", None])
async def test_s06_k1_k3_a_board_has_figures_from_four_on_until_a_story_is_taken_back(
    tmp_path: Path, joost: str | None
) -> None:
    library = harvesting(tmp_path / "dialogs")
    async with pressing_town(tmp_path / "data", library=library, formats=["harvest"], members=MEMBERS) as place:
        await place.until("mon 10:00")
        for who, texts in TOLD.items():
            await tells(place, who, NAMED, **texts)
        if joost:
            await tells(place, "joost", NAMED, lived=joost)
        await place.until("thu 09:00")
        before, drawn = await place.room(), pictures(place)

        await place.says("noor", "deel 1")
        await place.taps("noor", PRIVATE)

        assert (FIGURES in before) is bool(joost)
        assert "\u2069: 4" not in await place.room()
        assert "Druk." in await place.room()
        assert drawn == ([("cijfers.png", (960, 236))] if joost else [])
        assert pictures(place) == []
