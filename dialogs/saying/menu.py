"""What there is to do, by the moment at which it is of use: who reads it, and in which order it is told (spec §4.1)."""

from typing import Literal

from dialogs.language.content import Format
from dialogs.language.stages import Stage

MOMENTS = ("before", "during", "after", "between")
"""The parts of the menu by moment, in the order in which they are told."""
ReadBy = Literal["only_you", "choose", "group", "each"]


def read_by(format: Format, *, plans: bool) -> ReadBy:
    """Return who reads what somebody tells in a format, or chooses when she ``plans`` a round of it (C-42).

    Where that differs from question to question it is said above each.
    """
    stages = format.stages[:1] if plans else format.reached
    ways = {_way(stage) for stage in stages}
    return ways.pop() if len(ways) == 1 else "each"


def _way(stage: Stage) -> ReadBy:
    shared, public = stage.shared_at, [question for question in stage.asked if question.public]
    by_another_way = stage.over or stage.gives or stage.counted or stage.decided or stage.belongs
    somebody = any(one.asks or one.visits or one.goes_to or one.releases or one.for_group for one in stage.questions)
    if somebody or by_another_way or (public and (shared or stage.worded)) or not (stage.for_all or public):
        return "each"
    return "group" if public else "choose" if stage.publishes or (shared and set(shared.allow) > {"V0"}) else "only_you"
