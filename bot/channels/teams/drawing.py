"""How Teams draws the neutral prompt by text alone: its simple XML, in which everything that is not ours is escaped.

Markdown is not used: Teams would find it in people's words as well. Lists stay lines of text, as phones draw no others.
"""

import re
from html import escape

from bot.channels import typed
from bot.channels.typed import Markup, blocks, unlinked
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Link, Prompt

LARGEST = 24 * 1024
"""Bytes that one text may take as UTF-16; with all that stands around it this is under the smallest size that is told."""
LONGEST = 6_000
"""Signs of a text that are drawn together at first."""
_QUOTED = re.compile("\u2068([^\u2069]*)\u2069")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ADDRESS = re.compile(r"https?://[^\s<>&\u2068\u2069]+(?:&amp;[^\s<>&\u2068\u2069]+)*")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile(r"(?m)^ | (?= )")
_QUOTES = re.compile(r"(?m)^&gt;[^\n]*(?:\n&gt;[^\n]*)*\n?")


def _plain(text: str) -> str:
    """Return a text so that nothing in it is carried out, and every space in it is seen."""
    return _SPACES.sub("&#160;", escape(_NO_XML.sub("\ufffd", text), quote=False))


def literal(text: str) -> str:
    """Return a person's words so that they are shown as they were written, and nothing becomes a link."""
    return f"\u2068{_plain(unlinked(text))}\u2069"


def light(text: str) -> str:
    """Return what the bot says: bold, quotes and its own links work; all else, and people's words in it, is literal."""
    kept: list[str] = []

    def keep(found: "re.Match[str]") -> str:
        kept.append(literal(found[1]))
        return "\u2068\u2069"

    own = _BOLD.sub(r"<b>\1</b>", _plain(_QUOTED.sub(keep, text)))
    own = _QUOTES.sub(_quote, _ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', own))
    words = iter(kept)
    return re.sub("\u2068\u2069", lambda _: next(words), own)


def _quote(found: "re.Match[str]") -> str:
    lines = re.sub(r"(?m)^&gt; ?", "", found[0].rstrip("\n"))
    return f"<blockquote>{lines}</blockquote>"


def _link(link: Link) -> str:
    url = escape(link.url)
    return f'<a href="{url}">{_plain(link.label)}</a>\n<a href="{url}">{url}</a>'


MARKUP = Markup(light, literal, "<b>{}</b>".format, "<i>{}</i>".format, _link)


def parts(prompt: Prompt, phrases: Phrases, *, split_at: int | None = None) -> list[str]:
    """Return a prompt as the texts of one or several messages; the last one holds what can be chosen. Nothing is cut.

    ``split_at`` is for digests, which come in parts of a size that was set (S07).
    """
    found = typed.drawn(prompt, phrases, MARKUP, split_at=split_at)
    pieces = [piece for text in found.texts for piece in fitting(text)]
    pieces[0:1] = _beside(blocks(found.head), pieces[0])
    pieces[-1:] = _beside(pieces[-1], blocks(found.tail))
    return [piece.replace("\n", "<br/>") for piece in pieces]


def _beside(one: str, other: str) -> list[str]:
    together = blocks([one, other])
    return [together] if size(together) <= LARGEST else [one, other]


def fitting(text: str, most: int = LONGEST) -> list[str]:
    """Return a text in pieces, drawn, each of which Teams takes."""
    drawn = light(text)
    if size(drawn) <= LARGEST:
        return [drawn]
    return [one for piece in typed.split(text, most) for one in fitting(piece, most // 2)]


def size(drawn: str) -> int:
    """Return the bytes that a text takes as Teams counts them, with its line ends as they are written."""
    return len(drawn.replace("\n", "<br/>").encode("utf-16-le"))
