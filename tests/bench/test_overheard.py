"""What ``make bench`` prints of a goal stands on the page of evidence, as it was measured."""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from tests.bench.floors import held
from tests.bench.overheard import Overheard
from tests.evidence import page
from tests.evidence.rows import GOALS

HERE = Path(__file__).parent


def overheard(*lines: str) -> tuple[list[page.Reached], str]:
    """Return what is remembered of some lines, and what was printed of them."""
    out = StringIO()
    told = Overheard(out)
    with redirect_stdout(told):
        for line in lines:
            print(line)
    return list(told.reached("planning", "2026-11-23", "2 cores")), out.getvalue()


def test_a_line_of_a_goal_is_remembered_without_what_it_is_held_against_and_all_is_printed() -> None:
    bounds = held("floor 2 s and 20 MB, goal 0.5 s", True)
    lines = (f"P6  100,000 prompts planned: 0.40 s{bounds}", "P6  once more: 0.41 s", "other words")

    (one,), printed = overheard(*lines)

    assert (one.row, one.check, one.size) == ("P6", "bench planning", "bench")
    assert one.figure == "100,000 prompts planned: 0.40 s; once more: 0.41 s"
    assert printed.splitlines() == list(lines)
    assert f"| P6 | {GOALS['P6']} | `bench planning` | {one.figure} | bench [1] |" in page.drawn([one])


def test_a_figure_that_missed_its_floor_is_called_not_reached() -> None:
    one_of_two = (f"P6  one group: 0.40 s{held('floor 2 s', True)}", f"P6  groups of eight: 2.10 s{held('floor 2 s', False)}")

    for lines in (one_of_two, ("P6  one group: 2.10 s   floor 2 s",)):
        (one,), _ = overheard(*lines)
        assert not one.holds
        assert f"**not reached**: {one.figure}" in page.drawn([one])


def test_no_measure_names_a_floor_without_saying_whether_it_was_reached() -> None:
    measures = {path.name: path.read_text(encoding="utf-8") for path in HERE.glob("*.py") if path.name != Path(__file__).name}

    assert sum(text.count("held(") for text in measures.values()) > 10
    assert [name for name, text in measures.items() if re.search(r"\S {3,}floor ", text)] == []


def test_what_could_not_be_measured_is_not_called_measured() -> None:
    remembered, _ = overheard("P5  not measured: errbot cannot be installed here", "P99 no goal of ours", "P7")

    assert remembered == []
