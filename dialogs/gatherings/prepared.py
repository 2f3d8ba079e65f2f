"""What people prepared for a meeting: how far each of them is, and what they let others read of it (S05, D3). Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from dialogs.language.outputs import Output
from dialogs.language.stages import Stage
from dialogs.saying.digest import Digest, Item, files_of, lines_of, of_section, stories_of
from dialogs.saying.phrases import Phrases, fill
from dialogs.talk.conversation import State, Status

HowFar = Literal["not_yet", "busy", "in", "oral", "later"]
"""How far somebody is: nothing yet, begun, delivered, delivered after closing, or told in the meeting."""


def how_far(stage: Stage, state: State, status: Status, done: datetime | None, ends: datetime) -> HowFar:
    """Return how far somebody is with what a stage asks; ``done`` is when she last did something in it."""
    if status is Status.SUBMITTED and not _is_asked_about_a_name(state):
        if any(_counts_as_oral(stage, key, name) for key, mark in state.marks.items() for name in mark.chosen):
            return "oral"
        return "later" if done is not None and done > ends else "in"
    return "busy" if status in {Status.IN_PROGRESS, Status.SUBMITTED} else "not_yet"


def _is_asked_about_a_name(state: State) -> bool:
    """Whether somebody shared what names a colleague, and did not say yet that this is fine: nobody reads it so far (K5)."""
    return state.held is not None and state.held.kind == "name"


def _counts_as_oral(stage: Stage, key: str, name: str) -> bool:
    question = stage.by_id.get(key)
    return question is not None and name in question.options and question.options[name].counts_as == "oral"


def gather(
    output: Output, head: str, statuses: Sequence[tuple[str, HowFar]], items: Sequence[Item], phrases: Phrases,
    slots: Mapping[str, object], seed: str,
) -> Digest | None:  # fmt: skip
    """Return what was prepared, with a line for each person where ``statuses`` are told; None where there is nothing."""
    lines, used = [head], list[Item]()
    if statuses:
        lines.append("")
        lines += [f"- **{name}**: {phrases.text(f'prepared.{how}')}" for name, how in sorted(statuses)]
    left = list(items)
    for section in output.sections:
        shown = [one for one in of_section(section, left) if one.text is None or section.level in {None, one.level}]
        left = [one for one in left if one not in shown]
        if shown:
            stories = stories_of(shown, seed)
            lines += ["", fill(section.head, slots), *lines_of(stories, phrases)]
            used += [item for story in stories for item in story]
    if not used and not statuses:
        return None
    lines += ["", fill(output.close, slots)] if output.close and used else []
    answers = tuple(item.answer for item in used)
    return Digest("\n".join(lines), answers, files_of(used, answers))
