"""The library with something added to it or changed in it."""

import re
import shutil
from pathlib import Path

from dialogs import library
from dialogs.library import Library, load

WHEN = 'at: "wed 09:00"'
EXTRA = """
id: {id}
title: {title}
source: 001 §2.3
why: Kleine stappen tellen.
kept: twaalf maanden
priority: {priority}
starts: {{rhythm: weekly}}
rhythms:
  weekly: {{every: week, "on": thu, at: "14:00"}}
stages:
  - id: tell
    who: members
    window: {{closes: "wed 12:00"}}
    questions:
      - {{id: {id}_text, required: true, ask: "{ask}"}}
    thanks: Dank je.
"""


def _copied(folder: Path) -> Path:
    """Copy the formats into a folder, and return where they stand."""
    shutil.copytree(library.HERE / "formats", folder / "formats")
    return folder / "formats"


def reporting(folder: Path, at: str) -> Library:
    """Return the library, kept in a folder, with the digest of the weekly question at another moment: ``fri 09:00``."""
    file = _copied(folder) / "weekly_wonder.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(WHEN, f'at: "{at}"'), encoding="utf-8")
    return load(folder)


def with_words(folder: Path, *last: str) -> Library:
    """Return the library, kept in a folder, with the formats that try words of the language which it has no use for yet.

    Some formats of its own may come around the last meeting alone, where they would come on the same day.
    """
    formats = _copied(folder)
    for name in last:
        file = formats / f"{name}.yaml"
        file.write_text(re.sub(r"nth: \[[^]]*\]", "nth: [6]", file.read_text(encoding="utf-8")), encoding="utf-8")
    for path in (Path(__file__).parent.parent / "words" / "formats").glob("*.yaml"):
        shutil.copy(path, formats)
    return load(folder)


def with_text(folder: Path, name: str, text: str) -> Library:
    """Return the library, kept in a folder, with one more format, given as a file."""
    (_copied(folder) / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def without(folder: Path, *names: str) -> Library:
    """Return the library, kept in a folder, without some of its formats."""
    formats = _copied(folder)
    for name in names:
        for path in (formats / f"{name}.yaml", formats / "en" / f"{name}.yaml"):
            path.unlink()
    return load(folder)


def with_formats(folder: Path, **priorities: str) -> Library:
    """Return the library with small formats added, each due on the same Thursday; a title is the name with a capital."""
    formats = _copied(folder)
    for name, priority in priorities.items():
        text = EXTRA.format(id=name, title=name.capitalize(), priority=priority, ask=f"Wat zei {name}?")
        (formats / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(folder)
