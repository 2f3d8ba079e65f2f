"""Parts of a format that are told of beforehand and cannot be told apart, as they have no name (X08)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dialogs.checks.faults import Problem
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.language.reading import Source
from dialogs.language.stages import Stage


def unnamed(source: Source, format: Format) -> Iterator[Problem]:
    """Yield every part that is not ``called`` anything and stands beside others in a calendar, with the mend.

    These are the stages that rounds reach, and outputs to the same readers. Each stage of an offer offers the same.
    """
    of_rounds = format.reached if format.planned or format.rhythms else ()
    readers = Counter(output.to for output in format.outputs)
    yield from _without(source, "stages", format.stages, of_rounds if len(of_rounds) > 1 else ())
    yield from _without(source, "outputs", format.outputs, [one for one in format.outputs if readers[one.to] > 1])


def _without(
    source: Source, word: str, parts: Sequence[Stage | Output], told: Sequence[Stage | Output]
) -> Iterator[Problem]:  # fmt: skip
    for number, one in enumerate(parts):
        if one in told and one.called is None:
            what = f"{one.id} is one of several {word}, and nothing tells it apart in a calendar and a preview"
            yield Problem(source.name, source.line((word, number)), what, "say in a few words what it is: called: …")
