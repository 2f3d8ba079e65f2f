"""The command line ``leerbot``: the list of its commands. What each does stands in ``bot.commands``."""

import typer

from bot.commands import keys, look, mattermost, package, papers, people, person, run, safe, send, settings
from bot.commands.telling import OneLine

cli = typer.Typer(
    name="leerbot",
    cls=OneLine,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Leerbot: learning from ordinary work.",
)
for command in (
    run.demo,
    run.serve,
    run.migrate,
    look.check,
    look.preview,
    look.calendar,
    look.audit,
    papers.privacy,
    safe.backup,
    safe.restore,
    package.manifest,
):
    cli.command()(command)
cli.add_typer(people.people, name="people")
cli.add_typer(person.person, name="person")
cli.add_typer(keys.keys, name="keys")
cli.add_typer(send.send, name="send")
cli.add_typer(settings.settings, name="settings")
cli.add_typer(mattermost.mattermost, name="mattermost")


def main() -> None:
    """Run the command line."""
    cli(prog_name="leerbot")


if __name__ == "__main__":
    main()
