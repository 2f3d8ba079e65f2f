"""What ``make bench`` prints of a goal stands on the page of evidence, as it was measured."""

from contextlib import redirect_stdout
from io import StringIO

from tests.bench.overheard import Overheard
from tests.evidence import page
from tests.evidence.rows import GOALS


def overheard(*lines: str) -> tuple[list[page.Reached], str]:
    """Return what is remembered of some lines, and what was printed of them."""
    out = StringIO()
    told = Overheard(out)
    with redirect_stdout(told):
        for line in lines:
            print(line)
    return list(told.reached("planning", "2026-11-23", "2 cores")), out.getvalue()


def test_a_line_of_a_goal_is_remembered_without_what_it_is_held_against_and_all_is_printed() -> None:
    lines = ("P6  100,000 prompts planned: 0.40 s   floor 2 s and 20 MB, goal 0.5 s", "P6  once more: 0.41 s", "other words")

    (one,), printed = overheard(*lines)

    assert (one.row, one.check, one.size) == ("P6", "bench planning", "bench")
    assert one.figure == "100,000 prompts planned: 0.40 s; once more: 0.41 s"
    assert printed.splitlines() == list(lines)
    assert f"| P6 | {GOALS['P6']} | `bench planning` | {one.figure} | bench [1] |" in page.drawn([one])


def test_what_could_not_be_measured_is_not_called_measured() -> None:
    remembered, _ = overheard("P5  not measured: errbot cannot be installed here", "P99 no goal of ours", "P7")

    assert remembered == []
