"""The bot's own texts use light Markdown only: bold, lists and quotes; anything else would be shown as it stands."""

import re
from collections.abc import Iterator

from dialogs.library import sources

ITALIC = re.compile(r"(?<![\w*])([*_])(?![\s*_])[^*_\n]+\1(?![\w*])")
OTHER = re.compile(r"^#+ |^\d+\. |`|\]\(|~~", re.MULTILINE)


def texts() -> Iterator[str]:
    for source in sources():
        yield from (text for _, text, _ in source.texts() if " " in text)


def test_no_text_uses_markdown_that_a_channel_would_show_as_it_stands() -> None:
    found = [text for text in texts() if ITALIC.search(text.replace("**", "")) or OTHER.search(text)]

    assert found == []
