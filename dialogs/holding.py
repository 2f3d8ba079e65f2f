"""What waits for a yes or another choice inside a dialog, and what each choice then does.

Every waiting matter is asked in the same way, with its own sentence and options; typing works like pressing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs import commands
from dialogs.conversation import (
    PIECES,
    Ask,
    Carry,
    Change,
    Discard,
    Echo,
    Finish,
    Held,
    HeldKind,
    Mark,
    Obey,
    Park,
    Record,
    Said,
    Say,
    Share,
    Status,
    Switch,
    Value,
)
from dialogs.phrases import Phrases
from dialogs.progress import covered
from dialogs.questions import key_of, split_key
from dialogs.understanding import pick, tidy, understand

if TYPE_CHECKING:
    from dialogs.engine import Turn

OPTIONS: Mapping[HeldKind, tuple[str, ...]] = {
    "piece": ("yes", "no"),
    "near": ("yes", "no"),
    "skip_all": ("yes", "no"),
    "name": ("share", "rewrite", "private"),
    "later": ("afternoon", "tomorrow", "next_week"),
    "stop": ("keep", "throw"),
    "switch": ("finish", "switch"),
    "expired": ("keep", "next"),
}
"""What can be chosen while something waits, in the order in which it is shown."""

_SENTENCES: Mapping[HeldKind, str] = {
    "piece": "piece.ask",
    "near": "near.ask",
    "skip_all": "skip.required_confirm",
    "name": "share.names_colleague",
    "later": "later.ask",
    "stop": "stop.dialog",
    "switch": "err.two_dialogs",
    "expired": "err.round_expired",
}


def sentence(held: Held) -> str:
    """Return the phrase that asks what waits."""
    return _SENTENCES[held.kind]


def labels(held: Held, phrases: Phrases) -> dict[str, str]:
    """Return the options of what waits, as the person sees them."""
    yes_no = held.kind in {"piece", "near", "skip_all"}
    prefix = "yesno" if yes_no and held.kind != "piece" else held.kind
    return {name: phrases.text(f"{prefix}.{name}") for name in OPTIONS[held.kind]}


def may_be_piece(turn: "Turn", key: str | None, text: str) -> bool:
    """Whether a text came so soon after an open answer that it may belong to it (X15)."""
    state = turn.state
    if state.last_text is None or state.last_at is None or turn.facts.now - state.last_at > PIECES:
        return False
    if key is not None:
        question = turn.question(key)
        if question.kind != "text" and isinstance(understand(question, turn.labels(question), text, ()), Value):
            return False
    return bool(text)


def drop(turn: "Turn") -> None:
    """Let go of what waits: the person went another way."""
    turn.state = replace(turn.state, held=None)


def answered(turn: "Turn", said: Said) -> None:
    """Take what was typed while something waits."""
    held = turn.state.held
    assert held is not None
    choice = pick(labels(held, turn.phrases), said.text, yes_or_no="yes" in OPTIONS[held.kind]) if not said.files else None
    if choice is None and held.kind in {"piece", "near", "expired"}:
        _one_more_text(turn, held, said)
    elif choice is None:
        turn.state = replace(turn.state, misses=turn.state.misses + 1)
        turn.effects.append(Say("err.unknown_held"))
        turn.effects.append(Ask("held", "held"))
    else:
        chosen(turn, (choice,))


def _one_more_text(turn: "Turn", held: Held, said: Said) -> None:
    """Add a further text to the one that waits, so that neither is lost, and put the same question again."""
    more = tidy(said.text)
    if said.files or not more:
        turn.say("err.unknown_held")
    else:
        turn.state = replace(turn.state, held=replace(held, text=f"{held.text}\n{more}"))
    turn.effects.append(Ask("held", "held"))


def chosen(turn: "Turn", options: tuple[str, ...]) -> None:
    """Do what was chosen; a button of something that no longer waits is an old button (GE13)."""
    held = turn.state.held
    if held is None or len(options) != 1 or options[0] not in OPTIONS[held.kind]:
        turn.old_button()
        return
    turn.state = replace(turn.state, held=None, misses=0)
    _SETTLE[held.kind](turn, held, options[0])


def _piece(turn: "Turn", held: Held, choice: str) -> None:
    key = turn.state.last_text
    if choice == "no" or key is None:
        turn.state = replace(turn.state, last_text=None)
        turn.said(held.text, (), literal=True)
        return
    question = turn.question(key)
    if len(held.text) > question.max:
        turn.state = replace(turn.state, echo=held.text)
        turn.say("err.too_long", aantal=len(held.text), max=question.max)
        turn.effects.append(Echo())
        return
    name, repetition = split_key(key)
    mark = turn.state.marks[key]
    names = dict.fromkeys((*mark.names, *turn.names_in(held.text)))
    turn.state = replace(turn.state, marks={**turn.state.marks, key: replace(mark, names=tuple(names))}, last_at=turn.facts.now)
    append = Change(held.text) if question.changes else Record(name, repetition, Value(text=held.text), append=True)
    turn.effects.append(append)
    turn.say("piece.added")
    turn.ask()


def _near(turn: "Turn", held: Held, choice: str) -> None:
    if choice == "no":
        turn.said(held.text, (), literal=True)
        return
    word = commands.command(held.detail, turn.facts.commands) or "help"
    if word in commands.IN_DIALOG:
        turn.obey(word)
    else:
        turn.effects.append(Obey(word))


def _skip_all(turn: "Turn", _held: Held, choice: str) -> None:
    if choice == "yes":
        turn.skip_all()
    else:
        turn.ask()


def _later(turn: "Turn", _held: Held, choice: str) -> None:
    turn.effects.append(Park(choice))  # type: ignore[arg-type]


def _stop(turn: "Turn", _held: Held, choice: str) -> None:
    if choice == "throw":
        turn.effects.append(Discard())
        turn.say("stop.thrown")
    else:
        turn.say("stop.kept")
    turn.effects.append(Finish(Status.SKIPPED))


def _switch(turn: "Turn", held: Held, choice: str) -> None:
    if choice == "switch":
        turn.effects.append(Switch(held.detail))
    else:
        turn.ask()


def _expired(turn: "Turn", held: Held, choice: str) -> None:
    if choice == "next":
        turn.effects.append(Carry(held.text))
        return
    first = next(question for question in turn.stage.questions if question.kind in {"text", "file"})
    turn.keep(key_of(first.id, 0), first, Value(text=held.text))
    turn.say("thanks.private")
    turn.effects.append(Finish(Status.EXPIRED))


def _name(turn: "Turn", held: Held, choice: str) -> None:
    key, _, level = held.detail.partition(" ")
    if choice == "rewrite" and not _about_another(turn):
        naming = next(name for name, mark in turn.state.marks.items() if mark.names and _together(name, key))
        turn.state = replace(turn.state, back=naming, last_text=None)
        turn.ask(manner="full")
    elif choice == "share":
        settle_share(turn, key, level)
    else:
        settle_share(turn, key, "V0")


_SETTLE: Mapping[HeldKind, Callable[["Turn", Held, str], None]] = {
    "piece": _piece,
    "near": _near,
    "skip_all": _skip_all,
    "name": _name,
    "later": _later,
    "stop": _stop,
    "switch": _switch,
    "expired": _expired,
}


def share(turn: "Turn", key: str, value: Value) -> None:
    """Take the choice of readers; before a group reads a colleague's name, ask (K5, S03)."""
    level = value.chosen[0]
    named = turn.facts.subject_names if _about_another(turn) else _named(turn, key)
    if level in {"V2", "V3"} and named:
        turn.hold(Held("name", text=named[0], detail=f"{key} {level}"))
    else:
        settle_share(turn, key, level)


def settle_share(turn: "Turn", key: str, level: str) -> None:
    """Give the answers their readers, thank, and go on."""
    name, repetition = split_key(key)
    question = turn.stage.question(name)
    turn.state = turn.state.marked(key, Mark(answered=True, chosen=(level,)))
    then = replace(turn.state, repetition=repetition)  # after "terug" it may be an earlier one than that which is open
    questions = () if _about_another(turn) else covered(question, turn.stage, then)
    turn.effects.append(Share(level, questions, repetition))  # type: ignore[arg-type]
    turn.effects.append(Say(f"thanks.{level}" if not _about_another(turn) else "share.changed"))
    turn.go_on()


def _about_another(turn: "Turn") -> bool:
    return all(question.kind == "share" for question in turn.stage.questions)


def _named(turn: "Turn", share_key: str) -> tuple[str, ...]:
    marks = (mark for key, mark in turn.state.marks.items() if _together(key, share_key))
    return tuple(dict.fromkeys(name for mark in marks for name in mark.names))


def _together(key: str, other: str) -> bool:
    """Whether two questions were asked in the same repetition."""
    return split_key(key)[1] == split_key(other)[1]
