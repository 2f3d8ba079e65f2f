"""What makes it whole that people tell something in a group, and that some are asked more; a flaw says what is wrong (S06)."""

from typing import TYPE_CHECKING

from dialogs.flaws import need

if TYPE_CHECKING:
    from dialogs.content import Format


def of_telling(format: "Format") -> None:
    """Check that everybody is asked something, and that who tells, and who begins, is chosen somewhere in the same round."""
    for number, stage in enumerate(format.stages):
        what = f"{stage.id} has nothing to ask of who has another role; leave role out of a question"
        need(any(not question.role for question in stage.asked), what, "stages", number, "questions")
    asked = {one.id: one for stage in format.stages for one in stage.questions if one.picked and one.id not in format.plan}
    for number, output in enumerate(format.outputs):
        for word in ("who", "begins") if output.tellers else ():
            for name, values in getattr(output.tellers, word).items():
                known = asked[name].choices if name in asked else {}
                chosen = f"{name} = {', '.join(values)}"
                what = f"{output.id} looks for tellers where nobody is asked: {chosen}; name a choice of a stage"
                need(values and set(values) <= set(known), what, "outputs", number, "tellers", word, name)
