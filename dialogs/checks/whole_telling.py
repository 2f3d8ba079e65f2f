"""What makes it whole that people tell something in a group, and that some are asked more; a flaw says what is wrong (S06)."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from dialogs.checks.flaws import need

if TYPE_CHECKING:
    from dialogs.language.content import Format


def of_telling(format: "Format", shared: AbstractSet[str]) -> None:
    """Check that everybody is asked something, and that who tells, and who begins, is chosen somewhere in the same round.

    ``shared`` are the texts that their writers may let the group read.
    """
    for number, stage in enumerate(format.stages):
        what = f"{stage.id} has nothing to ask of who has another role; leave role or unless_role out of a question"
        need(any(not question.of_some for question in stage.asked), what, "stages", number, "questions")
    asked = {one.id: one for stage in format.stages for one in stage.questions if one.picked and one.id not in format.plan}
    for number, output in enumerate(format.outputs):
        if output.tellers is not None:
            alone = ", ".join(sorted(set(output.tellers.titles) - shared))
            what = f"{output.id} names stories by {alone}, which nobody is asked to share; let a share question cover it"
            need(not alone, what, "outputs", number, "tellers", "titles")
            what = f"{output.id} has no words for where nobody tells; add nobody, or each: true"
            need(bool(output.tellers.nobody) != output.tellers.each, what, "outputs", number, "tellers", "nobody")
        for word in ("who", "begins") if output.tellers else ():
            for name, values in getattr(output.tellers, word).items():
                known = asked[name].choices if name in asked else {}
                chosen = f"{name} = {', '.join(values)}"
                what = f"{output.id} looks for tellers where nobody is asked: {chosen}; name a choice of a stage"
                need(values and set(values) <= set(known), what, "outputs", number, "tellers", word, name)
