"""What makes a format whole where texts are written down for somebody, or are gone over; each flaw says what is wrong (S06)."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import Path, need

if TYPE_CHECKING:
    from dialogs.language.content import Format
    from dialogs.language.stages import Stage


def of_belonging(stage: "Stage", path: Path) -> None:
    """Check what is written down for somebody else: she is chosen before it among who takes part, and decides who reads it."""
    for number, question in enumerate(stage.questions):
        if question.belongs_to is None:
            continue
        here: Path = (*path, number, "belongs_to")
        before = {one.id: one for one in stage.questions[:number] if one.kind == "person"}
        chosen = before.get(question.belongs_to)
        what = f"{question.id} belongs to {question.belongs_to}, which is no person chosen before it; name such a question"
        need(chosen, what, *here)
        what = f"{question.belongs_to} may be no member who takes part; add known: true and taking_part: true, without options"
        need(chosen and chosen.known and chosen.taking_part and not chosen.options, what, *here)
        of_her_own = question.file or question.own or question.public or question.sets or question.changes or question.recall
        what = f"{question.id} is a text of somebody else; leave file, own, public, sets, changes and recall out"
        need(not of_her_own, what, *here)
        what = f"{question.id} belongs to somebody else, who decides about it; leave the share question of {stage.id} out"
        need(stage.shared_at is None, what, *here)


def of_going_over(format: "Format", stage: "Stage", number: int) -> None:
    """Check a stage that goes over texts: they are written in other stages, and one choice decides about each."""
    here: Path = ("stages", number)
    written = {one.id for other in format.stages for one in other.questions if one.worded and other is not stage}
    missing = ", ".join(sorted(set(stage.over) - written))
    what = f"{stage.id} goes over what nobody writes in another stage: {missing}; name texts of this format"
    need(not missing, what, *here, "over")
    _of_silence(format, stage, number)
    _of_confirming(format, stage, number)
    first, *others = stage.questions
    decides = any(option.shares or option.withdraws for option in first.options.values())
    what = f"{first.id} decides nothing about a text; begin with a choice whose options share it or take it back"
    need(first.kind == "choice" and decides and not first.required, what, *here, "questions", 0)
    for place, one in enumerate(others, 1):
        what = f"{one.id} is more than the new words for a text; leave it out, or add changes: true and only_if"
        need(one.changes and one.only_if and not one.required, what, *here, "questions", place)
    need(stage.repeat is None, f"{stage.id} goes over each text once; leave its repeat out", *here, "repeat")


def _of_silence(format: "Format", stage: "Stage", number: int) -> None:
    """Check what silence means: it was asked in another stage, and the stage closes."""
    here: Path = ("stages", number, "silence")
    asked = {one.id: one for other in format.stages for one in other.questions if other is not stage and one.picked}
    for name, values in stage.silence.items():
        known = asked[name].choices if name in asked else {}
        what = (
            f"what silence means in {stage.id} is asked nowhere: {name} = {', '.join(values)}; name a choice of another stage"
        )
        need(values and set(values) <= set(known), what, *here)
    what = f"{stage.id} never closes, so nobody is silent in it; give its window closes"
    need(not stage.silence or stage.window.closes, what, *here)


def _of_confirming(format: "Format", stage: "Stage", number: int) -> None:
    """Check that what only goes over what was confirmed comes after where that is done."""
    before = format.stages[:number]
    given = {name for one in before for name in one.over if any(option.shares for option in one.questions[0].options.values())}
    what = f"{stage.id} waits for what is confirmed, and no stage before it asks that; leave confirmed out, or add such a stage"
    need(not stage.confirmed or set(stage.over) <= given, what, "stages", number, "confirmed")


def publishes_for_peers(format: "Format") -> None:
    """Check that only what is written for peers is posted there, with the name of its writer or without as she chose (S20)."""
    for number, stage in enumerate(format.stages):
        how = [option.publishes for question in stage.questions for option in question.options.values() if option.publishes]
        posts = stage.publishes
        what = f"{stage.id} posts something for peers, and does not ask with which name; give options publishes: V2 and V3"
        need(bool(how) or not posts, what, "stages", number, "questions")
        what = f"{stage.id} posts nothing for peers; start it with act: peers and ask at last, with does: publish"
        need(format.starts.act == "peers" or not (how or posts), what, "stages", number, "questions")
