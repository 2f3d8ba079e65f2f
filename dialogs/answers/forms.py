"""Taking a form: several answers at once, each as if it had been typed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dialogs.answers import refusing
from dialogs.answers.kinds import Misunderstood, Unsure
from dialogs.answers.understanding import says_something, tidy
from dialogs.language.parts import Question
from dialogs.talk import holding, sharing, steering, taking
from dialogs.talk.conversation import Held, Mark
from dialogs.talk.effects import Value
from dialogs.talk.events import Said, Submitted
from dialogs.talk.progress import in_form
from dialogs.talk.questions import key_of

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn


def take(turn: "Turn", form: Submitted) -> None:
    """Take what was on the form and is still open: what is not there is skipped, what is no answer is asked again."""
    if turn.facts.closed:
        _late(turn, form)
    else:
        turn.drop()
        _take(turn, form)


def _take(turn: "Turn", form: Submitted) -> None:
    shown = in_form(turn.stage, turn.state)
    if not _stand_open(shown, form):
        steering.old_button(turn)
        return
    wrong: list[tuple[str, Question, Misunderstood, str]] = []
    turn.state = replace(turn.state, mode="form" if form.whole else "conversation")
    unsure: list[tuple[str, Unsure, str]] = []
    naming: list[Held] = []
    ends: list[str] = []
    for question in shown:
        key = key_of(question.id, turn.state.repetition)
        given = form.values.get(question.id)
        value = _value(turn, question, given, (form.files[question.id],) if question.id in form.files else ())
        if value is None or (value == Misunderstood("empty") and not form.whole):
            turn.state = turn.state.marked(key, Mark(answered=False)) if form.whole else turn.state
        elif isinstance(value, Misunderstood):
            wrong.append((key, question, value, given if isinstance(given, str) else ""))
        elif isinstance(value, Unsure):
            unsure.append((key, value, str(given)))
        elif (held := sharing.names_in_confirmed(turn, key, value)) is not None:
            naming.append(held)
        else:
            ends += taking.take_in(turn, key, question, value)
    turn.state = replace(turn.state, last_text=None)  # no message belongs to what stood on a form (X15)
    if wrong:
        _objected(turn, wrong)
    elif unsure:
        holding.make_sure(turn, *unsure[0])
    elif naming:
        turn.hold(naming[0])
    else:
        turn.go_on(ends)


def _stand_open(shown: Sequence[Question], form: Submitted) -> bool:
    """Whether any of what was filled in is still to be answered; a form as a whole may be sent with nothing on it."""
    sent = {question.id for question in shown} & {*form.values, *form.files}
    return bool(shown) and bool(sent or form.whole or not form.values)


def _objected(turn: "Turn", wrong: Sequence[tuple[str, Question, Misunderstood, str]]) -> None:
    """Say why the first is no answer, and ask it again; of the others, which come after it, no long text is lost (GE10)."""
    first, *others = wrong
    long = [(question, given) for _, question, problem, given in others if problem.reason == "too_long"]
    for question, given in long:
        refusing.too_long(turn, question, given)
    refusing.misunderstood(turn, *first)
    turn.state = replace(turn.state, echo="\n\n".join(filter(None, (turn.state.echo, *(given for _, given in long)))))


def _late(turn: "Turn", form: Submitted) -> None:
    """Take what was written on a form that came after closing, as one text (GE1)."""
    given = (form.values.get(question.id) for question in in_form(turn.stage, turn.state) if question.kind == "text")
    texts = [text for one in given if isinstance(one, str) and says_something(text := tidy(one))]
    if texts and turn.state.held is None:
        turn.take(Said("\n".join(texts), literal=True))
    else:
        steering.old_button(turn)


def _value(turn: "Turn", question: Question, given: Any, files: Sequence[Any]) -> Value | Unsure | Misunderstood | None:
    """Return what was filled in for one question; None when nothing was."""
    nothing: tuple[object, ...] = (None, "") if question.kind == "multi" else (None, "", [])
    if question.picked and given not in nothing:
        chosen = tuple(map(str, given if isinstance(given, list | tuple) else _listed(question, given)))
        return Value(chosen=chosen) if turn.offers(question, chosen) else Misunderstood("unknown")
    text = tidy(given) if isinstance(given, str) else ""
    if files or says_something(text):
        return turn.understood(question, text, files)
    return Misunderstood("empty") if question.required else None


def _listed(question: Question, given: Any) -> Sequence[Any]:
    """Return what was picked, where a channel brings one text: several with commas between them."""
    return [given] if question.kind != "multi" else [one for one in str(given).split(",") if one]
