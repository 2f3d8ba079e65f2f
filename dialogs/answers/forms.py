"""Taking a form: several answers at once, each as if it had been typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dialogs.answers import refusing
from dialogs.answers.kinds import Misunderstood, Unsure
from dialogs.answers.understanding import says_something, tidy
from dialogs.language.parts import Question
from dialogs.talk import holding, sharing, steering, taking
from dialogs.talk.conversation import Held, Mark
from dialogs.talk.effects import Echo, Value
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
    shown = on_it(turn, form)
    if not stand_open(shown, form):
        steering.old_button(turn)
        return
    _give_back(turn, form)
    turn.state = replace(turn.state, mode="form" if form.whole else "conversation")
    found = _Found()
    for question in shown:
        _take_one(turn, form, question, found)
    turn.state = replace(turn.state, last_text=None)  # no message belongs to what stood on a form (X15)
    if found.wrong:
        _objected(turn, found.wrong)
    elif found.unsure:
        holding.make_sure(turn, *found.unsure[0])
    elif found.naming:
        turn.hold(found.naming[0])
    else:
        turn.go_on(found.ends)


@dataclass(slots=True)
class _Found:
    """What of a form did not simply count: what is no answer, what has to be confirmed, and what ends the conversation."""

    wrong: list[tuple[str, Question, Misunderstood, str]] = field(default_factory=list)
    unsure: list[tuple[str, Unsure, str]] = field(default_factory=list)
    naming: list[Held] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)


def _take_one(turn: "Turn", form: Submitted, question: Question, found: _Found) -> None:
    key, given = key_of(question.id, turn.state.repetition), form.values.get(question.id)
    value = filled_in(turn, question, form)
    if value is None or (value == Misunderstood("empty") and not form.whole):
        turn.state = turn.state.marked(key, Mark(answered=False)) if form.whole else turn.state
    elif isinstance(value, Misunderstood):
        found.wrong.append((key, question, value, given if isinstance(given, str) else ""))
    elif isinstance(value, Unsure):
        found.unsure.append((key, value, str(given)))
    elif (held := sharing.names_in_confirmed(turn, key, value)) is not None:
        found.naming.append(held)
    else:
        found.ends += taking.take_in(turn, key, question, value)


def on_it(turn: "Turn", form: Submitted) -> list[Question]:
    """Return the questions of a form that stand open."""
    return [one for one in in_form(turn.stage, turn.state) if form.part is None or one.id in form.part]


def stand_open(shown: Sequence[Question], form: Submitted) -> bool:
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


def _give_back(turn: "Turn", form: Submitted) -> None:
    """Give back what was written on a form for a question that was dealt with elsewhere meanwhile (GE10)."""
    marks, repetition = turn.state.marks, turn.state.repetition
    dealt_with = [one for one in turn.stage.asked if one.id in (form.part or ()) and key_of(one.id, repetition) in marks]
    given = [form.values.get(one.id) for one in dealt_with if one.kind == "text"]
    texts = [text for one in given if isinstance(one, str) and says_something(text := tidy(one))]
    if texts:
        turn.state = replace(turn.state, echo="\n\n".join(texts))
        turn.say("form.dealt_with")
        turn.effects.append(Echo())


def _late(turn: "Turn", form: Submitted) -> None:
    """Take what was written on a form that came after closing, as one text (GE1)."""
    given = (form.values.get(question.id) for question in in_form(turn.stage, turn.state) if question.kind == "text")
    texts = [text for one in given if isinstance(one, str) and says_something(text := tidy(one))]
    if texts and turn.state.held is None:
        turn.take(Said("\n".join(texts), literal=True))
    else:
        steering.old_button(turn)


def filled_in(turn: "Turn", question: Question, form: Submitted) -> Value | Unsure | Misunderstood | None:
    """Return what was filled in for one question; None when nothing was."""
    given, files = form.values.get(question.id), [form.files[question.id]] if question.id in form.files else []
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
