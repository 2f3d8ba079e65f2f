"""The words about small habits of a team: when it meets each week, and which habit takes the place of another (S19)."""

import re
from collections.abc import Mapping

_DAYS: Mapping[str, str] = {
    "maandag": "mon", "dinsdag": "tue", "woensdag": "wed", "donderdag": "thu", "vrijdag": "fri",
    "monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri",
}  # fmt: skip
_MEETS = re.compile(
    rf"(?:(.+) (aan|on) )?(?:overleg|team meeting)(?: (\d{{1,2}}))? ({'|'.join(_DAYS)})"
    r"(?: (?:om|at))? ([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?: uur)?"
)
_OFF = re.compile(r"(?:overleg(?: (\d{1,2}))? gaat niet door)|(?:team meeting(?: (\d{1,2}))? is off)")
_SWAP = re.compile(r"(.+?) (?:in plaats van|instead of) (.+?)(?: (\d{1,2}))?")


def about_habits(said: str, starters: Mapping[str, str]) -> str | None:
    """Return what is asked about habits, with the number of the group, 0 where none was named.

    That is ``habits meets 0 tue 10:00 habit_coffee_after``, ``habits off 0`` or ``habits swap 0`` with the new and the old one.
    """
    if found := _OFF.fullmatch(said):
        return f"habits off {found[1] or found[2] or 0}"
    if found := _MEETS.fullmatch(said):
        habit = _switched(found[1], starters) if found[1] else ""
        moment = f"{_DAYS[found[4]]} {int(found[5]):02}:{found[6] or '00'}"
        return f"habits meets {found[3] or 0} {moment} {habit}".rstrip() if habit is not None else None
    if found := _SWAP.fullmatch(said):
        new, old = _switched(found[1], starters), _switched(found[2], starters)
        return f"habits swap {found[3] or 0} {new} {old}" if new and old else None
    return None


def _switched(word: str, starters: Mapping[str, str]) -> str | None:
    """Return the format that a word switches on, if it does."""
    does = starters.get(f"{word} aan", "")
    return does.rpartition(" ")[2] if does.startswith("switch ") else None
