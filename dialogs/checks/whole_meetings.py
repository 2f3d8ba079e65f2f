"""What makes a plan whole that is made for a meeting of the group (S05); each flaw names the mend."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import Path, need

if TYPE_CHECKING:
    from dialogs.language.asking import Made
    from dialogs.language.content import Format
    from dialogs.language.parts import Question

DAY = "meeting"
"""How the question is called at which the meeting is chosen: from that the moments of a round count."""


def of_meetings(format: "Format") -> None:
    """Check what only stands where somebody plans a round for one of the meetings of the group; raises Flaw."""
    for s, stage in enumerate(format.stages):
        if stage.meanwhile is not None:
            what = f"{stage.id} asks something else meanwhile, and belongs to no round that somebody plans; leave it out"
            need(stage in format.reached and format.planned, what, "stages", s, "meanwhile")
            what = f"{stage.id} never closes, so what is asked meanwhile never ends; give its window closes"
            need(stage.window.closes, what, "stages", s, "meanwhile")
            known = ("opening", *format.anchors)
            what = f"nothing here counts from {stage.meanwhile.opens.anchor}; count from the {' or the '.join(known)}"
            need(stage.meanwhile.opens.anchor in known, what, "stages", s, "meanwhile", "opens")
        for q, question in enumerate(stage.questions):
            here: Path = ("stages", s, "questions", q)
            if question.meetings:
                _is_the_day(format, question, here)
            if question.made:
                _is_made(format, question, question.made, here)
            what = f"{question.id} asks about another beside it, and no meeting is chosen before; add one with meetings: true"
            before = any(one.meetings for one in stage.questions[:q])
            need(question.another is None or before, what, *here, "another")


def _is_the_day(format: "Format", question: "Question", here: Path) -> None:
    what = f"{question.id} is the meeting for which a round is planned; ask it in the stage that plans, and call it {DAY}"
    need(format.plan.get(DAY) is question, what, *here, "meetings")
    what = f"{question.id} is a day with its hour, which is always known; give it required: true and time: true"
    need(question.required and question.time, what, *here, "meetings")


def _is_made(format: "Format", question: "Question", made: "Made", here: Path) -> None:
    """Check that what is asked in the place of a question is written when the round is planned."""
    text, kind, options = (format.plan.get(name) for name in (made.asks, made.kind, made.options))
    written = text is not None and text.public and options is not None and options.public
    what = f"{question.id} is made of what nobody writes for the group when a round is planned; name two texts with public: V2"
    need(written and question.id not in format.plan, what, *here, "made")
    known = kind is not None and kind.kind == "choice" and set(kind.options) <= {"text", "file", "choice"}
    what = f"{made.kind} does not say what kind a question is; name a choice of the plan between text, file and choice"
    need(known, what, *here, "made")
