"""What all commands share: errors as one clear line with the mend, and the formats."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bot.config import ConfigError
from dialogs.library import FormatError, Library, load
from storage.errors import StorageError

OTHER_DATABASE = "set LEERBOT_DATABASE_URL to a folder in which Leerbot may write"


def fail(text: str) -> typer.Exit:
    """Say in one line what is wrong and what to do."""
    typer.echo(f"leerbot: {text}", err=True)
    return typer.Exit(1)


def library() -> Library:
    """Return the formats, or say what is wrong with them."""
    try:
        return load()
    except FormatError as refused:
        for problem in refused.problems:
            typer.echo(str(problem), err=True)
        raise fail("the formats cannot be used; mend the lines above") from refused


@contextmanager
def in_one_line(elsewhere: str = OTHER_DATABASE) -> Iterator[None]:
    """Say in one line what went wrong, with the mend; ``elsewhere`` says how to choose another folder."""
    try:
        yield
    except (StorageError, ConfigError, ValueError) as problem:
        raise fail(str(problem)) from problem
    except OSError as problem:
        raise fail(f"{problem.filename} cannot be used ({problem.strerror}); {elsewhere}") from problem
