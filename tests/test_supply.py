"""What goes out of the door: a list of all parts, and a package that is the same whoever builds it (trust S25)."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from dialogs.library import HERE
from tests.evidence.recording import Record

PROJECT = HERE.parent
LOCK = PROJECT / "requirements-postgres.lock"
BUILT_OF = ("bot", "dialogs", "storage", "manifest", "pyproject.toml", "README.md")


def listed(folder: Path) -> str:
    """Return the list of parts, as ``make sbom`` writes it."""
    subprocess.run([sys.executable, PROJECT / "manifest/sbom.py", folder], check=True, capture_output=True)
    (file,) = folder.iterdir()
    return file.read_text(encoding="utf-8")


@pytest.mark.trust("S25")
def test_s25_the_list_of_parts_names_every_locked_part_with_all_its_hashes(tmp_path: Path, reached: Record) -> None:
    lock, parts = LOCK.read_text(encoding="utf-8"), json.loads(listed(tmp_path))["components"]

    locked = re.findall(r"^([\w.-]+)==([^ \\;]+)", lock, re.MULTILINE)
    assert sorted((part["name"], part["version"]) for part in parts) == sorted(locked)
    for part in parts:
        _, _, after = f"\n{lock}".partition(f"\n{part['name']}=={part['version']} ")
        own = re.split(r"\n\w", after)[0]
        (files,) = part["externalReferences"]
        assert [one["content"] for one in files["hashes"]] == sorted(re.findall(r"sha256:(\w+)", own))
    reached(f"{len(parts)} parts, each with its hashes")


@pytest.mark.trust("S25")
def test_s25_the_list_of_parts_is_as_the_standard_wants_it_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = listed(tmp_path / "1"), listed(tmp_path / "2")

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(first) is None
    assert first == second


@pytest.mark.trust("S25")
def test_s25_what_is_needed_by_leerbot_itself_is_what_its_project_names(tmp_path: Path) -> None:
    needs = {one["ref"]: one.get("dependsOn", []) for one in json.loads(listed(tmp_path))["dependencies"]}

    named = {re.sub(r"@.*", "", one).removeprefix("pkg:pypi/") for one in needs["leerbot"]}
    assert {"aiohttp", "sqlalchemy", "tzdata", "psycopg", "hatchling"} <= named
    assert "multidict" not in named, "which aiohttp needs"


def package(folder: Path, epoch: int) -> bytes:
    """Return the package as somebody builds it in a folder of her own, at another time and with another umask."""
    folder.mkdir()
    for name in BUILT_OF:
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
        copy(PROJECT / name, folder / name)
    for number, path in enumerate(sorted(folder.rglob("*"))):
        os.utime(path, (epoch + number, epoch + number))
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", "out"]
    settings = {"PATH": os.defpath, "HOME": str(folder), "SOURCE_DATE_EPOCH": "1790000000"}
    subprocess.run(build, cwd=folder, env=settings, umask=0o022 if epoch % 2 else 0o077, check=True, capture_output=True)
    (wheel,) = (folder / "out").iterdir()
    return wheel.read_bytes()


@pytest.mark.trust("S25")
def test_s25_two_builds_of_the_package_are_identical(tmp_path: Path, reached: Record) -> None:
    one, other = package(tmp_path / "one", 1_700_000_001), package(tmp_path / "other", 1_780_000_000)

    assert one == other
    reached(f"two builds of {len(one):,} bytes, the same")
