"""Which tests say that they check which rows, read from their source."""

import ast
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]


@cache
def checks() -> dict[str, set[str]]:
    """Return the rows that each test checks, by ``folder/test_file.py::test_name``."""
    found = {}
    for path in TESTS.rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        if "mark.trust(" not in text:
            continue
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (rows := _rows(node)):
                found[f"{path.relative_to(TESTS)}::{node.name}"] = rows
    return found


def _rows(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """Return the rows of a test, which it names one by one; raises ValueError where it does not."""
    marks = [mark for mark in node.decorator_list if isinstance(mark, ast.Call) and _is_ours(mark.func)]
    rows = [row for mark in marks for row in mark.args]
    if any(not isinstance(row, ast.Constant) for row in rows):
        raise ValueError(f"{node.name} does not name its rows one by one")
    return {str(row.value) for row in rows if isinstance(row, ast.Constant)}


def _is_ours(mark: ast.expr) -> bool:
    return isinstance(mark, ast.Attribute) and mark.attr == "trust"
