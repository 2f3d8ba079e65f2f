"""A board as an open document (ODF), of which any word processor makes what it likes."""

import re
from collections.abc import Iterator
from io import BytesIO

from odfdo import Document, Element, Header, Paragraph, Span, Style

from bot.pages.along import Sheet
from bot.pages.light import plain

_UNSEEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What may not stand in XML."""


def as_document(sheet: Sheet) -> bytes:
    """Return a board as an open document."""
    document, board = Document("text"), sheet.board
    document.language = {"nl": "nl-NL", "en": "en-GB"}[sheet.phrases.language]
    document.meta.title = _seen(plain(board.head))
    document.meta.creation_date = document.meta.date = sheet.at
    document.insert_style(Style("text", name="teller", bold=True), automatic=True)
    document.body.clear()
    for part in _parts(sheet):
        document.body.append(part)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _parts(sheet: Sheet) -> Iterator[Element]:
    board = sheet.board
    yield _header(1, plain(board.head))
    if board.changed:
        yield Paragraph(_seen(board.changed))
    for heading in (*board.headings, *board.below):
        yield _header(2, plain(heading.title))
        for story in heading.stories:
            if story[0].name:
                named = Paragraph("")
                named.append(Span(_seen(story[0].name), style="teller"))
                yield named
            yield from (Paragraph(_seen(sheet.words(item))) for item in story)
        if not heading.stories:
            yield Paragraph(_seen(board.empty))
    if board.talk:
        yield _header(2, sheet.phrases.text("page.board.talk"))
    yield from (Paragraph(_seen(said)) for said in (*board.talk, board.count) if said)


def _header(level: int, text: str) -> Header:
    return Header(level, _seen(text), style=f"Heading_20_{level}")


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)
