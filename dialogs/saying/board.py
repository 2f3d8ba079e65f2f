"""Composing a board (totaalopbrengst): what a group harvested, under its headings, the same for every reader (S06, D4).

Pure, and in the tellers' own words. It ranks nothing, counts nobody, and never asks who did not tell.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dialogs.gatherings.together import FEW, in_words
from dialogs.language.asking import Counted
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.language.values import Worth
from dialogs.saying.digest import Digest, Item, files_of, lines_of, nameless_of, of_section, stories_of
from dialogs.saying.phrases import Phrases, fill
from dialogs.saying.prompt import Chart
from dialogs.settings import Settings
from dialogs.visibility import countable

Story = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What is told of one question at which people chose together: what it is called, and in which words (S17).

    ``place`` is on which of three steps a picture shows it: the side that is named first, neither of two, or the other.
    """

    called: str
    words: str
    place: int | None


@dataclass(frozen=True, slots=True)
class ToldTogether:
    """What is told of what people chose together; without lines only that there is nothing to tell (K1)."""

    head: str
    lines: tuple[Line, ...]
    how: str | None
    few: str
    steps: tuple[str, ...] = ()
    """The words of the three steps of a picture, where each line has a place on one of them or none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One value, or several that belong together, with what was told of it; none for what stands under the board.

    What one person told of it is one story; without a name each text stands alone.
    """

    title: str
    values: tuple[Worth, ...]
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All that stands on a board, before it is drawn as a message, a page or a file."""

    head: str
    headings: tuple[Heading, ...]
    empty: str
    count: str | None
    talk: tuple[str, ...]
    close: str | None
    changed: str | None = None
    """That it changed after it was posted, and on which day."""
    below: tuple[Heading, ...] = ()
    """What stands under it on its page: what a group does with it. There is no heading of which nothing is left."""
    together: ToldTogether | None = None
    """What is told of what people chose together; a figure stands nowhere in it."""
    twice: tuple[int, ...] = ()
    """What is not shown again, as its teller confirmed a line in the same words that stands there."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The texts in the order in which they stand there."""
        return tuple(item for heading in self.headings for story in heading.stories for item in story)


def board(
    output: Output, items: Sequence[Item], told_by: int, slots: Mapping[str, object], seed: str, settings: Settings,
    replaces: Mapping[str, str] | None = None,
) -> Board:  # fmt: skip
    """Return a board of the texts that may be read now; what was taken back is simply not there.

    ``told_by`` is how many people told what it held at first; a figure that was given stays as it was (K3).
    """
    left = [item for item in items if item.text is not None]
    twice = _told_twice(left)
    there = [_of_person(item, items) for item in left if item.answer not in twice]
    number = countable(told_by, settings)
    return Board(
        fill(output.head, slots, replaces),
        tuple(
            Heading(
                fill(section.head, slots, replaces), section.value,
                tuple(map(tuple, stories_of((item for item in there if item.worth in section.value), seed))),
            )
            for section in output.sections
        ),
        fill(output.empty or "", slots, replaces),
        fill(output.count, {**slots, "aantal": number}, replaces) if output.count and number else None,
        tuple(fill(question, slots, replaces) for question in output.talk),
        fill(output.close, slots, replaces) if output.close else None,
        twice=twice,
    )  # fmt: skip


def told_together(format: Format, output: Output, told: Mapping[str, str]) -> ToldTogether | None:
    """Return what a board tells of what people chose together, by what came of it in its round."""
    shown = output.together
    if shown is None:
        return None
    found = {name: told.get(name, FEW) for name in shown.show}
    asked = [format.question(name) for name in shown.show if set(found.values()) != {FEW}]
    lines = (Line(one.called or "", in_words(one.counted, found[one.id]), _place(one.counted, found[one.id]))
             for one in asked if one.counted)  # fmt: skip
    steps = next((_steps(one.counted) for one in asked if one.counted and len(one.counted.sides) == 2), ())
    return ToldTogether(shown.head, tuple(lines), shown.how, shown.few, steps)


