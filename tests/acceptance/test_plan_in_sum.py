"""S06: before a team is invited, who plans a check reads what she chose."""

from pathlib import Path

import pytest

from tests.kit.town import LEAD, town
from tests.kit.value_checks import IN_CHANNEL, PERIOD, TRAJECTORY

CHOSEN = {
    "a trajectory on a day": (
        TRAJECTORY, ("Beter luisteren", "overslaan", "26 maart om 14:00", "ja", "Bram"),
        ("- Team: Team Vergunningen\n- Terugkijken op: Een leertraject\n- Terugkijken vanaf: maandag 9 maart\n"
        "- Bij elkaar komen: donderdag 26 maart 2026, 14:00\n- Meeschrijven: Bram"),
    ),
    "a period in the channel": (
        PERIOD, ("1 februari", "ja", IN_CHANNEL, "overslaan"),
        ("- Team: Team Vergunningen\n- Terugkijken op: De afgelopen periode\n- Terugkijken vanaf: zondag 1 februari 2026\n"
        "- Bij elkaar komen: In het kanaal\n- Meeschrijven: Kies jij maar"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CHOSEN)
async def test_s06_the_plan_is_summed_up_before_the_team_is_invited(tmp_path: Path, case: str) -> None:
    focus, said, summed_up = CHOSEN[case]
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "waardecheck start")
        await place.taps(LEAD, focus)
        for text in said:
            await place.says(LEAD, text)

        asked = (await place.hears(LEAD))[-1].text

        assert f"Dit wordt het:\n{summed_up}\n\nZal ik het team uitnodigen?" in asked


async def test_s06_on_a_form_nothing_is_summed_up_or_decided_before_it_is_filled_in(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.says(LEAD, "waardecheck start")
        await place.says(LEAD, "formulier")

        form = (await place.hears(LEAD))[-1].form

        assert form is not None
        assert "Wanneer komen jullie bij elkaar?" in str(form["fields"])
        assert "Dit wordt het" not in str(form["fields"])
        assert "Zal ik het team uitnodigen?" not in str(form["fields"])
