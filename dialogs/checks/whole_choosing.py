"""What makes choosing among texts of others whole (``among``, ``unopposed``); each flaw names the mend (S28, S29)."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import Path, need
from dialogs.gatherings.choosing import text_of

if TYPE_CHECKING:
    from dialogs.language.asking import Counted
    from dialogs.language.content import Format
    from dialogs.language.parts import Question
    from dialogs.language.stages import Stage


def of_choosing(format: "Format") -> None:
    """Check what a format lets people choose from what was written, and what that names; raises Flaw."""
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            here: Path = ("stages", s, "questions", q)
            if question.among is not None:
                _among(format, question, here)
            if question.counted is not None:
                _counted(format, stage, question, question.counted, (*here, "counted"))
            if question.names and question.kind != "text":
                _names(format, stage, question, here)
            what = f"{question.id} is about what was named, and names nothing by it; add names, or leave unopposed out"
            need(question.names or not question.unopposed, what, *here, "unopposed")
    named = {question.names for stage in format.stages for question in stage.questions} - {None}
    for number, output in enumerate(format.outputs):
        what = (
            f"{output.id} shows what nothing here names: {output.named}; write one of: {', '.join(map(str, named)) or 'none'}"
        )
        right = output.named is None or (output.named in named and output.kind == "digest")
        need(right, what, "outputs", number, "named")


def _among(format: "Format", question: "Question", here: Path) -> None:
    assert question.among is not None
    what = f"{question.id} chooses among texts of a programme, and this format is part of none; leave among out"
    need(format.starts.programme, what, *here, "among")
    taken = [name for name in question.options if text_of(name) is not None]
    what = f"{question.id} has options that are called as a text is: {', '.join(taken)}; give them other names"
    need(not taken, what, *here, "options")


def _counted(format: "Format", stage: "Stage", question: "Question", counted: "Counted", here: Path) -> None:
    """Check that something can be told of what is chosen: that it ends, and that each answer is on one side at most."""
    what = f"{question.id} is counted when {stage.id} ends; ask all of a round, and give its window closes"
    rounds = format.planned or bool(format.rhythms)
    need(rounds and stage.who in {"members", "home"} and stage.window.closes and not stage.repeat, what, *here)
    taken = ", ".join(sorted({"differ", "few"} & set(counted.sides)))
    what = f"a side of {question.id} is called {taken}, as what comes of it where no side is told; give it another name"
    need(not taken, what, *here, "sides")
    held = [one for side in counted.sides.values() for one in side.of]
    unknown = ", ".join(sorted(set(held) - set(question.choices)))
    what = f"{question.id} has no answer {unknown}; name those that can be chosen there: {', '.join(question.choices)}"
    need(not unknown, what, *here, "sides")
    twice = ", ".join(sorted({one for one in held if held.count(one) > 1}))
    what = f"{twice} of {question.id} is on two sides, or twice on one, so that it could be told apart; name it once"
    need(not twice, what, *here, "sides")


def _names(format: "Format", stage: "Stage", question: "Question", here: Path) -> None:
    """Check what a choice names: all choose while the stage lasts, or one who chooses for the group."""
    what = f"{question.id} chooses among no texts, so there is nothing to name by it; add among, or leave names out"
    need(question.among or question.unopposed, what, *here, "names")
    once = stage.who in {"members", "home", "starter", "facilitator"} and not stage.repeat
    what = f"{question.id} is not asked once of all, or of who chooses for the group; write who: members, or who: facilitator"
    need(once, what, *here, "names")
    what = f"{question.id} is decided when {stage.id} ends, which it never does; give its window closes"
    need(not stage.for_all or stage.window.closes, what, *here, "names")
    what = f"{question.id} names one thing, and lets one person choose several; write kind: choice"
    need(stage.for_all or question.kind == "choice", what, *here, "kind")
    if question.unopposed:
        earlier = {one.names for part in format.stages[: format.stages.index(stage)] for one in part.questions}
        what = (
            f"nothing before {question.id} names {question.unopposed}, so nobody can say no to it; name it in an earlier stage"
        )
        need(question.unopposed in earlier, what, *here, "unopposed")
