"""The neutral prompt where people type and nothing can be pressed: what can be chosen is a numbered list (DESIGN §6)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from dialogs.saying import digest
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Choice, Field, Link, Prompt, numbered

UNSEEN = "\u200b"
"""A space without width: after a sign it keeps the sign from being carried out."""
_LINK = re.compile(
    r"(?<=[a-z0-9+.-]):(?=/)|(?<=[a-z]):(?=[\w%])|(?<=\bwww)(?=\d{0,3}\.)"
    r"|(?<=\.[^\W\d_]{2})(?=/)|(?<=\.[^\W\d_]{3})(?=/)|(?<=\.[^\W\d_]{4})(?=/)",
    re.IGNORECASE,
)
"""Where a platform begins to see an address: ``https:/``, ``mailto:x``, ``www.`` and ``voorbeeld.nl/``."""

_IN_LINKS = re.compile("[:/]|www", re.IGNORECASE)
"""Without one of these there is no address to look for."""


def unlinked(text: str) -> str:
    """Return a person's words so that no address in them becomes a link."""
    return _LINK.sub(r"\g<0>" + UNSEEN, text) if _IN_LINKS.search(text) else text


@dataclass(frozen=True, slots=True)
class Markup:
    """How a platform draws what the bot says, a person's words in it, and the few things that stand out."""

    light: Callable[[str], str]
    words: Callable[[str], str]
    bold: Callable[[str], str]
    italic: Callable[[str], str]
    link: Callable[[Link], str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What stands above the text of a message and what below it, drawn; and its text in parts, not drawn yet."""

    head: Sequence[str]
    texts: Sequence[str]
    tail: Sequence[str]


def drawn(
    prompt: Prompt, phrases: Phrases, markup: Markup, *, split_at: int | None = None, tapped: bool = False
) -> Drawn:  # fmt: skip
    """Return a prompt in blocks; ``split_at`` is for digests, which come in parts of a size that was set (S07).

    What can be ``tapped`` too says no more than that it may be typed.
    """
    texts = digest.split(prompt.text, split_at) if split_at else [prompt.text]
    head = [markup.bold(markup.words(prompt.title))] if prompt.title else []
    tail = [markup.light(prompt.help)] if prompt.help else []
    tail += [markup.link(prompt.link)] if prompt.link else []
    tail += _form(prompt.form.fields, phrases, markup) if prompt.form else _choices(prompt, phrases, markup, tapped=tapped)
    tail += [markup.italic(markup.words(prompt.readers))] if prompt.readers else []
    return Drawn(head, texts, tail)


def blocks(parts: Sequence[str]) -> str:
    """Return blocks as one text, with an empty line between them."""
    return "\n\n".join(part for part in parts if part)


def _choices(prompt: Prompt, phrases: Phrases, markup: Markup, *, tapped: bool) -> list[str]:
    listed = _listed(prompt.choices, phrases, markup, many=prompt.many)
    return [*listed[:-1], phrases.text("card.typed")] if tapped and listed else listed


def _listed(choices: Sequence[Choice], phrases: Phrases, markup: Markup, *, many: bool) -> list[str]:
    """Return what can be chosen, each with the number to type, and how; where labels are to be typed, only those."""
    if not choices:
        return []
    if not numbered(choices):
        return ["\n".join(f"- {markup.words(choice.label)}" for choice in choices), phrases.text("typed.label")]
    lines = [f"{number}. {markup.words(choice.label)}" for number, choice in enumerate(choices, start=1)]
    return ["\n".join(lines), phrases.text("typed.several" if many else "typed.number")]


def _form(fields: Sequence[Field], phrases: Phrases, markup: Markup) -> list[str]:
    """Return the first question of a form that is still open: what is typed answers it, and the next one follows."""
    told = list(takewhile(lambda one: one.kind == "info", fields))
    field, *more = (one for one in fields if one.kind != "info")
    asked = [
        *(markup.light(one.label) for one in told),
        markup.bold(markup.words(field.label)),
        markup.light(field.typed_help or ""),
    ]
    asked += _listed(field.options, phrases, markup, many=field.kind == "multi")
    return [*asked, phrases.text("typed.more", {"aantal": len(more)})] if more else asked


def split(text: str, most: int, keeps: str = "") -> list[str]:
    """Return a text in pieces of at most so many signs, cut between lines, else between words; nothing of it is lost.

    Never is it cut after a sign of ``keeps``. A person's words that go on in the next piece keep their fence in both.
    """
    pieces = []
    while len(text) > most:
        at = _cut(text, most - 1, keeps)
        piece, text = text[:at].rstrip("\n"), text[at:].lstrip("\n ")
        if piece.rfind("\u2068") > piece.rfind("\u2069"):
            piece, text = f"{piece}\u2069", f"\u2068{text}"
        pieces.append(piece)
    return [*pieces, text]


def _cut(text: str, most: int, keeps: str) -> int:
    for sign in ("\n", " "):
        if (at := text.rfind(sign, most // 2, most)) > 0:
            return at
    while most > 1 and text[most - 1] in keeps:
        most -= 1
    return most
