"""A group that generated formats form: who is asked to join it, and how she says so."""

from typing import get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from dialogs.language.roles import GroupKind
from tests.kit.generated.words import COIN, TEXTS, Body, maybe


def forming(draw: DrawFn, body: Body) -> None:
    """Let a format whose rounds somebody plans form a group."""
    named: Body = {"id": "plan_group", "ask": draw(TEXTS), "required": True}
    guide: Body = {"id": "plan_guide", "kind": "person", "ask": draw(TEXTS), "known": True, "required": True}
    guide["external"] = draw(TEXTS)
    asked: Body = {"id": "plan_asked", "kind": "multi", "ask": draw(TEXTS), "people": True}
    body["stages"][0]["questions"][-1:-1] = [named, guide, asked]
    options: Body = {"mee": {"label": "Ik doe mee", "gives": "V1", "joins": True}, "niet": "Nee"}
    maybe(draw, options, "praat", COIN)
    if options.pop("praat", False):
        options["later"] = {"label": "Eerst praten", "gives": "V1"}
    joins: Body = {"id": "join_it", "kind": "choice", "ask": draw(TEXTS), "options": options}
    why: Body = {"id": "join_why", "ask": draw(TEXTS)}
    body["stages"].append({"id": "join", "called": "Meedoen", "who": "candidate", "window": {"closes": "+3 weeks"},
                           "questions": [why, joins]})  # fmt: skip
    body["forms"] = {
        "kind": draw(st.sampled_from(get_args(GroupKind))),
        "called": "plan_group",
        "facilitator": "plan_guide",
        "candidates": "plan_asked",
    }
