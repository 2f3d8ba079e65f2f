"""Somebody asks another one to do something together; she says yes, or that she can not now, and no reason (S15, S18, C-40).

Who is asked is asked once, privately. Who takes no part, or cannot be reached, never answers, and nobody learns why.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.gatherings import (
    before_meetings,
    ending_together,
    free_moments,
    matching,
    on_a_day,
    own_people,
    released,
    signing_together,
)
from bot.incoming.surroundings import Setting
from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words, hour_in_words
from dialogs.answers.names import listed
from dialogs.language.parts import Question
from dialogs.language.stages import Stage
from dialogs.talk.conversation import Status
from dialogs.talk.questions import keys_told
from dialogs.timing.timetable import at_work
from storage.groups import partners, people, teams
from storage.groups.free_moments import let_go
from storage.groups.partners import SIGNED, Stands, Together
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import answers, conversations, windows
from storage.talks.conversations import Conversation, Fresh

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def went_on(doing: "Doing", setting: Setting, kept: Conversation, *, ended: bool) -> None:
    """Tell who asked as soon as somebody said yes; ask whom somebody chose, once what she began is over.

    Then others read too what she wrote for them. ``ended`` says whether it is over with this act.
    """
    if kept.trial:
        return
    free_moments.offered(doing.unit, setting, kept, doing.now, ended=ended)
    for before in own_people.went_on(doing.unit, setting, kept, doing.now) if ended else ():
        doing.say("released.moved", {"wie": before})
        _invite_no_more(doing.unit, doing.editions, kept.person, before, doing.now)
    if ended and kept.status is Status.SUBMITTED:
        for question in setting.stage.asks:
            _ask(doing, setting.stage, question, kept)
    if setting.stage.matches:
        if ended:
            matching.answered(doing.unit, doing.editions, kept, yes=_says_yes(setting.stage, kept), now=doing.now)
    elif setting.stage.accepts or setting.stage.returns:
        _answered(doing.unit, doing.editions, setting, kept, doing.now, ended=ended)


def _ask(doing: "Doing", stage: Stage, question: Question, kept: Conversation) -> None:
    """Ask somebody once, and say when; what she is shown of it is hers to read from now on, and nobody else's (V5)."""
    unit, now, mark = doing.unit, doing.now, kept.state.marks.get(question.id)
    chosen = mark.chosen if mark is not None else ()
    if not chosen or chosen[0] not in question.options or question.asks is None:
        return
    asked, team = people.find(unit, chosen[0]), teams.load(unit, kept.team) if kept.team else None
    if asked is None:  # a button beside the names: nobody yet (S42)
        return
    edition = doing.editions.pinned(unit, question.asks, team.settings) if team else doing.editions.newest(question.asks)
    other = edition.dutch.stages[0]
    once = other.accepts and other.at_once is None
    if once and partners.open_between(unit, kept.person, asked.id, question.asks, now):
        doing.say("together.still_open", {"wie": asked.id})
        return
    told = [one.id for one in stage.asked if one.worded]
    fresh = Fresh(asked.id, question.asks, edition.version, other.id, now, team=kept.team,
                  occasion=f"asked {kept.id} {question.id}", about=next(iter(answers.ids_in(unit, kept.id, told, 0)), None),
                  apart=edition.dutch.apart or kept.apart)  # fmt: skip
    moment, day = free_moments.chosen(unit, stage, kept, asked.id, team, now), on_a_day.asked_for(stage, kept, team, now)
    begun = before_meetings.begun(unit, fresh, other, asked, team, now, moment)
    if begun is None:
        return
    if not any(one.releases and one.releases.to == question.id for one in stage.questions):  # else she picked what is read
        to_her = answers.ids_in(unit, kept.id, keys_told(kept.state, other.shows), 0)
        answers.share(unit, kept.person, _private(unit, kept.person, to_her), "V5", kept.team, now, reader=asked.id)
    partners.ask(unit, Together(begun.id, kept.id, kept.person, asked.id, question.asks, "asked", day, day is not None), now)
    if other.accepts:
        _say_when(doing, asked.id, other, begun, team, moment)


def take_invitations_back(unit: Unit, editions: Editions, owner: str, now: datetime) -> None:
    """Take back what anybody was invited to read of somebody and did not open, where nothing of it is left to read (S08)."""
    for reader in sorted({one.person for one in partners.asked_by(unit, owner)}):
        _invite_no_more(unit, editions, owner, reader, now)


def _invite_no_more(unit: Unit, editions: Editions, owner: str, reader: str, now: datetime) -> None:
    """Take back what somebody was invited to read and did not open, once nothing of it is hers to read any more (S08)."""
    for one in partners.asked_by(unit, owner):
        invited = conversations.load(unit, one.conversation)
        unopened = invited.touched_at is None or invited.resume_at is not None
        if one.person == reader and unopened and not invited.state.own and _reads_nothing(unit, editions, one, invited):
            for told in partners.end(unit, owner, now, one):
                _tell(unit, reader, told, "reads_no_more", now)


