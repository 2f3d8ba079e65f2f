"""What happens because time passes: rounds open, people are asked, rounds close, digests are planned (DESIGN §5, S03, K2).

Every function handles one item in one unit of work, says whether there was one, and may run twice. What has to be decided
is decided in ``dialogs``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.beginning import invitation
from bot.editions import Editions
from bot.opening import next_of, open_due, plan_people
from bot.planning import next_due
from bot.scenes import report_moment, setting_of
from dialogs.content import Output, Priority
from dialogs.conversation import State, Status
from dialogs.nudges import Due, Wish, share_out
from dialogs.progress import complete
from dialogs.visibility import nameless_batch
from dialogs.workdays import next_allowed
from storage import answers, conversations, outbox, people, rounds
from storage.conversations import Conversation, Fresh
from storage.outbox import Message
from storage.people import Person, Team
from storage.rounds import Round
from storage.store import Unit

ONE_DAY = timedelta(days=1)


# -- rounds


def open_one(unit: Unit, editions: Editions, now: datetime) -> bool:
    """Open one round that is due; False when none is."""
    due = rounds.due_schedules(unit, now, 1)
    for schedule in due:
        open_due(unit, editions, schedule, now)
    return bool(due)


def plan_chunk(unit: Unit, editions: Editions, running: Round, after: str, now: datetime) -> str | None:
    """Plan the next people of a round that opens; returns where to go on, or None when the round is open for all."""
    following = plan_people(unit, editions, running, after)
    if following is None:
        format = editions.of(unit, running.format, running.version).dutch
        team = people.load_team(unit, running.team)
        rounds.opened(unit, running.id, next_of(format, running, team, running.opens_at - ONE_DAY) or now)
    return following


def handle_round(unit: Unit, editions: Editions, running: Round, now: datetime) -> str | None:
    """Do what is due in an open round: close it, plan its outputs. Returns what happened, for the time line."""
    team = people.load_team(unit, running.team)
    format = editions.of(unit, running.format, running.version).dutch
    happened = None
    if running.status == "open" and (running.closes_at is None or running.closes_at <= now):
        rounds.close(unit, running.id, running.closes_at or running.opens_at)
        running = rounds.load(unit, running.id)
        happened = "round_closed" if format.stages and not running.occurrence.startswith(conversations.OWN) else None
    for number, output in enumerate(format.outputs):
        moment = report_moment(format, number, running, team)
        if moment <= now:
            _plan_output(unit, editions, running, team, output, moment, now)
    following_moment = next_of(format, running, team, now)
    rounds.set_next(unit, running.id, following_moment)
    if following_moment is None:
        rounds.report(unit, running.id)
    return happened


def _plan_output(
    unit: Unit, editions: Editions, running: Round, team: Team, output: Output, moment: datetime, now: datetime
) -> None:
    due = max(moment, now)
    if output.kind == "overview":
        for holder in people.members(unit, team.id, ("facilitator",)):
            _plan_overview(unit, running, team, output, holder.person, moment, due)
        return
    _settle_nameless(unit, editions, running, team, moment, due)
    part = {
        "digest": True,
        "round": running.id,
        "output": output.id,
        "format": running.format,
        "at": moment.isoformat(),
    }
    key = f"digest {running.format} {output.id} {team.id} {moment.isoformat()}"
    for to, person, room in _readers(unit, team):
        outbox.add(unit, Message(f"{key} {to}", to, "digest", [part], due, person=person, room=room))


def _readers(unit: Unit, team: Team) -> list[tuple[str, str | None, str | None]]:
    """Return where a group's digest goes: its room, or without one to each facilitator (GE15)."""
    if team.room is not None:
        return [(f"{team.room[0]}:{team.room[1]}", None, team.id)]
    holders = people.members(unit, team.id, ("facilitator",)) or people.members(unit, team.id)
    return [(address_of(unit, holder.person), holder.person, None) for holder in holders]


def _plan_overview(
    unit: Unit, running: Round, team: Team, output: Output, person: str, moment: datetime, due: datetime
) -> None:
    """Plan a facilitator's overview; several groups of one day come in one message (S07, C-36)."""
    day = moment.astimezone(team.zone).date().isoformat()
    key = f"overview {running.format} {output.id} {person} {day}"
    found = outbox.by_key(unit, key)
    if found is not None:
        part = found.recipe[0]
        if team.id not in part["teams"]:
            outbox.add_to_recipe(unit, found.id, [{**part, "teams": [*part["teams"], team.id]}])
        return
    part = {
        "overview": True,
        "output": output.id,
        "format": running.format,
        "teams": [team.id],
        "at": moment.isoformat(),
    }
    outbox.add(unit, Message(key, address_of(unit, person), "overview", [part], due, person=person))


