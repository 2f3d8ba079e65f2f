"""The how-to "add a werkvorm" is true: its example works as it stands there, and its tables name every word there is."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from dialogs.checks.places import PLACES
from dialogs.language.content import Format
from dialogs.language.part import Part
from dialogs.library import HERE, load
from tests.kit import stories
from tests.kit.commands import run
from tests.kit.stories import play

PROJECT = HERE.parent
GUIDE = (PROJECT / "docs/how-to/add-a-werkvorm.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r'```yaml title="([^"]+)"\n(.*?)```', GUIDE, re.DOTALL))
FORMAT = "dialogs/formats/small_wins.yaml"
STORY = "tests/stories/small_wins.yaml"
PARTS = Part.__subclasses__()


def rows_under(heading: str) -> dict[str, str]:
    """Return the table that follows a heading: the words of its first column, and the whole row."""
    section = GUIDE.split(f"\n### {heading}\n")[1].split("\n#")[0]
    return dict(re.findall(r"^\| `(\w+)`(.*)$", section, re.MULTILINE))


def words_of(annotation: Any) -> Iterator[str]:
    """Yield the words of every closed set in a type."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for inner in get_args(annotation):
            yield from words_of(inner)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the library's formats with the example beside them."""
    shutil.copytree(HERE / "formats", tmp_path / "dialogs/formats")
    (tmp_path / FORMAT).write_text(BLOCKS[FORMAT], encoding="utf-8")
    return tmp_path / "dialogs"


async def test_the_story_plays_with_the_format(folder: Path, tmp_path: Path) -> None:
    story = tmp_path / "small_wins.yaml"
    story.write_text(BLOCKS[STORY], encoding="utf-8")

    await play(story, tmp_path / "data", library=load(folder))


def test_the_format_passes_the_check(folder: Path) -> None:
    checked = run("check", "--formats", str(folder))

    assert checked.exit_code == 0, checked.output
    assert f"{len(load().editions) + 1} formats read" in checked.output


def test_the_example_shows_what_it_promises(folder: Path) -> None:
    format = load(folder).editions["small_wins"].dutch
    first, second = format.stages

    assert first.repeat
    assert first.window.nudges
    assert first.question("win_help").only_if
    assert "V3" in first.question("win_share").allow
    assert second.window.opens != first.window.opens
    assert format.outputs[0].kind == "digest"


def test_the_story_tells_of_the_format() -> None:
    assert f"format: {Path(FORMAT).stem}\n" in BLOCKS[STORY]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_word_is_explained_and_no_other(part: type[Part]) -> None:
    needed = {name for name, field in part.model_fields.items() if field.is_required()}

    rows = rows_under(part.__name__)

    assert set(rows) == set(part.model_fields)
    assert {word for word, row in rows.items() if row.startswith(" (needed)")} == needed


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_word_of_a_closed_set_is_named(part: type[Part]) -> None:
    rows = rows_under(part.__name__)

    for name, field in part.model_fields.items():
        missing = [word for word in words_of(field.annotation) if not re.search(rf"\b{word}\b", rows[name])]
        assert not missing, (name, missing)


def test_every_place_in_a_text_is_named() -> None:
    section = GUIDE.split("\n### Places in a text\n")[1].split("\n## ")[0]

    assert set(re.findall(r"\{(\w+)\}", section)) == PLACES


def test_every_option_of_a_story_is_explained() -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", GUIDE.split("## Its story")[1].split("| Step |")[0], re.MULTILINE))

    assert explained == set(stories.OPTIONS)


def test_the_schema_for_editors_describes_a_format(tmp_path: Path) -> None:
    written = run("check", "--write-schema", str(tmp_path / "format.json"), "--formats", str(HERE))

    assert written.exit_code == 0, written.output
    assert Format.__name__ in (tmp_path / "format.json").read_text(encoding="utf-8")
