"""The command line ``leerbot``: the list of its commands. What each does stands in ``bot.commands``."""

import typer

from bot.commands.listed import Listed

cli = typer.Typer(
    name="leerbot",
    cls=Listed,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Leerbot: learning from ordinary work.",
)


@cli.callback()
def _leerbot() -> None:
    """Leerbot: learning from ordinary work."""


def main() -> None:
    """Run the command line."""
    cli(prog_name="leerbot")


if __name__ == "__main__":
    main()
