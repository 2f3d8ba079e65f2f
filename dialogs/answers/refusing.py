"""Saying why something is no answer, so that it can be given again and nothing is lost (GE9, GE10)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.answers.dates import day_in_full
from dialogs.answers.kinds import Misunderstood, Reason
from dialogs.language.parts import Question
from dialogs.talk.conversation import MISSES
from dialogs.talk.effects import Echo

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn

PLAIN: frozenset[Reason] = frozenset({"empty", "file", "file_not_here", "name_taken", "choices"})
"""What is said in the same words however often it happens."""


def misunderstood(turn: "Turn", key: str, question: Question, problem: Misunderstood, text: str) -> None:
    """Say in plain words why this is no answer; after three times offer a way out (GE9)."""
    misses = turn.state.misses + 1
    turn.state = replace(turn.state, misses=misses, echo="")
    if problem.reason == "too_long":
        too_long(turn, question, text)
        return
    third = misses >= MISSES and problem.reason not in PLAIN
    if not third or problem.reason != "unknown":  # the choices stand below it anyhow
        say_why(turn, key, question, problem)
    if third:
        turn.say("err.unknown_third")
    turn.ask(manner="full")


def say_why(turn: "Turn", key: str, question: Question, problem: Misunderstood) -> None:
    """Say why this is no answer; of a text that is too long ``too_long`` says it."""
    match problem.reason:
        case "empty":
            turn.say("err.too_short")
        case "file":
            turn.say("err.file", max="10 MB")
        case "unknown":
            turn.say("err.unknown", options=list(turn.labels(question)), question=key)
        case "scale" | "out_of_range":
            turn.say(f"err.{problem.reason}", least=question.span.start, most=question.span.stop - 1)
        case _ if problem.day is not None:
            turn.say(f"err.{problem.reason}", dag=day_in_full(problem.day, turn.phrases.language))
        case _:
            turn.say(f"err.{problem.reason}")


def too_long(turn: "Turn", question: Question, text: str) -> None:
    """Give a text back that is too long to keep, so that it is not lost (GE10)."""
    turn.state = replace(turn.state, echo=text)
    turn.say("err.too_long", aantal=len(text), max=question.max)
    turn.effects.append(Echo())
