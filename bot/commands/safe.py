"""``leerbot backup`` and ``restore``: everything in one archive, and the keys in a file of their own, kept for days only."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from bot.clock import WallClock
from bot.commands.database import looking, note_what_was_done, operator
from bot.commands.telling import in_one_line, library
from bot.config import from_environment
from bot.upkeep.restoring import put_back
from storage.database import backup as archives
from storage.database.backup import keys_beside

File = Annotated[Path, typer.Argument(help="The archive; its keys stand in the same name with .keys behind it.")]
OTHER_FILE = "give another file"


@contextmanager
def progress() -> Iterator[archives.Told]:
    """Show on the terminal how far it is."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
        tasks = {}

        def told(name: str, done: int, whole: int) -> None:
            if name not in tasks:
                tasks[name] = shown.add_task(name, total=whole)
            shown.update(tasks[name], completed=done)

        yield told


def backup(
    file: File, overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over a backup that is there.")] = False
) -> None:
    """Write everything to one archive, and the keys to a second file; also while the bot runs."""
    with in_one_line(OTHER_FILE), progress() as told:
        archives.require_apart(file, from_environment().place)
        if not overwrite:
            archives.require_free(file)
        with looking() as unit:
            archives.write(unit, file, WallClock().now(), told)
    note_what_was_done("backup made")
    typer.echo(f"{file}: everything of this moment. {keys_beside(file)}: its keys; keep these apart, and for days only")


def restore(file: File) -> None:
    """Put a backup back in an empty database; nothing that was due before is sent."""
    with in_one_line(OTHER_FILE), progress() as told:
        config, found = from_environment(), library()
        done = asyncio.run(put_back(config.place, config.ring, found, file, WallClock().now(), told, by=operator()))
    typer.echo(f"{file} is put back. What was due before now was not sent, and will not be by itself")
    if done.erased_again:
        typer.echo(f"erased again, as they were after this backup was made: {', '.join(done.erased_again)}")
    if done.keys_of_then:
        typer.echo(
            f"the keys are those of the backup: who was erased after {done.made_at:%Y-%m-%d %H:%M} UTC is back. "
            "Look who asked for that since, and run for each: leerbot person forget ID"
        )
