"""Numbers as people type them: whole or half, with a decimal comma, in figures or in small words (spec §0.2)."""

import re
from decimal import Decimal
from typing import Literal

NoNumber = Literal["no_number", "out_of_range", "not_whole", "not_half"]

_WORDS = {
    word: Decimal(number)
    for number, words in {
        "0": "nul geen zero none", "0.5": "half halve ½", "1": "een één one", "1.5": "anderhalf anderhalve", "2": "twee two",
        "3": "drie three", "4": "vier four", "5": "vijf five", "6": "zes six", "7": "zeven seven", "8": "acht eight",
        "9": "negen nine", "10": "tien ten", "11": "elf eleven", "12": "twaalf twelve",
    }.items()
    for word in words.split()
}  # fmt: skip
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_FIGURES = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_AND_A_HALF = re.compile(r"([0-9]{1,12}) ?½")
_UNIT = re.compile(r" ?[^\W\d_]+$")


def parse_number(text: str, span: range, *, halves: bool = False) -> Decimal | NoNumber:
    """Return the number that a text is, or why it will not do: "2,5", "2½", "anderhalf", "drie", "1.000"; a unit may follow."""
    found = _read(text)
    if found is None:
        found = _read(_UNIT.sub("", text))
    if found is None:
        return "no_number"
    if not span.start <= found <= span.stop - 1:
        return "out_of_range"
    if found * 2 % 1 or (found % 1 and not halves):
        return "not_half" if halves else "not_whole"
    return found.normalize() + 0


def written(number: Decimal) -> str:
    """Return a number as it is written in Dutch, with a comma."""
    return f"{number:f}".replace(".", ",")


def _read(text: str) -> Decimal | None:
    if text in _WORDS:
        return _WORDS[text]
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if found := _AND_A_HALF.fullmatch(text):
        return Decimal(found[1]) + Decimal("0.5")
    return Decimal(text.replace(",", ".")) if _FIGURES.fullmatch(text) else None
