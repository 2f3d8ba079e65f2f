"""Fitting a stage to the person who goes through it: what only is known when it is asked takes its place in it.

What comes of it is a stage like any other, so that nothing else has to know of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.content import Stage
from dialogs.parts import Option, Question


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the person and her group when a stage is fitted."""

    members: Mapping[str, str] = field(default_factory=dict)
    """The other members of the group by name, whether they take part or not (C-40)."""


def fitted(stage: Stage, around: Around) -> Stage:
    """Return a stage as this person gets it."""
    if all(question.kind != "person" for question in stage.questions):
        return stage
    return Stage.model_construct(
        **{**dict(stage), "questions": tuple(_fitted(question, around) for question in stage.questions)}
    )


def _fitted(question: Question, around: Around) -> Question:
    """Return a question with the people it offers, by name; what the format offers beside them comes after."""
    if question.kind != "person":
        return question
    people = sorted(around.members.items(), key=lambda one: one[1].casefold())
    offered = {id_: Option.model_construct(label=name) for id_, name in people}
    return Question.model_construct(**{**dict(question), "options": offered | question.options})
