"""A group's pause: its lead, or the facilitator of a leergroep, lets nothing be sent to it until a day (X19)."""

from typing import TYPE_CHECKING

from bot.outgoing.rooms import say_in_room
from bot.planned import led_starts
from bot.planned.whole_time import pause_changed
from dialogs.answers.dates import day_ahead, day_in_words
from dialogs.answers.days_said import Unclear
from dialogs.language.roles import Role
from dialogs.timing.pauses import longest_pause, on_the_morning_of
from storage.groups import people, rounds, teams
from storage.groups.teams import Team
from storage.privacy import audit
from storage.timing import pushing

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says about the pause of a group: ``pause 0 31 augustus``, ``return 2``; with 0 no group was named."""
    act, number, *day = detail.split(" ", 2)
    groups = _led_by(doing)
    named = groups if number == "0" else groups[int(number) - 1 : int(number)]
    if not groups:
        doing.say("err.no_rights", {"rol": _who_may(doing)})
    elif act == "pause" and not day:
        doing.say("team_pause.until_when")
    elif len(named) != 1:
        words = "terug van pauze {}" if act == "return" else f"pauze {{}} tot {day[0]}"
        doing.say("team_pause.which", {}, [(f"team {words.format(n)}", one.name) for n, one in enumerate(groups, start=1)])
    elif act == "return":
        _end(doing, named[0])
    else:
        _begin(doing, named[0], day[0])
    doing.again()


def _role_for(group: Team) -> Role:
    return "lead" if group.kind == "team" else "facilitator"


def _led_by(doing: "Doing") -> list[Team]:
    """Return the groups whose pause is a person's to set, the first joined first."""
    found = {}
    for held in people.roles_of(doing.unit, doing.person.id):
        group = teams.load(doing.unit, held.team)
        if held.role == _role_for(group):
            found[group.id] = group
    return list(found.values())


def _who_may(doing: "Doing") -> Role:
    home = people.home_team(doing.unit, doing.person.id)
    return _role_for(teams.load(doing.unit, home)) if home else "lead"


def _begin(doing: "Doing", group: Team, text: str) -> None:
    """Let a group be in peace from now on; what belongs to it moves to after the pause, or is left out.

    What the group planned for itself stands, unless its lead moves it: she is asked.
    """
    now = doing.now
    day = day_ahead(text, now.astimezone(group.zone).date())
    if isinstance(day, Unclear):
        doing.say("team_pause.past" if day.reason == "past" else "team_pause.no_day")
        return
    wanted, longest = on_the_morning_of(day, group.zone), longest_pause(now, group.zone)
    until = min(wanted, longest)
    doing.remember(None)  # it has a word of its own to end it
    teams.pause(doing.unit, group.id, until)
    audit.note(doing.unit, "group pauses", now, actor=doing.person.id, subject=group.id)
    slots = {"groep": group.name, "datum": day_in_words(until, group.zone, doing.person.language)}
    doing.say("team_pause.set" if until == wanted else "team_pause.longest", slots)
    say_in_room(doing.unit, group, f"pause {group.id} {doing.cause}", "team_pause.room", now, until=until)
    _look_again(doing, group)
    for running in rounds.planned_in(doing.unit, group.id):
        led_starts.ask_about_pause(doing, running, teams.load(doing.unit, group.id))


def _end(doing: "Doing", group: Team) -> None:
    """End a group's pause before its day; what it kept waiting is looked at again."""
    if not group.pauses_at(doing.now):
        doing.say("team_pause.none", {"groep": group.name})
        return
    doing.remember(None)
    teams.pause(doing.unit, group.id, None)
    audit.note(doing.unit, "group is back", doing.now, actor=doing.person.id, subject=group.id)
    _look_again(doing, group)
    doing.say("team_pause.ended", {"groep": group.name})
    say_in_room(
        doing.unit, teams.load(doing.unit, group.id), f"back {group.id} {doing.cause}", "team_pause.room_back", doing.now
    )


def _look_again(doing: "Doing", group: Team) -> None:
    """Let what waits for the end of a group's pause go by the end that it has now."""
    pause_changed(doing.unit, doing.editions, teams.load(doing.unit, group.id), doing.now)
    pushing.look_again_in(doing.unit, group.id, doing.now)
