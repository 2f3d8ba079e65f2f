"""What a format draws from texts that are asked for elsewhere: to call them to mind, or to choose among them."""

from collections.abc import Iterator, Mapping

from dialogs.checks.faults import Problem
from dialogs.checks.whole_outputs import READERS, shareable
from dialogs.language.asking import Recall
from dialogs.language.content import Format
from dialogs.language.reading import Source


def texts_of_others(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield what a format draws from texts that there are not."""
    yield from _recalls(source, format, formats)
    yield from _chooses(source, format, formats)


def _recalls(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield earlier answers to show again that nobody is asked for, or that get no such flag."""
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            for r, recall in enumerate(question.recall):
                if wrong := _recalled(recall, formats.get(recall.of or format.id)):
                    yield Problem(source.name, source.line(("stages", s, "questions", q, "recall", r)), *wrong)


def _recalled(recall: Recall, other: Format | None) -> tuple[str, str] | None:
    """Return what is wrong with recalling answers from a format, and the mend."""
    if other is None:
        return f'there is no format "{recall.of}" to recall from', "name one that is there"
    written = {one.id for part in other.stages for one in part.questions if one.worded}
    if missing := ", ".join(name for name in recall.show if name not in written):
        return f"{other.id} asks nobody to write {missing}", "recall texts, files, days or numbers that it asks for"
    if recall.flags and not other.flagged(recall.flags):
        what = f'{other.id} gives no answer the flag "{recall.flags}"'
        return what, "name a flag that a share question there gives, or remove it"
    return None


def _chooses(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield texts to choose from that nobody is asked to share with the group of the programme."""
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            if question.among is None:
                continue
            other, line = formats.get(question.among.of or format.id), source.line(("stages", s, "questions", q, "among"))
            if other is None or other.starts.programme != format.starts.programme:
                what = f'"{question.among.of}" is no part of the same programme, so there is nothing to choose from'
                yield Problem(source.name, line, what, "name a format around the same meetings")
                continue
            shared = {name for part in other.stages for name in shareable(part, READERS["members"])}
            if missing := ", ".join(name for name in question.among.show if name not in shared):
                what = f"{other.id} asks nobody to share {missing} with the group"
                yield Problem(source.name, line, what, "choose among texts that can be shared with V2")
