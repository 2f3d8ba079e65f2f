"""``leerbot archive``: what a team was told as a whole, for the archive of its organisation (0043)."""

import asyncio
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import WallClock
from bot.commands.database import changing, looking, operator, running_here
from bot.commands.telling import AMSTERDAM, counted, in_one_line, library
from bot.timing.editions import Editions
from bot.upkeep import archiving
from bot.upkeep.mdto import Appraisal, Describing
from bot.upkeep.switching import tell_archived, through_the_door
from storage.database.private import written_whole
from storage.errors import InUse
from storage.groups import teams

archive = typer.Typer(no_args_is_help=True, help="What a team was told, for the archive of its organisation.")


@archive.callback()
def _group() -> None:
    """Keep ``export`` a word of its own, also while it is the only one."""


@archive.command()
def export(
    team: Annotated[str, typer.Option(help="The id of the team.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The last day of it.")],
    creator: Annotated[str, typer.Option(help="The organisation, as its archive names it (archiefvormer).")],
    appraisal: Annotated[Appraisal, typer.Option(help="What the selection list says of it (waardering).")],
    out: Annotated[Path, typer.Option(help="The zip archive to write.")],
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The first day of it.")] = None,
) -> None:
    """Write the overviews and boards that a team was told to one archive, with MDTO, and tell the team."""
    with in_one_line("give another file with --out"):
        editions, now = Editions(library()), WallClock().now().astimezone(AMSTERDAM)
        wanted = archiving.Wanted(team, until.date(), since.date() if since else date.min)
        with looking() as unit:
            if team not in (known := teams.all_ids(unit)):
                raise ValueError(f'there is no group "{team}"; choose from {", ".join(known) or "none: import people first"}')
            many, packed = archiving.archived(unit, editions, wanted, Describing(creator, appraisal, now))
            hears = teams.load(unit, team).room is not None
        if not many:
            raise ValueError(f"{team} was told nothing in those days that could go to an archive")
        with written_whole(out) as unfinished:
            unfinished.write_bytes(packed)
            _tell(team)  # nothing is handed out that stands not in the log, and of which the team is not told
    told = "the team hears that they went to the archive" if hears else "the team has no room, so tell it yourself"
    typer.echo(f"{out}: {counted(many, 'message', 'messages')} to {team}; {told}")


def _tell(team: str) -> None:
    by = operator()
    try:
        changing(lambda unit, now: tell_archived(unit, team, now, by))
    except InUse:
        asyncio.run(through_the_door(running_here(), "archived", team=team, by=by))
