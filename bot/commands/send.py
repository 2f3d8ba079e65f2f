"""``leerbot send``: the switch for all sending, in every process at once (X20)."""

import asyncio

import typer

from bot.commands.database import changing, looking, operator, running_here
from bot.commands.telling import in_one_line
from bot.upkeep.switching import obey, through_the_door
from storage.errors import InUse
from storage.outgoing import sending

send = typer.Typer(no_args_is_help=True, help="The switch for all sending, in every process at once.")


@send.command()
def stop() -> None:
    """Send nothing more, replies included; what people write is kept."""
    _order("stop")


@send.command()
def resume() -> None:
    """Send again: replies first, of all else one message a day; what is too late is left out."""
    _order("resume")


@send.command()
def status() -> None:
    """Say whether anything is sent."""
    with in_one_line(), looking() as unit:
        since = sending.stopped_since(unit)
    typer.echo(f"nothing is sent since {since:%Y-%m-%d %H:%M} UTC" if since else "sending is on")


def _order(act: str) -> None:
    with in_one_line():
        by = operator()
        try:
            said = changing(lambda unit, now: obey(unit, act, now, by))
        except InUse:
            said = asyncio.run(through_the_door(running_here(), f"send/{act}", by=by))
    typer.echo(said)
