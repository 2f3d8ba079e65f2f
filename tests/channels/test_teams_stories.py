"""Whole conversations over Teams: they go as everywhere, and every card that anybody is sent is as it should be."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from storage.outgoing.cards import ANSWERED
from storage.store import Unit
from storage.tables import outbox
from tests.kit.stories import HERE, play
from tests.kit.teams_card_check import objections
from tests.kit.teams_seeing import card_of
from tests.kit.teams_town import TeamsTown, teams_town

STORIES = ("onboarding", "weekly_wonder", "informal_insight_checklist", "quarterly_value_check", "learning_preference_scan")


@asynccontextmanager
async def checked(folder: Path, **options: Any) -> AsyncIterator[TeamsTown]:
    """Build a team on Teams, and look at the end at each card that stands there."""
    async with teams_town(folder, **options) as place:
        yield place
        cards = [one for sent in place.server.messages.values() for one in sent.values() if card_of(one)]
        assert cards
        assert [objections(one) for one in cards] == [[]] * len(cards)
        assert set(await place.app.store.read(_replaced)) <= {"sent", "waiting"}


def _replaced(unit: Unit) -> list[str]:
    """Return what became of the cards that were to be replaced once they were answered."""
    return list(unit.connection.execute(select(outbox.c.status).where(outbox.c.kind == ANSWERED)).scalars())


@pytest.mark.no_cover
@pytest.mark.parametrize("story", STORIES)
async def test_a_story_goes_over_teams_as_everywhere(story: str, tmp_path: Path) -> None:
    await play(HERE / f"{story}.yaml", tmp_path, where=checked)
