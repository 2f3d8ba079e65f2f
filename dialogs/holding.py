"""What waits for a yes or another choice inside a dialog, and what each choice then does.

Every waiting matter is asked in the same way, with its own sentence and options; typing works like pressing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from dialogs import commands, late, refusing, steering, taking
from dialogs.conversation import MISSES, PIECES, Held, HeldKind, Mark, State, Status
from dialogs.effects import LATER, Carry, Change, Discard, Echo, Finish, Obey, Park, Record, Share, Switch, Value
from dialogs.events import Said
from dialogs.phrases import Phrases
from dialogs.progress import covered
from dialogs.questions import key_of, split_key
from dialogs.understanding import pick, says_something, tidy, understand
from dialogs.visibility import LEVELS, Level

if TYPE_CHECKING:
    from dialogs.engine import Turn

OPTIONS: Mapping[HeldKind, tuple[str, ...]] = {
    "piece": ("yes", "no"),
    "near": ("yes", "no"),
    "skip_all": ("yes", "no"),
    "name": ("share", "rewrite", "private"),
    "later": tuple(LATER),
    "stop": ("keep", "throw"),
    "switch": ("finish", "switch"),
    "expired": ("keep", "next"),
}
"""What can be chosen while something waits, in the order in which it is shown."""

TEXTS: frozenset[HeldKind] = frozenset({"piece", "near", "expired"})
"""Where a text of the person's waits to be kept."""
LISTED = "\n"
"""What stands between the ids of several people who are named."""

READ_BY_GROUP: frozenset[Level] = frozenset({"V2", "V3"})
"""The choices of readers with which a group reads a text."""

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
    return says_something(text)


def let_go(state: State) -> State:
    """Return a state without a choice that waits, for when the bot begins anew; a text that waits is kept."""
    return state if state.held is not None and state.held.kind in TEXTS else replace(state, held=None)


def answered(turn: "Turn", said: Said) -> None:
    """Take what was typed while something waits."""
    held = turn.state.held
    assert held is not None
    choice = pick(labels(held, turn.phrases), said.text, yes_or_no="yes" in OPTIONS[held.kind]) if not said.files else None
    more = tidy(said.text)
    if choice is not None:
        chosen(turn, (choice,))
    elif held.kind in TEXTS and not said.files and says_something(more):
        turn.hold(replace(held, text=f"{held.text}\n{more}"))  # neither text is lost
    else:
        misses = turn.state.misses + 1
        turn.state = replace(turn.state, misses=misses)
        turn.say("err.unknown_third" if misses >= MISSES else "err.unknown_held")
        turn.hold(held)


def chosen(turn: "Turn", options: tuple[str, ...]) -> None:
    """Do what was chosen; a button of something that no longer waits is an old button (GE13)."""
    held = turn.state.held
    if held is None or len(options) != 1 or options[0] not in OPTIONS[held.kind]:
        steering.old_button(turn)
        return
    turn.state = replace(turn.state, held=None, misses=0)
    _SETTLE[held.kind](turn, held, options[0])


def _piece(turn: "Turn", held: Held, choice: str) -> None:
    key = turn.state.last_text
    if choice == "no" or key is None:
        turn.state = replace(turn.state, last_text=None)
        turn.said(held.text, (), literal=True)
        return
    if turn.question(key).changes and names_somebody(turn, key, held.text, "more"):
        return
    if join(turn, held.text):
        turn.ask()


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
    turn.state = replace(turn.state, marks={**turn.state.marks, key: replace(mark, names=tuple(names))}, last_at=turn.facts.now)
    value = Value(text=text)
    turn.effects.append(Change(text, append=True) if question.changes else Record(name, repetition, value, append=True))
    turn.say("piece.added")
    return True


def _near(turn: "Turn", held: Held, choice: str) -> None:
    if choice == "no":
        turn.said(held.text, (), literal=True)
        return
    word = commands.command(held.detail, turn.facts.commands) or "help"
    if word in commands.IN_DIALOG:
        steering.obey(turn, word)
    else:
        turn.effects.append(Obey(word))


def _skip_all(turn: "Turn", _held: Held, choice: str) -> None:
    if choice == "yes":
        steering.skip_all(turn)
    else:
        turn.ask()