def _settle_nameless(unit: Unit, editions: Editions, running: Round, team: Team, moment: datetime, now: datetime) -> None:
    """Release the nameless texts that wait, or ask their authors what to do with them (K2, C-37)."""
    waiting = answers.nameless_waiting(unit, team.id, running.format)
    batch = nameless_batch(waiting, people.circle(unit, team.id).size())
    answers.release(unit, batch.release)
    asked = answers.asked_before(unit, batch.ask)
    owners: dict[str, list[int]] = {}
    for answer in waiting:
        if answer.id in batch.ask:
            owners.setdefault(answer.owner, []).append(answer.id)
    for owner, ids in owners.items():
        if any(asked[id_] for id_ in ids) and _asked_in_vain(unit, editions, owner, ids):
            answers.share(unit, owner, ids, "V0", None, now)
        else:
            _ask_about(unit, editions, owner, ids, team, moment, now)


def _asked_in_vain(unit: Unit, editions: Editions, owner: str, ids: Sequence[int]) -> bool:
    """Whether the owner was asked about these texts and did not react; then they become private (K2)."""
    format_id = editions.library.for_act("too_few")
    return any(one.format == format_id and one.about in ids for one in conversations.open_of(unit, owner))


def _ask_about(
    unit: Unit, editions: Editions, owner: str, ids: Sequence[int], team: Team, moment: datetime, now: datetime
) -> None:
    format_id = editions.library.for_act("too_few")
    edition = editions.newest(format_id)
    occasion = f"too_few {ids[0]} {moment.isoformat()}"
    fresh = Fresh(owner, format_id, edition.version, edition.dutch.stages[0].id, now, team=team.id, occasion=occasion,
                  about=ids[0], next_at=now)  # fmt: skip
    conversations.begin(unit, [fresh])
    answers.count_asked(unit, ids)


def address_of(unit: Unit, person: str) -> str:
    """Return where a person is reached; raises IndexError for somebody without an address."""
    channel, external = people.addresses(unit, person)[0]
    return f"{channel}:{external}"


# -- people


def invite(unit: Unit, editions: Editions, person_id: str, team_id: str, now: datetime) -> None:
    """Plan the question whether somebody who was added to a group takes part (S01); once for each group."""
    person = people.load(unit, person_id)
    if person.consent != "yes":
        format_id = editions.library.for_joining()
        conversations.begin(unit, [invitation(unit, editions, person, format_id, team_id, f"join {team_id}", now)])


def speak_to(unit: Unit, editions: Editions, person_id: str, now: datetime) -> None:
    """Do what is due for one person today: one message at most, the rest moves or is left out (N1–N4, C-36)."""
    person = people.load(unit, person_id)
    ready: dict[int, tuple[Conversation, Due]] = {}
    for conversation in conversations.due_of(unit, person_id, now):
        team = people.load_team(unit, conversation.team) if conversation.team else None
        due = next_due(conversation, person, team)
        if due is not None and due.at <= now and due.kind == "close":
            close_conversation(unit, editions, person, conversation, now)
        elif due is not None and due.at <= now and may_hear(editions, person, conversation):
            ready[conversation.id] = (conversation, due)
        else:
            later = due.at if due and due.at > now else None
            conversations.save(unit, conversation, later)
    if ready:
        _share_day(unit, editions, person, ready, now)


def may_hear(editions: Editions, person: Person, conversation: Conversation) -> bool:
    """Whether the bot may start speaking to a person about this (N4, S01)."""
    if person.left_at is not None or person.undeliverable is not None:
        return False
    return person.takes_part or editions.is_about_consent(conversation.format)


