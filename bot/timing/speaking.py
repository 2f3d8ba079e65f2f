"""Speaking to people of the bot's own accord: one message a day at most, and what is over ends (N1–N4, C-36, S03)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.gatherings import asking_others
from bot.incoming import standing
from bot.incoming.beginning import invitation
from bot.incoming.surroundings import setting_of
from bot.outgoing import replacing
from bot.outgoing.reaching import reached_at
from bot.outgoing.technical import plan_technical
from bot.planned import confirming, plans
from bot.planned.late import stays_open
from bot.planned.whole_time import asked_after_all
from bot.timing import silence
from bot.timing.day import MIDDLE, Day, Turn, is_punctual, share_day, what_may_be_said
from bot.timing.editions import Editions
from dialogs.talk.conversation import Status
from dialogs.talk.holding import let_go
from dialogs.talk.progress import complete
from dialogs.timing.nudges import Due
from dialogs.timing.plans import begins_when_asked
from storage.errors import Stale
from storage.groups import people
from storage.groups.people import Person
from storage.outgoing import outbox
from storage.outgoing.failing import NO_ADDRESS
from storage.outgoing.outbox import PLACE, Shape
from storage.store import Unit
from storage.talks import conversations, finding
from storage.talks.conversations import Conversation
from storage.times import instant, stamp
from storage.timing.matters import Matter, due_for


def invite(unit: Unit, editions: Editions, person_id: str, team_id: str, now: datetime) -> None:
    """Plan the question whether somebody who was added to a group takes part (S01); once for each group.

    While it is still to be asked or reminded of, being added to another group asks nothing more.
    """
    person = people.load(unit, person_id)
    format_id = editions.library.for_joining()
    waiting = finding.unfinished(unit, person_id, format_id)
    asked_enough = waiting is None or (waiting.prompted_at is not None and waiting.nudged == len(waiting.nudges))
    if person.consent != "yes" and asked_enough:
        conversations.begin(unit, [invitation(unit, editions, person, format_id, team_id, f"join {team_id}", now)])


Alike = Sequence[Sequence[Matter]]
"""What is due for each of some people who stand alike."""


def speak_to(unit: Unit, editions: Editions, who: Sequence[str], now: datetime) -> None:
    """Do what is due for some people today: one message for each at most, the rest moves or is left out (N1–N4, C-36).

    What is over ends first. Who stand alike get the same day, decided once.
    """
    known = _due_for(unit, editions, who, now)
    if over := [matter for hers in known for matter in hers if matter.closes_at is not None and matter.closes_at <= stamp(now)]:
        for matter in over:
            person, conversation = people.load(unit, matter.person), conversations.load(unit, matter.id)
            close_conversation(unit, editions, person, conversation, now)
        known = _due_for(unit, editions, who, now)
    alike: dict[tuple[Any, ...], list[Sequence[Matter]]] = {}
    for hers in known:
        if hers[0].quiet:
            silent, day = _unless_silent(unit, editions, hers, now)
            _write(unit, editions, [silent], day, now)
        else:
            alike.setdefault(tuple(matter.alike for matter in hers), []).append(hers)
    for some in alike.values():
        _write(unit, editions, some, _decide(unit, editions, some[0], now), now)


def _due_for(unit: Unit, editions: Editions, who: Sequence[str], now: datetime) -> list[list[Matter]]:
    return due_for(unit, who, now, editions.library.for_silence(), editions.introductions)


def _decide(unit: Unit, editions: Editions, hers: Sequence[Matter], now: datetime) -> Day:
    turns, ready = what_may_be_said(unit, editions, hers, now)
    day = share_day(unit, editions, hers, ready, now)
    return replace(day, turns=(*turns, *day.turns))


def _unless_silent(unit: Unit, editions: Editions, hers: Sequence[Matter], now: datetime) -> tuple[Sequence[Matter], Day]:
    """Decide for somebody who may have been silent for so long that she hears one question in place of the prompts (X05)."""
    turns, ready = what_may_be_said(unit, editions, hers, now)
    person = people.load(unit, hers[0].person)
    prompts = {hers[of].id: (conversations.load(unit, hers[of].id), due) for of, due in ready.items()}
    left = silence.instead(unit, editions, person, prompts, now)
    if asked := left.keys() - prompts.keys():
        (newer,) = _due_for(unit, editions, [person.id], now)
        hers = [*hers, *(matter for matter in newer if matter.id in asked)]
    ready = {of: left[matter.id][1] for of, matter in enumerate(hers) if matter.id in left}
    day = share_day(unit, editions, hers, ready, now)
    return hers, replace(day, turns=(*turns, *day.turns))


def _write(unit: Unit, editions: Editions, alike: Alike, day: Day, now: datetime) -> None:
    """Plan the one message of a day for each of some people who stand alike, and move their conversations on.

    Raises Stale where one of several has her message already; who is alone hears the rest of it another day.
    """
    _move(unit, alike, day.turns)
    if not day.said:
        return
    heard = [hers for hers in alike if hers[0].to is not None]
    for hers in alike if len(heard) < len(alike) else ():
        if hers[0].to is None:
            _not_reached(unit, hers, day, now)
    added = _add_messages(unit, editions, heard, day, now)
    if added < len(heard) > 1:
        raise Stale("one of several messages was there already")
    _move(unit, heard, day.after if added else day.instead)
    if added:
        _take_back_what_waits(unit, heard, day)


def _move(unit: Unit, alike: Alike, turns: Iterable[Turn]) -> None:
    for turn in turns:
        moved = [(hers[turn.of].id, hers[turn.of].revision) for hers in alike]
        conversations.move(unit, moved, turn.course, turn.next_at)


def _not_reached(unit: Unit, hers: Sequence[Matter], day: Day, now: datetime) -> None:
    """Leave somebody without an address alone, as with whoever cannot be reached, until she writes (GE14)."""
    reached_at(unit, hers[0].person)
    people.set_values(unit, hers[0].person, undeliverable=NO_ADDRESS)
    plan_technical(unit, now)
    _move(unit, [hers], (Turn(of, hers[of].course, instant(hers[of].closes_at)) for of, _ in day.said))


def _add_messages(unit: Unit, editions: Editions, alike: Alike, day: Day, now: datetime) -> int:
    """Plan the one message of a day for each of some people who stand alike; returns for how many there was none yet.

    Where her time begins with the question, it may be asked anew: about what was written down since (S06).
    """
    if not alike:
        return 0
    recipe = [_ask(unit, editions, alike[0][of], due, now) for of, due in day.said]
    since = [f" {alike[0][of].opens_at}" if "lasts" in part else "" for (of, _), part in zip(day.said, recipe, strict=True)]
    causes = " ".join(f"c{PLACE}.{due.kind}{due.number}{opened}" for (_, due), opened in zip(day.said, since, strict=True))
    unlike = "" if day.counts else f" {now.isoformat()}"
    shape = Shape(f"nudge {causes}{unlike}", "nudge", recipe, now, good_until=day.good_until, budget=day.counts)
    return outbox.add_alike(unit, shape, [_addressed(hers, day) for hers in alike])


def _addressed(hers: Sequence[Matter], day: Day) -> tuple[str, str, tuple[int, ...]]:
    """Return somebody with her address, and her conversations in the order in which a message speaks of them."""
    assert hers[0].to is not None, "who has no address is not spoken to"
    return hers[0].person, hers[0].to, tuple([hers[of].id for of, _ in day.said])


def _ask(unit: Unit, editions: Editions, matter: Matter, due: Due, now: datetime) -> dict[str, object]:
    """Return what is asked; with how long she has, where her time begins then, and whether it is punctual (S06)."""
    manner = "reminder" if due.kind == "nudge" else "prompt"
    event = "invitation" if editions.is_about_consent(matter.format) else manner
    asked: dict[str, object] = {"open": manner, "event": event, "asked_for": due.kind == "resume"}
    format, stage = editions.stage_of(unit, matter, "nl")
    if due.kind != "resume" and format.starts.programme:
        asked["number"] = due.number  # its words may have been changed (X10)
    if due.kind == "prompt" and matter.closes_at is not None and begins_when_asked(stage, format.plan):
        asked["lasts"] = matter.closes_at - matter.opens_at
    if is_punctual(unit, editions, matter, now):
        asked["punctual"] = True
    return asked


def _take_back_what_waits(unit: Unit, alike: Alike, day: Day) -> None:
    """Let a reminder begin anew: what waited for a word in the conversations that it is about waits no more."""
    reminded = [of for of, due in day.said if due.kind == "nudge"]
    for id_ in [hers[of].id for hers in alike for of in reminded if hers[of].begun]:
        kept = conversations.load(unit, id_)
        conversations.keep_state(unit, replace(kept, state=let_go(kept.state)))


def leave_behind(unit: Unit, editions: Editions, person_id: str, now: datetime, asked: Collection[int]) -> None:
    """End what a person had answered and left open, now that something else was put before her.

    What she is in the middle of stays where her words go; what is new waits (GE8). What she is ``asked`` now is not left, nor
    is a stage in which silence means something: it has its own time (S06). Nor is what she began to ask somebody else: that
    would never be asked, and nobody would say so (S51).
    """
    for old in finding.left_behind(unit, person_id, now - MIDDLE):
        state = let_go(old.state)
        stage = editions.stage_of(unit, old, "nl")[1]
        if state.held is None and old.id not in asked and not stage.silence and not (old.round is None and stage.asks):
            conversations.save(unit, replace(old, ended_at=now, state=state), None)
            standing.goes_on(unit, editions, setting_of(unit, editions, people.load(unit, person_id), old), old, now)


def close_conversation(unit: Unit, editions: Editions, person: Person, conversation: Conversation, now: datetime) -> None:
    """Close a conversation whose round has closed: what was answered stays as it is, private unless it was shared.

    What is still taken afterwards goes on, and her words still go there if she is in the middle of it.
    """
    if asked_after_all(unit, editions, conversation, now):
        return
    if stays_open(unit, editions, conversation, now):
        if person.active == conversation.id and not _in_the_middle(conversation, now):
            people.set_active(unit, person.id, None)
        return
    setting = setting_of(unit, editions, person, conversation)
    status = conversation.status
    if status in {Status.INVITED, Status.IN_PROGRESS}:
        status = Status.SUBMITTED if complete(setting.stage, conversation.state) else Status.EXPIRED
    conversations.save(unit, replace(conversation, status=status, ended_at=now, state=let_go(conversation.state)), None)
    if person.active == conversation.id:
        people.set_active(unit, person.id, None)
    replacing.closed(unit, editions, conversation.id, now)
    confirming.settle(unit, setting, conversation, now)
    asking_others.said_nothing(unit, editions, setting, replace(conversation, status=status), now)
    plans.said_nothing(unit, editions, setting, replace(conversation, status=status), now)
    standing.goes_on(unit, editions, setting, conversation, now)
    silence.settle(unit, editions, person, replace(conversation, status=status), now)


def _in_the_middle(conversation: Conversation, now: datetime) -> bool:
    """Whether a person did something in a conversation just now."""
    return conversation.touched_at is not None and conversation.touched_at > now - MIDDLE
