"""Somebody asks another one to do something together; she says yes, or that she can not now, and no reason (S15, S18, C-40).

Who is asked is asked once, privately. Who takes no part, or cannot be reached, never answers, and nobody learns why.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.gatherings import on_a_day, own_people
from bot.incoming.surroundings import Setting
from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.answers.names import listed
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.saying.digest import quote
from dialogs.saying.prompt import Prompt
from dialogs.talk.conversation import Status
from dialogs.timing.cadence import resolve
from dialogs.timing.workdays import WorkCalendar
from storage.groups import partners, people, teams
from storage.groups.partners import Stands, Together
from storage.groups.people import Person
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import answers, conversations, windows
from storage.talks.conversations import Conversation, Fresh

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def went_on(unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Tell who asked as soon as somebody said yes; ask whom somebody chose, once what she began is over.

    Then others read too what she wrote for them. ``setting`` is that of before.
    """
    if kept.trial:
        return
    own_people.went_on(unit, setting, kept, now)
    ended = kept.ended_at is not None and setting.conversation.ended_at is None
    if ended and kept.status is Status.SUBMITTED:
        for question in setting.stage.asks:
            _ask(unit, editions, setting.stage, question, kept, now)
    if setting.stage.accepts or setting.stage.returns:
        _answered(unit, editions, setting, kept, now, ended=ended)


def _ask(unit: Unit, editions: Editions, stage: Stage, question: Question, kept: Conversation, now: datetime) -> None:
    """Ask somebody once; what she is shown of it is hers to read from now on, and nobody else's (V5)."""
    mark = kept.state.marks.get(question.id)
    chosen = mark.chosen if mark is not None else ()
    if not chosen or chosen[0] not in question.options or question.asks is None:
        return
    asked, team = people.load(unit, chosen[0]), kept.team
    edition = editions.pinned(unit, question.asks, teams.load(unit, team).settings) if team else editions.newest(question.asks)
    other, opens = edition.dutch.stages[0], now
    if other.at_once is not None and len(there := partners.open_asked(unit, asked.id, question.asks)) >= other.at_once:
        closing = sorted(one.closes_at for one in there if one.closes_at is not None)
        opens = closing[-other.at_once] if len(closing) >= other.at_once else now
    shown = {name for one in other.questions for recall in one.recall if recall.there for name in recall.show}
    told = [one.id for one in stage.asked if one.worded]
    ids = answers.ids_in(unit, kept.id, told, 0)
    closes, nudges = _window(other, opens, asked, teams.calendar_of(unit, team))
    begun = conversations.begin_one(
        unit,
        Fresh(asked.id, question.asks, edition.version, other.id, opens, team=team, occasion=f"asked {kept.id} {question.id}",
              about=next(iter(ids), None), closes_at=closes, nudges=nudges, next_at=opens,
              apart=edition.dutch.apart or kept.apart),
    )  # fmt: skip
    if begun is not None:
        to_her = answers.ids_in(unit, kept.id, sorted(shown), 0)
        answers.share(unit, kept.person, _private(unit, kept.person, to_her), "V5", team, now, reader=asked.id)
        partners.ask(unit, Together(begun.id, kept.id, kept.person, asked.id, question.asks, "asked"), now)


def _window(
    stage: Stage, opens: datetime, person: Person, calendar: WorkCalendar
) -> tuple[datetime | None, tuple[datetime, ...]]:  # fmt: skip
    """Return when it is over that somebody is asked, and when she is reminded."""
    closes = resolve(stage.window.closes, {"opening": opens}, person.zone, calendar) if stage.window.closes else None
    return closes, tuple(resolve(moment, {"opening": opens}, person.zone, calendar) for moment in stage.window.nudges)


def _private(unit: Unit, owner: str, ids: list[int]) -> list[int]:
    """Return those of her answers that nobody else reads; who was let in before reads on."""
    return [one.sealed.id for one in answers.read(unit, people.viewer(unit, owner), ids) if one.sealed.level == "V0"]


def _answered(
    unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime, *, ended: bool
) -> None:  # fmt: skip
    """Tell who asked whether somebody takes part, and what she wrote for her once she is done."""
    asked = partners.asked_in(unit, kept.id)
    if asked is None or kept.status is Status.WITHDRAWN:
        return
    stands = _stands(asked.stands, _says_yes(setting.stage, kept), ended=ended)
    if stands != asked.stands and setting.stage.accepts:
        partners.settle(unit, kept.id, stands, now)
        _tell(unit, asked.asker, kept.id, stands, now)
    if stands == "agreed" and on_a_day.arrange(unit, editions, setting.stage, kept, asked, now) and asked.stands == "agreed":
        _tell(unit, asked.asker, kept.id, "day", now)
    if ended and setting.stage.at_once is not None:
        _ask_next(unit, editions, setting, kept, now)
    back = answers.ids_in(unit, kept.id, setting.stage.returns, 0) if ended else []
    if back:
        answers.share(unit, kept.person, back, "V5", kept.team, now, reader=asked.asker)
        _tell(unit, asked.asker, kept.id, "wrote", now)


