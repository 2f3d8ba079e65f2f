"""A message that its author wrote otherwise: the answer that it gave changes only when she says yes (S02, C-38)."""

from typing import TYPE_CHECKING

from dialogs.answers.understanding import tidy
from dialogs.talk.conversation import Held, Status
from dialogs.talk.effects import Finish

if TYPE_CHECKING:
    from dialogs.talk.engine import Turn


def propose(turn: "Turn", text: str) -> None:
    """Ask whether the answer is to be changed to this text, which waits; the newest one counts."""
    turn.hold(Held("edited", text=tidy(text)))


def settle(turn: "Turn", held: Held, choice: str) -> None:
    """Take the new text as if it had been typed where an answer is changed, or leave the answer as it was."""
    if choice == "yes":
        turn.said(held.text, (), literal=True)
    else:
        turn.say("edited.no")
        turn.effects.append(Finish(Status.SKIPPED))
