"""The bot's own texts use light Markdown only: bold, lists and quotes; anything else would be shown as it stands."""

import re
from collections.abc import Iterator

from dialogs.content import texts_of
from dialogs.library import load

ITALIC = re.compile(r"(?<![\w*])([*_])(?![\s*_])[^*_\n]+\1(?![\w*])")
OTHER = re.compile(r"^#+ |^\d+\. |`|\]\(|~~", re.MULTILINE)


def texts() -> Iterator[str]:
    library = load()
    for phrases in library.phrases.values():
        yield from phrases.texts.values()
    for edition in library.editions.values():
        yield from texts_of(edition.dutch)
        yield from texts_of(edition.english)


def test_no_text_uses_markdown_that_a_channel_would_show_as_it_stands() -> None:
    found = [text for text in texts() if ITALIC.search(text.replace("**", "")) or OTHER.search(text)]

    assert found == []
