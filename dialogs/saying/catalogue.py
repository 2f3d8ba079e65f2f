"""All that can be chosen in a format, side by side, to read at ease: it is asked there one thing after the other (S18)."""

from dataclasses import dataclass

from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.stages import Stage


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be chosen, what can be chosen below it, and an example of that, in so far as there are any."""

    label: str
    below: tuple["Entry", ...] = ()
    example: str | None = None


def catalogue(format: Format) -> tuple[Entry, ...]:
    """Return what can be chosen at the first choice of a format, with what each choice leads to."""
    choices = ((stage, question) for stage in format.stages for question in stage.questions if question.kind == "choice")
    return next((_entries(stage, question) for stage, question in choices), ())


def _entries(stage: Stage, question: Question) -> tuple[Entry, ...]:
    return tuple(_entry(stage, question, name, label) for name, label in question.choices.items())


def _entry(stage: Stage, question: Question, name: str, label: str) -> Entry:
    further = next((one for one in stage.questions if one.only_if == {question.id: (name,)} and one.options), None)
    return Entry(label, _entries(stage, further), further.help) if further is not None else Entry(label)
