"""``leerbot manifest``: the app package that an administrator puts into Teams."""

from pathlib import Path
from typing import Annotated

import typer

from bot.channels.teams.package import Publisher, packed
from bot.commands.telling import in_one_line
from bot.config import PREFIX
from storage.database.private import write_private


def manifest(
    app_id: Annotated[str, typer.Option(envvar=f"{PREFIX}TEAMS_APP_ID", help="The application id of the bot, from Entra.")],
    organisation: Annotated[str, typer.Option(help="Who runs this Leerbot, as people read it; at most 32 characters.")],
    website: Annotated[str, typer.Option(help="Where people read more, and find help.")],
    privacy: Annotated[str, typer.Option(help="Where the organisation's privacy statement stands.")],
    terms: Annotated[str, typer.Option(help="Where the terms of use stand; without it the privacy statement.")] = "",
    version: Annotated[str, typer.Option(help="Teams takes a newer package only with a higher one.")] = "1.0.0",
    out: Annotated[Path, typer.Option(help="The zip to write.")] = Path("leerbot-teams.zip"),
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over a zip that is there.")] = False,
) -> None:
    """Write the app package for Teams, with your ids and addresses filled in."""
    with in_one_line("give another file in --out"):
        package = packed(app_id, version, Publisher(organisation, website, privacy, terms or privacy))
        if out.exists() and not overwrite:
            raise ValueError(f"{out} is there already, and nothing was written; give another file, or add --overwrite")
        write_private(out, package)
    typer.echo(f"{out}: version {version} for the bot {app_id}. Upload it in the Teams admin center, under Manage apps")
