"""Logs carry ids and counts, never names or answers (DESIGN §7). Tracebacks show where, not what was in it."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

OURS = logging.getLogger("leerbot")
"""Through which all goes that we say ourselves; libraries have their own."""


class Log:
    """Tells what happened in fixed words, and beside them by which ids and counts: ``log.warning("start waits", why=…)``."""

    def info(self, event: str, /, **facts: object) -> None:
        """Tell what was done."""
        OURS.info(event, extra={"facts": facts})

    def warning(self, event: str, /, **facts: object) -> None:
        """Tell what did not go as it should, and what goes on in spite of it."""
        OURS.warning(event, extra={"facts": facts})

    def error(self, event: str, /, *, exc_info: BaseException | None = None, **facts: object) -> None:
        """Tell what failed, and on which problem where that was handed on."""
        OURS.error(event, exc_info=exc_info, extra={"facts": facts})

    def critical(self, event: str, /, **facts: object) -> None:
        """Tell what somebody has to look at now."""
        OURS.critical(event, extra={"facts": facts})

    def exception(self, event: str, /, **facts: object) -> None:
        """Tell what failed on the problem that is being handled."""
        OURS.exception(event, extra={"facts": facts})


log = Log()


def set_up(level: str) -> None:
    """Log lines as key=value to standard error, from a level on."""
    number = getattr(logging, level.upper())
    of_libraries = _written(_OfLibraries("%(levelname)s %(name)s"))
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[of_libraries], force=True)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # that a tick took longer than its second says nothing of why
    OURS.handlers, OURS.propagate = [_written(_OfOurs())], False
    OURS.setLevel(number)


def _written(form: logging.Formatter) -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(form)
    return handler


class _OfOurs(logging.Formatter):
    """What we log: of an exception its kind and the places it went through, as its message may hold what a person wrote."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
        said = {"timestamp": at, "level": record.levelname.lower(), "event": record.msg, **vars(record)["facts"]}
        if record.exc_info:
            said |= {"problem": _kind(record.exc_info[0]), "trace": _places(record.exc_info[2])}
        return " ".join(f"{name}={_in_one_word(value)}" for name, value in said.items())


class _OfLibraries(logging.Formatter):
    """What a library logs: its name, and of an exception the same as of our own."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name that logging calls
        return f"problem={_kind(ei[0])} trace={_places(ei[2])!r}"


def _in_one_word(value: object) -> str:
    text = "" if value is None else str(value)
    return text if text.isprintable() and not set(text) & set(' ="\\') else json.dumps(text)


def _kind(kind: type[BaseException] | None) -> str:
    return kind.__name__ if kind else "unknown"


def _places(trace: TracebackType | None) -> str:
    return " ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-6:])
