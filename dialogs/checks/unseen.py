"""Texts that can be shared and are shown nowhere, or are to be shown and cannot be shared: promises not kept (S07, P2)."""

from collections.abc import Iterator

from dialogs.checks.faults import Problem
from dialogs.checks.whole_outputs import READERS, shareable
from dialogs.language.content import Format
from dialogs.language.reading import Source


def unseen(source: Source, format: Format) -> Iterator[Problem]:
    """Yield every question whose answer the group may read and no output shows it, with the mend.

    What is about an answer that was given elsewhere shares it where that is shown. With a board there, a text of value that
    its teller cannot let the group read is told too.
    """
    to_all = [output for output in format.outputs if output.to in {"room", "members"}]
    shown = {name for output in to_all for section in output.sections for name in section.show}
    shown |= {name for output in format.outputs if output.tellers for name in output.tellers.titles}
    shown |= {name for output in format.outputs for one in output.adds if one.of is None for name in one.show}
    if any(output.kind == "board" for output in format.outputs):
        shown |= {question.id for stage in format.stages for question in stage.valued}
        yield from _never_shared(source, format)
    shown |= {
        name
        for stage in format.stages
        for one in stage.choosing
        if one.among and one.among.of in {None, format.id}
        for name in one.among.show
    }
    shown |= {question.id for question in format.names}  # these stand in what is said of the round
    shown |= {one.id for stage in format.stages for one in stage.questions if one.names}  # and these around its meetings
    if format.starts.rewords:  # and these in the message that goes by itself
        shown |= {question.id for stage in format.stages for question in stage.questions}
    if any(question.written for stage in format.stages for question in stage.questions):
        shown |= set(format.plan)
    for s, stage in enumerate(format.stages):
        hidden = shareable(stage, READERS["room"]) - shown
        for q, question in enumerate(stage.questions):
            if question.id in hidden and not question.changes:  # new words stand where the text stood that they change
                what = f"{question.id} can be shared with the group, but nothing shows it there"
                mend = "show it in an output to the room, or offer no V2 and no V3 for it"
                yield Problem(source.name, source.line(("stages", s, "questions", q)), what, mend)


def _never_shared(source: Source, format: Format) -> Iterator[Problem]:
    """Yield every question whose answer has a value, and can never stand on a board: nothing lets the group read it."""
    shared = {name for stage in format.stages for name in shareable(stage, READERS["room"])}
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            if question.value and question.id not in shared:
                what = f"{question.id} has a value, but can never stand on the board: nothing lets the group read it"
                mend = "add a share question with V2 or V3, public: V2, or a stage over it with an option that shares it"
                yield Problem(source.name, source.line(("stages", s, "questions", q, "value")), what, mend)
