"""How a programme goes on or ends, by the word of who began it (S37). Every function works inside one unit of work."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.gatherings import programmes
from bot.incoming.surroundings import Setting
from bot.outgoing import replacing
from bot.planned import plans
from bot.timing.editions import Editions
from dialogs.timing.named_days import named
from storage.groups import rounds, teams
from storage.privacy import audit
from storage.store import Unit
from storage.talks import ending
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def prolong(unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Let a programme go on until the day that was named in a conversation of it, where one was."""
    marks = [(one, kept.state.marks.get(one.id)) for one in setting.stage.questions if one.prolongs]
    days = [named(question, mark, now, setting.team) for question, mark in marks if mark and mark.chosen and setting.team]
    running = rounds.load(unit, kept.round) if days and kept.round is not None else None
    until = next((one for one in days if one is not None and one > now), None)
    if running is not None and running.programme is not None and until is not None:
        planned, team = rounds.load(unit, running.programme), teams.load(unit, running.team)
        programmes.prolong(unit, editions, planned, until, team, now)


def end(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Let a programme end; what goes out of the day on which that was said still does."""
    del setting
    running = rounds.load(doing.unit, kept.round) if kept.round is not None else None
    if running is None or running.programme is None:
        return
    end_days(doing.unit, doing.editions, running.programme, doing.now, but=running.id)
    audit.note(doing.unit, "programme ended", doing.now, actor=doing.person.id, subject=running.team)
    doing.remember(None)  # what was called off is not there any more


def end_days(unit: Unit, editions: Editions, programme: int, now: datetime, *, but: int | None = None) -> None:
    """Let nothing more be asked or told around the days of a programme; what was shared on one that has come stays."""
    for one in rounds.of_programme(unit, programme):
        if one.id != but and one.planned > now:
            plans.cancel(unit, editions, one, now)
        elif one.id != but:
            rounds.close(unit, one.id, now)
            rounds.set_next(unit, one.id, None)
            ending.withdraw_in(unit, one.id, now)
            replacing.called_off(unit, editions, one.id, now)
