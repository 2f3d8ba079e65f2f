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
    return {
        str(row.value)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr == "trust"
        for row in mark.args
        if isinstance(row, ast.Constant)
    }
