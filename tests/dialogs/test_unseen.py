"""What can be shared with the group and is shown nowhere is told before anybody shares it."""

import pytest

from dialogs.checks.unseen import unseen
from dialogs.language.content import Format
from dialogs.language.reading import read
from dialogs.library import load, sources
from tests.dialogs.broken import GOOD

LIBRARY = load()
PARTLY = GOOD.replace("show: [moment, where_to]", "show: [moment]")


def told_of(text: str) -> list[str]:
    source = read("small.yaml", text.encode())
    return [str(problem) for problem in unseen(source, Format.model_validate(source.body))]


def test_a_text_that_the_group_may_read_and_nothing_shows_is_told_with_its_line_and_the_mend() -> None:
    (told,) = told_of(PARTLY)

    assert told.startswith("small.yaml:24: where_to can be shared with the group, but nothing shows it there")
    assert told.endswith("show it in an output to the room, or offer no V2 and no V3 for it")


@pytest.mark.parametrize("text", [
    GOOD,
    PARTLY.replace("allow: [V0, V2]", "allow: [V0, V2]\n        covers: [moment]"),
    GOOD.replace("allow: [V0, V2]", "allow: [V0, V1]").partition("outputs:")[0],
])  # fmt: skip
def test_what_is_shown_or_shared_with_the_facilitator_alone_is_all_right(text: str) -> None:
    assert told_of(text) == []


def test_an_output_to_the_facilitator_shows_the_group_nothing() -> None:
    assert len(told_of(GOOD.replace("at: wed 09:00", "at: wed 09:00\n    to: facilitator"))) == 2


BOARD = GOOD.replace("  - id: board", "  - id: board\n    kind: board\n    empty: Niets").replace(
    "show: [moment, where_to]", "value: [potential]"
).replace("ask: Wat viel je op?", "ask: Wat viel je op?\n        value: potential")  # fmt: skip
SHARE = BOARD[BOARD.index("      - id: share") : BOARD.index("outputs:")]
OVER = """\
  - id: confirm
    over: [moment]
    window: {closes: tue 17:00}
    questions:
      - {id: fits, kind: choice, ask: Klopt het, options: {right: {label: Klopt, shares: V2}, no: Laat maar}}
"""


@pytest.mark.parametrize("text", [
    BOARD.replace(SHARE, ""),
    BOARD.replace("allow: [V0, V2]", "allow: [V0, V1]"),
    BOARD.replace("allow: [V0, V2]", "allow: [V0, V2]\n        covers: [where_to]"),
])  # fmt: skip
def test_a_text_of_value_that_nothing_lets_the_group_read_is_told(text: str) -> None:
    [told] = [told for told in told_of(text) if "has a value" in told]

    assert told.startswith("small.yaml:20: moment has a value, but can never stand on the board")
    assert told.endswith("add a share question with V2 or V3, public: V2, or a stage over it with an option that shares it")


@pytest.mark.parametrize("text", [
    BOARD,
    BOARD.replace(SHARE, "").replace("value: potential", "value: potential\n        public: V2"),
    BOARD.replace(SHARE, OVER),
    BOARD.replace(SHARE, "").partition("outputs:")[0],
])  # fmt: skip
def test_a_text_of_value_may_come_on_a_board_by_sharing_by_being_public_or_by_confirming(text: str) -> None:
    assert not [told for told in told_of(text) if "has a value" in told]


def test_a_board_shows_what_has_a_value() -> None:
    (told,) = told_of(BOARD)

    assert "where_to can be shared" in told


def test_nothing_of_the_library_is_shared_unseen() -> None:
    found = {one.name: one for one in sources()}

    assert [problem for name, one in LIBRARY.editions.items() for problem in unseen(found[f"{name}.yaml"], one.dutch)] == []
