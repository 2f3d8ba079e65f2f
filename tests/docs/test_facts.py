"""What the sources say has tests that keep it, and the table that names them is true (spec §15)."""

import re

from tests.docs.test_documents import PROJECT

ROWS = re.findall(
    r"^\| (F\d\d) \| (.+) \| (.+) \|$", (PROJECT / "docs/reference/facts.md").read_text(encoding="utf-8"), re.MULTILINE
)
BUILT_ON = {f"F{number:02}" for number in range(2, 42)} - {"F08"}
"""What a leergroep is built on or may not contradict; F08 is only told."""


def kept_by(cell: str) -> list[str]:
    return re.findall(r"`(test_\w+)`", cell)


def test_every_fact_names_what_keeps_it() -> None:
    assert {number for number, _, kept in ROWS if kept_by(kept)} >= BUILT_ON


def test_every_test_that_a_fact_names_is_there_once() -> None:
    there = [
        name
        for path in (PROJECT / "tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))
    ]

    assert [name for _, _, kept in ROWS for name in kept_by(kept) if there.count(name) != 1] == []
