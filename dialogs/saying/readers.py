"""Who reads an answer, said in one short line before it is asked (C-42)."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from dialogs.language.parts import Question
from dialogs.talk.conversation import GROUP

if TYPE_CHECKING:
    from dialogs.saying.drawing import Scene


ANYTHING = "*"
"""What is read where it is not known of the format in which somebody is asked: to say too little would not do."""


def readers_line(scene: "Scene", question: Question) -> str:
    """Return the one short line that says who reads the answer (C-42).

    What somebody chooses for her group, as the day on which it meets, is not hers alone (S06).
    """
    if question.kind == "share" or question.id == GROUP:
        return scene.phrase("reads.choose")
    if question.belongs_to:
        return scene.phrase("reads.owner")
    if (one := _one_person(scene, question)) is not None:
        return scene.phrase(one)
    if question.public:
        return scene.phrase("reads.placed" if question.changes else "reads.unsigned" if question.unsigned else "reads.public")
    if question.changes:
        return scene.phrase("reads.as_before")
    if question.id in scene.stage.sent and _is_shown(scene, question):
        return scene.phrase("reads.sent")
    if (gathers := scene.stage.gathers) and (question.worded or question.id == gathers.told_by):
        return scene.phrase("reads.gathered", {"aantal": scene.counts})
    return _together(scene, question) or scene.phrase(_read_by(scene, question))


def _is_shown(scene: "Scene", question: Question) -> bool:
    """Whether who is asked something in this stage reads the answer; not all of it need be for her (S52)."""
    shown = [scene.shown.get(one.asks or "", (ANYTHING,)) for one in scene.stage.asks]
    return any(question.id in one or ANYTHING in one for one in shown)


def _one_person(scene: "Scene", question: Question) -> str | None:
    """Return the phrase that says who hears of the answer: one person, or all by what comes of it (S15, S16, S18, S19, V5)."""
    if question.for_group or question.free:
        return "reads.for_group" if question.for_group else "reads.free"
    if question.visits:
        return "reads.visits"
    if question.asks and any(one.releases and one.releases.to == question.id for one in scene.stage.questions):
        return "reads.handed"
    if question.asks:
        return _asked(scene, scene.shown.get(question.asks, (ANYTHING,)))
    if question.releases:
        return "reads.released"
    if question.goes_to:
        return "reads.returned" if question.goes_to == "owner" else "reads.sent"
    if question.returns or (question.met and scene.stage.accepts):
        return "reads.returned"
    return _accepting(question)


def _asked(scene: "Scene", shown: Collection[str]) -> str:
    """Return the phrase that says what of what is written whoever is asked reads: all of it, some of it (S52) or a name."""
    if not shown:
        return "reads.asked_by_name"
    written = (one.id for one in scene.stage.asked if one.worded)
    return "reads.asked" if ANYTHING in shown or all(one in shown for one in written) else "reads.asked_part"


def _accepting(question: Question) -> str | None:
    """Return the phrase that says what who asked hears, where somebody says yes or no to her (S15, S41, S42)."""
    options = question.options.values()
    if any(option.matches for option in options):
        return "reads.match"
    if any(option.signs for option in options):
        return "reads.signs"
    return "reads.accepted" if any(option.accepts for option in options) else None


def _together(scene: "Scene", question: Question) -> str | None:
    """Return that only what comes of all answers together is told, where that is so (S26, S28, V4)."""
    if question.counted and scene.counts:
        told = any(output.to == "room" for output in scene.format.outputs)
        return scene.phrase("reads.counted" if told else "reads.counted_guide", {"aantal": scene.counts})
    return scene.phrase("reads.outcome") if question in scene.stage.decided else None


def _is_of_use(scene: "Scene") -> bool:
    """Whether something for the group comes of what who leads it is asked by the calendar, or is offered; else it is hers.

    So are a small habit of her own (S19), and what she may look back on by herself (S33).
    """
    if scene.format.starts.since is not None:
        return any(option.plans for one in scene.stage.questions for option in one.options.values())
    calendar = scene.format.rhythms
    return not calendar or any(scene.stage.id in output.only_if for output in scene.format.outputs)


def _read_by(scene: "Scene", question: Question) -> str:
    """Return the phrase that says who reads an answer that is nobody else's by itself."""
    if scene.stage.gives and not any(option.acts for option in question.options.values()):
        return {"V1": "reads.if_given", "V2": "reads.if_sent", "V5": "reads.if_booked"}[scene.stage.given or "V1"]
    if scene.format.forms is not None and question.id == scene.format.forms.called:
        return "reads.new_group"
    if scene.format.forms is not None and question.kind not in {"person", "multi"}:
        return "reads.only_you"
    if scene.format.of_one:
        return "reads.only_you"
    if not scene.stage.for_all and question.kind not in {"text", "file"} and _is_of_use(scene):
        return "reads.for_group"
    put = (one for one in scene.stage.asks if one.asks in scene.signing)
    if any(not one.covers or question.id in one.covers for one in put):
        return "reads.until_put"
    if scene.stage.confirmed:
        return "reads.confirmed"
    shared = (scene.stage.over or scene.stage.shared_at or scene.stage.publishes) and not scene.private
    return "reads.until_shared" if shared else "reads.only_you"
