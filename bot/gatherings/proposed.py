"""The meetings that somebody is about to plan, as she reads them before she says yes (S25)."""

from collections.abc import Sequence
from datetime import datetime

from bot.gatherings.series import line_of
from bot.incoming.surroundings import Setting
from dialogs.answers.dates import hour_in_words
from dialogs.gatherings.programmes import Meeting, planned_meetings
from dialogs.saying.phrases import Phrases
from dialogs.timing.named_days import planned
from dialogs.timing.plans import Plan
from storage.groups.teams import Team


def proposed(setting: Setting, team: Team, now: datetime) -> str:
    """Return the days of the meetings that would be planned with what was chosen so far, one to a line.

    They are worked out as they are when the programme is planned: not on a holiday, with a word about the summer weeks.
    """
    format, marks = setting.format, setting.conversation.state.marks
    programme = format.programme
    moments = planned(format, marks, now, team, None, now)
    chosen = {name: mark.chosen for name, mark in marks.items() if name in format.plan and mark.chosen}
    plan = Plan(setting.person.id, 0, chosen, moments=moments)
    meetings = planned_meetings(programme, plan, team) if programme else ()
    return listed(meetings, team, setting.phrases, now) if meetings else setting.phrases.text("unknown.moment")


def listed(meetings: Sequence[Meeting], team: Team, phrases: Phrases, now: datetime) -> str:
    """Return meetings one to a line, with a word about the weeks in which many are on holiday."""
    days = ((one, hour_in_words(one.at, team.zone, phrases.language, now)) for one in meetings)
    return "\n".join(phrases.text(line_of(one, team), {"nummer": one.number, "datum": day}) for one, day in days)
