"""Every story in ``tests/stories`` is played, over every channel and on both databases; every format has one."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from dialogs.library import load
from tests.kit.matter_town import matter_town
from tests.kit.stories import all_stories, play, read
from tests.kit.town import Town, town

Where = Callable[..., AbstractAsyncContextManager[Town]]


@pytest.mark.parametrize("where", [town, matter_town], ids=["web", "mattermost"])
@pytest.mark.parametrize("story", all_stories(), ids=lambda path: path.stem)
async def test_story(story: Path, where: Where, tmp_path: Path) -> None:
    await play(story, tmp_path, where=where)


@pytest.mark.no_cover  # the same lines as on SQLite, but for those of PostgreSQL, which tests/storage reaches
@pytest.mark.parametrize("story", all_stories(), ids=lambda path: path.stem)
async def test_story_on_postgresql(story: Path, on_postgres: Path) -> None:
    await play(story, on_postgres)


def test_every_format_has_a_story() -> None:
    told = {read(path)["format"] for path in all_stories()}

    assert set(load().editions) <= told
