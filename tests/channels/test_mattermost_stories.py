"""Whole conversations over Mattermost, by pressing: they go as everywhere, and whatever can be pressed is as it should be."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.channels.mattermost.attachments import BUTTONS, LONGEST
from storage.outgoing.cards import ANSWERED
from storage.store import Unit
from storage.tables import outbox
from tests.kit.mattermost import JSON
from tests.kit.pressing_town import PressingTown, pressing_town
from tests.kit.stories import HERE, play

STORIES = ("onboarding", "weekly_wonder", "informal_insight_checklist", "quarterly_value_check", "learning_preference_scan")
"""The first release by its formats: consent, the weekly question with its digest, the checklist, and the board."""


@asynccontextmanager
async def checked(folder: Path, **options: Any) -> AsyncIterator[PressingTown]:
    """Build a team on Mattermost with buttons, and look at the end at all that can be pressed there, and whether it was."""
    async with pressing_town(folder, **options) as place:
        yield place
        found = [post for post in place.server.posts.values() if post["props"].get("attachments")]
        assert [objections(post) for post in found] == [[]] * len(found)
        assert any(call.startswith("POST /posts/") and "/actions/" in call for call in place.server.calls)
        assert place.server.whispered == []
        assert set(await place.app.store.read(_replaced)) <= {"sent", "waiting"}


def _replaced(unit: Unit) -> list[str]:
    """Return what became of the posts that were to be replaced once they were answered."""
    return list(unit.connection.execute(select(outbox.c.status).where(outbox.c.kind == ANSWERED)).scalars())


def objections(post: JSON) -> list[str]:
    """Return what is wrong with what can be pressed of a post, as a server or its apps would have it (reference §8)."""
    actions = [action for one in post["props"]["attachments"] for action in one["actions"]]
    found = [] if len({action["id"] for action in actions}) == len(actions) else ["ids twice"]
    found += [] if len(actions) <= BUTTONS else ["too many"]
    found += [] if all(one.get("fallback") for one in post["props"]["attachments"]) else ["no fallback"]
    found += [] if len(post["message"]) > 1 else ["no text"]
    return found + [one for action in actions for one in _objections(action)]


def _objections(action: JSON) -> list[str]:
    names = [action["name"], *(one["text"] for one in action.get("options", []))]
    found = [] if re.fullmatch("[A-Za-z0-9]{1,26}", action["id"]) else ["id"]
    found += [] if all(0 < len(name) <= LONGEST and name == name.strip() for name in names) else ["name"]
    found += [] if (action["type"] == "select") == ("options" in action) else ["type"]
    found += [] if all(one["value"] for one in action.get("options", [])) else ["value"]
    return found + ([] if {"url", "context"} == set(action["integration"]) else ["integration"])


@pytest.mark.no_cover
@pytest.mark.parametrize("story", STORIES)
async def test_a_story_goes_over_mattermost_by_pressing_as_everywhere(story: str, tmp_path: Path) -> None:
    await play(HERE / f"{story}.yaml", tmp_path, where=checked)
