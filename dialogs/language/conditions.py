"""What conditions can look at beside the questions that people answer: stages, outcomes, what is known of a programme.

Each stands there as a question, so that a condition on it is read and checked as any other; nobody is asked it.
"""

from collections.abc import Iterable, Mapping

from dialogs.gatherings.together import outcomes
from dialogs.language.options import Option
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.language.starts import MEETING


def either_of(name: str, values: Iterable[str]) -> Question:
    """Return what is known of a round and is one of these."""
    return Question(id=name, kind="choice", ask=name, options={value: Option(label=value) for value in values})


def either_where(places: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, Question]:
    """Return the choices on which it depends around which meetings there is a round, each with what it may be (S08)."""
    found: dict[str, tuple[str, ...]] = {}
    for place in places:
        for name, values in place.items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *values)))
    return {name: either_of(name, values) for name, values in found.items() if name != MEETING}


DECLINED = "declined"
"""The condition that who was asked said no by the button of the announcement, and nobody did more."""
ENOUGH, FEW, STILL = "enough", "few", "still"
"""What comes of what is gathered: there is enough to read, too little, or too little for the second time."""


def done_in(stages: Iterable[Stage]) -> dict[str, Question]:
    """Return of stages whether somebody did something there, or what came of what was gathered in them."""
    found: dict[str, Question] = {}
    for one in stages:
        ways = (ENOUGH, FEW, STILL) if one.gathers else (DECLINED,)
        options = {way: Option(label=way) for way in ways}
        found[one.id] = Question(id=one.id, kind="choice", ask=one.id, called=one.called, options=options)
    return found


def told_in(stages: Iterable[Stage]) -> dict[str, Question]:
    """Return what may come of what people choose together in stages (S17)."""
    counted = ((one, one.counted) for stage in stages for one in stage.counted)
    return {
        one.id: Question(
            id=one.id, kind="choice", ask=one.id, called=one.called,
            options={way: Option(label=told.sides[way].says if way in told.sides else way) for way in outcomes(told)},
        )
        for one, told in counted
        if told
    }  # fmt: skip
