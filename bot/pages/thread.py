"""What a team sees in how it learns, as one red thread from word to word: only words that the team chose (S49).

Nothing is counted or compared: a knot is a theme, and where it lies says under which heading it stands.
"""

from dataclasses import dataclass
from itertools import pairwise

from bot.pages.light import plain
from dialogs.saying.board import Board

WIDTH = 320
LEFT, RIGHT = 12, 34
BESIDE = 56
"""Where the headings begin, clear of the thread."""
TOP, STEP, GAP = 18, 30, 14
LONGEST = 32
"""Characters of a word of the team that fit beside the thread; the whole stands in words beside the picture."""


@dataclass(frozen=True, slots=True)
class Knot:
    """A theme on the thread; ``strong`` is what the team wants to strengthen."""

    x: int
    y: int
    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """What is drawn: headings, the knots below each, and the line through all of them."""

    height: int
    headings: tuple[tuple[int, str], ...]
    knots: tuple[Knot, ...]
    path: str
    width: int = WIDTH
    beside: int = BESIDE


def of_board(board: Board) -> Thread | None:
    """Return the thread through what stands on a board, heading after heading; None where fewer than two things stand there."""
    y, headings, knots = TOP, list[tuple[int, str]](), list[Knot]()
    for heading in board.headings:
        if not heading.stories:
            continue
        headings.append((y, plain(heading.title)))
        for story in heading.stories:
            y += STEP
            x = RIGHT if len(knots) % 2 else LEFT
            knots.append(Knot(x, y, _short(story[0].text or ""), "strengthen" in heading.values))
        y += STEP + GAP
    return Thread(y - GAP, tuple(headings), tuple(knots), _path(knots)) if len(knots) > 1 else None


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _path(knots: list[Knot]) -> str:
    """Return a line that bends from knot to knot."""
    parts = [f"M{knots[0].x} {knots[0].y}"]
    for before, knot in pairwise(knots):
        middle = (before.y + knot.y) // 2
        parts.append(f"C{before.x} {middle} {knot.x} {middle} {knot.x} {knot.y}")
    return " ".join(parts)
