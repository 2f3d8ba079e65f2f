"""The words with which a room is given to a group: said in the room itself, and sure only in the private chat."""

import re

BELONGS = "hier hoort"
_NAMED = re.compile(
    rf"(?:{BELONGS}|dit is (?:het kanaal|de ruimte) van|this is the (?:channel|room) of)(?: (.*))?", re.IGNORECASE
)
NOTHING = frozenset({"niets", "niets meer", "niemand", "geen groep", "nothing", "nobody", "no group"})
"""What somebody says belongs in a room in which nothing is to be posted any more."""
NO_MORE = "niet meer"
_CHOSEN = re.compile(rf"{BELONGS} (\S{{1,64}}) ({NO_MORE} )?([a-z]{{1,20}}:\S{{1,200}})")


def named_in_room(text: str) -> str | None:
    """Return to which group a room belongs as somebody says; empty where she names none, None where she says no such thing."""
    found = _NAMED.fullmatch(" ".join(text.split()).rstrip(".!? ,"))
    return (found[1] or "") if found else None


def chosen_word(group: str, address: str) -> str:
    """Return what a button says with which a room is given to a group, by their ids."""
    return f"{BELONGS} {group} {address}"


def left_word(group: str, address: str) -> str:
    """Return what a button says with which nothing more of a group is posted in a room."""
    return f"{BELONGS} {group} {NO_MORE} {address}"


def about_room(text: str) -> str | None:
    """Return what such a button asks: ``room give vergunningen teams:19:…``, or ``room leave …``."""
    found = _CHOSEN.fullmatch(text)
    return f"room {'leave' if found[2] else 'give'} {found[1]} {found[3]}" if found else None
