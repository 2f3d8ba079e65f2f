"""Text on a card: the bot's light Markdown as elements, and people's words in runs, which know no Markdown (0008, R28, R29).

Nothing is cut and nothing of a person's words is carried out: no link, no emphasis, no date formula.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from microsoft_teams.cards import CardElement, Container, OpenUrlAction, RichTextBlock, Spacing, TextBlock, TextRun

from bot.channels.typed import UNSEEN, unlinked

HAIR = "\u200a"
"""The thinnest space: after a star no emphasis begins with it, wherever the text is drawn."""
FENCED = "\u2068"
"""What stands before the words of a person."""
_QUOTED = re.compile("\u2068([^\u2069]*)\u2069")
_KEPT = "\u2068\u2069"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ALL_BOLD = re.compile(r"\*\*([^*\u2068\u2069]+)\*\*")
_ADDRESS = re.compile(r"""(https?://[^\s<>\u2068\u2069]*[^\s<>\u2068\u2069.,;:!?)"'])""")
_UNDRAWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FORMULA = re.compile(r"\{(?=\{)")
_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_BEGINS_LIST = re.compile(r"^(?=\s*(?:[-+*>#]|\d+[.)]))")
_ITEM = re.compile(r"^( *)- ")
ORDINARY = re.compile(r"(?!.*(?:www|  ))[^\W\d_](?:[^\W_]|[ ,.?!'’…](?!$)|[.?!…]$)*", re.IGNORECASE)
"""Letters, with what stands between them in any sentence: nothing of it is drawn as anything else anywhere."""


def plain(text: str) -> str:
    """Return a text for a place that knows no Markdown; a sign that nothing draws is shown as one that is lost."""
    return _FORMULA.sub(f"{{{UNSEEN}", _UNDRAWN.sub("\ufffd", text))


def words(text: str) -> str:
    """Return a person's words for a place that knows no Markdown."""
    return plain(unlinked(text))


def unmarked(text: str) -> str:
    """Return a text on one line for a place that does know Markdown, so that it is seen as it was written."""
    return text if ORDINARY.fullmatch(text) else guarded(text)


def guarded(text: str) -> str:
    """Do so for any text, also where that changes nothing."""
    text = " ".join(words(text).split()).replace("]", f"]{UNSEEN}")
    text = _ESCAPE.sub(rf"\\{UNSEEN}", _ENTITY.sub(f"&{UNSEEN}", text))
    return _BEGINS_LIST.sub(UNSEEN, _EMPHASIS.sub(rf"\g<0>{HAIR}", text))


def heading(text: str, *, size: str = "Large") -> TextBlock:
    """Return a heading; the first one is the largest."""
    large = size == "Large"
    return TextBlock(
        text=unmarked(text), style="heading", size="Large" if large else "Default", weight="Bolder", wrap=True,
        spacing=None if large else "Medium",
    )  # fmt: skip


def heading_of(text: str) -> str | None:
    """Return the first line of a text where it is bold as a whole, and so stands above the rest; nobody's words do."""
    found = _ALL_BOLD.fullmatch(text.split("\n", 1)[0].strip())
    return found[1] if found else None


def paragraphs(
    text: str, *, headings: bool = False, subtle: bool = False, first: Spacing = "Medium"
) -> list[CardElement]:  # fmt: skip
    """Return a text as elements, one for each line, with quotations set apart; ``headings`` makes bold lines headings."""
    made: list[CardElement] = []
    apart = True
    for quoted, group in groupby(_lines(text), key=lambda one: one.startswith(">")):
        if quoted:
            lines = [_line(one[1:].removeprefix(" "), "None", subtle=subtle) for one in group]
            made.append(Container(style="emphasis", spacing="Small", items=lines))
            apart = False
            continue
        for line in group:
            found = _ALL_BOLD.fullmatch(line.strip()) if headings else None
            if found:
                made.append(heading(found[1], size="Large" if not made else "Default"))
            elif line.strip():
                made.append(_line(line, _spacing(line, apart=apart) if made else first, subtle=subtle))
            apart = not line.strip()
    return made


def one_line(text: str, *, bold: bool = False, subtle: bool = False, spacing: Spacing = "Medium") -> RichTextBlock:
    """Return words in which nothing is drawn, on a line of their own."""
    return RichTextBlock(inlines=[_run(words(text), bold=bold, subtle=subtle)], spacing=spacing)


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text; a person's words that go on in the next line keep their fence in both."""
    still_open = False
    for line in text.split("\n"):
        begun = f"\u2068{line}" if still_open else line
        still_open = begun.rfind("\u2068") > begun.rfind("\u2069")
        yield f"{begun}\u2069" if still_open else begun


def _spacing(line: str, *, apart: bool) -> Spacing:
    if apart:
        return "Medium"
    return "Small" if _ITEM.match(line) else "None"


def _line(line: str, spacing: Spacing, *, subtle: bool) -> RichTextBlock:
    line = _ITEM.sub(lambda found: "\u2003•\u00a0" if found[1] else "•\u00a0", line)
    runs = list(_runs(line, subtle=subtle)) or [_run(" ", bold=False, subtle=subtle)]
    return RichTextBlock(inlines=runs, spacing=spacing)


def _runs(line: str, *, subtle: bool) -> Iterator[TextRun]:
    """Yield the pieces of a line: the bot's own words, bold or as a link, and a person's words as they were written."""
    kept = iter(_QUOTED.findall(line))
    for at, piece in enumerate(_BOLD.split(_QUOTED.sub(_KEPT, line))):
        for number, own in enumerate(piece.split(_KEPT)):
            if number:
                yield _run(f"\u2068{words(next(kept))}\u2069", bold=bool(at % 2), subtle=subtle)
            yield from _own(own, bold=bool(at % 2), subtle=subtle)


def _own(text: str, *, bold: bool, subtle: bool) -> Iterator[TextRun]:
    for at, piece in enumerate(_ADDRESS.split(text)):
        if piece and at % 2:
            yield _run(piece, bold=bold, subtle=subtle, opens=piece)
        elif piece:
            yield _run(plain(piece), bold=bold, subtle=subtle)


def _run(text: str, *, bold: bool, subtle: bool, opens: str | None = None) -> TextRun:
    action = OpenUrlAction(url=opens, title=opens) if opens else None
    return TextRun(text=text, weight="Bolder" if bold else None, is_subtle=subtle or None, select_action=action)
