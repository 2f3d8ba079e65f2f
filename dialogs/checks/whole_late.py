"""What makes a stage whole that still takes something after its closing (``until``); each flaw says what is wrong (S06)."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import Path, need

if TYPE_CHECKING:
    from dialogs.language.content import Format
    from dialogs.language.stages import Stage


def of_late(format: "Format") -> None:
    """Check that a stage names what it takes something up to, and that nothing is said of a time after closing elsewhere."""
    for rhythm, chosen in format.rhythms.items():
        for name, window in chosen.windows.items():
            what = f"until is the same in every rhythm; write it with the stage {name}, or leave it out"
            need(not window.until, what, "rhythms", rhythm, "windows", name, "until")
    shown = [output.id for output in format.outputs if output.kind in {"digest", "board"}]
    for number, stage in enumerate(format.stages):
        here: Path = ("stages", number, "window", "until")
        until, other = stage.window.until, stage.otherwise.window if stage.otherwise else None
        what = f"until is the same in every round; write it with the window of {stage.id}, or leave it out"
        need(other is None or not other.until, what, "stages", number, "otherwise", "window", "until")
        if until is None:
            _has_no_time_after(stage, number)
            continue
        known = [*shown, *format.dates]
        what = f'{stage.id} takes answers until "{until}", which shows nothing; name one of: {", ".join(known) or "no output"}'
        need(until in known, what, *here)
        need(stage.window.closes, f"{stage.id} takes answers after closing, but never closes; give its window closes", *here)
        many = stage.for_all and not stage.over
        what = f"{stage.id} takes answers after closing, which is for what all members tell; leave until out"
        need(many, what, *here)
        what = f"{stage.id} takes answers after closing, and does not say so; add late"
        need(stage.late, what, "stages", number)


def _has_no_time_after(stage: "Stage", number: int) -> None:
    what = f"late stands with {stage.id}, where nothing is taken after closing; add until to its window, or leave late out"
    need(not stage.late, what, "stages", number, "late")
    what = f"too_late stands with {stage.id}, where nothing is taken after closing; add until to its window, or leave it out"
    need(not stage.too_late, what, "stages", number, "too_late")
    for place, question in enumerate(stage.questions):
        what = f"{question.id} is asked in time only, but nothing is asked after closing; leave in_time out"
        need(not question.in_time, what, "stages", number, "questions", place, "in_time")
