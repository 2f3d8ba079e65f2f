"""Rounds that somebody plans for a meeting: from what they count, and what moves along with it (S05). Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dialogs.language.content import Format
from dialogs.language.starts import ENDING, MEETING, PREVIOUS
from dialogs.timing.cadence import Moment, resolve
from dialogs.timing.plans import Plan

TOGETHER = timedelta(hours=1)
"""How long a meeting takes that was planned elsewhere."""


def around_a_day(format: Format, moments: Mapping[str, datetime], now: datetime) -> Mapping[str, datetime]:
    """Return the moments of a round with those around its meeting; where none was planned, the time before it begins now."""
    if not format.meets or MEETING not in moments:
        return moments
    return {PREVIOUS: now, ENDING: moments[MEETING] + TOGETHER, **moments}


def moved_along(format: Format, plan: Plan, moments: Mapping[str, datetime], zone: ZoneInfo) -> Mapping[str, datetime]:
    """Return the other moments of a round with its meeting: days that were chosen for it move along as many days."""
    if not format.meets or MEETING not in moments:
        return moments
    days = (moments[MEETING].astimezone(zone).date() - plan.moments[MEETING].astimezone(zone).date()).days
    beside = [name for name in (ENDING, *format.dates) if name in plan.moments]
    return {name: resolve(Moment(name, count=days), plan.moments, zone) for name in beside} | dict(moments)
