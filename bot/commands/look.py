"""The commands that look and change nothing: ``check`` and ``preview``."""

from pathlib import Path
from typing import Annotated

import typer

from bot import checking
from bot.channels.web.drawing import in_words
from bot.clock import WallClock
from bot.commands.telling import fail, in_one_line, library
from bot.previewing import messages
from dialogs.library import schema


def check(
    formats: Annotated[Path | None, typer.Option(help="Check the formats below this folder instead.")] = None,
    write_schema: Annotated[Path | None, typer.Option(help="Write the JSON schema of the format language here.")] = None,
) -> None:
    """Check formats and texts, and, where there is a configuration, the settings and the database."""
    with in_one_line("give another file with --write-schema"):
        if write_schema is not None:
            write_schema.write_text(schema(), encoding="utf-8")
    with in_one_line():
        findings = checking.formats(formats) if formats else [*checking.formats(), *checking.installation()]
    for finding in findings:
        typer.echo(str(finding), err=finding.wrong)
    wrong = sum(finding.wrong for finding in findings)
    if wrong:
        raise fail(f"{wrong} to mend, see above")
    typer.echo("all well")


def preview(
    format: Annotated[str, typer.Argument(help="The id of a format, for example weekly_wonder.")],
    channel: Annotated[str, typer.Option(help="The channel that draws it.")] = "web",
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
) -> None:
    """Show every message of a format as a channel draws it."""
    found = library()
    if channel != "web":
        raise fail(f'there is no channel "{channel}"; write web')
    if language not in {"nl", "en"}:
        raise fail(f'there is no language "{language}"; write nl or en')
    if format not in found.editions:
        raise fail(f'there is no format "{format}"; choose from {", ".join(found.editions)}')
    for heading, prompt in messages(found, format, "en" if language == "en" else "nl", WallClock().now()):
        typer.echo(f"── {heading}\n{in_words(prompt)}\n")
