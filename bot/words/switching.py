"""Letting a group have a format of the calendar, or have it no more, by the word of who may decide that (``switched``; S16)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.incoming import several, standing
from bot.planned import led_starts
from bot.timing.opening import lacking, switch_on
from bot.words import habit_limits
from dialogs.answers.dates import day_in_words
from dialogs.language.content import Format
from storage.groups import people, teams
from storage.groups.teams import Team
from storage.privacy import audit
from storage.timing import schedules

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says: ``on week_start_mood``, or ``off week_start_mood 2`` with the number of a group.

    ``end logbook`` ends what comes to herself again and again (S15).
    """
    act, format_id, *number = detail.split(" ")
    format = doing.editions.newest(format_id).read_in(doing.person.language)
    if act == "end":
        standing.end(doing, format)
        return
    team = group_for(doing, format, number, "aan" if act == "on" else "uit")
    if team is not None and act == "on":
        turn_on(doing, format, team)
    elif team is not None:
        _off(doing, format, team)
    doing.again()


def group_for(doing: "Doing", format: Format, number: Sequence[str], after: str = "aan") -> Team | None:
    """Return the group that is meant by its number, or by being the only one; else say what is in the way, or ask which."""
    held = dict.fromkeys(one.team for one in people.roles_of(doing.unit, doing.person.id) if one.role in format.starts.by)
    groups = [group for one in held if (group := teams.load(doing.unit, one)).kind in format.groups]
    wanted = led_starts.named(doing, number)
    named = [group for group in groups if wanted in {None, group.id}]
    if not groups:
        doing.say("err.no_rights", {"rol": format.starts.by[0]})
    elif len(named) != 1:
        led_starts.ask_which(doing, f"{format.starts.switched} {after}", groups)
    return named[0] if len(named) == 1 else None


def turn_on(doing: "Doing", format: Format, team: Team, instead_of: str | None = None) -> None:
    """Let a group have it from its next opening on, unless it lacks what it needs; what it comes instead of goes only then."""
    if (missing := lacking(doing.unit, format, team)) is not None:
        doing.say(f"needs.{missing.what}", {"rol": missing.role, "aantal": missing.number})
        return
    if habit_limits.asks_first(doing, format, team, instead_of):
        return
    if schedules.rhythm_of(doing.unit, format.id, team.id) is None:
        if instead_of is not None:
            _end(doing, instead_of, team)
        switch_on(doing.unit, doing.editions, format.id, team.id, doing.now)
        audit.note(doing.unit, "format on", doing.now, actor=doing.person.id, subject=team.id)
    doing.remember(None)  # it has a word of its own to end it
    opens = schedules.next_opening_of(doing.unit, team.id, [format.id])
    day = day_in_words(opens, team.zone, doing.person.language) if opens else ""
    doing.say("switched.on", {**_slots(doing, format, team), "datum": day})


def _off(doing: "Doing", format: Format, team: Team) -> None:
    """Let a group have no more rounds of it; what is open goes on until it closes."""
    _end(doing, format.id, team)
    doing.remember(None)
    doing.say("switched.off", _slots(doing, format, team))


def _end(doing: "Doing", format_id: str, team: Team) -> None:
    schedules.switch_off(doing.unit, format_id, team.id)
    audit.note(doing.unit, "format off", doing.now, actor=doing.person.id, subject=team.id)


def _slots(doing: "Doing", format: Format, team: Team) -> dict[str, str]:
    title = several.told_apart(doing.unit, doing.person.id, format.title, team)
    return {"titel": title, "commando": f"{format.starts.switched}", "groep": team.name}
