"""A few figures as bars on a picture, below the same figures in words: whoever cannot see it misses nothing."""

import io
from typing import TYPE_CHECKING

from dialogs.saying.prompt import Chart

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, ROW, TITLE, EDGE, GAP = 960, 60, 84, 32, 20
"""Points: the picture, one bar with what is around it, the title, and what stays free beside and between."""
PAPER, INK, BAR = "#ffffff", "#1b1b1b", "#1c58a3"
"""The bars stand out 6.9 to 1; the words, 17 to 1."""
LARGE, USUAL = 34, 28
NO_SIGN = "\uffff"
"""What no font has: it shows how one draws what it lacks."""


def picture(chart: Chart) -> bytes | None:
    """Return figures as a PNG picture, all bars in one colour from one line on.

    None where their words do not fit, or the font lacks a sign of them.
    """
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - three megabytes that most bots need not hold (goal P15)

    large, usual = ImageFont.load_default(LARGE), ImageFont.load_default(USUAL)
    if not (isinstance(large, ImageFont.FreeTypeFont) and isinstance(usual, ImageFont.FreeTypeFont)):
        return None  # Pillow was built without what draws letters
    if not all(_has_all(usual, text) for text in (chart.title, *(label for label, _ in chart.bars))):
        return None
    begins = EDGE + max(usual.getlength(label) for label, _ in chart.bars) + GAP
    if begins > WIDTH / 2 or large.getlength(chart.title) > WIDTH - 2 * EDGE:
        return None
    drawn = Image.new("RGB", (WIDTH, TITLE + ROW * len(chart.bars) + EDGE), PAPER)
    pen = ImageDraw.Draw(drawn)
    pen.text((EDGE, EDGE), chart.title, INK, font=large)
    room = WIDTH - EDGE - begins - GAP - max(usual.getlength(str(number)) for _, number in chart.bars)
    most = max(number for _, number in chart.bars)
    for place, (label, number) in enumerate(chart.bars):
        middle = TITLE + ROW * place + ROW / 2
        ends = begins + room * number / most
        pen.text((EDGE, middle), label, INK, font=usual, anchor="lm")
        pen.rectangle((begins, middle - ROW / 4, ends, middle + ROW / 4), fill=BAR)
        pen.text((ends + GAP / 2, middle), str(number), INK, font=usual, anchor="lm")
    body = io.BytesIO()
    drawn.save(body, "PNG", optimize=True)
    return body.getvalue()


def _has_all(font: "FreeTypeFont", text: str) -> bool:
    """Whether a font draws each sign of a text as itself."""
    lacking = bytes(font.getmask(NO_SIGN))
    return all(one == " " or bytes(font.getmask(one)) != lacking for one in set(text))
