"""What a person does to a conversation instead of answering: the words and buttons that steer it (spec §4.1, N6, GE13)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.answers.kinds import Unsure, pick
from dialogs.language.parts import Question
from dialogs.language.stages import AGAIN
from dialogs.talk import late, sharing
from dialogs.talk.conversation import ASKED, GROUP, LISTED, NEEDED, USUAL, Held, Mark, Mode, State, Status
from dialogs.talk.effects import Explain, Finish, Help, Obey, Say, Tell, Value
from dialogs.talk.progress import complete
from dialogs.talk.questions import split_key, subject_of, whose

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn

ASIDE = frozenset({"help", "why"})
"""Commands that change nothing: what stood open, or waited, is put once more."""
MODES: Mapping[str, Mode] = {"form": "form", "chat": "conversation"}
"""The words with which somebody goes on all at once, or one question at a time."""
CONTROLS = frozenset({"!act", "!later", "!skip"})
"""The three buttons under a prompt (N6)."""


def control(turn: "Turn", option: str) -> None:
    """Do what one of the three buttons under a prompt says."""
    key = turn.pending()
    if key is None:
        old_button(turn)
    elif option == "!act":
        turn.ask(manner="full")
    elif option == "!later":
        _wait(turn)
    elif complete(turn.stage, turn.state) and not turn.stage.prompt.passes:
        turn.finish()
    else:
        _say_no(turn)


def unopened(turn: "Turn", key: str) -> bool:
    """Whether somebody saw an invitation with its three buttons, and no question yet: none is answered or skipped unseen."""
    begun = bool(turn.state.own) or not turn.facts.elsewhere
    return turn.stage.invite is not None and not begun and not turn.stage.offers_below(turn.question(key))


def button_meant(turn: "Turn", key: str, text: str) -> str | None:
    """Return the button that a "ja" or "nee" under an invitation stands for, where it would become words of her own."""
    if not (unopened(turn, key) and turn.question(key).worded):
        return None
    return {"yes": "!act", "no": "!skip"}.get(pick({}, text, yes_or_no=True) or "")


def _wait(turn: "Turn") -> None:
    """Ask until when it waits, of the moments before it closes; where there is none, say until when it can be told."""
    if turn.facts.laters:
        turn.hold(Held("later", detail="" if turn.facts.laters == USUAL else LISTED.join(turn.facts.laters)))
    else:
        turn.say("later.closes")


def obey(turn: "Turn", word: str) -> None:
    """Carry out one of the commands that a dialog answers itself."""
    key = turn.pending()
    if word not in ASIDE and _settled(turn, word):
        return
    match word:
        case "help":
            turn.say("help.step")
            turn.effects.append(Help())
            turn.again(manner="full")
        case "why" if key:
            turn.effects.append(Explain(key))
            turn.again()
        case "skip" if key:
            skip(turn, key)
        case "back":
            back(turn)
        case "later" if key:
            _wait(turn)
        case "stop":
            stop(turn)
        case "short" if key:
            short(turn)
        case "form" | "chat" if key:
            turn.state = replace(turn.state, mode=MODES[word])
            turn.ask(manner="full")
        case _:
            turn.say("err.no_dialog")


def _settled(turn: "Turn", word: str) -> bool:
    """Let go of what waits for another choice, as the person went on; whether the word was about just that."""
    held = turn.state.held
    if held is None:
        return False
    if late.is_late(turn, held) and (held.kind, word) == ("stop", "stop"):
        turn.chose("held", ("keep",))  # who says it twice is not asked a third time, and loses nothing
        return True
    if late.is_late(turn, held):  # what was written too late goes where its author says, and is not lost on the way
        turn.hold(Held("stop", text=held.text) if word in {"stop", "skip"} else held)
        return True
    if held.kind == "skip_all" and (word == "skip" or (word == "stop" and held.detail == ASKED and not _told(turn))):
        turn.chose("held", ("yes",))
        return True
    turn.drop()
    return False


def skip(turn: "Turn", key: str) -> None:
    """Leave a question out; without a required one the whole dialog ends, after asking (§4.1)."""
    question = turn.question(key)
    if unopened(turn, key):
        _decline(turn)
        return
    if sharing.unseen(turn, key):
        turn.ask(manner="full")
        return
    if question.required and turn.state.back is None:
        if complete(turn.stage, turn.state):  # asked once more (repeat): what was told before stays told
            turn.finish()
        else:
            _ask_to_skip(turn)
        return
    if turn.state.back is None or question.default is not None:
        turn.state = turn.state.marked(key, Mark(answered=False))
        turn.say("share.none" if question.kind == "share" or question.id == GROUP else "skip.question")
    else:  # what was chosen there before stays as it is
        turn.say("skip.question")
    turn.state = replace(turn.state, back=None, misses=0, last_text=None)  # she has read on: no piece follows (X15)
    turn.go_on()


def _decline(turn: "Turn") -> None:
    """Leave out what was not opened yet; what a colleague asks is named first, as a word may be meant for another."""
    if turn.stage.accepts:
        _ask_to_skip(turn)
    else:
        _say_no(turn)


def _say_no(turn: "Turn") -> None:
    """Leave the whole dialog out by the button of its announcement: that is an answer, as stopping is none (S40)."""
    turn.state = replace(turn.state, declined=True)
    skip_all(turn)


def _ask_to_skip(turn: "Turn") -> None:
    """Ask whether all of it is left out; what a colleague asks is named (S15, S18)."""
    needs = sum(1 for one in turn.stage.questions if one.required)
    turn.hold(Held("skip_all", detail=ASKED if turn.stage.accepts else NEEDED if needs > 1 else ""))


def skip_all(turn: "Turn") -> None:
    """Leave the whole dialog out."""
    prompt = turn.stage.prompt
    turn.effects.append(Tell(("skip_says",)) if prompt.skip_says else Say("skip.round"))
    turn.effects.append(Finish(Status.SUBMITTED if complete(turn.stage, turn.state) else Status.SKIPPED))
    if prompt.passes:
        turn.effects.append(Obey("pass on"))


def back(turn: "Turn") -> None:
    """Put the previous answered question again; its answer stays unless it is replaced (§4.1)."""
    done = _to_go_back_to(turn)
    if turn.state.back in done:
        done = done[: done.index(turn.state.back)]
    if not done:
        turn.say("back.first")
    else:
        turn.state = replace(turn.state, back=done[-1], last_text=None)
    turn.ask(manner="full")


def _to_go_back_to(turn: "Turn") -> list[str]:
    """Return the questions that were put, without what was written down for somebody: that is hers from then on (S06)."""
    done = [key for key in turn.state.marks if split_key(key)[0] != AGAIN]
    written = [place for place, key in enumerate(done, 1) if whose(turn.stage, turn.state.marks, key)]
    later = done[written[-1] if written else 0 :]
    return [key for key in later if (about := subject_of(key)) is None or about in turn.facts.texts]


def stop(turn: "Turn") -> None:
    """End the dialog; what was begun is kept or thrown away as the person says (§4.1).

    What somebody does for a group is passed on, and what she did of it stays. What waits to go to somebody goes to nobody.
    """
    unsent = _unsent(turn)
    if turn.stage.prompt.passes:
        skip_all(turn)
    elif complete(turn.stage, unsent) and not _writes_to_somebody(turn):
        turn.state = unsent
        turn.say(_stopped(turn, "stop.submitted"))
        turn.effects.append(Finish(Status.SUBMITTED))
    elif _told(turn):
        turn.hold(Held("stop"))
    elif turn.stage.accepts:
        _ask_to_skip(turn)
    else:
        if turn.stage.returns or turn.stage.gathers:  # a colleague asks it, and another one may ask something beside it
            turn.say("stop.asked")
        elif turn.facts.word is None:
            turn.say("skip.round")
        else:  # nothing was told yet, and it is no refusal for good
            turn.say("stop.nothing", commando=turn.facts.word)
        turn.effects.append(Finish(Status.SKIPPED))


def _unsent(turn: "Turn") -> State:
    """Return what she told with nobody chosen to be asked something, or to read something of it (S15)."""
    sends = {one.id for one in turn.stage.questions if one.asks or one.releases}
    nobody = {key: Mark(answered=False) for key in turn.state.marks if split_key(key)[0] in sends}
    return replace(turn.state, marks={**turn.state.marks, **nobody})


def _writes_to_somebody(turn: "Turn") -> bool:
    """Whether something was written that goes to somebody once she is done (S39, S40)."""
    marks = turn.state.marks.items()
    return any(mark.answered and (one := turn.stage.by_id.get(split_key(key)[0])) and one.goes_to for key, mark in marks)


def _told(turn: "Turn") -> bool:
    """Whether somebody answered something herself."""
    return any(mark.answered for mark in turn.state.own)


def short(turn: "Turn") -> None:
    """End a dialog that has its first answer; what was told is kept, and nothing more is asked (C-39, P5)."""
    if not _told(turn):
        turn.say("short.first")
        turn.ask()
        return
    turn.say(_stopped(turn, "short.done" if sharing.may_share(turn) else "stop.submitted"))
    turn.effects.append(Finish(Status.SUBMITTED if complete(turn.stage, turn.state) else Status.SKIPPED))


def _stopped(turn: "Turn", alone: str) -> str:
    """Return how is said that a dialog stops here: whose it is what was written, and whether others read it."""
    return "stop.written" if turn.stage.belongs else "stop.shared" if turn.shared() else alone


def not_offered(turn: "Turn", key: str) -> None:
    """Answer what is offered no more: of a moment that somebody else was first to choose that is said (S52)."""
    if turn.question(key).free_of is None:
        old_button(turn)
        return
    turn.say("err.not_free")
    turn.again()


def is_gone(turn: "Turn", question: Question, value: Value | Unsure) -> bool:
    """Whether a free moment was named that cannot be chosen any more: by its number or its words, or as a day (S52)."""
    named = value.perhaps if isinstance(value, Unsure) else value.chosen
    return question.free_of is not None and not turn.facts.gone.isdisjoint(named)


def old_button(turn: "Turn") -> None:
    """Answer a button of a card that was dealt with already; nothing changes (GE13)."""
    open_ = turn.pending() is not None and not turn.facts.closed
    turn.say("err.old_button" if open_ or turn.state.held is not None else "err.old_closed")
    turn.again()
