"""What makes the moments of a format whole: each counts from something that is known by then; each flaw names the mend."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import Path, need
from dialogs.timing.cadence import Moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialogs.language.content import Format
    from dialogs.language.stages import Stage
    from dialogs.language.windows import Window

AROUND = frozenset({"previous", "meeting", "meeting_end"})
"""The moments that each round around a meeting has."""


ENDS = frozenset({"first_meeting", "last_meeting"})
"""The moments of the round with which somebody planned a programme of her own."""


def of_moments(format: "Format") -> None:
    """Check that every moment counts from something that is known by then."""
    for rhythm, chosen in format.rhythms.items():
        for stage_id, window in chosen.windows.items():
            _window(window, ("rhythms", rhythm, "windows", stage_id), ("opening", "closing"), ("opening",), ())
    days = format.anchors
    for number, stage in enumerate(format.stages):
        here: Path = ("stages", number, "window")
        if format.planned:
            earlier = tuple(one.id for one in format.stages[:number] if one in format.reached)
            opens, closes, also = ("opening", *days, *earlier), ("opening", *days), ("halfway", *days)
            _window(stage.window, here, opens, closes, also)
            _is_known(format, stage, stage.window, stage.only_if, here)
            if stage.otherwise is not None and stage.otherwise.window is not None:
                there: Path = ("stages", number, "otherwise", "window")
                _window(stage.otherwise.window, there, opens, closes, also)
                _is_known(format, stage, stage.otherwise.window, {**stage.only_if, **stage.otherwise.only_if}, there)
        else:
            more = ("next",) if format.starts.since else ()
            _window(stage.window, here, ("opening", "closing", *more), ("opening",), ())
    ends = tuple(one.id for one in format.reached) if format.planned else ()
    for number, output in enumerate(format.outputs):
        _counted(output.at, ("opening", "closing", *days, *ends), "outputs", number, "at")


def _window(window: "Window", path: Path, opens: tuple[str, ...], closes: tuple[str, ...], also: tuple[str, ...]) -> None:
    _counted(window.opens, opens, *path, "opens")
    if window.closes is not None:
        _counted(window.closes, closes, *path, "closes")
    for word, moments in (("nudges", window.nudges), ("shorter", window.shorter)):
        for place, moment in enumerate(moments):
            _counted(moment, ("opening", "closing", *also), *path, word, place)


def _counted(moment: Moment, anchors: tuple[str, ...], *path: str | int) -> None:
    what = f'nothing here counts from "{moment.anchor}"; count from the {" or the ".join(anchors)}'
    need(moment.anchor in anchors, what, *path)


def _is_known(
    format: "Format", stage: "Stage", window: "Window", only_if: "Mapping[str, tuple[str, ...]]", path: Path
) -> None:  # fmt: skip
    """Check that what a stage closes by, or reminds at, counts from no day that may not be there when it opens."""
    lacking = set(format.anchors) - _always(format)
    lacking -= {name for name, values in only_if.items() if set(values) <= {"answered", "day"}}
    for place, one in enumerate(window.nudges + window.shorter):
        word, number = ("nudges", place) if place < len(window.nudges) else ("shorter", place - len(window.nudges))
        _not_lacking(stage, one, lacking - {window.opens.anchor}, *path, word, number)
    if window.closes is not None:
        _not_lacking(stage, window.closes, lacking - {window.opens.anchor}, *path, "closes")
    if stage.meanwhile is not None:
        _not_lacking(stage, stage.meanwhile.opens, lacking, *path[:2], "meanwhile", "opens")


def _not_lacking(stage: "Stage", moment: Moment, lacking: set[str], *path: str | int) -> None:
    what = f"{stage.id} counts from {moment.anchor}, which may not be there; give that day required: true, or the stage only_if"
    need(moment.anchor not in lacking, what, *path)


def _always(format: "Format") -> set[str]:
    """Return the days that are there in every round: those around a meeting, and what is always asked and never skipped."""
    around = AROUND if format.around_meetings else ENDS if format.of_one and format.programme else frozenset()
    asked = [one for one in format.plan.values() if (one.required or one.default) and not one.only_if and not one.of_some]
    return {*around, *(one.id for one in asked if all(option.moment for option in one.options.values()))}
