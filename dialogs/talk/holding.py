"""What waits for a yes or another choice inside a dialog, and what each choice then does.

Every waiting matter is asked in the same way, with its own sentence and options; typing works like pressing.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.answers import pieces, rewriting
from dialogs.answers.dates import Day
from dialogs.answers.kinds import Unsure, pick
from dialogs.answers.understanding import says_something, tidy
from dialogs.saying.phrases import Phrases
from dialogs.talk import commands, late, sharing, steering, taking
from dialogs.talk.conversation import ASKED, LATER, LISTED, MISSES, NEEDED, USUAL, Held, HeldKind, Mark, State, Status
from dialogs.talk.effects import Carry, Discard, Echo, Finish, Obey, Park, Share, Switch, Value
from dialogs.talk.events import Said
from dialogs.talk.questions import subject_of
from dialogs.timing import chosen_days
from dialogs.visibility import LEVELS

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn

_OPTIONS: Mapping[HeldKind, tuple[str, ...]] = {
    "piece": ("yes", "no"),
    "near": ("yes", "no"),
    "skip_all": ("yes", "no"),
    "name": ("share", "rewrite", "private"),
    "later": USUAL,
    "stop": ("keep", "throw"),
    "switch": ("finish", "switch"),
    "expired": ("keep", "next"),
    "public": ("yes", "no"),
    "edited": ("yes", "no"),
}
"""What can be chosen while something waits, in the order in which it is shown."""
NONE = "none"
"""The choice that what was meant is none of what was offered."""
UNSURE: frozenset[HeldKind] = frozenset({"date", "person"})
"""Where an answer waits to be confirmed; another answer may be typed at once."""

TEXTS: frozenset[HeldKind] = frozenset({"piece", "near", "expired", "public"})
"""Where a text of the person's waits to be kept."""
TOLD = 3
"""From how many words on a text tells something, and is no yes or no that was not understood."""
_SENTENCES: Mapping[HeldKind, str] = {
    "piece": "piece.ask",
    "near": "near.ask",
    "skip_all": "skip.required_confirm",
    "name": "share.names_colleague",
    "later": "later.ask",
    "stop": "stop.dialog",
    "switch": "err.two_dialogs",
    "expired": "err.round_expired",
    "public": "public.ask",
    "edited": "edited.ask",
    "person": "person.which",
}


def sentence(held: Held) -> str:
    """Return the phrase that asks what waits."""
    if held.kind == "date":
        return "date.ask" if len(perhaps(held)) == 1 else "date.which"
    if held.kind == "skip_all" and held.detail == ASKED:
        return "skip.asked_confirm"
    if held.kind == "skip_all" and held.detail == NEEDED:
        return "skip.needed_confirm"
    return "stop.late" if held.kind == "stop" and held.text else _SENTENCES[held.kind]


def perhaps(held: Held) -> list[str]:
    """Return what may be meant by an answer that waits to be confirmed."""
    return held.detail.split(LISTED)[1:]


def options(held: Held) -> tuple[str, ...]:
    """Return what can be chosen now, in the order in which it is shown."""
    if held.kind == "later" and held.detail:
        return tuple(held.detail.split(LISTED))
    if held.kind not in UNSURE:
        return _OPTIONS[held.kind]
    return ("yes", "no") if sentence(held) == "date.ask" else (*perhaps(held), NONE)


def labels(held: Held, phrases: Phrases, of: Callable[[str], Mapping[str, str]]) -> dict[str, str]:
    """Return the options of what waits, as the person sees them; ``of`` gives those of the question with a key."""
    choices = options(held)
    if choices == ("yes", "no") and held.kind != "piece":
        return {name: phrases.text(f"yesno.{name}") for name in choices}
    if held.kind not in UNSURE:
        return {name: phrases.text(f"{held.kind}.{name}") for name in choices}
    known = of(held.detail.split(LISTED)[0]) if held.kind == "person" else _days(held, phrases)
    return {name: known.get(name) or phrases.text(f"{held.kind}.none") for name in choices}


def _days(held: Held, phrases: Phrases) -> dict[str, str]:
    return {iso: Day.from_iso(iso).in_words(phrases.language) for iso in perhaps(held)}


def slots(held: Held, phrases: Phrases) -> dict[str, object]:
    """Return what fills the places in the question about what waits."""
    if held.kind == "date":
        return {"dag": next(iter(_days(held, phrases).values()))}
    return {"commando": held.detail}


def let_go(state: State) -> State:
    """Return a state without a choice that waits, for when the bot begins anew.

    A text that waits is kept, and so is what somebody shared that names a colleague: else nobody would ever read it (K5).
    """
    return state if state.held is not None and state.held.kind in TEXTS | {"name"} else replace(state, held=None)


def answered(turn: "Turn", said: Said) -> None:
    """Take what was typed while something waits."""
    held = turn.state.held
    assert held is not None
    shown = labels(held, turn.phrases, lambda key: turn.labels(turn.question(key)))
    choice = pick(shown, said.text, yes_or_no="yes" in shown) if not said.files else None
    more = tidy(said.text)
    if choice is not None:
        chosen(turn, (choice,))
    elif held.kind in UNSURE:
        turn.state = replace(turn.state, held=None)
        turn.answer(held.detail.split(LISTED)[0], more, said.files)
    elif held.kind == "skip_all" and (said.files or len(more.split()) >= TOLD):
        turn.state = replace(turn.state, held=None)  # who tells something does not skip
        turn.said(said.text, said.files)
    elif held.kind == "expired" and not said.files and says_something(more):
        late.add(turn, held, more)
    elif held.kind in TEXTS and not said.files and says_something(more):
        turn.hold(replace(held, text=f"{held.text}\n{more}"))  # neither text is lost
    else:
        misses = turn.state.misses + 1
        turn.state = replace(turn.state, misses=misses)
        turn.say("err.unknown_third" if misses >= MISSES else "err.unknown_held")
        turn.hold(held)


