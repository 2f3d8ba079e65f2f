"""R40 (trust §5): a machine without time zone data, where Leerbot's own are used, and other versions of Python."""

import ast
import json
import os
import platform
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from dialogs.library import HERE
from tests.evidence.recording import Often, Record

PROJECT = HERE.parent
NEWER = ("3.12", "3.13", "3.14")
WHAT_A_CLOCK_SHOWS = """
import json
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from zoneinfo import TZPATH, ZoneInfo, available_timezones

quarters = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=6 * number) for number in range(4 * 366 * 12)]
offsets = [str(moment.astimezone(ZoneInfo("Europe/Amsterdam")).utcoffset()) for moment in quarters]
print(json.dumps([list(TZPATH), sorted(available_timezones()), offsets, version("tzdata")]))
"""
READS = "import ast, sys; [ast.parse(open(file, encoding='utf-8').read(), file) for file in sys.argv[1:]]"
SOURCE = [str(file) for folder in ("bot", "dialogs", "storage") for file in sorted((PROJECT / folder).rglob("*.py"))]


def without_zones(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Python as on a machine that knows no time zones."""
    told = {"PYTHONTZPATH": "", "PATH": os.defpath, "HOME": str(PROJECT)}
    return subprocess.run([sys.executable, *words], cwd=PROJECT, env=told, check=False, capture_output=True, text=True)


@pytest.mark.trust("R40")
def test_r40_without_time_zone_data_on_the_machine_the_pinned_ones_are_used(reached: Record) -> None:
    said = without_zones("-c", WHAT_A_CLOCK_SHOWS)

    assert said.returncode == 0, said.stderr
    path, zones, offsets, version = json.loads(said.stdout)
    assert path == []
    assert available_timezones() <= set(zones) | {"localtime", "posixrules", "Factory"}
    assert {"1:00:00", "2:00:00"} == set(offsets)
    assert sum(one != next_ for one, next_ in pairwise(offsets)) == 24, "two changes a year, for twelve years"
    assert f"\ntzdata=={version} " in (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    reached(f"{len(zones)} zones of tzdata {version}, pinned")


@pytest.mark.trust("R40")
def test_r40_what_is_planned_is_right_without_time_zone_data_on_the_machine(often: Often, reached: Record) -> None:
    tests = "tests/dialogs/test_clock_changes.py" if often(1, 2) == 1 else "tests/dialogs"
    said = without_zones("-m", "pytest", "-q", "-p", "no:cacheprovider", tests)

    assert said.returncode == 0, said.stdout
    reached(said.stdout.strip().splitlines()[-1].partition(" in ")[0])


@pytest.mark.trust("R40")
def test_r40_every_newer_python_that_is_here_reads_the_source(reached: Record) -> None:
    read = []
    for version in NEWER:
        python = shutil.which(f"python{version}")
        if python and subprocess.run([python, "--version"], check=False, capture_output=True).returncode == 0:
            subprocess.run([python, "-W", "error", "-c", READS, *SOURCE], check=True, capture_output=True)
            read.append(version)

    assert [ast.parse(Path(file).read_text(encoding="utf-8")) for file in SOURCE]
    rest = [version for version in NEWER if version not in read]
    told = [
        f"the tests run on {platform.python_version()}",
        *(f"{version} reads the source, its tests not run" for version in read),
    ]
    reached("; ".join([*told, *(f"{version} not run" for version in rest)]))
