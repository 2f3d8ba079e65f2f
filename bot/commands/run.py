"""The commands that run a bot: ``demo``, ``serve``, and ``migrate``, which goes before it."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from bot import loop, running
from bot.commands.telling import AMSTERDAM, in_one_line, library, start_moment
from bot.config import browser_wanted, from_environment
from bot.logs import set_up
from bot.people import demo as team
from storage import migrating

OTHER_FOLDER = "give another folder with --data"
Folder = Annotated[Path, typer.Option("--data", help="Folder for the demo's database and keys.")]


def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8787,
    data: Folder = Path("demo-data"),
    start: Annotated[str | None, typer.Option(help="Where the clock begins, for example 2026-11-23T08:30.")] = None,
    people: Annotated[
        int | None,
        typer.Option(min=team.FEWEST, max=team.MOST, help="How many members the team has.", show_default=str(team.USUAL)),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    fresh: Annotated[bool, typer.Option(help="Begin anew: throw away what an earlier demo kept.")] = False,
) -> None:
    """Play a team in the browser, with a clock that can be moved."""
    set_up("warning")
    moment, found = start_moment(start), library()

    def told(address: str) -> None:
        typer.echo(f"Leerbot: {address}   (stop: Ctrl+C; begin anew: --fresh)")
        if browser and browser_wanted():
            webbrowser.open(address)

    def noted(text: str) -> None:
        typer.echo(f"leerbot: {text}", err=True)

    with in_one_line(OTHER_FOLDER):
        if fresh:
            running.fresh(data)
        loop.run(running.run_demo(found, data, port=port, start=moment, members=people, zone=AMSTERDAM, told=told, noted=noted))


def serve() -> None:
    """Run the bot as the environment says."""
    with in_one_line():
        config = from_environment()
        set_up(config.log)
        found = library()
        loop.run(running.run_serve(found, config, lambda address: typer.echo(f"Leerbot: {address}")))


def migrate() -> None:
    """Bring the database to the newest schema."""
    with in_one_line():
        before, after = migrating.migrate(from_environment().place)
    typer.echo(f"schema {after} (was {before or 'empty'})" if before != after else f"schema {after}, nothing to do")
