"""``leerbot settings``: what the organisation or one group has set otherwise (spec §14)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

import typer

from bot.commands.database import changing, known_group, looking, note, operator
from bot.commands.telling import in_one_line, library
from bot.timing.editions import Editions
from bot.timing.opening import plan_anew
from dialogs.settings import (
    HOLIDAYS_ADDED,
    HOLIDAYS_REMOVED,
    K_TEXT,
    KEYS,
    K,
    WrongSetting,
    key_named,
    require_place,
    with_holiday,
)
from storage.groups import settings as kept
from storage.groups import teams
from storage.privacy import audit
from storage.store import Unit

settings = typer.Typer(no_args_is_help=True, help="What the organisation or one group has set otherwise.")
holiday = typer.Typer(
    no_args_is_help=True, help="Days on which nothing is sent, beside the national holidays or instead of them."
)
settings.add_typer(holiday, name="holiday")
THRESHOLDS = (K, K_TEXT)
"""Who tries to go below one of these stands in the log of acts (trust S18)."""
Group = Annotated[str | None, typer.Option(help="For one group; without it for the whole organisation.")]
Name = Annotated[str, typer.Argument(metavar="KEY", help="The setting, as settings list names it.")]


@settings.command("list")
def list_(group: Group = None) -> None:
    """Show every setting: what holds, who chose it, what it can be and what it is for."""
    with in_one_line(), looking() as unit:
        team = known_group(unit, group)
        holds, own, others = kept.of(unit, team), kept.chosen(unit, team), kept.chosen(unit, kept.ORGANISATION)
        for name, key in KEYS.items():
            by = "group" if team and name in own else "organisation" if name in others else "default"
            typer.echo(f"{name} = {holds.chosen.get(name, key.default) or '–'}  ({by})")
            typer.echo(f"    {key.explains} Can be: {key.allowed}.")


@settings.command("set")
def set_(key: Name, value: Annotated[str, typer.Argument(help="What it is to be.")], group: Group = None) -> None:
    """Set something for the organisation or a group; what runs already stays as it was opened."""
    with in_one_line():
        found = key_named(key)
        try:
            found.read(value)
        except WrongSetting:
            if found in THRESHOLDS and found.is_below(value):
                with looking() as unit:
                    team = known_group(unit, group)
                note("settings set", f"{team or 'organisation'} {key}", result="refused")
            raise
        require_place(found, group)
        _choose("settings set", key, group, lambda unit, team: kept.choose(unit, found, value, team))
    typer.echo(f"{key} is {value}{_where(group)}")


@settings.command()
def unset(key: Name, group: Group = None) -> None:
    """Let hold again what held before it was set."""
    with in_one_line():
        found = key_named(key)
        there = _choose("settings unset", key, group, lambda unit, team: kept.let_go(unit, found, team))
    typer.echo(f"{key} is as it was before{_where(group)}" if there else f"{key} was not set{_where(group)}")


@holiday.command()
def add(day: Annotated[str, typer.Argument(help="For example 2026-12-24.")], group: Group = None) -> None:
    """Send nothing on a day."""
    _set_holiday(day, group, free=True)


@holiday.command()
def remove(day: Annotated[str, typer.Argument(help="For example 2026-05-05.")], group: Group = None) -> None:
    """Work on a day, also when it is a national holiday."""
    _set_holiday(day, group, free=False)


def _set_holiday(text: str, group: str | None, *, free: bool) -> None:
    with in_one_line():
        try:
            day = date.fromisoformat(text)
        except ValueError as wrong:
            raise ValueError(f'"{text}" is no day; write for example 2026-12-24') from wrong

        def work(unit: Unit, team: str) -> None:
            chosen = with_holiday(kept.chosen(unit, team), day, free=free)
            for key in (HOLIDAYS_ADDED, HOLIDAYS_REMOVED):
                kept.choose(unit, key, chosen[key.name], team)

        _choose("settings holiday", text, group, work)
    typer.echo(f"{text} is {'a holiday' if free else 'a working day'}{_where(group)}")


def _choose(act: str, what: str, group: str | None, choice: Callable[[Unit, str], Any]) -> Any:
    """Make a choice, and plan anew what hangs on it; the log of acts tells what was chosen about, never what."""
    editions, by = Editions(library()), operator()

    def work(unit: Unit, now: datetime) -> Any:
        team = known_group(unit, group)
        made = choice(unit, team)
        for one in [team] if team else teams.all_ids(unit):
            plan_anew(unit, editions, one, now)
        audit.note(unit, act, now, actor=by, subject=f"{team or 'organisation'} {what}")
        return made

    return changing(work)


def _where(group: str | None) -> str:
    return f" for {group}" if group else " for the organisation"
