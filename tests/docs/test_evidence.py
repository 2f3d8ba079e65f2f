"""The page of evidence is what the runs wrote, of checks that are there; and each row has a check, or says that it has none."""

import pytest

from tests.evidence import page
from tests.evidence.marks import checks
from tests.evidence.rows import FAULTS, REQUIREMENTS, WITHOUT_A_CHECK


def test_every_fault_and_requirement_has_a_check_or_stands_among_those_without() -> None:
    checked = set().union(*checks().values())

    assert (FAULTS | REQUIREMENTS).keys() - checked == WITHOUT_A_CHECK


def test_the_page_shows_checks_that_are_there_and_still_check_the_row() -> None:
    assert [one.check for one in page.read() if one.size != "bench" and one.row not in checks().get(one.check, set())] == []


def test_the_page_is_drawn_from_what_the_runs_wrote() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.drawn(page.read())


def test_a_row_whose_check_failed_says_so_and_one_that_was_not_run_too() -> None:
    failed = page.Reached(
        "R4", "faults/test_power_cuts.py::test_x", "soak", "3 lost", holds=False, when="2026-11-23", on="2 cores"
    )

    drawn = page.drawn([failed])

    assert "| R4 | " in drawn
    assert "| **not reached**: 3 lost | soak [1] |" in drawn
    assert "| R5 | " + FAULTS["R5"] + " | – | **not run** | |" in drawn


@pytest.mark.parametrize("kept", [[], page.read()])
def test_every_row_stands_on_the_page(kept: list[page.Reached]) -> None:
    assert all(f"| {row} | " in page.drawn(kept) for row in FAULTS | REQUIREMENTS)
