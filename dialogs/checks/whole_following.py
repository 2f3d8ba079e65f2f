"""What makes questions about earlier answers whole (``follows``, ``title``), and which values there are to ask after."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dialogs.checks.flaws import Path, need

if TYPE_CHECKING:
    from dialogs.language.content import Format
    from dialogs.language.stages import Stage


def asks_after(stage: "Stage", path: Path) -> None:
    """Check what asks after earlier answers: it is put apart for each of them, and named in no announcement."""
    for number, question in enumerate(stage.questions):
        if question.follows is not None:
            here: Path = (*path, number, "follows")
            what = f"{question.id} names what was told before, which no announcement shows; give {stage.id} invite and remind"
            need(stage.invite and stage.remind, what, *here)
            once = f"{question.id} is asked once for each earlier answer already; leave repeat out, there and in {stage.id}"
            need(not stage.repeat and not question.repeat, once, *here)
        for name in question.only_if:
            what = f"{question.id} depends on {name}, which may be asked several times; let it depend on another question"
            need(name not in stage.by_id or not stage.by_id[name].follows, what, *path, number, "only_if", name)
    titles = [question.id for question in stage.questions if question.title]
    what = f"{stage.id} asks for more than one title: {', '.join(titles)}; leave title at one of them"
    need(len(titles) < 2, what, *path)


def given_values(format: "Format") -> Mapping[str, Path]:
    """Return the values that texts of a format may have, each with where it is given first."""
    given: dict[str, Path] = {}
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            chosen = stage.decides(question)
            for value in chosen.options if chosen else filter(None, [question.value]):
                given.setdefault(value, ("stages", s, "questions", q, "value"))
    return given


def follows_what_has_a_value(format: "Format") -> None:
    """Check that there can be earlier answers to ask after."""
    given = given_values(format)
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            value = question.follows.value if question.follows else None
            what = f"{question.id} asks after what nobody tells: {value}; give a question of this format that value"
            need(value is None or value in given, what, "stages", s, "questions", q, "follows")
