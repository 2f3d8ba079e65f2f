"""Drawing questions as fields: those of a stage as one form, and the one that stands open as a field of its own."""

from dataclasses import replace
from typing import TYPE_CHECKING

from dialogs.language.parts import Question
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import BETWEEN, Choice, Field, Form, Prompt
from dialogs.saying.readers import readers_line
from dialogs.talk.progress import answered_on_form, on_form
from dialogs.talk.questions import offered, subject_of

if TYPE_CHECKING:
    from dialogs.saying.drawing import Scene


_MISSING = dict.fromkeys(("choice", "scale", "multi", "yesno", "person"), "choice") | {"date": "day"}


def missing(kind: str, phrases: Phrases) -> str:
    """Return what is said beside a question on a form that has to be answered and is not."""
    return phrases.text(f"card.missing_{_MISSING.get(kind, 'text')}")


def draw_form(scene: "Scene") -> Prompt:
    """Return what is still open in a stage as one form."""
    shown = on_form(scene.stage, scene.state)
    recalls = [question for question in shown if question.id in scene.recalled]
    fields = [_field(scene, question) for question in shown if not (question.quotes and question.kind == "info")]
    title = scene.filled(scene.format.title)
    instead = Choice(f"c{scene.conversation}.!chat", scene.phrase("button.chat"))
    form = Form(f"c{scene.conversation}.!form", title, tuple(fields), scene.phrase("button.send"), instead)
    asked = [question for question in shown if question.kind != "info"]
    readers = readers_line(scene, asked[0]) if asked else None
    intro = [scene.filled(scene.stage.intro)] if scene.stage.intro else []
    recalled = [f"{scene.wording(one)}\n\n{scene.recalled[one.id]}" for one in recalls]
    gone = [] if fields else [scene.phrase("removed_by_teller")]  # all that stood in it was taken back
    return Prompt(
        text="\n\n".join(intro + recalled + gone), title=title, readers=readers, form=form, language=scene.phrases.language
    )


def _field(scene: "Scene", question: Question) -> Field:
    """Return one question of a form; what can be chosen beside an open one is typed."""
    labels = offered(question, scene.phrases, scene.levels)
    picked = question.picked
    helps = [text for text in [scene.texts.get(subject_of(question.id) or 0)] if text]
    helps += [scene.filled(question.help)] if question.help else []
    by_hour, beside = question.kind == "date" and question.time, bool(labels) and not picked
    if by_hour:
        helps.append(scene.phrase("form.time"))
    if beside:
        helps.append(scene.phrase("form.beside", {"opties": BETWEEN.join(labels.values())}))
    numbers = question.kind == "number"
    assert question.kind != "share"
    return Field(
        question.id,
        question.kind,
        scene.wording(question),
        " ".join(helps) or None,
        question.required,
        question.max,
        tuple(Choice(name, label) for name, label in labels.items()) if picked else (),
        least=question.span.start if numbers else None,
        most=question.span.stop - 1 if numbers else None,
        words=by_hour or beside,
        example=scene.phrase("form.date") if question.kind == "date" and not by_hour else None,
        called=scene.filled(question.called) if question.called else None,
    )


def in_place(scene: "Scene", question: Question) -> Form | None:
    """Return the question that stands open as a form of one field; None for one that is answered by choosing or by a file.

    What is sent of it is taken as what was filled in of a form so far: of a question that was answered it changes nothing,
    of one that is answered several times it is the next answer.
    """
    if question.picked or question.kind == "file" or not answered_on_form(question, scene.state):
        return None
    field = replace(_field(scene, question), label=scene.phrase("form.answer"), help=None, required=True)
    return Form(f"c{scene.conversation}.!chat", scene.filled(scene.format.title), (field,), scene.phrase("button.send"))
