"""What is still taken after a stage has closed, up to what is shown of it (S06, C-41)."""

from datetime import datetime

from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.language.stages import Stage
from dialogs.timing.timetable import reports
from storage.groups import rounds, teams
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import ending, windows
from storage.talks.conversations import Conversation


def is_late(stage: Stage, kept: Conversation) -> bool:
    """Whether a conversation goes on after the closing of its stage: it has no closing any more."""
    return stage.window.until is not None and kept.round is not None and kept.closes_at is None


def stays_open(unit: Unit, editions: Editions, kept: Conversation, now: datetime) -> bool:
    """Let a conversation whose closing has come go on without reminders, if what is told in it is still taken.

    Nobody is asked anything in it any more; returns whether it goes on.
    """
    format, stage = editions.stage_of(unit, kept, "nl")
    if kept.round is None or not takes_still(unit, format, stage, rounds.load(unit, kept.round), now):
        return False
    windows.keep_open(unit, kept, now)
    return True


def takes_still(unit: Unit, format: Format, stage: Stage, running: Round, now: datetime) -> bool:
    """Whether what is told in a stage after its closing is still taken: what is shown of it has not come yet."""
    until = stage.window.until
    if until is None:
        return False
    moments = {output.id: moment for output, moment in reports(format, running, teams.load(unit, running.team))}
    moments |= {day: running.moments[day] for day in format.days_until & running.moments.keys()}
    return until not in moments or moments[until] > now


def end(unit: Unit, format: Format, running: Round, output: Output, now: datetime) -> None:
    """End what was still taken up to an output: from now on it is too late for that."""
    _end(unit, format, running, output.id, now)


def end_days(unit: Unit, format: Format, running: Round, now: datetime) -> None:
    """End what was still taken up to a day that has come."""
    for day in format.days_until & running.moments.keys():
        if running.moments[day] <= now:
            _end(unit, format, running, day, now)


def _end(unit: Unit, format: Format, running: Round, until: str, now: datetime) -> None:
    if stages := format.takes_until(until):
        ending.close_now(unit, running.id, stages, now)