def _reads_nothing(unit: Unit, editions: Editions, one: Together, invited: Conversation) -> bool:
    """Whether somebody was invited to read what another let her read, and none of that is left."""
    stage, came_of = editions.stage_of(unit, invited, "nl")[1], conversations.load(unit, one.came_of)
    shown = [(recall.of, recall.show) for each in stage.questions for recall in each.recall if recall.shared and recall.of]
    return bool(shown) and not any(released.let_read(unit, one.person, one.asker, came_of, of, show) for of, show in shown)


def _say_when(
    doing: "Doing", asked: str, stage: Stage, begun: Conversation, team: Team | None, moment: datetime | None
) -> None:  # fmt: skip
    """Tell who asks from when on the other one can be asked; of how full her days are it tells nothing (C-40).

    Neither is told later that nothing came of it, so she reads at once after which day she may ask somebody else, if it can be
    somebody else.
    """
    opens = begun.opens_at if stage.for_meeting else doing.now
    first = at_work(opens, team) if team else opens
    zone, language = doing.person.zone, doing.person.language
    if moment is not None:
        there = team.zone if team is not None else zone  # as it stood on the button
        doing.say("together.moment", {"wie": asked, "datum": hour_in_words(moment, there, language)})
    else:
        doing.say("together.when", {"wie": asked, "datum": day_in_words(first, zone, language)})
    anybody = stage.for_meeting is None and not stage.signs and not stage.matches
    if anybody and moment is not None and begun.closes_at == moment:
        doing.say("together.until_then")
    elif anybody and begun.closes_at is not None:
        doing.say("together.until", {"datum": day_in_words(begun.closes_at, zone, language)})


def _private(unit: Unit, owner: str, ids: list[int]) -> list[int]:
    """Return those of her answers that nobody else reads; who was let in before reads on."""
    return [one.sealed.id for one in answers.read(unit, people.viewer(unit, owner), ids) if one.sealed.level == "V0"]


def _answered(
    unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime, *, ended: bool
) -> None:  # fmt: skip
    """Tell those who asked whether somebody takes part, and what she wrote for them once she is done."""
    if kept.status is Status.WITHDRAWN:
        return
    back = _written_back(unit, kept, setting.stage) if ended else []
    asking = _asking(unit, kept.id)
    for asked in asking:
        stands = _stands(asked.stands, _says_yes(setting.stage, kept), setting.stage, ended=ended)
        if stands != asked.stands and setting.stage.accepts:
            partners.settle(unit, asked, stands, now)
        if (
            stands != asked.stands
            and setting.stage.accepts
            and not (stands == "agreed" and opens_a_round(unit, editions, asked))
        ):
            _tell(unit, asked.asker, asked, _word_for(setting.stage, kept, asked, stands), now)
        if stands in {"declined", "ended"} and asked.day is not None:
            let_go(unit, asked.person, asked.day)
        day = stands == "agreed" and on_a_day.arrange(unit, editions, setting.stage, kept, asked, now)
        if day and asked.stands == "agreed":
            _tell(unit, asked.asker, asked, "day", now)
        if back:
            answers.share(unit, kept.person, back, "V5", kept.team, now, reader=asked.asker)
            _tell(unit, asked.asker, asked, "wrote", now)
        if setting.stage.signs and stands != asked.stands:
            signing_together.went_on(unit, asked, stands, setting.stage, now)
    if asking and ended and setting.stage.at_once is not None:
        _ask_next(unit, editions, setting, kept, now)


def _word_for(stage: Stage, kept: Conversation, asked: Together, stands: Stands) -> str:
    """Return the word for how it stands now, as who asked is told."""
    if stands == "agreed" and on_a_day.wants_another(stage, kept, asked):
        return "not_then"
    return f"not_{SIGNED}" if stage.signs and stands == "declined" else stands


def opens_a_round(unit: Unit, editions: Editions, one: Together) -> bool:
    """Whether a group's round opens with a yes, where that can be still: who planned it hears both at once (S48)."""
    planned = conversations.load(unit, one.came_of)
    format, stage = editions.stage_of(unit, planned, "nl")
    return stage.id == format.planning and planned.round is None and not format.of_one


def _written_back(unit: Unit, kept: Conversation, stage: Stage) -> list[int]:
    """Return the answers that go to who asked; what was only pressed says nothing to her (S51)."""
    given = answers.given_in(unit, people.viewer(unit, kept.person), kept.id, stage.returns, 0)
    return [one.sealed.id for one in given if one.value.text]


