"""S06 on Mattermost: a board ends with its figures in words, and has none any more once a story goes."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.harvest import harvesting, tells
from tests.kit.pressing_town import pressing_town
from tests.kit.town import MEMBERS, NAMED, PRIVATE

TOLD: dict[str, dict[str, Any]] = {
    "noor": {"lived": "Stil.", "kept": "Een contact."},
    "bram": {"lived": "Druk."},
    "samira": {"lived": "Vlot.", "kept": "Een idee."},
}
FIGURES = "- \u2068Beleving\u2069: 4\n- \u2068Voor later\u2069: 2"


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
        before = await place.room()

        await place.says("noor", "deel 1")
        await place.taps("noor", PRIVATE)

        assert (FIGURES in before) is bool(joost)
        assert "\u2069: 4" not in await place.room()
        assert "Druk." in await place.room()
