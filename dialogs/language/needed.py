"""What people run into, and which format is of use there: the questions of S21, under which the menu tells what there is."""

from typing import Literal, get_args

Need = Literal[
    "known", "able", "own", "shared", "team", "topic", "together", "try_out", "each_other", "guide", "unknown"
]  # fmt: skip
"""Something to know or to be able to do; a question of one's own, of a role, of the team, out of interest, with one other;
trying something out, using each other more, helping others to learn; and not knowing yet (S21)."""
NEEDS: tuple[Need, ...] = get_args(Need)
