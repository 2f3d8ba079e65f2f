"""The tone of the bot: short sentences, and words it does not use of itself or of people (C-43, spec texts_nl §0)."""

import re
from collections.abc import Iterator

from dialogs.content import texts_of
from dialogs.library import Library

AVOIDED = (
    "goed gedaan",
    "te laat",
    "verplicht",
    "score",
    "achterstand",
    "nog steeds niet",
    "iedereen heeft al",
    "well done",
)
LONGEST = 20
AVERAGE = 15
_SENTENCE = re.compile(r"[.!?:]+[\s\"”)]+|\n+")
_WORD = re.compile(r"[\w'’{}-]+")


def lapses(library: Library) -> Iterator[str]:
    """Yield every text that is out of tone: where, and why."""
    for name, edition in library.editions.items():
        for format in (edition.dutch, edition.english):
            for text in texts_of(format):
                yield from (f"{name}: {lapse}" for lapse in lapses_of(text))
    for language, phrases in library.phrases.items():
        for key, text in phrases.texts.items():
            yield from (f"{language}.yaml {key}: {lapse}" for lapse in lapses_of(text))


def lapses_of(text: str) -> Iterator[str]:
    """Yield what is out of tone in one text."""
    lengths = [len(_WORD.findall(sentence)) for sentence in _SENTENCE.split(text)]
    lengths = [length for length in lengths if length]
    if lengths and max(lengths) > LONGEST:
        yield f"a sentence of {max(lengths)} words, at most {LONGEST}: {text[:60]}…"
    if lengths and sum(lengths) / len(lengths) > AVERAGE:
        yield f"{sum(lengths) / len(lengths):.0f} words a sentence on average, at most {AVERAGE}: {text[:60]}…"
    yield from (
        f'the word "{word}" is not used: {text[:60]}…' for word in AVOIDED if re.search(rf"\b{word}\b", text.casefold())
    )
