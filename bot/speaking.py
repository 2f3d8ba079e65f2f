"""Speaking to people of the bot's own accord: one message a day at most, and what is over ends (N1–N4, C-36, S03)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot import silence
from bot.beginning import invitation
from bot.editions import Editions
from bot.planning import next_due
from bot.reaching import reached_at
from bot.scenes import setting_of
from bot.technical import plan_technical
from dialogs.conversation import Status
from dialogs.holding import let_go
from dialogs.nudges import LATE, Course, Due, left_out, share_out, spoken, wish_of
from dialogs.progress import complete
from dialogs.settings import DEFAULTS, PER_DAY, Settings
from dialogs.timetable import free_from, next_day
from storage import conversations, outbox, people, teams
from storage.budget import days_sent, place_on
from storage.conversations import Conversation
from storage.failing import NO_ADDRESS
from storage.outbox import Message
from storage.people import Person
from storage.store import Unit

MIDDLE = timedelta(hours=1)
"""For how long after her last word somebody is still in the middle of a dialog."""


def invite(unit: Unit, editions: Editions, person_id: str, team_id: str, now: datetime) -> None:
    """Plan the question whether somebody who was added to a group takes part (S01); once for each group.

    While it is still to be asked or reminded of, being added to another group asks nothing more.
    """
    person = people.load(unit, person_id)
    format_id = editions.library.for_joining()
    waiting = conversations.unfinished(unit, person_id, format_id)
    asked_enough = waiting is None or (waiting.prompted_at is not None and waiting.nudged == len(waiting.nudges))
    if person.consent != "yes" and asked_enough:
        conversations.begin(unit, [invitation(unit, editions, person, format_id, team_id, f"join {team_id}", now)])


def speak_to(unit: Unit, editions: Editions, person_id: str, now: datetime) -> None:
    """Do what is due for one person today: one message at most, the rest moves or is left out (N1–N4, C-36)."""
    person = people.load(unit, person_id)
    ready: dict[int, tuple[Conversation, Due]] = {}
    for conversation in conversations.due_of(unit, person_id, now):
        if conversation.closes_at is not None and conversation.closes_at <= now:
            close_conversation(unit, editions, person, conversation, now)
        elif (due := _due_now(unit, editions, person, conversation, now)) is not None:
            ready[conversation.id] = (conversation, due)
    if ready := silence.instead(unit, editions, person, ready, now):
        _share_day(unit, editions, person, ready, now)


def _due_now(unit: Unit, editions: Editions, person: Person, conversation: Conversation, now: datetime) -> Due | None:
    """Return what may be said in a conversation now; if nothing, it is looked at again when that can be, or when it closes."""
    team = teams.load(unit, conversation.team) if conversation.team else None
    due = next_due(conversation, person, team)
    if due is None or due.at > now:
        again = due.at if due else None
    elif not may_hear(unit, editions, person, conversation) or _missed(conversation, due, now):
        again = conversation.closes_at
    elif (introduced := _introduced(unit, editions, person, conversation, now)) > now:
        again = introduced
    else:
        again = free_from(now, person, team)
        if again <= now:
            return due
        conversation = replace(conversation, not_before=again)
    conversations.save(unit, conversation, again)
    return None


def _introduced(unit: Unit, editions: Editions, person: Person, conversation: Conversation, now: datetime) -> datetime:
    """Return when somebody who is getting to know the bot has had the time for it, the trial included (S01)."""
    if person.active is None or person.active == conversation.id:
        return now
    running = conversations.load(unit, person.active)
    if running.ended_at is not None or running.touched_at is None or not editions.introduces(running):
        return now
    return running.touched_at + MIDDLE


def _missed(conversation: Conversation, due: Due, now: datetime) -> bool:
    """Whether the bot was down too long for this to be said still; only what belongs to a round grows old (N5)."""
    return conversation.round is not None and due.kind != "resume" and now - due.at > LATE


def may_hear(unit: Unit, editions: Editions, person: Person, conversation: Conversation) -> bool:
    """Whether the bot may start speaking to a person about this (N4, S01)."""
    if person.left_at is not None or person.undeliverable is not None:
        return False
    if conversation.team is not None and all(held.team != conversation.team for held in people.roles_of(unit, person.id)):
        return False
    return person.takes_part != editions.is_about_consent(conversation.format)


def _share_day(
    unit: Unit, editions: Editions, person: Person, ready: dict[int, tuple[Conversation, Due]], now: datetime
) -> None:
    today = now.astimezone(person.zone).date()
    monday = today - timedelta(days=today.weekday())
    sent = days_sent(unit, person.id, monday, monday + timedelta(days=6))
    wishes = [
        wish_of(id_, *editions.stage_of(unit, conversation, "nl"), conversation.course, due)
        for id_, (conversation, due) in ready.items()
    ]
    settings = _settings(unit, ready[next(iter(ready))][0])
    plan = share_out(wishes, sent.count(today), len(sent), settings)
    if plan.send:
        counted = any(ready[id_][1].kind != "resume" for id_ in plan.send)
        budget = place_on(unit, person.id, today, settings[PER_DAY]) if counted else None
        _speak(unit, editions, person, [ready[id_] for id_ in plan.send], now, budget)
    for id_ in plan.move:
        _move(unit, person, ready[id_][0], now)
    for id_ in plan.drop:
        conversation = ready[id_][0]
        conversations.save(unit, _on_course(conversation, left_out(conversation.course, now)), conversation.closes_at)


def _on_course(conversation: Conversation, course: Course) -> Conversation:
    return replace(
        conversation, prompted_at=course.prompted, nudged=course.nudged, resume_at=course.resume, not_before=course.not_before
    )


def _settings(unit: Unit, conversation: Conversation) -> Settings:
    return teams.load(unit, conversation.team).settings if conversation.team else DEFAULTS


def _move(unit: Unit, person: Person, conversation: Conversation, now: datetime) -> None:
    """Wait for the next allowed day, within the open period (N2)."""
    team = teams.load(unit, conversation.team) if conversation.team else None
    moved = replace(conversation, not_before=free_from(next_day(now, person), person, team))
    due = next_due(moved, person, team)
    conversations.save(unit, moved, due.at if due else None)


def _speak(
    unit: Unit,
    editions: Editions,
    person: Person,
    items: Sequence[tuple[Conversation, Due]],
    now: datetime,
    budget: str | None,
) -> None:
    """Plan the one message of the day, and move the conversations on."""
    to = reached_at(unit, person.id)
    if to is None:  # as with whoever cannot be reached, until she writes
        people.set_values(unit, person.id, undeliverable=NO_ADDRESS)
        plan_technical(unit, now)
        for conversation, _ in items:
            conversations.save(unit, conversation, conversation.closes_at)
        return
    one = items[0][0] if len(items) == 1 else None
    causes = " ".join(f"c{conversation.id}.{due.kind}{due.number}" for conversation, due in items)
    recipe = [_ask(editions, conversation, due) for conversation, due in items]
    closings = [conversation.closes_at for conversation, _ in items if conversation.closes_at]
    until = max(closings) if len(closings) == len(items) else None
    key = f"nudge {causes}" if budget else f"nudge {causes} {now.isoformat()}"
    message = Message(key, to, "nudge", recipe, now, person=person.id, good_until=until, budget=budget,
                      conversation=one.id if one else None)  # fmt: skip
    planned = bool(outbox.add(unit, message))
    for conversation, due in items:
        if planned:
            _moved_on(unit, person, conversation, due, now)
        else:
            _move(unit, person, conversation, now)


def _ask(editions: Editions, conversation: Conversation, due: Due) -> dict[str, object]:
    manner = "reminder" if due.kind == "nudge" else "prompt"
    event = "invitation" if editions.is_about_consent(conversation.format) else manner
    return {"open": manner, "event": event, "conv": conversation.id, "asked_for": due.kind == "resume"}


def _moved_on(unit: Unit, person: Person, conversation: Conversation, due: Due, now: datetime) -> None:
    moved = _on_course(conversation, spoken(conversation.course, due, now, person.zone))
    if due.kind == "nudge":
        moved = replace(moved, state=let_go(moved.state))
    team = teams.load(unit, conversation.team) if conversation.team else None
    following = next_due(moved, person, team)
    conversations.save(unit, moved, following.at if following else None)


def leave_behind(unit: Unit, person_id: str, now: datetime) -> None:
    """End what a person had answered and left open, now that something else was put before her.

    What she is in the middle of stays where her words go; what is new waits (GE8).
    """
    for old in conversations.left_behind(unit, person_id, now - MIDDLE):
        state = let_go(old.state)
        if state.held is None:
            conversations.save(unit, replace(old, ended_at=now, state=state), None)


def close_conversation(unit: Unit, editions: Editions, person: Person, conversation: Conversation, now: datetime) -> None:
    """Close a conversation whose round has closed: what was answered stays as it is, private unless it was shared."""
    setting = setting_of(unit, editions, person, conversation)
    status = conversation.status
    if status in {Status.INVITED, Status.IN_PROGRESS}:
        status = Status.SUBMITTED if complete(setting.stage, conversation.state) else Status.EXPIRED
    conversations.save(unit, replace(conversation, status=status, ended_at=now, state=let_go(conversation.state)), None)
    if person.active == conversation.id:
        people.set_active(unit, person.id, None)
    silence.settle(unit, editions, person, replace(conversation, status=status), now)
