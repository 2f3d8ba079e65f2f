"""The page of evidence: what each check reached when it ran last, kept as JSON beside it and drawn from that."""

import json
import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from bot.clock import WallClock
from tests.evidence.marks import checks
from tests.evidence.rows import FAULTS, GOALS, REQUIREMENTS
from tests.kit import postgres

FOLDER = Path(__file__).parents[2] / "docs/reference"
KEPT, PAGE = FOLDER / "evidence.json", FOLDER / "evidence.md"
Size = Literal["change", "soak", "bench"]
OPENING = """# Evidence: what was proved, and how far

Each row is a fault (R), a requirement of security and privacy (S) or a goal of speed and scale (P), with the figure to reach
and the checks that hold it. The runs themselves write this page; nobody else does. A check runs at every `make test`; *soak* is
the same check tried as often as the figure asks for, *bench* is `make bench`. What has no check, or was not run, says so.

| Command | What it runs |
|---|---|
| `make evidence` | all checks of R and S, as in `make test`, and writes what they reached |
| `make soak` | the same as often as the figures ask for; takes hours. `ARGS="-k kills"` runs some |
| `make bench` | P, and writes what came out; `ARGS="answers planning"` measures some |
"""
PARTS: Sequence[tuple[str, str, dict[str, str]]] = (
    ("Faults", "What is broken on purpose, and what holds.", FAULTS),
    ("Security and privacy", "What holds whoever tries.", REQUIREMENTS),
    (
        "Speed and scale",
        "The floor of a goal stands first. Medians, as they came out; what is missed stands in [speed](speed.md).",
        GOALS,
    ),
)


@dataclass(frozen=True, slots=True)
class Reached:
    """What one check reached for one row, in one size; ``when`` is a day and ``on`` the machine."""

    row: str
    check: str
    size: Size
    figure: str
    holds: bool
    when: str
    on: str


def machine() -> str:
    """Return on what this runs, in a few words."""
    found = postgres.binaries()
    told = (
        subprocess.run([found / "postgres", "--version"], capture_output=True, text=True, check=True).stdout if found else "no"
    )
    database = told.split()[-1]
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, PostgreSQL {database}"


def today() -> str:
    """Return the day of a run."""
    return WallClock().now().date().isoformat()


def read() -> list[Reached]:
    """Return what is kept."""
    return [Reached(**one) for one in json.loads(KEPT.read_text(encoding="utf-8"))] if KEPT.exists() else []


def keep(new: Iterable[Reached]) -> None:
    """Put what came out in the place of what these checks reached before, without checks that are gone, and draw the page."""
    there = checks()
    known = (one for one in [*read(), *new] if one.size == "bench" or one.row in there.get(one.check, ()))
    by_key = {(one.row, one.check, one.size): one for one in known}
    lines = [json.dumps(asdict(one), ensure_ascii=False) for _, one in sorted(by_key.items())]
    KEPT.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    PAGE.write_text(drawn(read()), encoding="utf-8")


def drawn(kept: Sequence[Reached]) -> str:
    """Return the page."""
    dated = sorted({(one.when, one.on) for one in kept})
    runs = {run: f"[{number}]" for number, run in enumerate(dated, 1)}
    parts = [OPENING]
    for title, what, rows in PARTS:
        parts.append(f"## {title}\n\n{what}\n\n| | What holds | Check | Reached | Size, run |\n|---|---|---|---|---|\n")
        for row, holds in rows.items():
            parts.append(_lines(row, holds, [one for one in kept if one.row == row], runs))
        parts.append("\n")
    parts.append("## The runs\n\n")
    parts.extend(f"- {number} {when}: {on}\n" for (when, on), number in runs.items())
    return "\n".join((parts[0], "".join(parts[1:])))


def _lines(row: str, holds: str, kept: Sequence[Reached], runs: Mapping[tuple[str, str], str]) -> str:
    if not kept:
        return f"| {row} | {holds} | – | **not run** | |\n"
    lines = []
    for number, one in enumerate(kept):
        figure = one.figure if one.holds else f"**not reached**: {one.figure}"
        first = (row, holds) if number == 0 else ("", "")
        lines.append(f"| {first[0]} | {first[1]} | `{one.check}` | {figure} | {one.size} {runs[one.when, one.on]} |\n")
    return "".join(lines)
