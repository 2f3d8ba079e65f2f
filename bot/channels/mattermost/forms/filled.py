"""What somebody filled in in a dialog, read anew: the server checks none of it (reference mattermost.md §10)."""

from collections.abc import Collection, Mapping
from typing import Any

LONGEST_TEXT, MOST_PICKED, LONGEST_ID = 20_000, 100, 200
"""Beyond these nothing comes from a dialog of ours; a text that is merely too long to keep is told so, and stays there."""


class NotOurs(Exception):
    """A submission holds something that no dialog of ours brings."""


def filled(submission: Any, part: Collection[str]) -> dict[str, str | list[str]]:
    """Return what was filled in for the questions of a part; what an earlier step brings along is left out.

    Raises NotOurs.
    """
    if not isinstance(submission, Mapping):
        raise NotOurs
    found = {name: _value(submission[name]) for name in part if name in submission}
    return {name: value for name, value in found.items() if value is not None}


def picked(submission: Any, name: str) -> tuple[str, ...]:
    """Return what was picked from a list, each once; raises NotOurs."""
    found = filled(submission, [name]).get(name, [])
    return tuple(dict.fromkeys(found if isinstance(found, list) else [one for one in found.split(",") if one]))


def _value(value: Any) -> str | list[str] | None:
    match value:
        case None:
            return None
        case list() if len(value) <= MOST_PICKED and all(isinstance(one, str) and len(one) <= LONGEST_ID for one in value):
            return list(value)
        case str() if len(value) <= LONGEST_TEXT:
            return value
        case bool():
            raise NotOurs
        case int() | float():
            return _number(value)
        case _:
            raise NotOurs


def _number(value: float) -> str:
    try:
        return f"{value:.15g}"
    except OverflowError as problem:
        raise NotOurs from problem
