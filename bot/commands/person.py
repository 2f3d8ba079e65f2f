"""``leerbot person``: what is kept of one person, given to her or erased, on her request (S02)."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot import running
from bot.clock import WallClock
from bot.commands.database import looking, note, operator
from bot.commands.telling import fail, in_one_line, library
from bot.config import from_environment
from bot.gatherings import asking_others
from bot.timing.editions import Editions
from bot.upkeep.exporting import taken_along
from storage.database.places import Place
from storage.database.private import written_whole
from storage.groups import people
from storage.privacy.crypto import KeyRing
from storage.privacy.erasing import erase_person
from storage.store import Unit

person = typer.Typer(no_args_is_help=True, help="What is kept of one person.")
Id = Annotated[str, typer.Argument(help="The id of the person, as in people import.")]


@person.command()
def export(id: Id, out: Annotated[Path, typer.Option(help="The zip archive to write.")]) -> None:
    """Write all that is kept of a person to one archive, for herself alone."""
    with in_one_line("give another file with --out"):
        editions = Editions(library())
        with looking() as unit:
            hers = _known(unit, id)
            archive = taken_along(unit, editions, hers, WallClock().now())
        with written_whole(out) as unfinished:
            unfinished.write_bytes(archive)
            note("exported", hers)  # nothing is handed out that stands not in the log
    typer.echo(f"{out}: all that is kept of {id}; give it to nobody else")


@person.command()
def forget(id: Id, yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False) -> None:
    """Erase a person: every row, text and file, and her key. It cannot be undone."""
    with in_one_line():
        config = from_environment()
        with looking() as unit:
            hers = _known(unit, id)
        linked = "" if hers == id else f", who is {hers} on another platform, and that too"
        if not yes and not typer.confirm(f"Erase all of {id}{linked}? It cannot be undone"):
            raise fail("nothing was erased")
        asyncio.run(_forget(config.place, config.ring, id))
    typer.echo(f"{id} is erased; posts that showed texts of this person change when the bot runs")


async def _forget(place: Place, ring: KeyRing, id_: str) -> None:
    now, by = WallClock().now(), operator()

    def work(unit: Unit) -> None:
        known = _known(unit, id_)
        asking_others.ended(unit, known, now)
        erase_person(unit, known, now, whole=True, by=by)

    store = running.open_in(place, ring)
    try:
        await store.run(work)
    finally:
        await store.close()


def _known(unit: Unit, id_: str) -> str:
    """Return under which id somebody is known now, who may have linked two platforms (X12)."""
    try:
        return people.load(unit, id_).id
    except KeyError as unknown:
        raise ValueError(f'there is nobody with the id "{id_}"; look in the list that was imported') from unknown
