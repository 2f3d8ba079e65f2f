"""What is part of a programme: its meetings, and what a text there names and who takes it, have to be there (S25, S28)."""

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

    assert found.editions["around"].dutch.dates == ("subject", "previous", "meeting_end", "meeting")


@pytest.mark.parametrize(
    ("planned", "choose"),
    [(PLANNED, "subject, theme"), (PLANNED.replace(" names: subject,", ""), "theme")],
)
def test_what_nobody_names_is_told(tmp_path: Path, planned: str, choose: str) -> None:
    library(tmp_path, planned, name="quarterly_value_check")

    (found,) = problems(library(tmp_path, part("model"), name="around"))

    assert (found.what, found.mend) == ('nothing in quarterly_value_check names "model"', f"choose from: {choose}")
    assert found.line == 6


PLAIN = part("meeting").replace(", takes: [meeting]", "").replace("Wat zie je met {meeting}?", "Wat zie je?")


@pytest.mark.parametrize(
    ("programme", "mend"),
    [("quarterly_value_chek", 'write "quarterly_value_check"'), ("iets", "name one of: quarterly_value_check"),
     ("weekly_wonder", "name one of: quarterly_value_check")],
)  # fmt: skip
def test_what_plans_no_meetings_is_told(programme: str, mend: str, tmp_path: Path) -> None:
    library(tmp_path, PLANNED, name="quarterly_value_check")

    (found,) = problems(library(tmp_path, PLAIN.replace("quarterly_value_check", programme), name="around"))

    assert (found.what, found.mend) == (f'"{programme}" plans no meetings', mend)
    assert found.line == 6


def test_a_meeting_that_the_programme_has_not_is_told(tmp_path: Path) -> None:
    library(tmp_path, PLANNED, name="quarterly_value_check")

    (found,) = problems(library(tmp_path, PLAIN.replace("_check}", "_check, nth: [2, 7]}"), name="around"))

    assert found.what == "quarterly_value_check has 6 meetings, and nth names another: 7"
    assert found.line == 6
