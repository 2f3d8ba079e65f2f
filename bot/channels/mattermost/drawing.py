"""How Mattermost draws the neutral prompt by text alone: its own Markdown, what can be chosen as a numbered list."""

import re
from collections.abc import Sequence
from itertools import takewhile

from dialogs import digest
from dialogs.phrases import Phrases
from dialogs.prompt import Choice, Field, Prompt, numbered

UNSEEN = "\u200b"
"""A space without width: after a sign it keeps the sign from being carried out."""
LONGEST = 16_383
"""Signs that the server takes in one post."""
_QUOTED = re.compile("\u2068([^\u2069]*)\u2069")
_ADDRESS = re.compile(r"(https?://[^\s<>]+|[\w.+-]+@[\w.-]+\.\w+)")
_DRAWN = re.compile(r"[*_`\[\]|#]|\\(?!\w)")
_DRAWN_BESIDE_BOLD = re.compile(r"[_`\[\]|#]|\\(?!\w)")
_CALLS = re.compile("[@~]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINK = re.compile(
    r"(?<=[a-z0-9+.-]):(?=/)|(?<=[a-z]):(?=[\w%])|(?<=\bwww)(?=\d{0,3}\.)"
    r"|(?<=\.[^\W\d_]{2})(?=/)|(?<=\.[^\W\d_]{3})(?=/)|(?<=\.[^\W\d_]{4})(?=/)",
    re.IGNORECASE,
)
"""Where a server begins to see an address: ``https:/``, ``mailto:x``, ``www.`` and ``voorbeeld.nl/``."""


def literal(text: str) -> str:
    """Return a person's words so that they are shown as they were written: nobody is called, nothing becomes a link."""
    text = _LINK.sub(lambda found: f"{found[0]}{UNSEEN}", _ENTITY.sub(f"&{UNSEEN}", text))
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


def parts(prompt: Prompt, phrases: Phrases, *, split_at: int | None = None) -> list[str]:
    """Return a prompt as the texts of one or several posts; the last one holds what can be chosen. Nothing is cut.

    ``split_at`` is for digests, which come in parts of a size that was set (S07).
    """
    *before, last = digest.split(prompt.text, split_at) if split_at else [prompt.text]
    head = [f"**{_fenced(prompt.title)}**"] if prompt.title else []
    tail = [light(prompt.help)] if prompt.help else []
    tail += [f"[{prompt.link.label}]({prompt.link.url})"] if prompt.link else []
    tail += _form(prompt.form.fields, phrases) if prompt.form else _choices(prompt.choices, phrases, many=prompt.many)
    tail += [f"*{_fenced(prompt.readers)}*"] if prompt.readers else []
    texts = [light(text) for text in (*before, last)]
    texts[0] = _blocks([*head, texts[0]])
    texts[-1] = _blocks([texts[-1], *tail])
    return [piece for text in texts for piece in split(text)]


def in_words(prompt: Prompt, phrases: Phrases) -> str:
    """Return a prompt as text for the command line: as it is posted, without what is unseen in it."""
    return re.sub("[\u200b\u2068\u2069]", "", "\n\n".join(parts(prompt, phrases)))


def _blocks(blocks: Sequence[str]) -> str:
    return "\n\n".join(block for block in blocks if block)


def _choices(choices: Sequence[Choice], phrases: Phrases, *, many: bool) -> list[str]:
    """Return what can be chosen, each with the number to type, and how; where labels are to be typed, only those."""
    if not choices:
        return []
    if not numbered(choices):
        return ["\n".join(f"- {_fenced(choice.label)}" for choice in choices), phrases.text("typed.label")]
    lines = [f"{number}. {_fenced(choice.label)}" for number, choice in enumerate(choices, start=1)]
    return ["\n".join(lines), phrases.text("typed.several" if many else "typed.number")]


def _form(fields: Sequence[Field], phrases: Phrases) -> list[str]:
    """Return the first question of a form that is still open: what is typed answers it, and the next one follows."""
    told = list(takewhile(lambda one: one.kind == "info", fields))
    field, *more = (one for one in fields if one.kind != "info")
    asked = [*(light(one.label) for one in told), f"**{_fenced(field.label)}**", light(field.help or "")]
    asked += _choices(field.options, phrases, many=field.kind == "multi")
    return [*asked, phrases.text("typed.more", {"aantal": len(more)})] if more else asked


def split(text: str, most: int = LONGEST) -> list[str]:
    """Return a text in pieces that the server takes, cut between lines, else between words, and never inside a sign.

    A person's words that go on in the next piece keep their fence in both.
    """
    pieces = []
    while len(text) > most:
        at = _cut(text, most - 1)
        piece, text = text[:at].rstrip(), text[at:].lstrip("\n ")
        if piece.rfind("\u2068") > piece.rfind("\u2069"):
            piece, text = f"{piece}\u2069", f"\u2068{text}"
        pieces.append(piece)
    return [*pieces, text]


def _cut(text: str, most: int) -> int:
    for sign in ("\n", " "):
        if (at := text.rfind(sign, most // 2, most)) > 0:
            return at
    while most > 1 and text[most - 1] in f"\\{UNSEEN}@~&:":  # what keeps a sign literal stays beside it
        most -= 1
    return most
