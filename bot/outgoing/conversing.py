"""Drawing what is said in one conversation, part by part, with a person's own words where they belong (spec §4.1)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from bot.gatherings import asking_others
from bot.gatherings.choosing import texts_in
from bot.incoming.scenes import facts_of, replaced_in, scene_of
from bot.incoming.surroundings import Setting, setting_of
from bot.outgoing.following import shown
from bot.outgoing.in_place import InPlace, place_in
from bot.outgoing.recalling import with_recalled
from bot.planned.named_rounds import text_changed
from bot.timing.editions import MADE, Editions
from dialogs.gatherings.ahead import place_of
from dialogs.language.parts import Question
from dialogs.saying.digest import quote
from dialogs.saying.drawing import Scene, draw_question, explain, shown_at, shows_own_words, told
from dialogs.saying.prompt import BETWEEN, Prompt
from dialogs.talk.conversation import APART, GROUP
from dialogs.talk.effects import Value
from dialogs.talk.progress import covered, in_form, pending
from dialogs.talk.questions import key_of, labels_of, places_of, split_key, subject_of
from dialogs.visibility import Person as Reader
from storage.groups import rounds
from storage.groups.people import Person
from storage.outgoing.cards import Asked
from storage.store import Unit
from storage.talks import answers, conversations
from storage.talks.answers import Readable

Told = dict[tuple[int, str, int], tuple[int, Value]]
"""What somebody told just now: its id and what it says, by conversation, question and repetition."""


@dataclass(slots=True)
class Parts:
    """What has been drawn of one message, and the answers that stand in it."""

    again: datetime | None = None
    """When it was said, where it is drawn once more."""
    told: Told = field(default_factory=dict)
    prompts: list[Prompt] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    named: list[int] = field(default_factory=list)
    """What was written for the round when it was planned, and stands in it."""
    guides: dict[str, str] = field(default_factory=dict)
    """The names of who facilitates or leads where it is said."""
    asks: bool = False
    """Whether it asks something that can still be answered, or offers what can be done with an answer."""
    asked: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The keys of the questions that it asks, by conversation."""
    message: int = 0
    """Which message it is, where it is drawn once more."""
    stood: Asked = field(default_factory=dict)
    """What it asked, where it is drawn once more and is replaced when that was dealt with."""
    replaced: bool = False


def draw_said(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime, parts: Parts,
    settings: Mapping[int, Setting],
) -> Setting:  # fmt: skip
    """Draw what is said in a conversation; returns that with everything around it."""
    id_ = int(part["conv"])
    setting = settings.get(id_) or setting_of(unit, editions, person, conversations.load(unit, id_), now)
    if parts.again:
        setting = replace(setting, circle=setting.circle.guided_since(parts.again))
    parts.guides |= setting.circle.guides() | asking_others.named_in(unit, setting)
    scene = scene_of(unit, setting, parts.again or now, replaced_in(setting))
    if "number" in part and (changed := _changed(unit, setting, part["number"])) is not None:
        scene = replace(scene, reworded=changed.value.text)
        parts.named.append(changed.sealed.id)
    place = place_in(unit, parts.message, parts.stood, id_) if "open" in part or "ask" in part else None
    if place is not None and place.is_over(setting):
        _stand_in_place(unit, InPlace(unit, editions, setting, scene, place), setting, scene, part, parts)
    else:
        _say(unit, setting, scene, part, parts)
    parts.named += setting.names_given.said
    parts.named += editions.written_for(unit, setting.conversation)
    return setting


def _changed(unit: Unit, setting: Setting, number: int) -> Readable | None:
    """Return what who leads the group wrote in the place of the words of an announcement, or of a reminder (X10)."""
    kept = setting.conversation
    return text_changed(unit, rounds.load(unit, kept.round), place_of(kept.stage, number)) if kept.round else None


def _say(unit: Unit, setting: Setting, scene: Scene, part: Mapping[str, Any], parts: Parts) -> None:
    language = scene.phrases.language
    if "open" in part:
        key = pending(setting.stage, scene.state, facts_of(unit, setting, setting.conversation.opens_at, {}))
        parts.asks = parts.asks or setting.conversation.ended_at is None
        if parts.again:  # it asks as it did, however far she is
            key = key or setting.stage.asked[0].id
        if key is not None:
            parts.asked[scene.conversation] = (key,)
            parts.prompts.append(draw_question(scene, key, str(part["open"])))
    elif "ask" in part and parts.again and _is_gone(setting, str(part["ask"])):
        parts.prompts.append(Prompt(scene.phrase("removed_by_author"), language=language))
    elif "ask" in part:
        parts.asked[scene.conversation] = _keys(setting, part)
        parts.asks = parts.asks or (parts.again is not None and _still_asks(unit, setting, scene, str(part["ask"])))
        parts.prompts.append(draw_asked(unit, setting, scene, str(part["ask"]), str(part["manner"]), parts))
    elif "tell" in part:
        place = part["tell"]
        if place[0] == "info" and setting.stage.recalls:
            scene, found = with_recalled(unit, setting, scene, [setting.stage.question(place[1])])
            parts.answers += found
        parts.prompts.append(Prompt(told(scene, place), language=language))
    elif "why" in part:
        parts.prompts.append(Prompt(explain(scene, str(part["why"])), language=language))
    elif "echo" in part:
        parts.prompts.append(Prompt(quote(scene.state.echo), language=language))
    else:
        parts.prompts.append(Prompt(scene.phrase(str(part["say"]), _slots(scene, part.get("with", {}))), language=language))


