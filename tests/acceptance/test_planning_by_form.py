"""S06: who plans a check on a form sees what it becomes, and says yes to that afterwards (§0.2)."""

from pathlib import Path

import pytest

from tests.kit.town import LEAD, town


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_s06_a_check_that_is_planned_on_a_form_has_its_day(language: str, tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await place.set(LEAD, language=language)
        await place.says(LEAD, "waardecheck start")
        await place.says(LEAD, "formulier")
        await place.fills(LEAD, vc_focus="period", vc_when="2026-03-26 14:00", vc_scribe="samira")
        await place.says(LEAD, "ja")
        summary = (await place.hears(LEAD))[-1]
        before = await place.reads("samira")

        await place.says(LEAD, "ja")
        await place.says(LEAD, "stand")

        assert "26" in summary.text
        assert "Samira" in summary.text
        assert "meeschrijven" not in before
        assert "26" in (await place.hears(LEAD))[-1].text
        await place.says(LEAD, "proefkalender 8 weken")
        assert "26" in (await place.hears(LEAD))[-1].text
