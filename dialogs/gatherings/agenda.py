"""What a group comes together for: the points of a meeting, fitted to its length, and what was told before (S25). Pure."""

from collections.abc import Mapping, Sequence

from dialogs.language.outputs import Output
from dialogs.saying.digest import Digest, Item, files_of, lines_of, of_section, stories_of
from dialogs.saying.phrases import Phrases, fill

STEP = 5
"""Minutes to which the time for a point is rounded, halves up."""


def fitted(planned: Sequence[int], length: int) -> list[int]:
    """Return how many minutes each point gets in a meeting of ``length`` minutes; the last one takes the difference.

    It keeps the least there is: then the longest one gives way.
    """
    total = sum(planned)
    found = [(2 * minutes * length + STEP * total) // (2 * STEP * total) * STEP for minutes in planned[:-1]]
    last = length - sum(found)
    if last < STEP and found:
        found[found.index(max(found))] -= STEP - last
        last = STEP
    return [*found, last]


def agenda(
    output: Output, length: int, items: Sequence[Item], phrases: Phrases, slots: Mapping[str, object], seed: str,
    head: str | None = None,
) -> Digest:  # fmt: skip
    """Return what is told of a meeting of ``length`` minutes; where nothing was told before it, that is said.

    Above it stands its own head, or another that was written for it (X10).
    """
    lines, used = [head or fill(output.head, slots)], list[Item]()
    if output.points:
        minutes = fitted([point.minutes for point in output.points], length)
        points = zip(output.points, minutes, strict=True)
        says = (phrases.text("agenda.point", {"wat": fill(one.says, slots), "aantal": number}) for one, number in points)
        lines += ["", *(f"- {one}" for one in says)]
    for section in output.sections:
        stories = stories_of(of_section(section, items), seed)
        lines += ["", fill(section.head, slots), *(lines_of(stories, phrases) if stories else [output.empty or ""])]
        used += [item for story in stories for item in story]
    closing = fill(output.close, slots) if output.close else ""
    lines += ["", closing] if closing else []
    answers = tuple(dict.fromkeys(item.answer for item in used))
    return Digest("\n".join(lines), answers, files_of(used, answers))
