"""In a programme a round may end those of its kind around earlier meetings once it begins (S11, S44)."""

from datetime import datetime

from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.timing.plans import Plan
from storage.groups import rounds
from storage.groups.rounds import Round
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import ending, finding
from storage.talks.conversations import Conversation


def ends_earlier(unit: Unit, format: Format, running: Round, plan: Plan, now: datetime) -> None:
    """End what goes on around earlier meetings, where the first stage of a round is reached just now; may run twice."""
    if not format.starts.newest or not plan.reached or (running.plan is not None and running.plan.reached):
        return
    for id_ in rounds.before_meeting(unit, running):
        if rounds.close(unit, id_, now):
            rounds.set_next(unit, id_, None)
            left = [one for one in finding.all_in(unit, id_) if _is_left(format, one)]
            ending.withdraw_in(unit, id_, now)
            for one in left:
                _tell_kept(unit, format, one, now)


def ends_at(unit: Unit, editions: Editions, kept: Conversation) -> datetime | None:
    """Return until when a conversation takes what is told: its closing, or when a newer round of its kind begins."""
    if kept.round is None or not editions.of(unit, kept.format, kept.version).dutch.starts.newest:
        return kept.closes_at
    running = rounds.load(unit, kept.round)
    around = rounds.of_programme(unit, running.programme or 0)
    later = [one.planned for one in around if one.format == running.format and (one.number or 0) > (running.number or 0)]
    return min([*later, *([kept.closes_at] if kept.closes_at else [])], default=None)


def _is_left(format: Format, one: Conversation) -> bool:
    """Whether somebody wrote something that was to be put to another, and did not put it to her."""
    stage, marks = next((stage for stage in format.stages if stage.id == one.stage), None), one.state.marks
    if stage is None or not stage.asks or not any(text.id in marks and marks[text.id].answered for text in stage.worded):
        return False
    return not any(_is_put(stage, question.id, one) for question in stage.asks)


def _is_put(stage: Stage, question: str, one: Conversation) -> bool:
    mark = one.state.marks.get(question)
    return mark is not None and any(name not in stage.question(question).options for name in mark.chosen)


def _tell_kept(unit: Unit, format: Format, one: Conversation, now: datetime) -> None:
    """Tell somebody once that what she wrote is kept for her, as another round begins (S44)."""
    if (to := reached_at(unit, one.person)) is not None:
        part = {"say": "newest.kept", "with": {"titel": format.title}}
        outbox.add(unit, Message(f"kept {one.id}", to, "notice", [part], now, person=one.person))
