"""What people chose together as a picture: of each question on which of three steps it stands, and no figure (S17).

It shows the words that stand beside it and nothing more.
"""

from dataclasses import dataclass

from bot.pages.weaving import LABELS, SIDE, STEP, TOP, WIDTH, Label
from dialogs.saying.board import ToldTogether

LINE = 13
"""How far two lines of one label stand apart."""
LONGEST = 16
"""Characters of a label that fit on a line."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What is drawn: a line for each question with its dot, and the words of the steps below them."""

    height: int
    lines: tuple[int, ...]
    labels: tuple[Label, ...]
    names: tuple[Label, ...]
    dots: tuple[tuple[int, int], ...]
    width: int = WIDTH
    start: int = LABELS


def steps(told: ToldTogether | None) -> Steps | None:
    """Return where each question stands, in the order of the board; None where nothing is told."""
    placed = [(line, line.place) for line in told.lines if line.place is not None] if told else []
    if told is None or not placed:
        return None
    columns = [LABELS + SIDE + (WIDTH - LABELS - 2 * SIDE) * number // 2 for number in range(3)]
    rows = [TOP + STEP * number for number in range(len(placed))]
    below = rows[-1] + STEP
    labels = [label for (line, _), y in zip(placed, rows, strict=True) for label in _label(line.called, 0, y)]
    names = [label for word, x in zip(told.steps, columns, strict=True) for label in _below(word, x, below)]
    dots = [(columns[place], y) for (_, place), y in zip(placed, rows, strict=True)]
    return Steps(below + 2 * LINE, tuple(rows), tuple(labels), tuple(names), tuple(dots))


def _label(text: str, x: int, y: int) -> list[Label]:
    """Return a label on one line or on two, around its row."""
    parts = _parts(text)
    return [Label(x, y + LINE * number - (LINE // 2 if len(parts) > 1 else 0), part) for number, part in enumerate(parts)]


def _below(text: str, x: int, y: int) -> list[Label]:
    return [Label(x, y + LINE * number, word) for number, word in enumerate(text.split())]


def _parts(text: str) -> list[str]:
    """Return a text in two parts where it is too long for one line, broken between words."""
    words = text.split()
    if len(text) <= LONGEST or len(words) < 2:
        return [text]
    ways = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return list(min(ways, key=lambda way: max(map(len, way))))
