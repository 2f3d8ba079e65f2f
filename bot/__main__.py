"""The command line ``leerbot``: each error is one clear line with the mend, and a status that is not zero."""

import asyncio
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot import checking, demo, running
from bot.channels.web.drawing import in_words
from bot.clock import WallClock
from bot.config import ConfigError, browser_wanted, from_environment
from bot.logs import set_up
from bot.previewing import messages
from dialogs.library import FormatError, Library, load, schema
from storage import migrating
from storage.errors import StorageError

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Leerbot: learning from ordinary work.",
)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
YEARS = range(2000, 2100)
"""In which a demo may begin: days far away are no days to every calendar."""
OTHER_FOLDER = "give another folder with --data"
OTHER_DATABASE = "set LEERBOT_DATABASE_URL to a folder in which Leerbot may write"
Folder = Annotated[Path, typer.Option("--data", help="Folder for the demo's database and keys.")]


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
def in_one_line(elsewhere: str) -> Iterator[None]:
    """Say in one line what went wrong, with the mend; ``elsewhere`` says how to choose another folder."""
    try:
        yield
    except (StorageError, ConfigError, ValueError) as problem:
        raise fail(str(problem)) from problem
    except OSError as problem:
        raise fail(f"{problem.filename} cannot be used ({problem.strerror}); {elsewhere}") from problem


def _start(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise fail(f'--start "{text}" is no moment; write for example 2026-11-23T08:30') from problem
    if moment.year not in YEARS:
        raise fail(f"--start {text} is too far away; choose a year from {YEARS.start} to {YEARS.stop - 1}")
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)


@cli.command("demo")
def demo_command(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8787,
    data: Folder = Path("demo-data"),
    start: Annotated[str | None, typer.Option(help="Where the clock begins, for example 2026-11-23T08:30.")] = None,
    people: Annotated[
        int | None,
        typer.Option(min=demo.FEWEST, max=demo.MOST, help="How many members the team has.", show_default=str(demo.USUAL)),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    fresh: Annotated[bool, typer.Option(help="Begin anew: throw away what an earlier demo kept.")] = False,
) -> None:
    """Play a team in the browser, with a clock that can be moved."""
    set_up("warning")
    moment, found = _start(start), library()

    def told(address: str) -> None:
        typer.echo(f"Leerbot: {address}   (stop: Ctrl+C; begin anew: --fresh)")
        if browser and browser_wanted():
            webbrowser.open(address)

    def noted(text: str) -> None:
        typer.echo(f"leerbot: {text}", err=True)

    with in_one_line(OTHER_FOLDER):
        if fresh:
            running.fresh(data)
        asyncio.run(
            running.run_demo(found, data, port=port, start=moment, members=people, zone=AMSTERDAM, told=told, noted=noted)
        )


@cli.command()
def serve() -> None:
    """Run the bot as the environment says."""
    with in_one_line(OTHER_DATABASE):
        config = from_environment()
        set_up(config.log)
        found = library()
        checking.loopback_only(config)
        asyncio.run(running.run_serve(found, config, lambda address: typer.echo(f"Leerbot: {address}")))


@cli.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    with in_one_line(OTHER_DATABASE):
        before, after = migrating.migrate(from_environment().folder)
    typer.echo(f"schema {after} (was {before or 'empty'})" if before != after else f"schema {after}, nothing to do")


@cli.command()
def check(
    formats: Annotated[Path | None, typer.Option(help="Check the formats below this folder instead.")] = None,
    write_schema: Annotated[Path | None, typer.Option(help="Write the JSON schema of the format language here.")] = None,
) -> None:
    """Check formats and texts, and, where there is a configuration, the settings and the database."""
    with in_one_line("give another file with --write-schema"):
        if write_schema is not None:
            write_schema.write_text(schema(), encoding="utf-8")
    with in_one_line(OTHER_DATABASE):
        findings = checking.formats(formats) if formats else [*checking.formats(), *checking.installation()]
    for finding in findings:
        typer.echo(str(finding), err=finding.wrong)
    wrong = sum(finding.wrong for finding in findings)
    if wrong:
        raise fail(f"{wrong} to mend, see above")
    typer.echo("all well")


@cli.command()
def preview(
    format: Annotated[str, typer.Argument(help="The id of a format, for example weekly_wonder.")],
    channel: Annotated[str, typer.Option(help="The channel that draws it.")] = "web",
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
) -> None:
    """Show every message of a format as a channel draws it."""
    found = library()
    if channel != "web":
        raise fail(f'there is no channel "{channel}"; write web')
    if language not in {"nl", "en"}:
        raise fail(f'there is no language "{language}"; write nl or en')
    if format not in found.editions:
        raise fail(f'there is no format "{format}"; choose from {", ".join(found.editions)}')
    for heading, prompt in messages(found, format, "en" if language == "en" else "nl", WallClock().now()):
        typer.echo(f"── {heading}\n{in_words(prompt)}\n")


def main() -> None:
    """Run the command line."""
    cli(prog_name="leerbot")


if __name__ == "__main__":
    main()
