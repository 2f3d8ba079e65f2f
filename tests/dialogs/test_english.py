"""X11: who reads English finds no Dutch label, and no Dutch word to type."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs import library
from dialogs.language.asking import Times
from dialogs.library import HERE
from dialogs.talk import commands

LIBRARY = library.load()
ENGLISH = [HERE / "phrases" / "en.yaml", *sorted((HERE / "formats" / "en").glob("*.yaml"))]
DUTCH = [HERE / "phrases" / "nl.yaml", *sorted((HERE / "formats").glob("*.yaml"))]
ALIKE = {"contract", "digest", "download", "help", "later", "privacy", "stop"}
"""Words that are typed in English as they are in Dutch."""
QUOTED = re.compile(r'"([^"{}]+)"')


def _quoted(path: Path) -> set[str]:
    """Return what stands between quotes in the texts of a file."""
    found: set[str] = set()
    waits: list[Any] = [yaml.safe_load(path.read_text(encoding="utf-8"))]
    while waits:
        match waits.pop():
            case str(text):
                found |= set(QUOTED.findall(text))
            case dict(held):
                waits += held.values()
            case list(held):
                waits += held
            case _:
                pass
    return found


@cache
def _dutch_words() -> frozenset[str]:
    """Return what is quoted in the Dutch texts, and stands for a command."""
    quoted = set[str]().union(*map(_quoted, DUTCH))
    return frozenset(word for word in quoted if commands.command(word, LIBRARY.starters())) - ALIKE


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_x11_no_word_to_type_is_dutch_in_an_english_text(path: Path) -> None:
    assert _quoted(path) & _dutch_words() == set()


def _repeats() -> Iterator[tuple[str, Times, Times]]:
    for edition in LIBRARY.editions.values():
        for dutch, english in zip(edition.dutch.stages, edition.english.stages, strict=True):
            for one, other in zip(dutch.questions, english.questions, strict=True):
                if one.repeat is not None and other.repeat is not None:
                    yield f"{edition.dutch.id}.{one.id}", one.repeat, other.repeat


def test_x11_the_button_that_ends_a_list_is_english_where_the_question_is() -> None:
    translated = [(where, dutch, english) for where, dutch, english in _repeats() if dutch.ask != english.ask]

    assert translated
    assert [where for where, dutch, english in translated if dutch.enough == english.enough] == []
