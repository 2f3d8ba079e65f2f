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
OF_OTHERS = (
    "anderen", "iedereen", "collega's", "de rest", "gemist", "nog steeds", "nog altijd", "keer niet", "niet geantwoord",
    "others", "everyone", "everybody", "colleagues", "missed", "still", "not answered",
)  # fmt: skip
"""What a reminder never speaks of: what others did, and what somebody did not do (N7)."""
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
            for stage in format.stages:
                yield from (f"{name}: {lapse}" for lapse in lapses_of_reminder(stage.remind or ""))
    for language, phrases in library.phrases.items():
        for key, text in phrases.texts.items():
            yield from (f"{language}.yaml {key}: {lapse}" for lapse in lapses_of(text))
            if key.startswith("reminder."):
                yield from (f"{language}.yaml {key}: {lapse}" for lapse in lapses_of_reminder(text))


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


def lapses_of_reminder(text: str) -> Iterator[str]:
    """Yield what a reminder says of others or of what was not done (N7)."""
    yield from (
        f'a reminder does not say "{words}" (N7): {text[:60]}…'
        for words in OF_OTHERS
        if re.search(rf"\b{words}\b", text.casefold())
    )
