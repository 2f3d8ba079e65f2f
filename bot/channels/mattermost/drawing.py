"""How Mattermost draws the neutral prompt by text alone: its own Markdown, what can be chosen as a numbered list."""

import re

from bot.channels import typed
from bot.channels.typed import UNSEEN, Markup, blocks, unlinked
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Chart, Prompt

LONGEST = 16_383
"""Signs that the server takes in one post."""
KEEPS = f"\\{UNSEEN}@~&:"
"""What keeps the sign after it literal, and so stays beside it."""
_QUOTED = re.compile("\u2068([^\u2069]*)\u2069")
_ADDRESS = re.compile(r"(https?://[^\s<>]+|[\w.+-]+@[\w.-]+\.\w+)")
_DRAWN = re.compile(r"[*_`\[\]|#]|\\(?!\w)")
_DRAWN_BESIDE_BOLD = re.compile(r"[_`\[\]|#]|\\(?!\w)")
_CALLS = re.compile("[@~]")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def literal(text: str) -> str:
    """Return a person's words so that they are shown as they were written: nobody is called, nothing becomes a link."""
    text = unlinked(_ENTITY.sub(f"&{UNSEEN}", text))
    return _CALLS.sub(rf"\g<0>{UNSEEN}", _DRAWN.sub(r"\\\g<0>", text))


def _fenced(text: str) -> str:
    return f"\u2068{literal(text)}\u2069"


def light(text: str) -> str:
    """Return what the bot says: bold, lists, quotes and its own links work; all else, and people's words in it, is literal."""
    drawn = "".join(_fenced(piece) if at % 2 else _own(piece) for at, piece in enumerate(_QUOTED.split(text)))
    return re.sub(r"(?m)^(>.*)\n(?=[^>\n])", r"\1\n\n", drawn)  # else Mattermost draws the next line into the quote


def _own(text: str) -> str:
    return "".join(piece if at % 2 else _sentence(piece) for at, piece in enumerate(_ADDRESS.split(text)))


def _sentence(text: str) -> str:
    return _CALLS.sub(rf"\g<0>{UNSEEN}", _DRAWN_BESIDE_BOLD.sub(r"\\\g<0>", _ENTITY.sub(f"&{UNSEEN}", text)))


MARKUP = Markup(light, _fenced, "**{}**".format, "*{}*".format, lambda link: f"[{link.label}]({link.url})")


def parts(prompt: Prompt, phrases: Phrases, *, split_at: int | None = None, tapped: bool = False) -> list[str]:
    """Return a prompt as the texts of one or several posts; the last one holds what can be chosen. Nothing is cut.

    ``split_at`` is for digests, which come in parts of a size that was set (S07); ``tapped`` says that there are buttons too.
    """
    found = typed.drawn(prompt, phrases, MARKUP, split_at=split_at, tapped=tapped)
    texts = [light(text) for text in found.texts]
    texts[0] = blocks([*found.head, texts[0]])
    texts[-1] = blocks([texts[-1], *_figures(prompt.chart), *found.tail])
    return [piece for text in texts for piece in split(text)]


def _figures(chart: Chart | None) -> list[str]:
    """Return a few figures under their title, in words, which are read on every screen and aloud."""
    if chart is None:
        return []
    return ["\n".join([f"**{light(chart.title)}**", *(f"- {_fenced(label)}: {number}" for label, number in chart.bars)])]


def split(text: str, most: int = LONGEST) -> list[str]:
    """Return a text in pieces that the server takes, never cut inside a sign."""
    return typed.split(text, most, KEEPS)
