"""Drawing the messages of one stage for the preview: how it begins, each question with what is said after it, how it ends."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from bot.foreseeing.samples import AROUND
from dialogs.gatherings.choosing import option_of
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.roles import Role
from dialogs.language.stages import AGAIN, Stage
from dialogs.language.starts import FIRST, MEETING
from dialogs.saying.drawing import Scene, draw_question, told
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import BETWEEN, Prompt
from dialogs.talk.conversation import APART, LISTED, Held, Mark, State
from dialogs.talk.fitting import NEVER, Around, fitted
from dialogs.talk.progress import in_form
from dialogs.talk.questions import base_of, split_key, subject_of
from dialogs.timing.plans import DAY

Messages = Iterator[tuple[str, Prompt]]


def stage_messages(scene: Scene) -> Messages:
    """Yield every message of a stage with what it is, once each."""
    stage = scene.stage
    roles = [one for one in get_args(Role) if one not in {question.unless_role for question in stage.questions}]
    around = Around(
        AROUND.names, AROUND.names, roles=roles, others=get_args(Role), apart=scene.phrase("share.each"), texts=(1,)
    )
    among = {one.id: {option_of(number): "…" for number in (1, 2)} for one in stage.choosing}
    partners = {one.partners: AROUND.names for one in stage.questions if one.partners}
    stage = fitted(stage, replace(around, among=among, partners=partners))
    recalled = {one.id: f"> {scene.phrase('recall.line', {'tekst': '…'})}" for one in stage.questions if one.recall}
    titles = {one.id: '"…"' for one in stage.follows}
    scene = replace(scene, stage=stage, recalled=recalled, titles=titles, own_words=_own_words(scene), texts={1: "> …"})
    yield from begins(scene)
    shown = [one for one in stage.questions if _is_shown(stage, one)]
    for number, question in enumerate(shown, 1):
        yield from _question(scene, question, number)
    if stage.repeat:
        yield scene.phrase("preview.again"), draw_question(scene, AGAIN, "question")
    if stage.thanks is None and stage.shared_at is not None and scene.format.plan:
        yield scene.phrase("preview.thanks"), Prompt(scene.phrase("thanks.planned"))
    last = {"late": stage.late, "too_late": stage.too_late, "skip_says": stage.prompt.skip_says, "thanks": stage.thanks}
    for word in (word for word, text in last.items() if text):
        yield scene.phrase(f"preview.{word}"), Prompt(told(scene, (word,)))


def begins(scene: Scene) -> Messages:
    """Yield what the bot begins a stage with, and its reminder."""
    stage = scene.stage
    first = next(one.id for one in stage.asked if one.only_if != NEVER)
    if stage.who != "starter":  # who plans a round begins by herself
        yield scene.phrase("preview.prompt"), draw_question(scene, first, "prompt")
    if stage.window.nudges or (stage.remind and stage.otherwise is None):
        yield scene.phrase("preview.reminder"), draw_question(scene, first, "reminder")
    if len(in_form(stage, scene.state)) > 1:  # who likes that better fills all of it in at once
        yield scene.phrase("preview.form"), draw_question(scene, first, "form")


def _own_words(scene: Scene) -> str:
    """Return a text above a question about it: in a stage that goes over texts, below the heading where it will stand."""
    worth = next((value for one in scene.format.stages for name in scene.stage.over if (question := one.by_id.get(name))
                  for value in one.worths(question)), None)  # fmt: skip
    heading = scene.format.heading(worth)
    return f"{scene.phrase('line.under', {'kop': heading})}\n\n> …" if heading else "> …"


def _is_shown(stage: Stage, question: Question) -> bool:
    """Whether a question is shown by itself: every further time is as the second, and what is told stands above the next."""
    if question.only_if == NEVER or split_key(question.id)[1] > 1:
        return False
    apart = [one.id for one in stage.questions if one.kind == "share" and APART in one.id and subject_of(one.id) is None]
    if question.id in apart[1:]:  # readers for each answer apart: they only differ in the answer
        return False
    after = stage.questions[stage.questions.index(question) + 1 :]
    return question.kind != "info" or bool(question.lines) or all(one.kind == "info" for one in after)


def _question(scene: Scene, question: Question, number: int) -> Messages:
    format, stage, phrases = scene.format, scene.stage, scene.phrases
    if question.kind == "info":
        lines = [f"- {scene.filled(line.says)}" for line in question.lines.values()]  # of everything that may be chosen
        yield scene.phrase("preview.info"), Prompt("\n".join([told(scene, ("info", question.id)), *lines]))
        return
    before = stage.questions[: stage.questions.index(question)]
    scene = replace(scene, state=State(marks={one.id: Mark(answered=False) for one in before if one.kind != "info"}))
    name = _heading(format, stage, question, number, phrases)
    for variant in range(max(1, len(question.variants))):
        way = scene.phrase("preview.variant", {"vraag": name, "aantal": variant + 1}) if question.variants else name
        yield way, draw_question(replace(scene, variant=variant), question.id, "full")
    if question.kind == "date":
        held = Held("date", detail=LISTED.join((question.id, "2026-03-12")))
        yield scene.phrase("preview.sure"), draw_question(replace(scene, state=State(held=held)), "held", "held")
    if question.far is not None:
        yield scene.phrase("preview.far"), Prompt(told(scene, ("far", question.id)))
    for key, option in question.options.items():
        if option.says:
            label = option.label or phrases.text(f"yesno.{key}")
            yield scene.phrase("preview.after", {"keuze": label}), Prompt(told(scene, ("option", question.id, key)))


def _heading(format: Format, stage: Stage, question: Question, number: int, phrases: Phrases) -> str:
    """Return what stands above a question: its number, what its answer is called, and when it is asked."""
    named = question.called or (phrases.text("preview.readers") if question.kind == "share" else "")
    called = f" – {named}" if named else ""
    others = {name: values for name, values in question.only_if.items() if name != question.id}
    found = [condition(format, stage, name, values, phrases) for name, values in others.items()]
    for word, role in (("preview.only_role", question.role), ("preview.unless_role", question.unless_role)):
        found += [phrases.text(word, {"rol": phrases.text(f"role.{role}")})] if role else []
    return f"{phrases.text('preview.question', {'nummer': number})}{called}{''.join(f' ({one})' for one in found)}"


def condition(format: Format, stage: Stage | None, name: str, values: tuple[str, ...], phrases: Phrases) -> str:
    """Return in words on which choice something depends."""
    if name == MEETING and format.starts.programme is not None:
        return phrases.text("preview.only_meeting", {"nummers": BETWEEN.join(values)})
    if name == FIRST:
        return phrases.text(f"preview.only_{values[0]}")
    asked = (stage.by_id.get(name) if stage else None) or format.plan.get(base_of(name))
    labels = _labels(asked, phrases) if asked else {}
    known = [labels[value] for value in values if value in labels]
    called = (asked.called if asked else next((one.called for one in format.stages if one.id == name), None)) or ""
    if known:
        chosen = BETWEEN.join(known)
        return phrases.text("preview.only_if", {"keuze": f"{called}: {chosen}" if called else chosen})
    what = "preview.only_day" if DAY in values else "preview.only_without" if values == ("skipped",) else "preview.only_after"
    return phrases.text(what, {"wat": called or name})


def _labels(question: Question, phrases: Phrases) -> Mapping[str, str]:
    yesno = question.kind == "yesno"
    return {key: label or phrases.text(f"yesno.{key}") for key, label in question.choices.items() if label or yesno}