def _later(turn: "Turn", _held: Held, choice: str) -> None:
    turn.effects.append(Park(LATER[choice]))


def _stop(turn: "Turn", held: Held, choice: str) -> None:
    if late.is_late(held):
        late.settle(turn, held.text if choice == "keep" else "", "stop.kept" if choice == "keep" else "stop.thrown")
        return
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
    else:
        late.settle(turn, held.text, "thanks.private")


def _name(turn: "Turn", held: Held, choice: str) -> None:
    key, level, _ = held.detail.split(" ", 2)
    if held.text:
        _reworded(turn, held, key, choice)
    elif choice == "rewrite" and (naming := _naming(turn, key)):
        turn.state = replace(turn.state, back=naming[0], last_text=None)
        turn.ask(manner="full")
    elif choice == "share":
        settle_share(turn, key, LEVELS[level])
    else:
        settle_share(turn, key, "V0")


def _reworded(turn: "Turn", held: Held, key: str, choice: str) -> None:
    """Do what was chosen about a new text that names a colleague: keep it, alone or not, or give it back."""
    if choice == "rewrite":
        turn.state = replace(turn.state, echo=held.text)
        turn.effects.append(Echo())
        turn.ask(manner="full")
        return
    if choice == "private":
        turn.effects.append(Share("V0", (), 0))
    if held.detail.split(" ", 2)[1] == "more":
        join(turn, held.text)
        return
    taking.keep(turn, key, turn.question(key), Value(text=held.text))
    if choice == "private":
        turn.say("thanks.V0")
    turn.go_on()


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
    """Take the choice of readers; ask again where a colleague is named (K5), or the facilitator is another by now (X18)."""
    level = LEVELS[value.chosen[0]]
    if level == "V1" and turn.facts.other_facilitator:
        turn.say("share.other_facilitator")
        turn.ask("full")
        return
    marks = (turn.state.marks[naming] for naming in _naming(turn, key))
    named = turn.facts.subject_names or list(dict.fromkeys(name for mark in marks for name in mark.names))
    if level in READ_BY_GROUP and named:
        turn.hold(Held("name", detail=f"{key} {level} {LISTED.join(named)}"))
    else:
        settle_share(turn, key, level)


def names_somebody(turn: "Turn", key: str, text: str, manner: Literal["new", "more"]) -> bool:
    """Ask before a group that reads a text reads a colleague's name in its new words; whether there is one (K5)."""
    named = [one for one in turn.names_in(text) if one not in turn.facts.subject_names]
    if turn.facts.subject_level not in READ_BY_GROUP or not named:
        return False
    turn.hold(Held("name", text=text, detail=f"{key} {manner} {LISTED.join(named)}"))
    return True


def named_at(held: Held) -> list[str]:
    """Return who are named in the text that is asked about."""
    return held.detail.split(" ", 2)[2].split(LISTED)


def settle_share(turn: "Turn", key: str, level: Level) -> None:
    """Give the answers their readers, thank, and go on."""
    _, repetition = split_key(key)
    about_another = all(other.kind == "share" for other in turn.stage.questions)
    questions = _covered(turn, key)
    turn.state = turn.state.marked(key, Mark(answered=True, chosen=(level,)))
    if level != "V0":  # what others read is not added to without asking who may read that
        turn.state = replace(turn.state, last_text=None)
    turn.effects.append(Share(level, questions, repetition))
    turn.say("share.changed" if about_another else f"thanks.{level}")
    turn.go_on()


def _covered(turn: "Turn", share_key: str) -> tuple[str, ...]:
    """Return the questions that a choice of readers is about; after "terug" it may be one of an earlier repetition."""
    name, repetition = split_key(share_key)
    return covered(turn.stage.question(name), turn.stage, replace(turn.state, repetition=repetition))


def _naming(turn: "Turn", share_key: str) -> list[str]:
    """Return the keys of the texts to be shared in which a colleague is named."""
    _, repetition = split_key(share_key)
    keys = [key_of(question, repetition) for question in _covered(turn, share_key)]
    return [key for key in keys if turn.state.marks[key].names]
