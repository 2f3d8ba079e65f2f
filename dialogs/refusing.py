"""Saying why something is no answer, so that it can be given again and nothing is lost (GE9, GE10)."""

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from dialogs.conversation import MISSES
from dialogs.effects import Echo
from dialogs.parts import Question
from dialogs.understanding import Misunderstood

if TYPE_CHECKING:
    from dialogs.engine import Turn


def misunderstood(turn: "Turn", key: str, question: Question, problem: Misunderstood, text: str) -> None:
    """Say in plain words why this is no answer; after three times offer a way out (GE9)."""
    misses = turn.state.misses + 1
    turn.state = replace(turn.state, misses=misses, echo="")
    match problem.reason:
        case "too_long":
            too_long(turn, question, text)
            return
        case "empty":
            turn.say("err.too_short")
        case "file":
            turn.say("err.file", max="10 MB")
        case "file_not_here" | "name_taken":
            turn.say(f"err.{problem.reason}")
        case "unknown" if misses >= MISSES:
            turn.say("err.unknown_third")
        case "unknown":
            turn.say("err.unknown", options=list(turn.labels(question)), question=key)
        case _:
            assert_never(problem.reason)
    turn.ask(manner="full")


def too_long(turn: "Turn", question: Question, text: str) -> None:
    """Give a text back that is too long to keep, so that it is not lost (GE10)."""
    turn.state = replace(turn.state, echo=text)
    turn.say("err.too_long", aantal=len(text), max=question.max)
    turn.effects.append(Echo())
