"""Doing what a conversation decided about answers, and about what is known of the person (DESIGN §2, 5)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from bot.gatherings import ahead, asked_answers, free_moments, made, naming, prepared
from bot.incoming import keeping, visiting
from bot.incoming.facts import COLUMNS, set_fact
from bot.incoming.nameless import asking_about, stop_asking
from bot.incoming.surroundings import Setting
from bot.planned import whole_time
from dialogs.talk import effects
from dialogs.talk.conversation import Mark
from storage.groups import people
from storage.talks.undo import Undo

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def keep(doing: "Doing", setting: Setting, effect: effects.Effect, marks: Mapping[str, Mark]) -> None:
    """Do an effect on answers or on what is known of the person."""
    unit, now = doing.unit, doing.now
    if not isinstance(effect, effects.Record):
        doing.told.clear()  # it may be about just these
    match effect:
        case effects.Record():
            _record(doing, setting, effect, marks)
        case effects.Share():
            chosen = keeping.share(unit, setting, effect, now)
            doing.remember(chosen)
            ids = [row[0] for row in chosen.readers]
            decided(doing, ids, setting.conversation.id)
            prepared.came_later(unit, doing.editions, ids if effect.level in {"V1", "V2"} else (), now)
        case effects.Flag():
            keeping.flag(unit, setting, effect)
        case effects.Change():
            _change(doing, setting, effect)
        case effects.Withdraw(about=one) if (about := setting.about if one is None else one) is not None:
            _withdraw(doing, setting, about)
        case effects.Discard():
            doing.leave(*keeping.throw_away(unit, setting, now))
            doing.remember(Undo("erased", now))
        case effects.SetFact(name=name, value=value):
            before = people.values_of(unit, doing.person.id, *COLUMNS[name]) if name in COLUMNS else None
            doing.remember(Undo("setting", now, before) if before else None)
            doing.person = set_fact(unit, doing.editions, doing.person, name, value, now)
            doing.settings.clear()
        case _:
            raise TypeError(effect)


def _withdraw(doing: "Doing", setting: Setting, about: int) -> None:
    """Take an answer back; what was asked of somebody with it is asked no more."""
    asked_answers.erased(doing.unit, doing.editions, doing.person.id, about, doing.now)
    doing.leave(*keeping.withdraw(doing.unit, setting, about, doing.now))
    doing.remember(Undo("erased", doing.now))


def _change(doing: "Doing", setting: Setting, effect: effects.Change) -> None:
    """Put an answer in other words, and tell who did what it asks."""
    changed = keeping.change(doing.unit, setting, effect, doing.now, doing.message_of(effect.text))
    if changed is not None:
        free_moments.changed(doing, changed)
    if (about := setting.about if effect.about is None else effect.about) is not None:
        made.tell_changed(doing.unit, doing.editions, about, doing.now)


def _record(doing: "Doing", setting: Setting, answered: effects.Record, marks: Mapping[str, Mark]) -> None:
    """Keep an answer, and have it at hand while it is as it was told."""
    message = doing.message_of(answered.value.text) if answered.owner is None else None
    id_ = keeping.record(doing.unit, setting, doing.checked, answered, marks, doing.now, message)
    if answered.value.text or setting.stage.question(answered.question).kind != "text":
        naming.name(doing.unit, doing.editions, setting, answered, doing.now)
    if setting.format.starts.rewords:
        ahead.keep(doing, setting, answered.question)
    if answered.owner is not None:
        whole_time.ask_about(doing.unit, doing.editions, setting, answered.question, answered.owner, doing.now)
    if id_ is None:
        doing.told.clear()
        doing.remember(None)  # the readers of before were chosen for other words
    else:
        doing.told[setting.conversation.id, answered.question, answered.repetition] = id_, answered.value
    if setting.stage.question(answered.question).visits:
        visiting.ask(doing, setting, answered)


def decided(doing: "Doing", ids: Sequence[int], but: int | None = None) -> None:
    """Ask no more what is to be done with answers that were given readers, or none, by their owner (K2)."""
    doing.read_otherwise.update(ids)
    asking = [one for one in asking_about(doing.unit, doing.editions, ids) if one.id != but]
    stop_asking(doing.unit, asking, doing.now)
    doing.leave(*(one.id for one in asking))
