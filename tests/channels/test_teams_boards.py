"""S06 in Teams: a board ends with figures that everybody can read above them, and has none any more once a story goes."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.harvest import harvesting, tells
from tests.kit.teams_card_check import objections
from tests.kit.teams_seeing import card_of
from tests.kit.teams_town import TeamsTown, teams_town
from tests.kit.town import MEMBERS, NAMED, PRIVATE, TEAM

TOLD: dict[str, dict[str, Any]] = {
    "noor": {"lived": "Stil.", "kept": "Een contact."},
    "bram": {"lived": "Druk."},
    "samira": {"lived": "Vlot.", "kept": "Een idee."},
}


def figures(place: TeamsTown) -> list[Any]:
    """Return the bars of what stands in the room, of which every card is as it should be."""
    posted = list(place.server.messages[TEAM].values())
    assert [objections(one) for one in posted] == [[]] * len(posted)
    cards = [card_of(one) or {} for one in posted]
    charts = [one for card in cards for one in card["body"] if one["type"].startswith("Chart.")]
    return [[(bar["x"], bar["y"]) for bar in one["data"]] for one in charts]


@pytest.mark.parametrize(("joost", "bars"), [("Rustig.", [[("Beleving", 4), ("Voor later", 2)]]), (None, [])])
async def test_s06_k1_k3_a_board_has_figures_from_four_on_until_a_story_is_taken_back(
    tmp_path: Path, joost: str | None, bars: list[Any]
) -> None:
    library = harvesting(tmp_path / "dialogs")
    async with teams_town(tmp_path / "data", library=library, formats=["harvest"], members=MEMBERS) as place:
        await place.until("mon 10:00")
        for who, texts in TOLD.items():
            await tells(place, who, NAMED, **texts)
        if joost:
            await tells(place, "joost", NAMED, lived=joost)
        await place.until("thu 09:00")
        before = figures(place)

        await place.says("noor", "deel 1")
        await place.taps("noor", PRIVATE)

        assert before == bars
        assert figures(place) == []
        assert "Druk." in await place.room()
