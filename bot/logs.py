"""Logs carry ids and counts, never names or answers (DESIGN §7). Tracebacks show where, not what was in it."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog


def set_up(level: str) -> None:
    """Log lines as key=value to standard error, from a level on."""
    number = getattr(logging, level.upper())
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OfLibraries("%(levelname)s %(name)s"))
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # that a tick took longer than its second says nothing of why
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_content,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )


def without_content(logger: Any, name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its kind and the places it went through: its message may hold what a person wrote."""
    del logger, name
    if event.pop("exc_info", None):
        kind, _, trace = sys.exc_info()
        event["problem"], event["trace"] = _kind(kind), _places(trace)
    return event


class _OfLibraries(logging.Formatter):
    """What a library logs: its name, and of an exception the same as of our own."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name that logging calls
        return f"problem={_kind(ei[0])} trace={_places(ei[2])!r}"


def _kind(kind: type[BaseException] | None) -> str:
    return kind.__name__ if kind else "unknown"


def _places(trace: TracebackType | None) -> str:
    return " ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-6:])
