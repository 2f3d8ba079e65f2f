"""The library for tests that load it again and again: a file that did not change is read and checked once in a process."""

from functools import lru_cache

from dialogs import library

MOST = 256
"""How many files are remembered: all of the library, and those that tests lay beside them."""


def read_once() -> None:
    """Remember what was found in a file of this name with these bytes, and in a format with what lies over it."""
    for name in ("read", "_edition"):
        setattr(library, name, lru_cache(MOST)(getattr(library, name)))
