"""What may come at its very moment: what belongs to a day and an hour that a group chose for itself (S06, N1, X19)."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import need
from dialogs.timing.cadence import Moment

if TYPE_CHECKING:
    from dialogs.language.content import Format


def of_punctual(format: "Format") -> None:
    """Check that only what begins on a chosen day is punctual: said in the room, or asked of who is there then (S06, S48)."""
    chosen = [Moment(name) for name in format.dates]
    for number, stage in enumerate(format.stages):
        what = f"{stage.id} is not begun by one person or the group at a moment that it chose; leave punctual out"
        right = not stage.punctual or (stage.who in {*format.plan, "members"} and stage.window.opens in chosen)
        need(right, what, "stages", number, "punctual")
    for number, output in enumerate(format.outputs):
        what = f"{output.id} is no message at a moment that the group chose; leave punctual out"
        right = not output.punctual or (output.kind == "message" and output.at in chosen)
        need(right, what, "outputs", number, "punctual")