def _ask_next(unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Ask what waited until somebody had answered one of what she was asked before (S51)."""
    waiting = next((one for one in partners.open_asked(unit, kept.person, kept.format) if one.opens_at > now), None)
    if waiting is not None:
        stage = editions.stage_of(unit, waiting, "nl")[1]
        closes, nudges = _window(stage, now, setting.person, teams.calendar_of(unit, waiting.team))
        windows.open_at(unit, waiting.id, now, closes, nudges)


def _stands(before: Stands, yes: bool, *, ended: bool) -> Stands:
    """Return how it stands now; who came back to her yes can not any more."""
    if before == "asked" and (yes or ended):
        return "agreed" if yes else "declined"
    return "ended" if before == "agreed" and ended and not yes else before


def _says_yes(stage: Stage, kept: Conversation) -> bool:
    said = {(question, name) for question, mark in kept.state.marks.items() for name in mark.chosen}
    return any((one.id, name) in said for one in stage.questions for name, option in one.options.items() if option.accepts)


def end(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """End what somebody does together with others, at her own word."""
    del setting, kept
    ended(doing.unit, doing.person.id, doing.now)


def ended(unit: Unit, person_id: str, now: datetime) -> None:
    """End what somebody does together with others, and tell them, without a reason."""
    for one in partners.end(unit, person_id, now):
        on_a_day.call_off(unit, one)
        _tell(unit, one.other(person_id), one.conversation, "ended", now)


def _tell(unit: Unit, to_whom: str, conversation: int, what: str, now: datetime) -> None:
    if (to := reached_at(unit, to_whom)) is not None:
        part = {"together": conversation, "what": what}
        outbox.add(unit, Message(f"together {conversation} {what}", to, "notice", [part], now, person=to_whom))


def draw(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]) -> tuple[Prompt, list[int], dict[str, str]]:
    """Return what one of the two is told of the other, with the answers in it and whom it names."""
    phrases, one = editions.phrases(person.language), partners.asked_in(unit, int(part["together"]))
    if one is None:  # the other one is erased
        return Prompt(phrases.text("together.gone"), language=person.language), [], {}
    other, asked = one.other(person.id), conversations.load(unit, one.conversation)
    format, stage = editions.stage_of(unit, asked, person.language)
    names = {other: people.name_of(unit, other)}
    what = "agreed_on" if part["what"] == "agreed" and one.day is not None else part["what"]
    day = day_in_words(one.day, person.zone, person.language) if one.day is not None else ""
    slots = {"naam": names[other], "datum": day}
    said, ids = phrases.text(f"together.{what}", slots), []
    if part["what"] == "wrote":
        found = answers.given_in(unit, people.viewer(unit, person.id), one.conversation, stage.returns, 0)
        ids = [each.sealed.id for each in found]
        texts = [quote(each.value.text) for each in found if each.value.text] or [phrases.text("removed_by_author")]
        said = "\n\n".join([said, *texts])
    return Prompt(said, title=format.title, language=person.language), ids, names


def named_in(unit: Unit, setting: Setting) -> dict[str, str]:
    """Return who is named in a conversation between two, or in one that ends what somebody does together; nobody in another."""
    stage = setting.stage
    found = [partners.asked_in(unit, setting.conversation.id)] if stage.accepts or stage.returns or stage.pairs else []
    found.append(on_a_day.asked_after(unit, setting.conversation))
    if stage.ends_together:
        found += partners.agreed(unit, setting.person.id)
    others = [one.other(setting.person.id) for one in found if one is not None]
    return {id_: people.name_of(unit, id_) for id_ in others} | own_people.names_in(unit, setting.conversation)


def asker_of(unit: Unit, setting: Setting) -> str:
    """Return who asks in a conversation, by name."""
    asked = partners.asked_in(unit, setting.conversation.id)
    asker = asked.asker if asked else own_people.owner_of(unit, setting.conversation)
    return people.name_of(unit, asker) if asker else setting.phrases.text("unknown.somebody")


def partners_of(unit: Unit, setting: Setting) -> str:
    """Return with whom somebody does something together, by name."""
    person, met = setting.person, on_a_day.asked_after(unit, setting.conversation)
    if met is not None:
        return people.name_of(unit, met.other(person.id))
    names = dict.fromkeys(people.name_of(unit, one.other(person.id)) for one in partners.agreed(unit, person.id))
    return listed(list(names), person.language) if names else setting.phrases.text("together.nobody")
