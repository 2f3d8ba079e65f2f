"""Fitting a stage to the person who goes through it: what only is known when it is asked takes its place in it.

What comes of it is a stage like any other, so that nothing else has to know of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dialogs.content import Stage
from dialogs.conversation import GROUP
from dialogs.parts import Option, Question


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the person and her group when a stage is fitted."""

    members: Mapping[str, str] = field(default_factory=dict)
    """The other members of the group by name, whether they take part or not (C-40)."""
    groups: Mapping[str, str] | None = None
    """The groups by name that somebody in several can share with (X16)."""
    asks: str = ""
    """How is asked with which of them."""


def fitted(stage: Stage, around: Around) -> Stage:
    """Return a stage as this person gets it."""
    if around.groups is None and all(question.kind != "person" for question in stage.questions):
        return stage
    return Stage.model_construct(**{**dict(stage), "questions": tuple(_questions(stage, around))})


def _questions(stage: Stage, around: Around) -> Iterator[Question]:
    for question in stage.questions:
        if question is stage.shared_at and around.groups is not None:
            yield _which_group(question, around.groups, around.asks)
        yield _fitted(question, around)


def _which_group(share: Question, groups: Mapping[str, str], ask: str) -> Question:
    """Return the question with which group is shared, which comes before who may read it (X16)."""
    options = {id_: Option.model_construct(label=name) for id_, name in groups.items()}
    must = share.required and len(groups) > 1
    return Question.model_construct(id=GROUP, kind="choice", ask=ask, options=options, required=must)


def _fitted(question: Question, around: Around) -> Question:
    """Return a question with the people it offers, by name; what the format offers beside them comes after."""
    if question.kind != "person":
        return question
    people = sorted(around.members.items(), key=lambda one: one[1].casefold())
    offered = {id_: Option.model_construct(label=name) for id_, name in people}
    return Question.model_construct(**{**dict(question), "options": offered | question.options})
