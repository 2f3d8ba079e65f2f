"""Drawing what readers get of a format for the preview: digests, boards, and messages to the room."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from bot.foreseeing.samples import TEAM
from dialogs.gatherings.agenda import agenda
from dialogs.gatherings.prepared import HowFar, gather
from dialogs.gatherings.telling import said_of
from dialogs.gatherings.together import outcomes
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.saying.board import as_message, board, told_together
from dialogs.saying.digest import Digest, Item, compose
from dialogs.saying.phrases import Phrases, fill
from dialogs.saying.prompt import Prompt
from dialogs.settings import K


def output_messages(
    format: Format, output: Output, phrases: Phrases, slots: Mapping[str, object]
) -> Iterator[tuple[str, Prompt]]:  # fmt: skip
    """Yield what readers get of one output with what it is; a board has something under every other heading."""
    if output.kind == "message":
        yield from _message(output, phrases, slots)
        return
    if output.kind == "agenda":
        yield from _agenda(output, phrases, slots)
        return
    digest = _board(format, output, phrases, slots) if output.kind == "board" else _digest(format, output, phrases, slots)
    if digest is not None:
        yield phrases.text(f"preview.{output.kind}"), Prompt(digest.text, chart=digest.chart)


def _message(output: Output, phrases: Phrases, slots: Mapping[str, object]) -> Iterator[tuple[str, Prompt]]:
    """Yield a message to the room; where people tell something, with two of them and with none."""
    slots, tellers = {**slots, "verhaal": "Noor"}, output.tellers
    beside = [f"{fill(one.head, slots)}\n- …" for one in output.adds]
    beside += [fill(output.counts.says, {**slots, "aantallen": "…"})] if output.counts else []
    head = "\n\n".join([fill(output.head, slots), *beside])
    if tellers is None:
        yield phrases.text("preview.message"), Prompt(head)
        return
    for what, names in (("message", ["Noor", "Bram"]), *([] if tellers.each else [("nobody", [])])):
        yield phrases.text(f"preview.{what}"), Prompt(f"{head}\n\n{said_of(tellers, names, slots)}")


def _agenda(output: Output, phrases: Phrases, slots: Mapping[str, object]) -> Iterator[tuple[str, Prompt]]:
    """Yield what is told of a meeting; where it shows what was told before, with something told and with nothing."""
    shown = [Item(number, key, "…", None) for number, key in enumerate((key for one in output.sections for key in one.show), 1)]
    length = sum(point.minutes for point in output.points)
    for what, items in (("agenda", shown), *([("agenda_nothing", [])] if shown else [])):
        yield phrases.text(f"preview.{what}"), Prompt(agenda(output, length, items, phrases, slots, "preview").text)


def _digest(format: Format, output: Output, phrases: Phrases, slots: Mapping[str, object]) -> Digest | None:
    shown = [key for section in output.sections for key in section.show]
    items = [
        Item(number, key, "…", "Noor", story=(0, 0), called=format.called(key))
        if number % 2
        else Item(number, key, "…", None, nameless=True)
        for number, key in enumerate(shown, 1)
    ]
    if output.kind == "prepared":
        statuses = [("Noor", how) for how in get_args(HowFar)] if output.to == "facilitator" else []
        levels = [section.level for section in output.sections for _ in section.show]
        items = [replace(one, name="Noor", nameless=False, level=level) for one, level in zip(items, levels, strict=True)]
        return gather(output, fill(output.head, slots), statuses, items, phrases, slots, "preview")
    return compose(output, items, phrases, slots, "preview")


def _board(format: Format, output: Output, phrases: Phrases, slots: Mapping[str, object]) -> Digest:
    """Return a board with something under every other heading."""
    values = [section.value[0] for section in output.sections[::2]]
    items = [Item(number, "", "…", "Noor", worth=value) for number, value in enumerate(values, 1)]
    made = board(output, items, TEAM.settings[K], slots, "preview", TEAM.settings)
    counted = {one.id: outcomes(one.counted) for stage in format.stages for one in stage.counted if one.counted}
    told = {name: ways[number % 2] for number, (name, ways) in enumerate(counted.items())}
    return as_message(replace(made, together=told_together(format, output, told)), phrases)
