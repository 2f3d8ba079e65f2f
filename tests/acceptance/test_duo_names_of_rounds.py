"""GE16: who leads several groups reads of which of them an assignment is that she moves, looks at or calls off."""

from pathlib import Path

import pytest

from tests.acceptance.test_own_assignments import own_team
from tests.kit.town import LEAD


@pytest.mark.parametrize("several", [True, False])
async def test_ge16_who_leads_several_teams_reads_of_which_team_an_assignment_is(tmp_path: Path, several: bool) -> None:
    async with own_team(tmp_path) as place:
        if several:
            await place.add_team("balie", "Team Balie")
            await place.add(LEAD, "lead", team="balie")
        await place.hears(LEAD)
        for word in ("stand", "verplaats naar 19 maart"):
            await place.says(LEAD, word)
            said = "\n".join(one.text for one in await place.hears(LEAD))

            assert ("(Team Vergunningen)" in said) is several, said
