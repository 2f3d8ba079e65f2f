"""``leerbot keys``: what seals everything."""

import typer

from bot.commands.database import note_what_was_done
from bot.commands.safe import progress
from bot.commands.telling import counted, in_one_line
from bot.config import from_environment
from storage import migrating
from storage.database.places import keys_of
from storage.privacy.keys import KeyStore

keys = typer.Typer(no_args_is_help=True, help="The keys that seal what people write.")


@keys.callback()
def _group() -> None:
    """Keep ``rotate`` a word of its own, also while it is the only one."""


@keys.command()
def rotate() -> None:
    """Seal everybody's key with the first master key of the list; it can be broken off and begun again."""
    with in_one_line(), progress() as told:
        config = from_environment()
        ring = config.ring
        migrating.require_newest(config.place)
        store = KeyStore(keys_of(config.place), ring)
        store.require_usable()
        done = store.rotate(told)
        old = sorted(set(ring.keys) - {ring.newest})
        note_what_was_done("keys rotated", ring.newest)
    sealed = f"{counted(done, 'key is', 'keys are')} now sealed" if done else "all keys were sealed already"
    typer.echo(f'{sealed} with "{ring.newest}"')
    if old:
        listed = " and ".join(f'"{name}"' for name in old)
        typer.echo(f"{listed} may go from the list, once no backup of the keys from before today is needed any more")
