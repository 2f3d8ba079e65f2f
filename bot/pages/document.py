"""A board as an open document (ODF), of which any word processor makes what it likes."""

import re
from collections.abc import Iterator
from io import BytesIO

from odfdo import Document, Element, Header, Paragraph, Style

from bot.pages.along import Sheet
from bot.pages.light import plain

NAME, BODY = "teller", "Text_20_body"
"""The styles of a name and of a text."""
_UNSEEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What may not stand in XML."""


def as_document(sheet: Sheet) -> bytes:
    """Return a board as an open document."""
    document, board = Document("text"), sheet.board
    document.language = {"nl": "nl-NL", "en": "en-GB"}[sheet.phrases.language]
    document.meta.title = _seen(plain(board.head))
    document.meta.creation_date = document.meta.date = sheet.at
    _plain_headings(document)
    document.insert_style(_style_of_a_name(), automatic=True)
    document.body.clear()
    for part in _parts(sheet):
        document.body.append(part)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _plain_headings(document: Document) -> None:
    """Let headings stand without the numbers and slanting letters that the library's own document begins with."""
    for level in document.styles.get_elements("//text:outline-level-style"):
        level.set_attribute("style:num-format", "")
        level.del_attribute("style:num-suffix")
        level.del_attribute("loext:num-list-format")
    heading = document.get_style("paragraph", "Heading_20_2")
    assert isinstance(heading, Style)  # the document that the library begins with has it
    heading.set_properties({"fo:font-style": "normal", "fo:font-size": "13pt"}, area="text")


def _style_of_a_name() -> Style:
    """Return how the name of a teller stands above what she tells: bold, a little apart from who told before her."""
    style = Style("paragraph", name=NAME, area="text", bold=True, parent_style="Text_20_body")
    apart = {"fo:margin-top": "0.25cm", "fo:margin-bottom": "0cm", "fo:keep-with-next": "always"}
    style.set_properties(apart, area="paragraph")
    return style


def _parts(sheet: Sheet) -> Iterator[Element]:
    board = sheet.board
    yield _header(1, plain(board.head))
    if board.changed:
        yield Paragraph(_seen(board.changed), style=BODY)
    if (told := board.together) is not None:
        yield _header(2, plain(told.head))
        said = (f"{line.called}: {line.words}" for line in told.lines)
        yield from (Paragraph(_seen(one), style=BODY) for one in (*said, told.how if told.lines else told.few) if one)
    for heading in (*board.headings, *board.below):
        yield _header(2, plain(heading.title))
        for story in heading.stories:
            if story[0].name:
                yield Paragraph(_seen(story[0].name), style=NAME)
            yield from (Paragraph(_seen(sheet.words(item)), style=BODY) for item in story)
        if not heading.stories:
            yield Paragraph(_seen(board.empty), style=BODY)
    if board.talk:
        yield _header(2, sheet.phrases.text("page.board.talk"))
    yield from (Paragraph(_seen(said), style=BODY) for said in (*board.talk, board.count) if said)


def _header(level: int, text: str) -> Header:
    return Header(level, _seen(text), style=f"Heading_20_{level}")


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)
