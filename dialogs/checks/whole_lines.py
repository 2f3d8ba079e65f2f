"""What makes a stage whole where lines are told that hang on what was chosen; each flaw says what is wrong, and the mend."""

from typing import TYPE_CHECKING

from dialogs.checks import whole_rounds
from dialogs.checks.flaws import Path, need

if TYPE_CHECKING:
    from dialogs.language.parts import Question
    from dialogs.language.stages import Stage


def of_lines(stage: "Stage", path: Path) -> None:
    """Check that lines hang on what was asked before them, and that what tells the rest of them has a rest to tell."""
    before: dict[str, Question] = {}
    for number, question in enumerate(stage.questions):
        here = (*path, number)
        once = f"{question.id} tells lines in a stage that repeats or goes over texts; ask what they hang on once"
        need(not question.lists or not (stage.repeat or stage.over), once, *here)
        for name, line in question.lines.items():
            for on, values in line.only_if.items():
                what = f"{name} of {question.id} depends on {on}, which is not asked before it in this stage; a line looks back"
                need(on in before and before[on].kind != "info", what, *here, "lines", name)
                whole_rounds.depends(f"{name} of {question.id}", before[on], values, *here, "lines", name)
        need(
            question.kind != "info" or not question.most or question.lines,
            f"{question.id} has no lines; add lines",
            *here,
            "most",
        )
        of = before.get(question.rest_of or "")
        what = (
            f"{question.id} tells the rest of {question.rest_of}, which leaves nothing out; name a question above it with most"
        )
        need(question.rest_of is None or (of is not None and of.lines and of.most), what, *here, "rest_of")
        need(not (question.lines and question.rest_of), f"{question.id} has lines of its own too; leave rest_of out", *here)
        before[question.id] = question
