"""The words of the language that no format of the library uses yet: a story of each, with formats of its own."""

from pathlib import Path

import pytest

from tests.kit.libraries import with_words
from tests.kit.stories import play

STORIES = sorted((Path(__file__).parent / "words").glob("*.yaml"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
async def test_story_of_a_word(story: Path, tmp_path: Path) -> None:
    await play(story, tmp_path / "data", library=with_words(tmp_path / "dialogs"))
