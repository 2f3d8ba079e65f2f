"""Fitting words into places that Mattermost counts in bytes: cut behind a word, never inside a sign."""

import re
import unicodedata

from bot.channels.typed import UNSEEN

ENDS = "…"
_UNSEEN = str.maketrans("", "", f"\u2068\u2069{UNSEEN}")
_SENTENCE = re.compile(r"[^.?!]{2,}[.?!](?= )")
_BELONGING = frozenset({"Mn", "Me", "Mc", "Sk"})
_JOINER = "\u200d"
_LOOSE = frozenset(
    ("de", "het", "een", "en", "of", "van", "in", "op", "te", "om", "voor", "met", "is", "je", "jouw", "dat", "die", "wat",
     "the", "a", "an", "and", "or", "to", "for", "with", "your", "you")
)  # fmt: skip
"""Words that say nothing at an end."""


def size(text: str) -> int:
    """Return the bytes of a text as Mattermost counts them; what is no whole sign counts as what is put in its place."""
    return len(text.encode("utf-8", "replace"))


def bare(text: str) -> str:
    """Return a text on one line, without the bot's own bold and without what nobody sees."""
    seen = "".join(sign if sign.isprintable() or sign == _JOINER else " " for sign in text.translate(_UNSEEN))
    return " ".join(unicodedata.normalize("NFC", seen).replace("**", "").split())


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many bytes: its first sentence or whole words where they fit, else as many signs as fit."""
    text = bare(text)
    sentence = _SENTENCE.match(text)
    if size(text) <= most:
        return text
    if sentence and size(sentence[0]) <= most:
        return sentence[0].rstrip(".")
    room, words = most - size(ENDS), text.split()
    kept: list[str] = []
    while size(" ".join([*kept, words[len(kept)]])) <= room:
        kept.append(words[len(kept)])
    while len(kept) > 1 and kept[-1].strip(",;:").casefold() in _LOOSE:
        kept.pop()
    found = " ".join(kept).rstrip(" ,;:.-–(\"'")
    return f"{found or _signs(text, room)}{ENDS}"


def _signs(text: str, most: int) -> str:
    """Return the beginning of a text, never cut inside a sign that is made of several."""
    found = ""
    for sign in _whole_signs(text):
        if size(found + sign) > most:
            break
        found += sign
    return found


def _whole_signs(text: str) -> list[str]:
    found: list[str] = []
    for one in text:
        belongs = unicodedata.category(one) in _BELONGING or one == _JOINER or (found and found[-1][-1] == _JOINER)
        if found and belongs:
            found[-1] += one
        else:
            found.append(one)
    return found
