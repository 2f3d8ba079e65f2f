"""Links from one format to what is told in another: that it is there, and that it is asked there (S49, S50)."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from dialogs.checks.faults import Problem
from dialogs.checks.flaws import Path
from dialogs.checks.whole_outputs import READERS, shareable
from dialogs.language.content import Format
from dialogs.language.reading import Source


def told_elsewhere(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield formats that are not there, and what nobody tells, shares or chooses there."""
    for path, other in _named(format):
        if other not in formats:
            near = get_close_matches(other, formats, n=1)
            mend = f'write "{near[0]}"' if near else "name one that is there"
            yield Problem(source.name, source.line(path), f'there is no format "{other}" in which something is told', mend)
    for o, output in enumerate(format.outputs):
        for a, one in enumerate(output.adds):
            yield from _shared(source, ("outputs", o, "adds", a, "show"), formats.get(one.of or ""), one.show)
        if output.counts:
            yield from _chosen(source, ("outputs", o, "counts", "show"), formats.get(output.counts.of), output.counts.show)


def _named(format: Format) -> Iterator[tuple[Path, str]]:
    """Yield where other formats are named in which something is told, and which."""
    if format.kept_after:
        yield ("kept_after",), format.kept_after
    if format.needs.told:
        yield ("needs", "told", "of"), format.needs.told.of
    for s, stage in enumerate(format.stages):
        if stage.unused:
            yield ("stages", s, "unused"), stage.unused
    for o, output in enumerate(format.outputs):
        yield from ((("outputs", o, "adds", a, "of"), one.of) for a, one in enumerate(output.adds) if one.of)
        if output.counts:
            yield ("outputs", o, "counts", "of"), output.counts.of


def _shared(source: Source, path: Path, other: Format | None, show: tuple[str, ...]) -> Iterator[Problem]:
    there = {name for stage in other.stages for name in shareable(stage, READERS["room"])} if other else set(show)
    if missing := ", ".join(name for name in show if name not in there):
        what = f"{other.id if other else ''} asks nobody to share {missing} with the group"
        yield Problem(source.name, source.line(path), what, "name texts there that can be shared with V2 or V3")


def _chosen(source: Source, path: Path, other: Format | None, show: str) -> Iterator[Problem]:
    question = other.asked(show) if other else None
    if other and (question is None or not any(option.words for option in question.options.values())):
        what = f"{other.id} has no question {show} of which the words can be chosen"
        yield Problem(source.name, source.line(path), what, "name one with options that have words: true")
