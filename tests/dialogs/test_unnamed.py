"""Stages and outputs that are told of beforehand have a name where there are several (X08)."""

import pytest

from dialogs.checks.unnamed import unnamed
from dialogs.language.content import Format
from dialogs.language.reading import read
from dialogs.library import load, sources
from tests.dialogs.broken import GOOD

SECOND = """\
  - id: confirm
    over: [moment]
    window: {closes: tue 17:00}
    questions:
      - {id: fits, kind: choice, ask: Klopt het, options: {right: {label: Klopt, shares: V2}, no: Laat maar}}
outputs:
"""
TWO_STAGES = GOOD.replace("outputs:\n", SECOND)
TWO_OUTPUTS = f"{GOOD}{GOOD[GOOD.index('  - id: board') :].replace('board', 'other')}"


def told_of(text: str) -> list[str]:
    source = read("small.yaml", text.encode())
    return [str(problem) for problem in unnamed(source, Format.model_validate(source.body))]


def test_each_of_several_stages_without_a_name_is_told_with_its_line_and_the_mend() -> None:
    (told,) = told_of(TWO_STAGES.replace("  - id: tell", "  - id: tell\n    called: Vertellen"))

    assert told.startswith("small.yaml:32: confirm is one of several stages, and nothing tells it apart in a calendar")
    assert told.endswith("say in a few words what it is: called: …")


def test_each_of_several_outputs_to_the_same_readers_is_told_when_it_has_no_name() -> None:
    told = told_of(TWO_OUTPUTS)

    assert [one.partition(": ")[2].split(",")[0] for one in told] == [
        "board is one of several outputs", "other is one of several outputs",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    GOOD,
    TWO_OUTPUTS.replace("  - id: other", "  - id: other\n    to: facilitator"),
    TWO_STAGES.replace("starts: {rhythm: weekly, command: kleinigheid}", "starts: {command: kleinigheid}").replace(
        GOOD[GOOD.index("rhythms:") : GOOD.index("stages:")], ""
    ),
])  # fmt: skip
def test_what_stands_alone_or_comes_in_no_round_needs_no_name(text: str) -> None:
    assert told_of(text) == []


def test_every_stage_and_output_of_the_library_can_be_told_apart() -> None:
    formats = load().editions
    read_here = [one for one in sources() if not one.name.startswith("en/") and one.name.removesuffix(".yaml") in formats]

    assert [str(told) for one in read_here for told in unnamed(one, formats[one.name.removesuffix(".yaml")].dutch)] == []
