"""``leerbot mattermost``: setting Leerbot up on a Mattermost server."""

import asyncio
import sys
from getpass import getpass
from typing import Annotated

import typer

from bot.channels.mattermost.rest import Rest
from bot.channels.mattermost.setting_up import BOT_NAME, NotSetUp, SetUp, Wanted, set_up
from bot.channels.mattermost.steps import steps
from bot.commands.telling import fail, in_one_line
from bot.config import PREFIX, before_all_is_set

mattermost = typer.Typer(no_args_is_help=True, help="Set Leerbot up on a Mattermost server.")


@mattermost.callback()
def _group() -> None:
    """Set Leerbot up on a Mattermost server."""


@mattermost.command()
def setup(
    team: Annotated[list[str] | None, typer.Option(help="A team to put the bot in, by its name in addresses.")] = None,
    all_teams: Annotated[bool, typer.Option("--all-teams", help="Put the bot in every team.")] = False,
    name: Annotated[str, typer.Option(help="The name of the bot's account.")] = BOT_NAME,
) -> None:
    """Make or check the bot's account, its teams and its command, with an administrator's token; or print the steps."""
    with in_one_line():
        config = before_all_is_set()
        url, callback = config.mattermost_at, config.mattermost_callback
    wanted = Wanted(url, tuple(team or ()), all_teams, name, config.mattermost_token, callback)
    token = config.mattermost_admin_token or _typed()
    if not token:
        typer.echo("\n".join(steps(wanted)))
        return
    try:
        done = asyncio.run(_set_up(token, wanted))
    except NotSetUp as problem:
        raise fail(str(problem)) from problem
    _tell(done)


async def _set_up(token: str, wanted: Wanted) -> SetUp:
    admin = Rest(wanted.url, token)
    try:
        return await set_up(admin, wanted)
    finally:
        await admin.close()


def _typed() -> str:
    """Ask for the token where somebody can type it; it is not shown, and kept nowhere."""
    if not sys.stdin.isatty():
        return ""
    return getpass("The token of a system administrator (nothing: only show the steps): ").strip()


def _tell(done: SetUp) -> None:
    for line in done.lines:
        typer.echo(line)
    typer.echo("\nSet this where Leerbot runs:")
    for setting, value in done.settings.items():
        typer.echo(f"export {PREFIX}{setting}={value}")
    typer.echo("\nThen: leerbot check")
