"""What a text of a programme names, and who takes it: both have to be there (S28)."""

from pathlib import Path

import pytest

from dialogs.library import load
from tests.dialogs.test_faults import library, problems
from tests.dialogs.test_generated_formats import PLANNED

PART = """\
id: around
title: Eromheen
source: 000 B3
why: Daarom.
kept: kort
starts: {programme: quarterly_value_check, takes: [TAKEN]}
stages:
  - id: apply
    who: members
    window: {opens: TAKEN + 1 days, closes: meeting - 3 workdays 12:00}
    questions: [{id: case, ask: "Wat zie je met {TAKEN}?"}]
"""


def part(taken: str) -> str:
    return PART.replace("TAKEN", taken)


def test_what_is_named_is_a_place_and_a_moment_to_count_from(tmp_path: Path) -> None:
    library(tmp_path, PLANNED, name="quarterly_value_check")

    found = load(library(tmp_path, part("subject"), name="around"))

    assert found.editions["around"].dutch.dates == ("subject", "previous", "meeting")


@pytest.mark.parametrize(
    ("planned", "choose"),
    [(PLANNED, "subject"), (PLANNED.replace(" names: subject,", ""), "nothing is named yet")],
)
def test_what_nobody_names_is_told(tmp_path: Path, planned: str, choose: str) -> None:
    library(tmp_path, planned, name="quarterly_value_check")

    (found,) = problems(library(tmp_path, part("model"), name="around"))

    assert (found.what, found.mend) == ('nothing in quarterly_value_check names "model"', f"choose from: {choose}")
    assert found.line == 6
