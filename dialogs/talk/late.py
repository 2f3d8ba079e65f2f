"""What comes after closing: offered a place, and kept where its author says (GE1)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from dialogs.answers import refusing
from dialogs.answers.understanding import says_something
from dialogs.language.stages import Stage
from dialogs.talk import sharing, taking
from dialogs.talk.conversation import Facts, Held, State, Status
from dialogs.talk.effects import Echo, Finish, Tell, Value
from dialogs.talk.events import Attachment
from dialogs.talk.progress import complete, pending
from dialogs.talk.questions import key_of, split_key, whose

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn


def offer(turn: "Turn", key: str, text: str, files: Sequence[Attachment]) -> None:
    """Offer to keep a text that came after closing, or to take it along to the next round (GE1)."""
    place, asked = key_for(turn.stage, turn.state, turn.facts), turn.question(key)
    chosen = bool(asked.choices) and turn.answers(key, text)
    if place is None or chosen or turn.stage.only_counts:
        turn.say("expired.not_kept" if turn.stage.only_counts else "err.no_dialog")
        return
    if files:
        turn.say("err.file_not_here")
    if len(text) > turn.question(place).max:
        refusing.too_long(turn, turn.question(place), text)
    elif says_something(text) and whose(turn.stage, turn.state.marks, place):
        _keep_for_her(turn, place, text)
    elif says_something(text) and asked.changes and asked.public:
        turn.hold(Held("public", text=text, detail=place))
    elif says_something(text) and turn.stage.before_a_day:
        taking.keep(turn, place, turn.question(place), Value(text=text))
        turn.effects += [Tell(("too_late",)), Finish(_come_by_then(turn))]
    elif says_something(text):
        if not turn.facts.carries:
            turn.say("expired.over")
        turn.hold(Held("expired" if turn.facts.carries else "stop", text=text))
    elif not files:
        turn.say("err.too_short")


def _keep_for_her(turn: "Turn", key: str, text: str) -> None:
    """Keep a text that came after closing for whom it was written down: nothing else is to be done with it (S06)."""
    taking.keep(turn, key, turn.question(key), Value(text=text))
    if turn.state.marks[key].answered:
        turn.say("expired.for_owner")
    turn.effects.append(Finish(_come_by_then(turn)))


def add(turn: "Turn", held: Held, more: str) -> None:
    """Put what is said next with a text that came after closing; what does not fit there any more is given back (GE10)."""
    key = key_for(turn.stage, turn.state, turn.facts)
    assert key is not None  # a late text waits only where it can be kept
    both = f"{held.text}\n{more}"
    if len(both) > turn.question(key).max:
        refusing.too_long(turn, turn.question(key), more)
        both = held.text
    turn.hold(replace(held, text=both))


def reword(turn: "Turn", held: Held) -> None:
    """Let words that came after closing stand in place of a text after all, where the group reads it (C-38)."""
    key, question = held.detail, turn.question(held.detail)
    if key_for(turn.stage, turn.state, turn.facts) != key:
        _give_back(turn, held.text)
    elif not sharing.names_somebody(turn, key, held.text, "new"):
        taking.keep(turn, key, question, Value(text=held.text))
        sharing.make_public(turn, key, question.public or "V0")


def is_late(turn: "Turn", held: Held) -> bool:
    """Whether a text waits that came after closing (GE1)."""
    return bool(held.text) and (held.kind in {"expired", "stop"} or (turn.facts.closed and held.kind in {"public", "name"}))


def settle(turn: "Turn", text: str, phrase: str) -> None:
    """Keep a text that came after closing, if it is wanted; how far the person came by then stays as it was."""
    status = _come_by_then(turn)
    key = key_for(turn.stage, turn.state, turn.facts) if text else None
    if text and key is None:
        _give_back(turn, text)
        return
    if key is not None:
        taking.keep(turn, key, turn.question(key), Value(text=text))
    turn.say(phrase)
    turn.effects.append(Finish(status))


def _give_back(turn: "Turn", text: str) -> None:
    """Give words back for which there is no place any more: she took back what they were to stand in place of."""
    turn.state = replace(turn.state, echo=text)
    turn.effects.append(Echo())
    turn.say("expired.over")


def _come_by_then(turn: "Turn") -> Status:
    return Status.SUBMITTED if complete(turn.stage, turn.state) else Status.EXPIRED


def key_for(stage: Stage, state: State, facts: Facts) -> str | None:
    """Return under which key a text is kept that came after closing, if there is one (GE1).

    It answers the question that stood open, or else it is one more answer to the first one; nothing that is there is touched,
    unless just that was asked for.
    """
    takes = [one for one in stage.questions if one.kind in {"text", "file"} and not one.sets]
    key = pending(stage, state, facts)
    if key is not None and key not in state.marks and split_key(key)[0] in [one.id for one in takes]:
        return key
    own = [one.id for one in takes if not one.belongs_to and not one.changes]  # whose it would be, nobody chose
    more = (key_of(own[0], number) for number in count()) if own else ()
    return next((one for one in more if one not in state.marks), None)
