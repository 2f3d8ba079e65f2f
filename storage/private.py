"""Files that nobody else on the machine may read."""

import os
from pathlib import Path


def kept_private(path: Path) -> Path:
    """Make sure that a file is there and that only the bot's own account can read it."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return path


def write_private(path: Path, body: bytes) -> None:
    """Write a file that only this account can read, in place of what stood there."""
    path.unlink(missing_ok=True)
    kept_private(path).write_bytes(body)
