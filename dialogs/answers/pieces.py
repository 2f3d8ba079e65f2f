"""A second message soon after an open answer: a piece of it, or something new (X15)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.answers import refusing
from dialogs.answers.understanding import says_something
from dialogs.talk import sharing
from dialogs.talk.conversation import PIECES, Held
from dialogs.talk.effects import Change, Record, Value
from dialogs.talk.questions import split_key, subject_of

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn


def may_be_piece(turn: "Turn", key: str | None, text: str) -> bool:
    """Whether a text came so soon after an open answer that it may belong to it (X15).

    Where an open question follows an open question this is asked once in a conversation: who answers quickly is not asked it
    at every question.
    """
    state = turn.state
    if state.last_text is None or state.last_at is None or turn.facts.now - state.last_at > PIECES:
        return False
    if key is not None and (state.one_by_one if turn.question(key).kind == "text" else turn.answers(key, text)):
        return False
    return says_something(text)


def settle(turn: "Turn", held: Held, choice: str) -> None:
    """Do what was chosen about a text that may be a second piece."""
    key = turn.state.last_text
    turn.state = replace(turn.state, one_by_one=True)
    if choice == "no" or key is None:
        turn.state = replace(turn.state, last_text=None)
        _anew(turn, held.text)
        return
    if turn.question(key).changes and sharing.names_somebody(turn, key, held.text, "more"):
        return
    if join(turn, held.text):
        turn.ask()


def _anew(turn: "Turn", text: str) -> None:
    """Take a text that is no second piece as the answer to what is open; what was said before stays as it is.

    After the end nothing is open: it answers no question that she never saw, and she is told that it is not kept.
    """
    if turn.facts.over:
        turn.say("piece.not_kept")
    else:
        turn.said(text, (), literal=True)


def join(turn: "Turn", text: str) -> bool:
    """Add a second piece to the answer that it came after; too long a piece is given back instead (X15, GE10)."""
    key = turn.state.last_text
    assert key is not None  # a piece waits only after an open answer
    question = turn.question(key)
    if len(text) > question.max:
        refusing.too_long(turn, question, text)
        return False
    name, repetition = split_key(key)
    mark = turn.state.marks[key]
    names = dict.fromkeys((*mark.names, *turn.names_in(text)))
    turn.state = replace(
        turn.state,
        marks={**turn.state.marks, key: replace(mark, names=tuple(names), left=mark.left - len(text) - 1)},
        last_at=turn.facts.now,
    )
    value = Value(text=text)
    turn.effects.append(
        Change(text, append=True, about=subject_of(key)) if question.changes else Record(name, repetition, value, append=True)
    )
    turn.say("piece.added")
    return True
