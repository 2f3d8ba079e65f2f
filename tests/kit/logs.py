"""What is logged while something is done, as a test looks at it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.logs import OURS


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append({"event": record.msg, "log_level": record.levelname.lower(), **vars(record)["facts"]})


@contextmanager
def captured() -> Iterator[list[dict[str, Any]]]:
    """Give what is logged meanwhile, with its words, its level and all that was told beside them."""
    kept, level = _Kept(), OURS.level
    OURS.addHandler(kept)
    OURS.setLevel(logging.DEBUG)
    try:
        yield kept.lines
    finally:
        OURS.removeHandler(kept)
        OURS.setLevel(level)
