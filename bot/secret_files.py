"""Settings that stand in files of their own, as a container has its secrets: which there are, and whether they changed."""

from collections.abc import Collection, Iterator
from pathlib import Path

Mark = tuple[int, int, int]
"""By what a file is told from what stood there before: another disk, another file on it, or changed since."""


def files_in(folder: Path | None) -> list[Path]:
    """Return what lies in a folder of secrets; nothing where there is none."""
    return sorted(folder.iterdir()) if folder and folder.is_dir() else []


def unreadable(folder: Path | None, known: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with the files of a folder that are called as a setting, and the mend; never what they hold."""
    for file in files_in(folder):
        if (name := file.name.upper()) in known and (reason := _why_not(file)):
            yield f"{name} cannot be read ({reason}); give it a readable file"


def _why_not(file: Path) -> str | None:
    try:
        file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return "it is no text"
    except OSError as problem:
        return problem.strerror
    return None


def marks(files: Collection[Path]) -> dict[Path, Mark | None]:
    """Return the mark of each file; none of one that is not there.

    Links are followed: a cluster renews what it mounts by letting one link point elsewhere.
    """
    return {file: _mark(file) for file in files}


def _mark(file: Path) -> Mark | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_ctime_ns
