"""Telling what a round would ask of each role that nobody planned yet, as an example (X08, S06); it looks at no person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.planned.held_before import begun, last_held
from dialogs.answers.dates import day_in_words
from dialogs.language.content import Format
from dialogs.saying.phrases import Phrases
from dialogs.timing.dryrun import Coming, Going, foresee
from dialogs.timing.needs import lack
from dialogs.timing.onlooker import Group
from dialogs.timing.plans import Plan, day_chosen
from dialogs.timing.supposing import supposed
from dialogs.timing.timetable import at_work
from storage.groups.teams import Team
from storage.store import Unit

LONGEST = timedelta(weeks=53)
"""For how long an example is told."""


def to_be_planned(
    formats: Mapping[str, Format], team: Team, offered: Mapping[str, Sequence[datetime]], start: datetime, until: datetime
) -> dict[str, datetime]:
    """Return the formats of which a round is ``offered`` to who leads a group, and when it would be planned.

    That is at the first offer until a moment, or else at once.
    """
    found = {}
    for name, moments in offered.items():
        if (other := formats[name].starts.since) and formats[other].plan and team.kind in formats[other].groups:
            found[other] = next((moment for moment in sorted(moments) if start <= moment < until), start)
    return found


def example(
    unit: Unit, format: Format, team: Team, group: Group, planned: datetime, phrases: Phrases
) -> tuple[str, list[Coming]] | None:  # fmt: skip
    """Return what is said above the example of a round that is planned at a moment, and what would come of it.

    None where no round opens, as the group lacks something.
    """
    if lack(format.needs, group) is not None:
        return None
    opened = at_work(planned, team)
    plan = supposed(format, opened, team, last_held(unit, format.id, team.id), begun(unit, team.id, planned))
    day = plan.moments[format.dates[-1]] if format.dates else opened
    going = Going(format.id, plan, opened, day)
    coming = foresee({}, {format.id: format}, replace(group, introduces=False), opened, opened + LONGEST, going=[going])
    return _head(format, plan, opened, team, phrases), coming


def _head(format: Format, plan: Plan, opened: datetime, team: Team, phrases: Phrases) -> str:
    slots: dict[str, object] = {"titel": format.title, "datum": day_in_words(opened, team.zone, phrases.language)}
    head = phrases.text("calendar.example", slots)
    if not format.dates:
        return head
    question = format.plan[format.dates[-1]]
    day = day_chosen(plan, question, plan.moments[question.id], team.zone, phrases.language)
    return f"{head} {phrases.text('calendar.example_day', {'dag': day})}"