def _ask_next(unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Ask what waited until somebody had answered one of what she was asked before (S51)."""
    waiting = next((one for one in partners.open_asked(unit, kept.person, kept.format) if one.opens_at > now), None)
    if waiting is not None:
        stage = editions.stage_of(unit, waiting, "nl")[1]
        closes, nudges = before_meetings.window_of(stage, now, setting.person, teams.calendar_of(unit, waiting.team))
        windows.open_at(unit, waiting.id, now, closes, nudges)


def said_nothing(unit: Unit, editions: Editions, setting: Setting, kept: Conversation, now: datetime) -> None:
    """Let a match not go on where one of the two said nothing in time: the other one looks for somebody again (S41)."""
    if setting.stage.matches and kept.status is Status.EXPIRED:
        matching.answered(unit, editions, kept, yes=False, now=now)


def _asking(unit: Unit, conversation: int) -> list[Together]:
    """Return who ask in a conversation; who stopped asking no more, where somebody else still does (S09)."""
    found = partners.all_in(unit, conversation)
    return [one for one in found if one.stands != "ended"] or found


def _stands(before: Stands, yes: bool, stage: Stage, *, ended: bool) -> Stands:
    """Return how it stands now; who came back to her yes can not any more, or takes her signature back."""
    if before in {"asked", "declined"} and stage.signs:
        return SIGNED if yes and ended else "declined" if ended else before
    if before == "asked" and (yes or ended):
        return "agreed" if yes else "declined"
    if ended and not yes and before in {"agreed", SIGNED}:
        return "ended" if before == "agreed" else "declined"
    return before


def _says_yes(stage: Stage, kept: Conversation) -> bool:
    said = {(question, name) for question, mark in kept.state.marks.items() for name in mark.chosen}
    return any((one.id, name) in said for one in stage.questions for name, option in one.options.items() if option.accepts)


def end(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """End what somebody does together with others, at her own word; of several what she chose."""
    del setting
    for one in ended(doing.unit, doing.person.id, doing.now, ending_together.chosen(doing.unit, doing.person.id, kept.state)):
        free_moments.ask_for_others(doing, one)


def ended(unit: Unit, person_id: str, now: datetime, only: Together | None = None) -> list[Together]:
    """End all that somebody does together with others, or one thing, and tell them, without a reason; return what it was."""
    if only is None:
        matching.left(unit, person_id, now)
    found = partners.end(unit, person_id, now, only)
    for one in found:
        on_a_day.call_off(unit, one)
        other = one.other(person_id)
        if one.day is not None and other == one.asker:
            let_go(unit, person_id, one.day)
        _tell(unit, other, one, "ended" if other == one.asker else "asks_no_more", now)
    return found


def _tell(unit: Unit, to_whom: str, one: Together, what: str, now: datetime) -> None:
    if (to := reached_at(unit, to_whom)) is not None:
        part = {"together": one.conversation, "came_of": one.came_of, "what": what}
        outbox.add(
            unit, Message(f"together {one.conversation} {one.came_of} {what}", to, "notice", [part], now, person=to_whom)
        )


def named_in(unit: Unit, setting: Setting) -> dict[str, str]:
    """Return who is named in a conversation between two, or in one that ends what somebody does together; nobody in another."""
    stage, hers = setting.stage, setting.person.id
    found = partners.all_in(unit, setting.conversation.id) if stage.accepts or stage.returns or stage.pairs else []
    met = on_a_day.asked_after(unit, setting.conversation)
    found += [met] if met is not None else []
    if stage.ends_together:
        found += ending_together.to_end(unit, hers)
    others = [one.other(hers) for one in found]
    return {id_: people.name_of(unit, id_) for id_ in others} | own_people.names_in(unit, setting)


def asker_of(unit: Unit, setting: Setting) -> str:
    """Return who ask in a conversation, by name."""
    names = dict.fromkeys(people.name_of(unit, one) for one in who_asked(unit, setting.conversation))
    return listed(list(names), setting.person.language) if names else setting.phrases.text("gone.somebody")


def who_asked(unit: Unit, kept: Conversation) -> list[str]:
    """Return who asked what somebody does in a conversation: one by one, or in a round of her own; else nobody."""
    owner = own_people.owner_of(unit, kept)
    return [one.asker for one in _asking(unit, kept.id)] or ([owner] if owner else [])


def partners_of(unit: Unit, setting: Setting) -> str:
    """Return with whom somebody met; else with whom she does something and whom she asked, in a sentence or two."""
    person, met = setting.person, on_a_day.asked_after(unit, setting.conversation)
    if met is not None:
        return people.name_of(unit, met.other(person.id))
    hers = {"together.with": partners.agreed(unit, person.id), "together.waits": partners.asked_by(unit, person.id)}
    said = []
    for phrase, found in hers.items():
        if names := dict.fromkeys(people.name_of(unit, one.other(person.id)) for one in found):
            said.append(setting.phrases.text(phrase, {"naam": listed(list(names), person.language)}))
    return " ".join(said) or setting.phrases.text("together.nobody")
