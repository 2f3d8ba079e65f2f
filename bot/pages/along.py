"""A board to take along: as a table, as text, as a document. The same words as on its page, and nothing more (S06)."""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import StringIO

from bot.pages.light import plain
from dialogs.saying.board import Board
from dialogs.saying.digest import Item
from dialogs.saying.phrases import Phrases

_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would take for a formula."""
_SIGNS = re.compile(r"([\\`*_\[\]<>&|~#])")
_FIRST = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A board with what is said around it, in the language of who takes it along."""

    board: Board
    at: datetime
    phrases: Phrases

    def words(self, item: Item) -> str:
        """Return what somebody told, or that it is a file, and whether it was changed."""
        changed = f" {self.phrases.text('digest.changed')}" if item.changed else ""
        return f"{item.text or self.phrases.text('digest.file')}{changed}"


def as_csv(sheet: Sheet) -> bytes:
    """Return what was told as a table, that a spreadsheet opens at once and in which nothing runs."""
    held = StringIO()
    table = csv.writer(held, delimiter=";" if sheet.phrases.language == "nl" else ",", quoting=csv.QUOTE_ALL)
    table.writerow([sheet.phrases.text(f"page.board.column.{name}") for name in ("heading", "name", "text")])
    for line in sheet.board.together.lines if sheet.board.together else ():
        table.writerow(map(_cell, (line.called, "", line.words)))
    for heading in (*sheet.board.headings, *sheet.board.below):
        for story in heading.stories:
            for item in story:
                table.writerow(map(_cell, (plain(heading.title), item.name or "", sheet.words(item))))
    return held.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_RUNS) else text


def as_markdown(sheet: Sheet) -> bytes:
    """Return a board as Markdown, in which people's words are words and nothing else."""
    board = sheet.board
    lines = [f"# {_literal(plain(board.head))}", *(["", _literal(board.changed)] if board.changed else [])]
    if (told := board.together) is not None:
        lines += ["", f"## {_literal(plain(told.head))}", ""]
        lines += [f"- {_literal(line.called)}: {_literal(line.words)}" for line in told.lines]
        lines += ["", _literal(told.how or "") if told.lines else _literal(told.few)]
    for heading in (*board.headings, *board.below):
        lines += ["", f"## {_literal(plain(heading.title))}", ""]
        for story in heading.stories:
            lines += [f"**{_literal(story[0].name)}**", ""] if story[0].name else []
            lines += [f"- {_below(_literal(sheet.words(item)))}" for item in story] + [""]
        lines += [] if heading.stories else [_literal(board.empty)]
    lines += ["", f"## {sheet.phrases.text('page.board.talk')}", ""] if board.talk else []
    lines += [f"- {_literal(question)}" for question in board.talk]
    lines += ["", _literal(board.count)] if board.count else []
    return re.sub("\n{3,}", "\n\n", "\n".join([*lines, ""])).encode()


def _literal(text: str) -> str:
    return _FIRST.sub(_escaped_first, _SIGNS.sub(r"\\\1", text))


def _escaped_first(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _below(text: str) -> str:
    """Return a text as part of a list, each of its lines on a line of its own."""
    return "\\\n  ".join(line.strip() for line in text.splitlines() if line.strip())


def as_odt(sheet: Sheet) -> bytes:
    """Return a board as an open document."""
    from bot.pages.document import as_document  # noqa: PLC0415 - ten megabytes that most bots need not hold (goal P15)

    return as_document(sheet)


KINDS: Mapping[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "csv": ("text/csv", as_csv),
    "md": ("text/markdown", as_markdown),
    "odt": ("application/vnd.oasis.opendocument.text", as_odt),
}
"""The files in which a board can be taken along: of which type, and how each is made."""
