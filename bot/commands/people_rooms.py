"""``leerbot people rooms``: who is in the rooms of groups and not on the list (X20)."""

import asyncio
from typing import Annotated

import typer

from bot.channels.mattermost import looking as on_mattermost
from bot.channels.mattermost.rest import Rest
from bot.channels.teams import looking as on_teams
from bot.channels.teams.line import Line
from bot.channels.teams.services import NAME as SERVICE
from bot.channels.teams.services import WORLDWIDE
from bot.commands.database import known_group, looking
from bot.commands.telling import in_one_line
from bot.config import Config, from_environment
from bot.upkeep.rooms_compared import Listed, compared, listed
from storage.groups import settings

NONE = "no group has a room in Teams or on Mattermost"


def rooms(group: Annotated[str | None, typer.Option(help="The room of one group only.")] = None) -> None:
    """Show who is in each group's room and not on the list, and the other way round; nobody is added by that."""
    with in_one_line("give another --group"):
        config = from_environment()
        with looking() as unit:
            known_group(unit, group)
            channels = [name for name, on in (("teams", config.teams), ("mattermost", config.mattermost)) if on]
            found, service = listed(unit, channels, group), settings.get(unit, SERVICE) or WORLDWIDE
        for line in asyncio.run(_compared(config, found, service)) or [NONE]:
            typer.echo(line)


async def _compared(config: Config, found: list[Listed], service: str) -> list[str]:
    line, rest = Line(config.teams), Rest(*config.mattermost) if config.mattermost else None

    async def in_teams(room: str) -> dict[str, str]:
        return dict(await on_teams.who_is_in(line, service, room))

    async def in_mattermost(room: str) -> dict[str, str]:
        assert rest is not None, "the channel is on"
        return dict(await on_mattermost.who_is_in(rest, room))

    try:
        asked = [(one, in_teams if one.room.channel == "teams" else in_mattermost) for one in found]
        return [text for one, who_is_in in asked for text in await compared(one, who_is_in)]
    finally:
        await line.close()
        if rest is not None:
            await rest.close()
