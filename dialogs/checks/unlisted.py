"""What somebody can begin with a word and stands nowhere in the menu, so that only who knows the word finds it (§4.1)."""

from collections.abc import Iterator

from dialogs.checks.faults import Problem
from dialogs.language.content import Format
from dialogs.language.needed import NEEDS
from dialogs.language.reading import Source


def unlisted(source: Source, format: Format) -> Iterator[Problem]:
    """Yield a format that has a word and no place in the menu, or a place and no word, with the mend."""
    has_word = bool(format.starts.command or format.starts.plans)
    begins = has_word or bool(format.starts.switched)
    if has_word and format.menu is None:
        what, mend = "it has a word, and no place in the menu", "say when it is of use: menu: before, during, after or between"
        yield Problem(source.name, source.line(("starts",)), what, f"{mend}; or leave it out on purpose: menu: never")
    elif format.menu is not None and not begins:
        what = "it stands in the menu, and nobody has a word to begin it"
        yield Problem(source.name, source.line(("menu",)), what, "give it a command under starts, or leave menu out")
    yield from _of_needs(source, format, listed=begins and format.menu not in {None, "never"})


def _of_needs(source: Source, format: Format, *, listed: bool) -> Iterator[Problem]:
    """Yield a format that stands in the menu and does not say what it is of use for, or says so and stands nowhere (S21)."""
    if listed and not format.serves:
        what, mend = (
            "it stands in the menu, and under nothing that people run into",
            f"add serves, with any of: {', '.join(NEEDS)}",
        )
        yield Problem(source.name, source.line(("menu",)), what, mend)
    elif format.serves and not listed:
        what = "it says what it is of use for, and does not stand in the menu"
        yield Problem(source.name, source.line(("serves",)), what, "say when: menu: before; or leave serves out")
