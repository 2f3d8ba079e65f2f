"""What is wrong with a form, said beside each question before anything of it is taken, so that it can be mended there."""

from dialogs.answers import forms, refusing
from dialogs.answers.kinds import Misunderstood
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.saying.fields import missing
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import BETWEEN
from dialogs.talk.conversation import Facts, State
from dialogs.talk.effects import Say
from dialogs.talk.engine import Turn
from dialogs.talk.events import Submitted
from dialogs.talk.questions import key_of


def objections(stage: Stage, state: State, form: Submitted, facts: Facts, phrases: Phrases) -> dict[str, str] | None:
    """Return what is wrong with a form, by question; None where nothing of it is asked any more.

    What comes after closing is not looked at: it is taken as one text (GE1).
    """
    if facts.closed:
        return {}
    turn = Turn(stage, state, facts, phrases)
    shown = forms.on_it(turn, form)
    if not forms.stand_open(shown, form):
        return None
    found = ((one, forms.filled_in(turn, one, form)) for one in shown)
    return {one.id: _words(turn, one, value, form) for one, value in found if isinstance(value, Misunderstood)}


def _words(turn: Turn, question: Question, problem: Misunderstood, form: Submitted) -> str:
    """Return in words why this is no answer to a question, as it is said in the chat."""
    if problem.reason == "empty":
        return missing(question.kind, turn.phrases)
    if problem.reason == "too_long":
        length = len(str(form.values.get(question.id)))
        return turn.phrases.text("form.too_long", {"aantal": length, "max": question.max})
    said = Turn(turn.stage, turn.state, turn.facts, turn.phrases)
    refusing.say_why(said, key_of(question.id, turn.state.repetition), question, problem)
    return " ".join(
        turn.phrases.text(one.phrase, {**one.slots, "opties": BETWEEN.join(turn.labels(question).values())})
        for one in said.effects
        if isinstance(one, Say)
    )
