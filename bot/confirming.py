"""What silence means where somebody goes over her own texts, and the whole time that she has for it (S06)."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot import plans
from bot.editions import Editions
from bot.scenes import Setting
from dialogs.questions import base_of, key_about
from dialogs.visibility import Person as Reader
from storage import answers, conversations, posts, recalling, rounds
from storage.conversations import Conversation
from storage.store import Unit


def begin_time(unit: Unit, editions: Editions, conversation: Conversation, lasts: float, now: datetime) -> Conversation:
    """Let the time that somebody has begin when she is asked, where that is later than planned; so does what comes after it.

    ``lasts`` is how many seconds she has. Returns the conversation as it is kept.
    """
    closes = now + timedelta(seconds=lasts)
    if conversation.closes_at is not None and conversation.closes_at >= closes:
        closes = conversation.closes_at
    else:
        conversations.close_later(unit, conversation.id, closes)
    running = rounds.load(unit, conversation.round) if conversation.round is not None else None
    if running is not None and running.plan is not None and running.status == "open":
        stage = conversation.stage
        if stage in running.plan.reached and running.plan.moments[stage] < closes:
            plans.go_on(unit, editions, replace(running, plan=running.plan.ends(stage, closes)), now)
    return replace(conversation, closes_at=closes)


def settle(unit: Unit, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Share the texts that somebody decided nothing about, if that is what she said that her silence means.

    It is no silence where she was never asked, or did something else with a text meanwhile.
    """
    stage, person = setting.stage, Reader(setting.person.id)
    reached = kept.put and setting.person.undeliverable is None
    if not stage.silence or kept.round is None or not reached or "V2" not in setting.levels:
        return
    meant = recalling.told_in(unit, person, kept.round, tuple(stage.silence))
    if not any(set(one.value.chosen) & set(stage.silence[one.sealed.question]) for one in meant):
        return
    choice, marks = base_of(stage.asked[0].id), kept.state.marks
    decided = {text for text in setting.texts if (mark := marks.get(key_about(choice, text))) and mark.answered}
    ids = recalling.untouched(unit, person.id, setting.texts.keys() - decided)
    answers.share(unit, person.id, ids, "V2", kept.team, now)
    posts.revise_posts_with(unit, ids, now, own=False)
    posts.revise_boards_for(unit, ids, now)