def draw_asked(unit: Unit, setting: Setting, scene: Scene, key: str, manner: str, parts: Parts) -> Prompt:
    """Return a question, with what was told before where it stands with it."""
    recalled: list[int] = []
    if setting.stage.recalls:
        scene, recalled = with_recalled(unit, setting, scene, shown_at(scene, key, manner))
        parts.answers += recalled
    parts.answers += shown(setting.followed, (one.id for one in shown_at(scene, key, manner)))
    parts.answers += texts_in(shown_at(scene, key, manner))
    if manner == "form":
        parts.answers += scene.texts
    elif shows_own_words(scene, key):
        scene = _with_own_words(unit, setting, scene, key, parts, recalled)
    return draw_question(scene, key, manner)


def _keys(setting: Setting, part: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys of what is asked at once: one question, or those that stand open on a form."""
    state = setting.conversation.state
    if part["manner"] != "form":
        return (str(part["ask"]),)
    return tuple(key_of(question.id, state.repetition) for question in in_form(setting.stage, state))


def _stand_in_place(
    unit: Unit, drawing: InPlace, setting: Setting, scene: Scene, part: Mapping[str, Any], parts: Parts
) -> None:  # fmt: skip
    """Put what became of a question in the place where it was asked."""
    manner = str(part["open"] if "open" in part else part["manner"])
    prompt, found = drawing.draw(manner, lambda: draw_asked(unit, setting, scene, str(part["ask"]), manner, parts))
    parts.prompts.append(prompt)
    parts.answers += found
    parts.asks = parts.replaced = True


def _is_gone(setting: Setting, key: str) -> bool:
    """Whether somebody wrote a question herself and took it back, or was erased, since it was asked (S05, C-44)."""
    made, name = MADE in setting.conversation.version, split_key(key)[0]
    return made and key != "held" and name not in {question.id for question in setting.stage.questions}


def _still_asks(unit: Unit, setting: Setting, scene: Scene, key: str) -> bool:
    """Whether a question that was put before somebody is still the one that she is at."""
    if setting.conversation.ended_at is not None:
        return False
    return key == pending(setting.stage, scene.state, facts_of(unit, setting, setting.conversation.opens_at, {}))


def _slots(scene: Scene, slots: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(slots)
    if "options" in slots:
        prompt = draw_question(scene, str(slots["question"]), "question")
        filled["opties"] = BETWEEN.join(choice.label for choice in prompt.choices)
    return filled


def _with_own_words(
    unit: Unit, setting: Setting, scene: Scene, key: str, parts: Parts, recalled: Collection[int]
) -> Scene:  # fmt: skip
    """Put the person's own words above a question (spec §4.1, §4.6); not the one text that is ``recalled`` there already."""
    question = scene.question(key)
    found = _told(unit, setting, question, key, parts.told)
    parts.answers += [id_ for id_, _, _ in found]
    if len(found) == 1 and found[0][0] in recalled:  # several are recalled without what each is called
        return scene
    if (subject := subject_of(key)) is not None:
        return replace(scene, own_words=scene.texts.get(subject) or scene.phrase("removed_by_teller"))
    texts = [(name, value.text) for _, name, value in found if value.text]
    apart = len(texts) > 1 or APART in key
    pieces = [f"**{called}**\n{quote(text)}" if apart and (called := setting.format.called(name)) else quote(text)
              for name, text in texts]  # fmt: skip
    if chosen := [choice for _, _, value in found for choice in value.chosen]:
        labels = labels_of(question, scene.phrases, scene.levels)
        pieces += [quote(labels[choice]) for choice in chosen if choice in labels]
    return replace(scene, own_words="\n\n".join(pieces))


def _told(unit: Unit, setting: Setting, question: Question, key: str, at_hand: Told) -> list[tuple[int, str, Value]]:
    """Return what the person told that a question is about, with its ids and questions; what is new is not read again."""
    conversation, (name, repetition) = setting.conversation, split_key(key)
    owner = Reader(setting.person.id)  # her own words she reads whatever roles she holds
    if (subject := subject_of(key)) is not None:
        return [(subject, name, setting.texts[subject].value)] if subject in setting.texts else []
    if setting.about is not None and not question.publishes:
        found = answers.read(unit, owner, [setting.about])
    else:
        share = setting.stage.shared_at if key == GROUP else question if question.kind == "share" else None
        names = covered(share, setting.stage, conversation.state.marks, repetition) if share else (name,)
        names = tuple(one.id for one in setting.stage.worded) if question.publishes else names
        places = [(conversation.id, *place) for place in places_of(names, repetition)]
        if all(place in at_hand for place in places):
            return sorted(((at_hand[place][0], place[1], at_hand[place][1]) for place in places), key=itemgetter(0))
        found = answers.given_in(unit, owner, conversation.id, names, repetition)
    return [(one.sealed.id, one.sealed.question, one.value) for one in found]
