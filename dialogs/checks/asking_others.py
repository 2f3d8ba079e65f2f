"""Links from one format to another: who is asked in it, and what is chosen there already (S15, S18)."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from dialogs.checks.faults import Problem
from dialogs.language.content import Format
from dialogs.language.options import Option
from dialogs.language.reading import Source
from dialogs.language.stages import Stage

ANSWERING = "name one with a single stage for its owner, and an option that accepts or a text that returns"


def asks_others(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield formats in which nobody can be asked, and what is chosen beforehand and cannot be chosen there."""
    yield from _gathered(source, format)
    there = [name for name, one in formats.items() if _says_yes_or_no(one)]
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            for word in ("asks", "partners"):
                yield from _nobody(source, (s, q), word, getattr(question, word), there)
            if question.met and not _asks_one(formats.get(question.met.then)):
                line = source.line(("stages", s, "questions", q, "met"))
                what = f'no two people can be asked afterwards in "{question.met.then}"'
                yield Problem(source.name, line, what, "name one with a single stage for its owner, and no rhythm")
            if question.free_of:
                yield from _moments(source, (s, q), stage, formats)
            begins = formats.get(question.asks or "") if question.id in format.plan and not format.of_one else None
            if begins is not None and begins.stages and not begins.stages[0].accepts:
                what = f'a round opens once somebody says yes in "{question.asks}", where nobody can'
                line = source.line(("stages", s, "questions", q, "asks"))
                yield Problem(source.name, line, what, "name one with an option that accepts")
            planned = formats.get(question.which or "")
            if question.which and not (planned and planned.of_one):
                line, what = source.line(("stages", s, "questions", q, "which")), f'nobody plans "{question.which}" for herself'
                yield Problem(source.name, line, what, "name a format that has starts with alone: true")
            for key, option in question.options.items():
                line = source.line(("stages", s, "questions", q, "options", key))
                yield from _chosen(source.name, line, option, formats)


def _nobody(source: Source, place: tuple[int, int], word: str, other: str | None, there: Sequence[str]) -> Iterator[Problem]:
    """Yield a format in which nobody can be asked, and the nearest in which somebody can."""
    if other and other not in there:
        near = get_close_matches(other, there, n=1)
        line = source.line(("stages", place[0], "questions", place[1], word))
        mend = f'write "{near[0]}"' if near else ANSWERING
        yield Problem(source.name, line, f'nobody can be asked in "{other}"', mend)


def _moments(source: Source, place: tuple[int, int], stage: Stage, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield a question at which no moment of anybody can be chosen, or at which one could be held without being asked for."""
    question = stage.questions[place[1]]
    line = source.line(("stages", place[0], "questions", place[1], "free_of"))
    other = formats.get(question.free_of or "")
    if not (_asks_one(other) and other and other.stages[0].free):
        what = f'nobody names free moments in "{question.free_of}"'
        yield Problem(source.name, line, what, "name one with a single stage for its owner, and a date that is free")
    if not stage.asks or question is not stage.asked[-1] or stage.repeat:
        what = f"{question.id} is a moment of who is asked, and somebody else may be first while more is to be answered"
        yield Problem(source.name, line, what, "ask whom first, with asks, and this last, in a stage that is not repeated")


def _says_yes_or_no(format: Format) -> bool:
    """Whether somebody who is asked answers there, or is only told something and may write back."""
    return _asks_one(format) and bool(format.stages[0].accepts or format.stages[0].returns)


def _asks_one(format: Format | None) -> bool:
    return format is not None and not format.rhythms and [stage.who for stage in format.stages] == ["owner"]


def _chosen(name: str, line: int, option: Option, formats: Mapping[str, Format]) -> Iterator[Problem]:
    other = formats.get(option.then or option.plans or "")
    asked = other.stages[0].by_id if other is not None and other.stages else {}
    for question, choice in option.chosen.items() if other is not None else ():
        if question not in asked or choice not in asked[question].choices:
            what = f"{option.then or option.plans} has no question {question} at which {choice} can be chosen"
            yield Problem(name, line, what, "name a question of its first stage, and one of its options")


def _gathered(source: Source, format: Format) -> Iterator[Problem]:
    """Yield what several cannot ask of one person at once, and what is to be said in a room and does not only tell."""
    for s, stage in enumerate(format.stages):
        line = source.line(("stages", s, "for_meeting"))
        if stage.for_meeting and not stage.accepts:
            what = f"{stage.id} waits for a meeting with what others ask, and nobody is asked in it"
            yield Problem(source.name, line, what, "give an option accepts: true, or leave for_meeting out")
        if stage.for_meeting and any(one.there for question in stage.questions for one in question.recall):
            what = f"{stage.id} shows what one person wrote, and several may ask in it"
            yield Problem(source.name, line, what, "leave there out, or for_meeting")
        if stage.at_once and not (stage.accepts or stage.returns):
            what = f"{stage.id} lets people be asked so many times at once, and nobody is asked in it"
            mend = "give an option accepts: true or a text returns: true, or leave at_once out"
            yield Problem(source.name, source.line(("stages", s, "at_once")), what, mend)
        for q, question in enumerate(stage.questions):
            for key, option in question.options.items():
                told = stage.by_id.get(option.posts or "")
                if option.posts and (told is None or told.kind != "info" or told.quotes or told.lists):
                    line = source.line(("stages", s, "questions", q, "options", key))
                    what = f"{key} of {question.id} says {option.posts} in the room, which does not only tell"
                    yield Problem(source.name, line, what, "name an info of the same stage, without recall, written and lines")