def chosen(turn: "Turn", pressed: tuple[str, ...]) -> None:
    """Do what was chosen; a button of something that no longer waits is an old button (GE13)."""
    held = turn.state.held
    if held is None or len(pressed) != 1 or pressed[0] not in options(held):
        steering.old_button(turn)
        return
    turn.state = replace(turn.state, held=None, misses=0)
    _SETTLE[held.kind](turn, held, pressed[0])


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
    if late.is_late(turn, held):
        late.settle(turn, held.text if choice == "keep" else "", "stop.kept" if choice == "keep" else "stop.thrown")
        return
    if choice == "throw":
        turn.effects.append(Discard())
        turn.say("stop.thrown")
    else:
        sharing.keep_private(turn, *sharing.public_ones(turn))
        turn.say("stop.kept")
    turn.effects.append(Finish(Status.SKIPPED))


def _switch(turn: "Turn", held: Held, choice: str) -> None:
    if choice == "switch" or turn.facts.closed:  # what closed meanwhile cannot be finished any more
        turn.effects.append(Switch(held.detail))
    else:
        turn.ask()


def _expired(turn: "Turn", held: Held, choice: str) -> None:
    if choice == "next":
        turn.effects.append(Carry(held.text))
    else:
        late.settle(turn, held.text, "thanks.private")


def _public(turn: "Turn", held: Held, choice: str) -> None:
    if turn.facts.closed and choice == "no":
        turn.hold(Held("stop", text=held.text))
        return
    if turn.facts.closed:
        late.reword(turn, held)
        return
    if choice == "no":
        turn.say("public.no")
        return
    turn.state = replace(turn.state, looked_at=held.detail)
    turn.said(held.text, (), literal=True)


def make_sure(turn: "Turn", key: str, unsure: Unsure, text: str) -> None:
    """Ask whether an answer was understood, before it counts (spec §0.2)."""
    if unsure.kind == "date" and len(unsure.perhaps) == 1:
        chosen_days.speak_of(turn, turn.question(key), unsure.perhaps[0])
    turn.hold(Held(unsure.kind, text=text, detail=LISTED.join((key, *unsure.perhaps))))


def _sure(turn: "Turn", held: Held, choice: str) -> None:
    key = held.detail.split(LISTED)[0]
    question = turn.question(key)
    if choice in {"no", NONE}:
        if held.kind == "person" and not question.known:  # then it is a role, as "een collega"
            turn.accept(key, question, Value(text=held.text))
        else:
            turn.ask(manner="full")
        return
    meant = perhaps(held)[0] if choice == "yes" else choice
    if held.kind == "date" and choice != "yes":
        chosen_days.speak_of(turn, question, meant)
    words = Day.from_iso(meant).in_words(turn.phrases.language) if held.kind == "date" else None
    turn.accept(key, question, Value(text=words, chosen=(meant,)))


def _name(turn: "Turn", held: Held, choice: str) -> None:
    key, level, _ = held.detail.split(" ", 2)
    if held.text:
        _reworded(turn, held, key, choice)
    elif subject_of(key) is not None:
        _confirmed(turn, key, level, choice)
    elif choice == "rewrite" and (naming := sharing.naming(turn, key)):
        turn.state = replace(turn.state, back=naming[0], last_text=None)
        turn.ask(manner="full")
    elif choice == "share":
        sharing.settle_share(turn, key, LEVELS[level])
    else:
        sharing.settle_share(turn, key, "V0")


def _confirmed(turn: "Turn", key: str, chosen: str, choice: str) -> None:
    """Do what was chosen about a text that names a colleague, when its owner confirms it (S06)."""
    if choice == "rewrite":
        sharing.reword_instead(turn, key)
    elif choice == "share":
        turn.go_on(taking.take_in(turn, key, turn.question(key), Value(chosen=(chosen,))))
    else:
        turn.state = turn.state.marked(key, Mark(answered=True))
        turn.effects.append(Share("V0", (), 0, about=subject_of(key)))
        turn.say("thanks.V0")
        turn.go_on()


def _reworded(turn: "Turn", held: Held, key: str, choice: str) -> None:
    """Do what was chosen about a new text that names a colleague: keep it, alone or not, or give it back."""
    if choice == "rewrite":
        turn.state = replace(turn.state, echo=held.text)
        turn.effects.append(Echo())
        turn.ask(manner="full")
        return
    question = turn.question(key)
    if choice == "private" and question.changes:
        turn.effects.append(Share("V0", (), 0, about=subject_of(key)))
    if held.detail.split(" ", 2)[1] == "more":
        pieces.join(turn, held.text)
        return
    taking.keep(turn, key, question, Value(text=held.text))
    if choice == "private":
        if question.public:
            sharing.keep_private(turn, key)
        turn.say("thanks.V0")
    elif question.public:
        sharing.make_public(turn, key, question.public)
    turn.go_on()


_SETTLE: Mapping[HeldKind, Callable[["Turn", Held, str], None]] = {
    "piece": pieces.settle,
    "near": _near,
    "skip_all": _skip_all,
    "name": _name,
    "later": _later,
    "stop": _stop,
    "switch": _switch,
    "expired": _expired,
    "public": _public,
    "edited": rewriting.settle,
    "date": _sure,
    "person": _sure,
}