def _steps(counted: Counted) -> tuple[str, ...]:
    first, last = (side.says for side in counted.sides.values())
    return first, counted.differ, last


def _place(counted: Counted, found: str) -> int | None:
    sides = list(counted.sides)
    return None if len(sides) != 2 else [sides[0], None, sides[1]].index(found if found in sides else None)


def _told_twice(items: Sequence[Item]) -> tuple[int, ...]:
    """Return what somebody prepared and then told in the same words, where she confirmed the line of that (S06)."""
    confirmed = {(item.teller, item.worth, _words(item)) for item in items if item.written and item.teller}
    again = (item for item in items if not item.written and not item.file and _words(item))
    return tuple(item.answer for item in again if (item.teller, item.worth, _words(item)) in confirmed)


def _words(item: Item) -> str:
    """Return a text without what says nothing: its spaces, its first capital, and signs at its end but a question mark."""
    said = " ".join((item.text or "").split()).rstrip(" .…,;:!")
    return said[:1].casefold() + said[1:]


def below(
    outputs: Iterable[tuple[Output, Sequence[Item]]], slots: Mapping[str, object], seed: str,
    replaces: Mapping[str, str] | None = None,
) -> tuple[Heading, ...]:  # fmt: skip
    """Return what stands under a board: of each digest that belongs to it, what may be read now."""
    found = [
        Heading(fill(section.head, slots, replaces), (), tuple(map(tuple, stories_of(of_section(section, items), seed))))
        for output, known in outputs
        for items in [[item for item in known if item.text is not None]]
        for section in output.sections
    ]
    return tuple(heading for heading in found if heading.stories)


def _of_person(item: Item, items: Sequence[Item]) -> Item:
    """Return a text as part of all that its teller told, whenever she did."""
    if item.for_all is not None:
        return replace(item, story=item.for_all)
    first = min(one.answer for one in items if one.name == item.name)
    return replace(item, story=(first, 0) if item.name else None, called="")


def as_message(shown: Board, phrases: Phrases) -> Digest:
    """Return a board as a message; where everything was taken back, only that is said."""
    items = shown.items
    if not items and shown.together is None:
        return Digest(f"{shown.head}\n\n{phrases.text('removed_by_teller')}", ())
    lines = [shown.head, *([shown.changed] if shown.changed else [])]
    if shown.together is not None:
        lines += ["", shown.together.head, *(_said(shown.together))]
    for heading in shown.headings:
        lines += ["", heading.title, *(lines_of(heading.stories, phrases) if heading.stories else [shown.empty])]
    lines += ["", shown.count] if shown.count else []
    lines += ["", phrases.text("board.talk"), *(f"- {question}" for question in shown.talk)] if shown.talk else []
    lines += ["", shown.close] if shown.close else []
    used = tuple(item.answer for item in items)
    chart = chart_of(shown, phrases)
    return Digest("\n".join(lines), (*used, *shown.twice), files_of(items, used), nameless_of(items), chart=chart)


def _said(told: ToldTogether) -> Iterator[str]:
    """Yield what is told of what people chose together, a line for each question."""
    yield from (f"- {line.called}: **{line.words}**" for line in told.lines)
    if said := told.how if told.lines else told.few:
        yield said


def chart_of(shown: Board, phrases: Phrases) -> Chart | None:
    """Return how many stories stand under which heading, in the order of the board; no figure of what can be read there is new.

    None where it may not be told how many worked on it, and none where a story went or changed since: a figure that was given
    stays as it was (K1, K3, K6). A heading with nothing under it is no bar, as not every story reaches that far.
    """
    bars = tuple((one.title.strip("*"), len(one.stories)) for one in shown.headings if one.stories)
    if shown.count is None or shown.changed is not None or len(bars) < 2:
        return None
    return Chart(phrases.text("board.chart"), bars)
