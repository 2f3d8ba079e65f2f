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
        options["later"] = {"label": "Eerst praten", "gives": draw(st.sampled_from(["V1", "V2", "V5"]))}
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
    if draw(COIN):
        body["stages"][-1]["questions"][:0] = _by_which_they_match(draw)
        words = ("about", "brings", "seeks", "field", "elsewhere", "prefers")
        body["forms"]["match"] = {word: f"join_{word}" for word in words} | {
            "kind": draw(st.sampled_from(get_args(GroupKind))), "asks": "action_together", "begins": "quarterly_value_check",
        }  # fmt: skip


def _by_which_they_match(draw: DrawFn) -> list[Body]:
    """Return what those who join are asked where they go two by two (S41)."""
    kinds = {"about": "text", "brings": "multi", "seeks": "multi", "field": "text", "elsewhere": "yesno", "prefers": "person"}
    asked: list[Body] = [{"id": f"join_{word}", "kind": kind, "ask": draw(TEXTS)} for word, kind in kinds.items()]
    for one in asked:
        if one["kind"] == "multi":
            one["options"] = {"listening": "Luisteren", "writing": "Schrijven"}
        if one["kind"] == "person":
            one["known"] = True
    return asked
