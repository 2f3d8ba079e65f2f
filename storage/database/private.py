"""Files that nobody else on the machine may read, and that are there only as a whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp


def kept_private(path: Path) -> Path:
    """Make sure that a file is there and that only the bot's own account can read it."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return path


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a file to write in that only this account can read; it takes the place of ``path`` once nothing went wrong.

    Raises OSError that names ``path``.
    """
    try:
        with _unfinished(path) as (handle, unfinished):
            yield unfinished
            os.fsync(handle)
            unfinished.replace(path)
    except OSError as problem:
        if problem.filename is None or Path(problem.filename).name.startswith(f".{path.name}."):
            raise OSError(problem.errno, problem.strerror, str(path)) from problem
        raise


@contextmanager
def _unfinished(path: Path) -> Iterator[tuple[int, Path]]:
    handle, name = mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        yield handle, Path(name)
    finally:
        os.close(handle)
        Path(name).unlink(missing_ok=True)


def write_private(path: Path, body: bytes) -> None:
    """Write a file that only this account can read, in place of what stood there."""
    with written_whole(path) as unfinished:
        unfinished.write_bytes(body)
