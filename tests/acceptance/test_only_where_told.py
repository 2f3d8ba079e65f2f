"""S06: who leads and who wrote along are asked for more only where the harvest gives reason to."""

from pathlib import Path

import pytest

from tests.kit.town import Town, town
from tests.kit.value_checks import confirms, harvest, plan, prepares, writes_along

ACTIONS, REPLY = "Welke kleine acties komen uit de waardecheck?", "Wat ga je doen met de vragen"


async def asked_after(place: Town) -> tuple[bool, bool]:
    """Let the check run out; return whether the scribe was asked for actions, and the lead for her reply."""
    await place.until("2026-04-10 12:00")
    return ACTIONS in await place.reads("bram"), REPLY in await place.reads("ingrid")


async def test_s06_where_nobody_told_anything_nobody_is_asked_for_actions_or_a_reply(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")

        assert await asked_after(place) == (False, False)


async def test_s06_where_nobody_asked_the_team_anything_the_lead_is_asked_for_no_reply(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Een lijstje.")

        assert await asked_after(place) == (True, False)


async def test_s06_a_question_on_the_board_is_reason_to_ask_both(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await harvest(place)
        await confirms(place, samira="Klopt", noor="Weglaten", ingrid="Klopt")

        assert await asked_after(place) == (True, True)


@pytest.mark.parametrize(("alone", "asked"), [("Ja", True), ("Nee", False)])
async def test_s06_a_question_that_silence_places_counts_and_one_that_it_leaves_out_does_not(
    tmp_path: Path, alone: str, asked: bool
) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-03-16 14:01")
        await prepares(place, "noor", "Een lijstje.", "Alleen voor mij", alone=alone)
        await place.until("2026-03-26 14:01")
        await writes_along(place, "bram", ("Noor", "Vraag aan ons", "Mogen we een proef doen?"))

        assert await asked_after(place) == (asked, asked)


async def test_s06_a_check_without_a_story_is_over_when_it_would_be_with_one(tmp_path: Path) -> None:
    async with town(tmp_path, formats=[]) as place:
        await plan(place, scribe="Bram")
        await place.until("2026-04-03 12:00")

        await place.says("ingrid", "stand")

        assert "Waardecheck was op donderdag 26 maart om 14:00." in (await place.hears("ingrid"))[-1].text
