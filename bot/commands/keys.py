"""``leerbot keys``: what seals everything."""

import typer

from bot.commands.safe import progress
from bot.commands.telling import in_one_line
from bot.config import from_environment
from storage.crypto import KeyRing
from storage.keys import KeyStore
from storage.places import keys_of

keys = typer.Typer(no_args_is_help=True, help="The keys that seal what people write.")


@keys.callback()
def _group() -> None:
    """Keep ``rotate`` a word of its own, also while it is the only one."""


@keys.command()
def rotate() -> None:
    """Seal everybody's key with the first master key of the list; it can be broken off and begun again."""
    with in_one_line(), progress() as told:
        config = from_environment()
        ring = KeyRing.parse(config.key_text())
        store = KeyStore(keys_of(config.place), ring)
        store.require_usable()
        done = store.rotate(told)
        old = sorted(set(ring.keys) - {ring.newest})
    typer.echo(
        f'{done} keys are now sealed with "{ring.newest}"' if done else f'all keys were sealed with "{ring.newest}" already'
    )
    if old:
        listed = " and ".join(f'"{name}"' for name in old)
        typer.echo(f"{listed} may go from the list, once no backup of the keys from before today is needed any more")
