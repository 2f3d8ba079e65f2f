"""What all commands share: errors as one clear line with the mend, and the formats."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import typer
from typer.core import TyperGroup

from bot.config import ConfigError
from dialogs.checks.faults import FormatError
from dialogs.library import Library, load
from dialogs.saying.phrases import Language
from storage.errors import StorageError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
YEARS = range(2000, 2100)
"""In which a clock may begin: days far away are no days to every calendar."""
OTHER_DATABASE = "set LEERBOT_DATABASE_URL to a folder in which Leerbot may write"


def fail(text: str) -> typer.Exit:
    """Say what is wrong and what to do, each thing in one line."""
    for line in text.splitlines():
        typer.echo(f"leerbot: {line}", err=True)
    return typer.Exit(1)


def counted(number: int, one: str, more: str) -> str:
    """Return a number with the word that goes with it."""
    return f"{number} {one if number == 1 else more}"


def library() -> Library:
    """Return the formats, or say what is wrong with them."""
    try:
        return load()
    except FormatError as refused:
        for problem in refused.problems:
            typer.echo(str(problem), err=True)
        raise fail("the formats cannot be used; mend the lines above") from refused


class OneLine(TyperGroup):
    """The commands; a wrong word on the command line is told in one line too."""

    def main(self, *words: Any, **more: Any) -> Any:
        """Do what the words say, and end with its status."""
        more["standalone_mode"] = False
        try:
            done = super().main(*words, **more)
        except typer.TyperException as wrong:
            _tell_usage(wrong)
            done = wrong.exit_code
        except typer.Abort:
            typer.echo("leerbot: broken off", err=True)
            done = 1
        sys.exit(done if isinstance(done, int) else 0)


def _tell_usage(wrong: typer.TyperException) -> None:
    """Say what is wrong on the command line, and where to look; help that was asked for by saying nothing stands already."""
    message = " ".join(wrong.format_message().split()).rstrip(".")
    if message:
        context = getattr(wrong, "ctx", None)
        where = context.command_path if context else "leerbot"
        typer.echo(f"leerbot: {message[0].lower()}{message[1:]}; see: {where} --help", err=True)


@contextmanager
def in_one_line(elsewhere: str = OTHER_DATABASE) -> Iterator[None]:
    """Say in one line what went wrong, with the mend; ``elsewhere`` says how to choose another folder."""
    try:
        yield
    except (StorageError, ConfigError, ValueError) as problem:
        raise fail(str(problem)) from problem
    except BrokenPipeError:
        raise  # who reads along, as ``head`` does, has read enough
    except OSError as problem:
        raise fail(f"{problem.filename} cannot be used ({problem.strerror}); {elsewhere}") from problem


def start_moment(text: str | None) -> datetime | None:
    """Return the moment that --start names, if it was given, or say what is wrong with it."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise fail(f'--start "{text}" is no moment; write for example 2026-11-23T08:30') from problem
    if moment.year not in YEARS:
        raise fail(f"--start {text} is too far away; choose a year from {YEARS.start} to {YEARS.stop - 1}")
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


def language_of(text: str) -> Language:
    """Return the language that --language names, or say which there are."""
    if text not in {"nl", "en"}:
        raise fail(f'there is no language "{text}"; write nl or en')
    return "en" if text == "en" else "nl"
