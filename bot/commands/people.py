"""``leerbot people``: people in and out by a list, with the difference shown first (X20)."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.database import changing, known_group, looking, operator
from bot.commands.people_rooms import rooms
from bot.commands.safe import progress
from bot.commands.telling import counted, fail, in_one_line, library
from bot.gatherings.outsiders import NOT_EXTERNAL
from bot.outgoing.arriving import STATES, standing
from bot.outgoing.rooms_arriving import of_groups
from bot.people.importing import Difference, Kind, carry_out, difference, new_owners, not_external, taken
from bot.people.roster import Line, Problem, WrongList, read, together
from bot.timing.editions import Editions
from storage.outgoing.arrivals import arrivals
from storage.privacy import audit
from storage.store import Store, Unit

people = typer.Typer(no_args_is_help=True, help="People in and out by a list, and whether messages reach them.")
HEADINGS: Mapping[Kind, tuple[str, str]] = {
    "group": ("new group", "new groups"),
    "added": ("new person", "new people"),
    "changed": ("changed", "changed"),
    "kept": ("left as it is", "left as they are"),
    "missing": ("missing", "missing"),
}


@people.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="A CSV file: id,name,email,group,kind,role,platform,platform_id,language,timezone,room")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
    leavers: Annotated[bool, typer.Option("--leavers", help="Whoever is missing from a group of the list leaves it.")] = False,
    confirm: Annotated[
        list[str] | None,
        typer.Option("--confirm-facilitator", help="A person who may facilitate the own group. May be repeated."),
    ] = None,
) -> None:
    """Take over a list of people; a missing line removes nobody, unless --leavers is given."""
    editions, by = Editions(library()), operator()
    with in_one_line("give another file"):
        lines = _read(file)
        with looking() as unit:
            _refuse(taken(unit, lines))
            confirmed = _confirmed(not_external(unit, lines), audit.subjects_of(unit, NOT_EXTERNAL) | set(confirm or ()))
            found, owners = difference(unit, lines), new_owners(unit, lines)
        _show(found, leavers=leavers)
        doing = [one for one in found.changes if one.kind != "kept" and (leavers or one.kind != "missing")]
        if not doing:
            typer.echo("nothing to do")
            return
        if not yes and not typer.confirm("Take this over?"):
            raise fail("nothing was changed")

        def work(unit: Unit, now: datetime) -> None:
            carry_out(unit, editions, lines, now, leavers=leavers, confirmed=confirmed, by=by)

        changing(work, lambda store: _make_keys(store, owners))
    typer.echo("taken over; who is new is asked at the next allowed moment whether to take part")


people.command("rooms")(rooms)


@people.command()
def status(group: Annotated[str | None, typer.Option(help="The people of one group only.")] = None) -> None:
    """Show per person and per room whether messages arrive, and if not why and what to do; never who answered."""
    with in_one_line("give another --group"), looking() as unit:
        known_group(unit, group)
        found = [(one, standing(one)) for one in arrivals(unit, group)]
        room_lines = list(of_groups(unit, group))
    for one, stands in found:
        where = f"{one.person} ({', '.join(one.groups)}; {', '.join(one.channels) or 'no channel'})"
        typer.echo(f"{where}: {stands.state}" + (f"; {stands.reason}. To do: {stands.mend}" if stands.reason else ""))
    counts = (f"{sum(stands.state == state for _, stands in found)} {state}" for state in STATES)
    typer.echo("\n".join([", ".join(counts), *room_lines]))


def _read(file: Path) -> list[Line]:
    try:
        return read(file.read_bytes())
    except WrongList as refused:
        _refuse(refused.problems)
        raise


def _refuse(problems: Sequence[Problem]) -> None:
    """Tell all that is wrong with a list, before anything is done."""
    if problems:
        for problem in together(problems):
            typer.echo(problem, err=True)
        raise fail(f"nothing was changed; {len(problems)} to mend in the list, see above")


def _confirmed(inside: Mapping[str, Sequence[str]], confirmed: AbstractSet[str]) -> list[str]:
    """Return who may facilitate the own group; refuse a list that holds others (``facilitator_not_external``)."""
    open_ones = sorted(set(inside) - confirmed)
    for person in open_ones:
        groups = ", ".join(inside[person])
        typer.echo(f"{NOT_EXTERNAL}: {person} facilitates {groups} and belongs to it, or to a team of somebody in it", err=True)
    if open_ones:
        mend = " ".join(f"--confirm-facilitator {person}" for person in open_ones)
        raise fail(f"nothing was changed; a facilitator comes from outside the group. If it is meant, add {mend}")
    return sorted(inside)


def _show(found: Difference, *, leavers: bool) -> None:
    for kind, headings in HEADINGS.items():
        changes = found.of(kind)
        if changes:
            leave = (", who leave" if leavers else ", who stay; with --leavers they leave") if kind == "missing" else ""
            typer.echo(f"{counted(len(changes), *headings)}{leave}:")
            for change in changes:
                typer.echo(f"  {change.who}: {change.words}")
    unchanged = counted(found.unchanged, "person", "people")
    typer.echo(f"{unchanged} unchanged. The column email is not kept: nothing needs it.")


def _make_keys(store: Store, owners: Sequence[str]) -> None:
    with progress() as told:
        for number, owner in enumerate(owners, start=1):
            store.keys.make(owner)
            told("keys", number, len(owners))
