"""The commands that look and change nothing: ``check``, ``audit``, ``preview`` and ``calendar``."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.channels.mattermost.in_words import in_words as on_mattermost
from bot.channels.web.drawing import in_words
from bot.clock import WallClock
from bot.commands.database import looking, now_in
from bot.commands.telling import counted, fail, in_one_line, language_of, library, start_moment
from bot.config import from_environment
from bot.foreseeing.foretelling import MOST_WEEKS, WEEKS, dry_run
from bot.foreseeing.lasting import lasts
from bot.foreseeing.previewing import sections
from bot.timing.editions import Editions
from bot.upkeep import checking
from dialogs.library import schema
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Prompt
from storage.database.packed import pack
from storage.privacy import audit as log_of_acts
from storage.privacy.chain import Anchor, Broken

MOST_DAYS = 2000
"""Days that can be looked back; the log of acts is kept for five years at most."""


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


def audit(
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="How many days to look back.")] = 30,
    verify: Annotated[bool, typer.Option("--verify", help="Look whether every line is as it was written.")] = False,
    anchor: Annotated[str | None, typer.Option(help="What --verify showed earlier, kept elsewhere.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Each act as JSON, for another system to take in.")] = False,
) -> None:
    """Show who did what to whom and when, by id: imports, settings, exports, erasing, keys, backups, the switch for sending."""
    if verify or anchor:
        _verify(anchor)
        return
    with in_one_line(), looking() as unit:
        acts = log_of_acts.since(unit, now_in(unit) - timedelta(days=days))
    for one in acts:
        typer.echo(_as_json(one) if json else _as_line(one))
    if not json:
        typer.echo(f"{counted(len(acts), 'act', 'acts')} in {counted(days, 'day', 'days')}")


def _verify(kept: str | None) -> None:
    """Say whether the log of acts is whole, and what proves that later."""
    with in_one_line(), looking() as unit:
        try:
            newest = log_of_acts.verify(unit, Anchor.read(kept) if kept else None)
        except Broken as broken:
            raise fail(f"{broken}; compare it with a backup, and with what the log of the bot says of it each day") from broken
    typer.echo(f"all lines are as they were written; keep this elsewhere, for --anchor: {newest}")


def _as_line(act: log_of_acts.Act) -> str:
    return f"{act.at:%Y-%m-%d %H:%M} UTC  {act.actor or '–'}  {act.act}  {act.subject or '–'}  {act.result}  {act.origin}"


def _as_json(act: log_of_acts.Act) -> str:
    """Return an act in the words of BIO2 8.15.01."""
    return pack({"time": act.at.isoformat(), "actor": act.actor, "action": act.act, "object": act.subject,
                 "result": act.result, "origin": act.origin})  # fmt: skip


def preview(
    format: Annotated[str, typer.Argument(help="The id of a format, for example weekly_wonder.")],
    channel: Annotated[str, typer.Option(help="The channel that draws it.")] = "web",
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
) -> None:
    """Show every message of a format as a channel draws it."""
    found = library()
    if channel not in {"web", "mattermost", "teams"}:
        raise fail(f'there is no channel "{channel}"; write web, mattermost or teams')
    if format not in found.editions:
        raise fail(f'there is no format "{format}"; choose from {", ".join(found.editions)}')
    for section in sections(found, format, language_of(language), WallClock().now()):
        typer.echo("\n".join([f"══ {section.title}", *section.facts, ""]))
        for what, prompt in section.messages:
            typer.echo(f"── {what}\n{_drawn(prompt, channel, found.phrases[prompt.language])}\n")


def _drawn(prompt: Prompt, channel: str, phrases: Phrases) -> str:
    match channel:
        case "mattermost":
            return on_mattermost(prompt, phrases)
        case "teams":
            from bot.channels.teams.in_words import in_words as on_teams  # noqa: PLC0415 - half a second

            return on_teams(prompt, phrases)
        case _:
            return in_words(prompt)


def calendar(
    group: Annotated[str, typer.Argument(help="The id of a group.")],
    weeks: Annotated[int, typer.Option(min=1, max=MOST_WEEKS, help="How many weeks to look ahead.")] = WEEKS,
    start: Annotated[str | None, typer.Option(help="From when; now unless you say otherwise.")] = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--with", help="A format to try, if need be with a rhythm: weekly_wonder:daily. Repeatable."),
    ] = None,
    language: Annotated[str, typer.Option(help="nl or en.")] = "nl",
) -> None:
    """Show what each role of a group would get and when, without looking at any person or sending anything."""
    editions, begins, chosen = Editions(library()), start_moment(start), language_of(language)
    with in_one_line(), looking() as unit:
        moment = begins or now_in(unit)
        also_on = dict(_with_rhythm(editions, one) for one in also or ())
        typer.echo(dry_run(unit, editions, group, chosen, moment, weeks, also_on))
        config = from_environment()
        for long in lasts(
            unit, editions.phrases(chosen), group, {"teams": config.teams_rate, "mattermost": config.mattermost_rate}
        ):
            typer.echo(f"\n{long}")


def _with_rhythm(editions: Editions, text: str) -> tuple[str, str]:
    """Read a format and its rhythm: the one that groups begin with unless another is named, none where somebody plans it."""
    name, _, rhythm = text.partition(":")
    if name not in editions.library.editions:
        raise ValueError(f'there is no format "{name}"; choose from {", ".join(editions.library.editions)}')
    format = editions.newest(name).dutch
    chosen = rhythm or format.starts.rhythm or ""
    by_plan = not chosen and format.plan and format.reached
    if chosen not in format.rhythms and not by_plan:
        none = "none: somebody plans its rounds" if format.plan else "none: it has no rounds"
        raise ValueError(f'{name} has no rhythm "{chosen}"; choose from {", ".join(format.rhythms) or none}')
    return name, chosen
