"""Keeping, sharing, changing and taking back answers, with every post that shows them revised (spec §0.4, GE3, C-38)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.incoming.files import Checked
from bot.incoming.surroundings import Setting
from dialogs.talk.conversation import Mark, Status
from dialogs.talk.effects import Change, Flag, Record, Share
from dialogs.talk.questions import key_of, worth_of
from dialogs.visibility import Level
from storage.groups import people, planned_with
from storage.groups.rounds import Round
from storage.groups.taking_part import the_other
from storage.outgoing import posts
from storage.store import Unit
from storage.talks import answered, answers, conversations, files, finding, flags, nameless, undo
from storage.talks.conversations import Conversation
from storage.talks.undo import Undo

KEPT_AFTER_LEAVING = timedelta(days=30)


def record(
    unit: Unit, setting: Setting, checked: Checked, effect: Record, marks: Mapping[str, Mark], now: datetime,
    message: str | None = None,
) -> int | None:  # fmt: skip
    """Keep an answer, private until it is shared, with the file that came with it; return its id where it is a new one.

    ``marks`` say what has been chosen now: the value that a text has may be among it. ``message`` is the one that says it all.
    """
    conversation, author = setting.conversation, setting.person.id
    owner, apart = effect.owner or author, conversation.id if conversation.apart else None
    question = setting.stage.question(effect.question)
    for file in checked.good:
        if file.id == effect.value.file:
            files.keep(unit, file.id, owner, file.name, file.type, file.body, now, apart=apart)
    key = key_of(effect.question, effect.repetition)
    followed = setting.followed.get(key)
    id_, replaced = answers.record(
        unit, owner, conversation.id, conversation.team, conversation.format, effect.question, effect.repetition,
        _kind(setting, effect.question), effect.value, now, append=effect.append, repeats=key in conversation.state.marks,
        author=author, worth=worth_of(setting.stage, question, marks, effect.repetition),
        follows=followed.id if followed else None, bound=setting.bound, kept_apart=conversation.apart,
        message=message,
    )  # fmt: skip
    _give_worth(unit, setting, effect, marks, now)
    if not replaced:
        return id_
    posts.revise_posts_with(unit, [id_], now)
    return None


def _kind(setting: Setting, question: str) -> str:
    """Return the kind of a question as the format has it, also where it was fitted to the person."""
    return (setting.format.asked(question) or setting.stage.question(question)).kind


def _give_worth(unit: Unit, setting: Setting, effect: Record, marks: Mapping[str, Mark], now: datetime) -> None:
    """Give texts that were written already the value that is chosen for them now."""
    chosen = setting.stage.question(effect.question)
    ids = [one.id for one in setting.stage.valued if setting.stage.decides(one) is chosen]
    if any(key_of(name, effect.repetition) in marks for name in ids):
        changed = answers.give_worth(unit, setting.conversation.id, ids, effect.repetition, effect.value.chosen[0])
        posts.revise_posts_with(unit, changed, now)


def share(unit: Unit, setting: Setting, effect: Share, now: datetime) -> Undo:
    """Give answers other readers; return which answers, and who read them before.

    What is written in a plan gets them with the round that is planned: until then nobody reads it (S36).
    """
    conversation = setting.conversation
    if effect.questions:
        before = undo.readers_in(unit, conversation.id, effect.questions, effect.repetition)
    else:
        before = undo.readers_of(unit, _subject(unit, setting, effect.about))
    ids = [row[0] for row in before]
    group = effect.group or conversation.team
    for reader, these in _by_reader(unit, ids, effect.level, setting.person.id, group).items():
        level = "V0" if effect.level == "V5" and reader is None else effect.level
        if level != "V0" and setting.plans:
            answers.share(unit, setting.person.id, these, "V0", group, now, reader, meant=level)
        else:
            answers.share(unit, setting.person.id, these, level, group, now, reader)
    groups = {}
    if effect.questions and group is not None and group != conversation.team:
        groups[conversation.id] = conversation.team
        conversations.belong_to(unit, conversation.id, group)
    posts.revise_posts_with(unit, ids, now, own=False)
    if effect.level != "V2":
        _look_again(unit, setting.person.id, [row[0] for row in before if row[1] == "V2"], now)
    if effect.level == "V2" and (not effect.questions or any(output.of_round for output in setting.format.outputs)):
        posts.revise_boards_for(unit, ids, now)
    return Undo("readers", now, readers=before, groups=groups)


def _by_reader(
    unit: Unit, ids: Sequence[int], level: Level, owner: str, group: str | None
) -> Mapping[str | None, Sequence[int]]:  # fmt: skip
    """Return answers by the one person who is to read them; by nobody at another level.

    It is who wrote each down for its owner, or else the other one of a duo (S43).
    """
    if level != "V5":
        return {None: ids}
    found: dict[str | None, list[int]] = {}
    for id_ in ids:
        author = answered.author_of(unit, id_)
        found.setdefault(author if author != owner or group is None else the_other(unit, group, owner), []).append(id_)
    return found


def flag(unit: Unit, setting: Setting, effect: Flag) -> None:
    """Give answers flags, and take others from them."""
    found = answers.ids_in(unit, setting.conversation.id, effect.questions, effect.repetition)
    ids = found if effect.questions else _subject(unit, setting, None)
    flags.put(unit, setting.person.id, ids, effect.gives, effect.takes)


def _subject(unit: Unit, setting: Setting, one: int | None) -> list[int]:
    """Return the one that is spoken of, or else what a conversation is about: with a batch too small, the whole of it (K2)."""
    if one is not None:
        return [one]
    about = setting.about
    assert about is not None
    return nameless.siblings(unit, about) if setting.format.starts.act == "too_few" else [about]


def make_private(unit: Unit, owner: str, ids: Sequence[int], now: datetime) -> Undo:
    """Take the readers from answers; return who they were."""
    before = undo.readers_of(unit, ids)
    answers.share(unit, owner, ids, "V0", None, now)
    posts.revise_posts_with(unit, ids, now, own=False)
    _look_again(unit, owner, ids, now)
    return Undo("readers", now, readers=before)


def planned(unit: Unit, kept: Conversation, opened: Round, now: datetime) -> None:
    """Let a conversation belong to the round that was planned in it: what was written there gets its readers (S36).

    Who read a text of it before is no matter any more, so that choice is not taken back with a word (X17); another one is.
    """
    conversations.belong_to_round(unit, kept.id, opened.id)
    answers.read_as_meant(unit, kept.id, now)
    last = undo.last(unit, kept.person)
    if last is not None and undo.is_about(unit, last, kept.id):
        undo.keep(unit, kept.person, None)


def _look_again(unit: Unit, owner: str, ids: Sequence[int], now: datetime) -> None:
    """Look at once at what was to be done by whose text was chosen, now that she shares it no more (S29)."""
    if ids:
        planned_with.look_again_where_asked(unit, owner, now)


def keep_for_herself(unit: Unit, owner: str, now: datetime) -> Undo:
    """Take the readers from all that a person shared; thirty days from now it is erased (GE4). Return who they were."""
    shared = make_private(unit, owner, answered.shared_by(unit, owner), now)
    people.set_values(unit, owner, erase_at=now + KEPT_AFTER_LEAVING)
    return shared


def change(unit: Unit, setting: Setting, effect: Change, now: datetime, message: str | None = None) -> int | None:
    """Replace the text of the answer that is spoken of, or that the conversation is about; by a ``message``, if one says it.

    Returns the answer that is in other words now.
    """
    about = setting.about if effect.about is None else effect.about
    if about is not None and answers.change(
        unit, setting.person.id, about, effect.text, now, append=effect.append, message=message
    ):
        posts.revise_posts_with(unit, [about], now)
        return about
    return None


def throw_away(unit: Unit, setting: Setting, now: datetime) -> list[int]:
    """Take back all that was answered in a conversation; what speaks of it ends, and is returned."""
    ids = answers.throw_away(unit, setting.person.id, setting.conversation.id, now)
    posts.revise_posts_with(unit, ids, now)
    return _end(unit, finding.about(unit, ids), now)


def withdraw(unit: Unit, setting: Setting, id_: int, now: datetime) -> list[int]:
    """Take an answer back, everywhere; the conversations that began it or speak of it end, and their ids are returned."""
    answers.withdraw(unit, setting.person.id, id_, now)
    began = conversations.load(unit, answered.conversation_of(unit, id_))
    hers = [began] if began.person == setting.person.id else []  # not what somebody else writes down for her
    touched = [one for one in (*hers, *finding.about(unit, [id_])) if one.id != setting.conversation.id]
    posts.revise_posts_with(unit, [id_], now)
    _look_again(unit, setting.person.id, [id_], now)
    return _end(unit, touched, now)


def take_out(unit: Unit, owner: str, id_: int, now: datetime) -> list[int]:
    """Take out what was written down for somebody, before she was asked about it; what speaks of it ends, and is returned."""
    answers.withdraw(unit, owner, id_, now)
    return _end(unit, finding.about(unit, [id_]), now)


def _end(unit: Unit, touched: Sequence[Conversation], now: datetime) -> list[int]:
    """End conversations whose matter is gone, so that nothing is asked or kept about it any more."""
    running = [one for one in touched if one.ended_at is None]
    for one in running:
        state = replace(one.state, held=None, echo="")
        conversations.save(unit, replace(one, status=Status.WITHDRAWN, ended_at=now, state=state), None)
    return [one.id for one in running]
