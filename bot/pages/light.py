"""The light Markdown of a message as pieces for a template: **bold**, lists and quotes; people's words stay literal (0008)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dialogs.saying.digest import BELOW

_QUOTED = re.compile("\u2068([^\u2069]*)\u2069")
_BOLD = re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: bold, somebody's own words, or neither."""

    text: str
    manner: Literal["plain", "bold", "words"] = "plain"


@dataclass(slots=True)
class Line:
    """A line in pieces; in a list with the lines that belong to it."""

    pieces: Sequence[Piece]
    below: list[Sequence[Piece]] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A paragraph, a list or a quote, with its lines."""

    kind: Literal["text", "list", "quote"]
    lines: list[Line] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """Return a message in blocks."""
    found: list[Block] = []
    open_: Block | None = None
    for line in text.splitlines():
        kind, rest = _kind_of(line)
        if not rest.strip():
            open_ = None
            continue
        if open_ is None or open_.kind != kind:
            open_ = Block(kind)
            found.append(open_)
        if line.startswith(BELOW) and open_.lines:
            open_.lines[-1].below.append(list(pieces(rest)))
        else:
            open_.lines.append(Line(list(pieces(rest))))
    return found


def plain(text: str) -> str:
    """Return a line without the signs of light Markdown."""
    return "".join(piece.text for piece in pieces(text))


def _kind_of(line: str) -> tuple[Literal["text", "list", "quote"], str]:
    for sign in ("- ", BELOW):
        if line.startswith(sign):
            return "list", line.removeprefix(sign)
    return ("quote", line[2:]) if line.startswith("> ") else ("text", line)


def pieces(line: str) -> Iterator[Piece]:
    """Yield a line in pieces; stars in somebody's own words are stars."""
    for number, part in enumerate(_QUOTED.split(line)):
        if number % 2:
            yield Piece(part, "words")
        else:
            for bold, piece in enumerate(_BOLD.split(part)):
                if piece:
                    yield Piece(piece, "bold" if bold % 2 else "plain")
