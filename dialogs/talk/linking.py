"""The words with which somebody links two platforms, and says on which of them she is written to (X12, GE17)."""

import re

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What a code is made of: none of them looks like another."""
LENGTH = 8
YES = "koppel ja"
"""What the button says with which somebody confirms that an account on the other platform is hers."""
MARK = 8
"""How many signs stand behind that, which say of which code it is: an old button is about no other one."""
SURE = "ontkoppel zeker"
_CODE = re.compile(rf"(?:koppel|koppelen|link) ([{LETTERS}]{{4}})[ -]?([{LETTERS}]{{4}})", re.IGNORECASE)
_YES = re.compile(rf"{YES} ([0-9a-f]{{{MARK}}})")
_LOOKS_LIKE = str.maketrans("OIL", "011")
WORDS = {
    "koppel": "link begin", "koppelen": "link begin", "link accounts": "link begin", "koppel ja": "link yes",
    "ontkoppel": "link end", "ontkoppelen": "link end", "unlink accounts": "link end",
    "ontkoppel zeker": "link end sure",
    "berichten hier": "link here", "messages here": "link here",
    "berichten overal": "link follow", "messages everywhere": "link follow",
}  # fmt: skip


def about_linking(text: str) -> str | None:
    """Return what is asked about linking, with the code where one was typed: ``link code K7P49XQM``."""
    if meant := _YES.fullmatch(text):
        return f"link yes {meant[1]}"
    said = text.rstrip(".!?,;: ")
    found = _CODE.fullmatch(said) or _CODE.fullmatch(_word_first(said))
    return f"link code {(found[1] + found[2]).upper()}" if found else None


def _word_first(text: str) -> str:
    """Return the words with the letters in the code that a code never has as the digits that they look like."""
    word, _, code = text.partition(" ")
    return f"{word} {code.upper().translate(_LOOKS_LIKE)}"


def in_pieces(code: str) -> str:
    """Return a code as it is shown, in two pieces."""
    return f"{code[:4]}-{code[4:]}"
