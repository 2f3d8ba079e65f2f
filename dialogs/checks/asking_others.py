"""Links from one format to another: who is asked in it, and what is chosen there already (S15, S18)."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from dialogs.checks.faults import Problem
from dialogs.language.content import Format
from dialogs.language.parts import Option
from dialogs.language.reading import Source

ANSWERING = "name one with a single stage for its owner, and an option that accepts or a text that returns"


def asks_others(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield formats in which nobody can be asked, and what is chosen beforehand and cannot be chosen there."""
    there = [name for name, one in formats.items() if _says_yes_or_no(one)]
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            if question.asks and question.asks not in there:
                near = get_close_matches(question.asks, there, n=1)
                mend = f'write "{near[0]}"' if near else ANSWERING
                line = source.line(("stages", s, "questions", q, "asks"))
                yield Problem(source.name, line, f'nobody can be asked in "{question.asks}"', mend)
            if question.met and not _asks_one(formats.get(question.met.then)):
                line = source.line(("stages", s, "questions", q, "met"))
                what = f'no two people can be asked afterwards in "{question.met.then}"'
                yield Problem(source.name, line, what, "name one with a single stage for its owner, and no rhythm")
            for key, option in question.options.items():
                line = source.line(("stages", s, "questions", q, "options", key))
                yield from _chosen(source.name, line, option, formats)


def _says_yes_or_no(format: Format) -> bool:
    """Whether somebody who is asked answers there, or is only told something and may write back."""
    return _asks_one(format) and bool(format.stages[0].accepts or format.stages[0].returns)


def _asks_one(format: Format | None) -> bool:
    return format is not None and not format.rhythms and [stage.who for stage in format.stages] == ["owner"]


def _chosen(name: str, line: int, option: Option, formats: Mapping[str, Format]) -> Iterator[Problem]:
    other = formats.get(option.then or "")
    asked = other.stages[0].by_id if other is not None and other.stages else {}
    for question, choice in option.chosen.items() if other is not None else ():
        if question not in asked or choice not in asked[question].choices:
            what = f"{option.then} has no question {question} at which {choice} can be chosen"
            yield Problem(name, line, what, "name a question of its first stage, and one of its options")
