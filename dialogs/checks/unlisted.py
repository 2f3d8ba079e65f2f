"""What somebody can begin with a word and stands nowhere in the menu, so that only who knows the word finds it (§4.1)."""

from collections.abc import Iterator

from dialogs.checks.faults import Problem
from dialogs.language.content import Format
from dialogs.language.reading import Source


def unlisted(source: Source, format: Format) -> Iterator[Problem]:
    """Yield a format that has a word and no place in the menu, or a place and no word, with the mend."""
    has_word = bool(format.starts.command or format.starts.plans)
    if has_word and format.menu is None:
        what, mend = "it has a word, and no place in the menu", "say when it is of use: menu: before, during, after or between"
        yield Problem(source.name, source.line(("starts",)), what, f"{mend}; or leave it out on purpose: menu: never")
    elif format.menu is not None and not has_word:
        what = "it stands in the menu, and nobody has a word to begin it"
        yield Problem(source.name, source.line(("menu",)), what, "give it a command under starts, or leave menu out")
