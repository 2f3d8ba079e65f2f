"""Where a question comes from, in words: the documents by their titles, for people who do not know our numbers (X13)."""

import re
from collections.abc import Mapping

from dialogs.saying.phrases import Phrases

_ONE = re.compile(r"(?P<document>\d{3})(?: (?P<section>.+))?")
_SECTIONS: Mapping[str, re.Pattern[str]] = {
    "paragraph": re.compile(r"§(?P<number>\d[\d.]*)"),
    "rule": re.compile(r"VR(?P<number>\d)"),
}
"""Sections that can be named by a number; of others only the document is named."""


def in_words(source: str, phrases: Phrases) -> str:
    """Return sources like ``001 §1.2, §1.3, 000 VR3`` with the titles of the documents, each once.

    A section without a document is one of the document before it.
    """
    found: dict[str, list[str]] = {}
    document = ""
    for piece in source.split(", "):
        one = piece if _ONE.fullmatch(piece) else f"{document} {piece}".strip()
        read = _ONE.fullmatch(one)
        document = read["document"] if read else document
        name = phrases.texts.get(f"source.{read['document']}") if read else None
        sections = found.setdefault(name or one, [])
        if read and name and (section := _section(read["section"] or "", phrases)):
            sections.append(section)
    return "; ".join(", ".join([name, *sections]) for name, sections in found.items())


def _section(code: str, phrases: Phrases) -> str | None:
    for kind, pattern in _SECTIONS.items():
        if section := pattern.fullmatch(code):
            return phrases.text(f"source.{kind}", {"nummer": section["number"]})
    return None
