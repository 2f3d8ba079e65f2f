"""What silence means where somebody goes over her own texts (S06)."""

from datetime import datetime

from bot.incoming.surroundings import Setting
from dialogs.answers.names import named_in
from dialogs.talk.questions import base_of, key_about
from dialogs.visibility import Person as Reader
from storage.outgoing import cards, posts
from storage.store import Unit
from storage.talks import answers, recalling
from storage.talks.conversations import Conversation


def settle(unit: Unit, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Share the texts that somebody decided nothing about, if that is what she said that her silence means.

    It is no silence where she was never asked, where a text was written after that, or where she did something else with it
    meanwhile. A text that names a colleague stays with her: that is asked about first (K5).
    """
    stage, person = setting.stage, Reader(setting.person.id)
    asked = (kept.put_at or kept.touched_at) if kept.prompted_at is not None else None
    reached = asked is not None and setting.person.undeliverable is None
    if not stage.silence or kept.round is None or not reached or "V2" not in setting.levels:
        return
    meant = recalling.told_in(unit, person, kept.round, tuple(stage.silence))
    if not any(set(one.value.chosen) & set(stage.silence[one.sealed.question]) for one in meant):
        return
    choice, marks = base_of(stage.asked[0].id), kept.state.marks
    decided = {text for text in setting.texts if (mark := marks.get(key_about(choice, text))) and mark.answered}
    names = {id_: name for id_, name in setting.names().items() if id_ != person.id}
    naming = {text for text, one in setting.texts.items() if named_in(one.value.text or "", names)}
    known = {text for text, one in setting.texts.items() if asked is not None and one.answered_at <= asked}
    ids = recalling.untouched(unit, person.id, known - decided - naming)
    answers.share(unit, person.id, ids, "V2", kept.team, now)
    posts.revise_posts_with(unit, ids, now, own=False)
    posts.revise_boards_for(unit, ids, now)
    cards.replace(unit, cards.showing(unit, person.id, ids), now)
