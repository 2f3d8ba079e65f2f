"""``leerbot privacy``: what is kept of people and why, written down for a privacy officer and a works council (trust S12)."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.database import looking
from bot.commands.telling import in_one_line
from bot.upkeep.papers import papers
from dialogs.settings import Settings
from storage.groups import settings


def privacy(
    out: Annotated[Path, typer.Option(help="The folder to write them in.")],
    own: Annotated[
        bool, typer.Option("--own", help="With the terms that this organisation has set, as the database knows them.")
    ] = False,
) -> None:
    """Write the processing register (verwerkingsregister) and the page for the works council (ondernemingsraad), in Dutch."""
    with in_one_line("give another folder with --out"):
        chosen = Settings()
        if own:
            with looking() as unit:
                chosen = settings.of(unit)
        out.mkdir(parents=True, exist_ok=True)
        for name, text in papers(chosen).items():
            (out / name).write_text(text, encoding="utf-8")
            typer.echo(str(out / name))