def _share_day(
    unit: Unit, editions: Editions, person: Person, ready: dict[int, tuple[Conversation, Due]], now: datetime
) -> None:
    today = now.astimezone(person.zone).date()
    monday = today - timedelta(days=today.weekday())
    sent_today = outbox.sent_in(unit, person.id, today.isoformat(), today.isoformat())
    sent_week = outbox.sent_in(unit, person.id, monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    wishes = [
        Wish(id_, _priority(editions, conversation), counted=due.kind != "resume") for id_, (conversation, due) in ready.items()
    ]
    plan = share_out(wishes, sent_today, sent_week)
    if plan.send:
        counted = any(ready[id_][1].kind != "resume" for id_ in plan.send)
        _speak(unit, editions, person, [ready[id_] for id_ in plan.send], now, f"{person.id} {today}" if counted else None)
    for id_ in plan.move:
        _move(unit, person, ready[id_][0], now)
    for id_ in plan.drop:
        conversation = ready[id_][0]
        conversations.save(
            unit, replace(conversation, nudged=len(conversation.nudges), prompted_at=now), conversation.closes_at
        )


def _priority(editions: Editions, conversation: Conversation) -> Priority:
    return editions.newest(conversation.format).dutch.priority


def _move(unit: Unit, person: Person, conversation: Conversation, now: datetime) -> None:
    """Wait for the next allowed day, within the open period (N2)."""
    team = people.load_team(unit, conversation.team) if conversation.team else None
    tomorrow = now.astimezone(person.zone).replace(hour=0, minute=0, second=0, microsecond=0) + ONE_DAY
    calendar = people.calendar_of(unit, conversation.team)
    moved = replace(conversation, not_before=next_allowed(tomorrow, person.zone, calendar, person.quiet_days))
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
    to = address_of(unit, person.id)
    one = items[0][0] if len(items) == 1 else None
    causes = " ".join(f"c{conversation.id}.{due.kind}{due.number}" for conversation, due in items)
    recipe = [_ask(editions, *items[0])] if one else [
        {"bundle": [conversation.id for conversation, _ in items], "event": "reminder", "conv": items[0][0].id}
    ]  # fmt: skip
    until = min((c.closes_at for c, _ in items if c.closes_at), default=None)
    key = f"nudge {causes}" if budget else f"nudge {causes} {now.isoformat()}"
    outbox.add(unit, Message(key, to, "nudge", recipe, now, person=person.id, good_until=until, budget=budget,
                                     conversation=one.id if one else None))  # fmt: skip
    for conversation, due in items:
        _moved_on(unit, person, conversation, due, now)


def _ask(editions: Editions, conversation: Conversation, due: Due) -> dict[str, object]:
    stage = editions.newest(conversation.format).dutch.stages[0]
    manner = "reminder" if due.kind == "nudge" else "prompt"
    event = "invitation" if not stage.consent else manner
    return {"open": manner, "event": event, "conv": conversation.id}


def _moved_on(unit: Unit, person: Person, conversation: Conversation, due: Due, now: datetime) -> None:
    if due.kind == "prompt":
        _leave_behind(unit, person, conversation, now)
        moved = replace(conversation, prompted_at=now, not_before=None)
    elif due.kind == "nudge":
        moved = replace(conversation, nudged=due.number, not_before=None)
    else:
        moved = replace(conversation, resume_at=None, not_before=None)
    team = people.load_team(unit, conversation.team) if conversation.team else None
    following = next_due(moved, person, team)
    conversations.save(unit, moved, following.at if following else None)


def _leave_behind(unit: Unit, person: Person, new: Conversation, now: datetime) -> None:
    """End what the person had answered and only left open, so that her next words go to the new question."""
    for old in conversations.open_of(unit, person.id):
        if old.id != new.id and old.status is Status.SUBMITTED:
            conversations.save(unit, replace(old, ended_at=now, state=_without_held(old.state)), None)


def close_conversation(unit: Unit, editions: Editions, person: Person, conversation: Conversation, now: datetime) -> None:
    """Close a conversation whose round has closed: what was answered stays as it is, private unless it was shared."""
    setting = setting_of(unit, editions, person, conversation)
    status = conversation.status
    if status in {Status.INVITED, Status.IN_PROGRESS}:
        status = Status.SUBMITTED if complete(setting.stage, conversation.state) else Status.EXPIRED
    conversations.save(unit, replace(conversation, status=status, ended_at=now, state=_without_held(conversation.state)), None)
    if person.active == conversation.id:
        people.set_active(unit, person.id, None)
    outbox.drop_for(unit, conversation.id)


def _without_held(state: State) -> State:
    return replace(state, held=None, echo="")
