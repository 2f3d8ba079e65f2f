"""What a team says about its small habits: when it meets each week, that a meeting is off, which habit rests (S19)."""

from typing import TYPE_CHECKING

from bot.gatherings import before_meetings
from bot.planned import led_starts
from bot.timing.opening import is_skipped, plan_anew, skip_next
from bot.words import switching
from bot.words.habit_limits import goes_with_meeting, running
from dialogs.answers.dates import day_in_words, weekday_in_words
from dialogs.settings import MEETINGS_OFF, TEAM_MEETS
from dialogs.timing import team_meetings
from dialogs.timing.cadence import WEEKDAYS
from storage.groups import people, settings, teams
from storage.groups.teams import Team
from storage.privacy import audit
from storage.timing import schedules

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

IN_TEAM = frozenset({"member", "lead"})
"""Who may say when the team meets: anybody in it."""


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says, in the group of which the number stands second; 0 where none was named."""
    act, number, *more = detail.split(" ")
    if act == "swap":
        _swap(doing, number, *more)
    elif (team := _team(doing, number)) is None:
        doing.again()
    elif act == "meets":
        _meets(doing, team, *more)
    else:
        _off(doing, team)


def _team(doing: "Doing", number: str) -> Team | None:
    """Return the team that is meant, or say that it has to be named."""
    held = dict.fromkeys(one.team for one in people.roles_of(doing.unit, doing.person.id) if one.role in IN_TEAM)
    wanted = led_starts.named(doing, [number])
    groups = [teams.load(doing.unit, one) for one in held if wanted in {None, one}]
    if not groups:
        doing.say("err.no_rights", {"rol": "member"})
    elif len(groups) > 1:
        doing.say("habits.which_team")
    return groups[0] if len(groups) == 1 else None


def _swap(doing: "Doing", number: str, new: str, old: str) -> None:
    """Let one habit rest, and another take its place."""
    format = doing.editions.newest(new).read_in(doing.person.language)
    if (team := switching.group_for(doing, format, [number])) is not None:
        switching.turn_on(doing, format, team, instead_of=old)
    doing.again()


def _meets(doing: "Doing", team: Team, day: str, at: str, habit: str = "") -> None:
    """Keep when the team meets each week, and move what goes with that; switch a habit on that waited for it."""
    settings.choose(doing.unit, TEAM_MEETS, f"{day} {at}", team.id)
    plan_anew(doing.unit, doing.editions, team.id, doing.now)
    audit.note(doing.unit, "settings set", doing.now, actor=doing.person.id, subject=f"{team.id} {TEAM_MEETS.name}")
    doing.remember(None)
    called = weekday_in_words(WEEKDAYS.index(day), doing.person.language)
    doing.say("habits.meets", {"groep": team.name, "weekdag": called, "tijd": at})
    if habit:
        switching.turn_on(doing, doing.editions.newest(habit).read_in(doing.person.language), teams.load(doing.unit, team.id))
    doing.again()


def _off(doing: "Doing", team: Team) -> None:
    """Leave out what goes with the next meeting of the team, as that is off; the ones after it stay, whoever says so too.

    What was asked for it goes on to the one after it (S09).
    """
    meeting = next(team_meetings.meetings(team.settings, doing.now, team.zone))
    hers = {one.id for one in running(doing, team) if goes_with_meeting(one)}
    plans = [plan for plan in schedules.of_team(doing.unit, team.id) if plan.format in hers]
    first = min((plan.occurrence for plan in plans), default="")
    known = any(is_skipped(doing.unit, doing.editions, plan, team, doing.now) for plan in plans)
    for plan in plans:
        if plan.occurrence == first and not known:
            skip_next(doing.unit, doing.editions, plan, team)
    doing.remember(None)
    if team_meetings.known(team.settings):
        kept = team_meetings.with_off(team.settings, meeting, doing.now, team.zone)
        settings.choose(doing.unit, MEETINGS_OFF, kept, team.id)
        audit.note(doing.unit, "settings set", doing.now, actor=doing.person.id, subject=f"{team.id} {MEETINGS_OFF.name}")
        team = teams.load(doing.unit, team.id)
    goes_on = before_meetings.is_off(doing.unit, doing.editions, team, meeting, doing.now)
    said = "off" if plans or goes_on else "off_without" if team_meetings.known(team.settings) else "none_with_meeting"
    doing.say(f"habits.{said}", {"groep": team.name, "datum": day_in_words(meeting, team.zone, doing.person.language)})
    doing.again()
