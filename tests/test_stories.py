"""Every story in ``tests/stories`` is played; every format has one."""

from pathlib import Path

import pytest

from dialogs.library import load
from tests.kit.stories import all_stories, play, read


@pytest.mark.parametrize("story", all_stories(), ids=lambda path: path.stem)
async def test_story(story: Path, tmp_path: Path) -> None:
    await play(story, tmp_path)


def test_every_format_has_a_story() -> None:
    told = {read(path)["format"] for path in all_stories()}

    assert set(load().editions) <= told
