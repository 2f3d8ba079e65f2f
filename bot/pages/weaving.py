"""The pictures beside a board as lines to draw: where its stories lie, and how they went on over the quarters (S06).

They compare nobody: a line has no name, no number and no length that means anything.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date

from dialogs.language.values import LEVELS
from dialogs.saying.board import Board
from dialogs.saying.phrases import Language

WIDTH = 288
"""As wide as the narrowest screen leaves."""
LABELS = 126
STEP = 34
TOP = 16
SIDE = 22
WIDEST = 30
"""How far two lines stand apart at most."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One line, with a dot where something was told."""

    dots: tuple[tuple[int, int], ...]

    @property
    def path(self) -> str:
        """The line as SVG draws it."""
        return " ".join(f"{x},{y}" for x, y in self.dots)


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a picture."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; ``radius`` is that of the dots."""

    height: int
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    threads: tuple[Thread, ...]
    radius: int
    width: int = WIDTH
    labels: int = LABELS


def rows_of(board: Board) -> dict[str, int]:
    """Return on which row of a picture each level of value lies, as the board has them under its headings."""
    headings = [heading.values for heading in board.headings if set(heading.values) & set(LEVELS)]
    return {value: number for number, values in enumerate(headings) for value in values}


def levels(board: Board, titles: Sequence[str]) -> Picture:
    """Return where the stories of a board lie over the levels; ``titles`` are those of the rows."""
    stories = _stories(board)
    threads = tuple(
        Thread(tuple((x, _row(row)) for row in sorted(rows)))
        for x, rows in zip(_spread(len(stories)), stories, strict=True)
    )  # fmt: skip
    return Picture(_row(len(titles)) - STEP // 2, _labels(titles), (), threads, 6 if len(stories) < 11 else 4)


def touched(board: Board, titles: Sequence[str]) -> list[list[str]]:
    """Return the same in words: which levels go together in a story, each such set once."""
    return [[titles[row] for row in rows] for rows in sorted({tuple(sorted(one)) for one in _stories(board)})]


def _stories(board: Board) -> list[set[int]]:
    """Return on which rows each story has something, in the order of the board."""
    rows, found = rows_of(board), dict[object, set[int]]()
    for item in board.items:
        if item.worth in rows:
            found.setdefault(item.story or item.answer, set()).add(rows[item.worth])
    return list(found.values())


Steps = Sequence[Sequence[tuple[datetime, int]]]
"""Of each story that went on: the days on which something was told, and on which row that lies."""


def crowded(days: Iterable[datetime]) -> frozenset[date]:
    """Return the quarters that hold several of these days, each by its first day: there a quarter does not tell them apart."""
    apart = {day.date() for day in days}
    quarters = [_quarter(day) for day in apart]
    return frozenset(one for one in quarters if quarters.count(one) > 1)


def travels(steps: Steps, titles: Sequence[str], full: Collection[date], language: Language) -> Picture:
    """Return how stories went from level to level, quarter after quarter, or day after day in the ``full`` ones."""
    moments = sorted({_column(day, full) for one in steps for day, _ in one})
    columns = dict(zip(moments, _spread(len(moments), widest=WIDTH), strict=True))
    threads = [Thread(tuple((columns[_column(day, full)], _row(row)) for day, row in one)) for one in steps]
    below = _row(len(titles)) + 4
    names = [Label(x, below, when(moment, full, language, short=True)) for moment, x in columns.items()]
    return Picture(below + 12, _labels(titles), tuple(names), tuple(threads), 6)


def when(day: date, full: Collection[date], language: Language, *, short: bool = False) -> str:
    """Return in words the quarter of a day, or the day itself where its quarter is ``full``."""
    if _quarter(day) in full:
        return format_date(day, "d MMM" if short else "d MMMM y", locale=language)
    return format_date(day, "QQQ y" if short else "QQQQ y", locale=language)


def _column(day: datetime, full: Collection[date]) -> date:
    quarter = _quarter(day)
    return day.date() if quarter in full else quarter


def _spread(count: int, widest: int = WIDEST) -> list[int]:
    """Return where so many lines stand beside each other, evenly."""
    room = WIDTH - LABELS - 2 * SIDE
    apart = min(widest, room // (count - 1)) if count > 1 else 0
    return [LABELS + SIDE + apart * number for number in range(count)]


def _row(number: int) -> int:
    return TOP + STEP * number


def _labels(titles: Iterable[str]) -> tuple[Label, ...]:
    return tuple(Label(0, _row(number), title) for number, title in enumerate(titles))


def _quarter(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % 3, 1)
