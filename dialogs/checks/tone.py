"""The tone of the bot: short sentences, and words it does not use of itself or of people (C-43, spec texts_nl §0)."""

import re
from collections.abc import Iterable, Iterator

from dialogs.checks.faults import Problem
from dialogs.language.reading import Source

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
UNSAID = frozenset({"id", "source", "every", "on", "at", "rhythm", "command", "switched"})
"""Words of the format language under which nothing stands that is said."""
LONGEST = 20
AVERAGE = 15
_SENTENCE = re.compile(r"[.!?:]+[\s\"”)]+|\n+")
_WORD = re.compile(r"[\w'’{}-]+")


def lapses(sources: Iterable[Source]) -> Iterator[Problem]:
    """Yield every text of the formats and the bot's own sentences that is out of tone: where, why, and the mend."""
    for source in sources:
        for path, text, line in source.texts():
            word = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
            if word in UNSAID or not (" " in text or "{" in text):
                continue
            found = [*lapses_of(text), *(lapses_of_reminder(text) if word.startswith("remind") else ())]
            yield from (Problem(source.name, line, what, mend) for what, mend in found)


def lapses_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is out of tone in one text, and the mend."""
    lengths = [len(_WORD.findall(sentence)) for sentence in _SENTENCE.split(text)]
    lengths = [length for length in lengths if length]
    if lengths and max(lengths) > LONGEST:
        yield f"a sentence of {max(lengths)} words: {text[:60]}…", f"make two of it; {LONGEST} words at most"
    if lengths and sum(lengths) / len(lengths) > AVERAGE:
        average = sum(lengths) / len(lengths)
        yield f"{average:.0f} words a sentence on average: {text[:60]}…", f"write shorter sentences, of {AVERAGE} words at most"
    for word in AVOIDED:
        if re.search(rf"\b{word}\b", text.casefold()):
            yield f'the word "{word}" is not used: {text[:60]}…', "say it otherwise, without judging"


def lapses_of_reminder(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a reminder says of others or of what was not done (N7), and the mend."""
    for words in OF_OTHERS:
        if re.search(rf"\b{words}\b", text.casefold()):
            yield f'a reminder does not say "{words}" (N7): {text[:60]}…', "speak only of what can still be done"
