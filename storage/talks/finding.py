"""Finding conversations: whose moment has come, what somebody has open or was in last, and what is about an answer."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, func, or_, select

from dialogs.talk.conversation import Status
from storage.database.prepared import Prepared
from storage.store import Unit
from storage.tables import answer, conversation, membership, round_
from storage.talks.conversations import Conversation, all_kept_in, kept_in
from storage.times import instant, stamp

_BEGUN = (
    select(conversation)
    .where(
        conversation.c.person == bindparam("who"),
        conversation.c.ended_at.is_(None),
        conversation.c.prompted_at.is_not(None),
    )
    .order_by(conversation.c.id.desc())
)
_OPEN_OF = Prepared(_BEGUN.limit(20))
_LEFT_BEHIND = Prepared(
    _BEGUN.where(
        conversation.c.status == bindparam("answered"),
        conversation.c.touched_at <= bindparam("before"),
        conversation.c.resume_at.is_(None),
    )
)
_OPEN_IN = Prepared(
    select(conversation.c.team)
    .where(
        conversation.c.person == bindparam("who"),
        conversation.c.format == bindparam("format"),
        conversation.c.ended_at.is_(None),
        conversation.c.prompted_at.is_not(None),
    )
    .distinct()
)
_LATEST_OF = Prepared(
    select(conversation)
    .where(
        conversation.c.person == bindparam("who"),
        or_(conversation.c.put_at.is_not(None), conversation.c.touched_at.is_not(None)),
    )
    .order_by(func.coalesce(conversation.c.touched_at, conversation.c.put_at).desc(), conversation.c.id.desc())
    .limit(bindparam("most"))
)
_DUE_PEOPLE = Prepared(
    select(conversation.c.person)
    .where(conversation.c.next_at <= bindparam("now"))
    .order_by(conversation.c.next_at, conversation.c.id)
    .limit(bindparam("most"))
)
_DUE_OF = Prepared(
    select(conversation)
    .where(conversation.c.person == bindparam("who"), conversation.c.next_at <= bindparam("now"))
    .order_by(conversation.c.id)
)


def due_people(unit: Unit, now: datetime, most: int) -> list[str]:
    """Return people for whom the moment of one of their conversations has come, the earliest first."""
    return list(dict.fromkeys(person for (person,) in _DUE_PEOPLE.run(unit, {"now": stamp(now), "most": most})))


def due_of(unit: Unit, person_id: str, now: datetime) -> list[Conversation]:
    """Return a person's conversations whose moment has come."""
    return all_kept_in(unit, _DUE_OF.rows(unit, {"who": person_id, "now": stamp(now)}))


def open_of(unit: Unit, person_id: str) -> list[Conversation]:
    """Return a person's conversations that were begun or offered and have not ended, the newest first."""
    return all_kept_in(unit, _OPEN_OF.rows(unit, {"who": person_id}))


def groups_with_open(unit: Unit, person_id: str, format_id: str) -> set[str | None]:
    """Return the groups in which a person has a format open, None for what is in no group; what was said is left sealed."""
    return {team for (team,) in _OPEN_IN.run(unit, {"who": person_id, "format": format_id})}


def left_behind(unit: Unit, person_id: str, before: datetime) -> list[Conversation]:
    """Return what a person has answered, that is still open, and that she did nothing in since a moment, the newest first."""
    rows = _LEFT_BEHIND.rows(unit, {"who": person_id, "answered": Status.SUBMITTED, "before": stamp(before)})
    return all_kept_in(unit, rows)


def unanswered(unit: Unit, person_id: str, now: datetime) -> list[Conversation]:
    """Return a person's conversations whose time it is and that have not ended, asked already or not."""
    rows = unit.connection.execute(
        select(conversation)
        .where(
            conversation.c.person == person_id, conversation.c.ended_at.is_(None), conversation.c.opens_at <= stamp(now),
            or_(conversation.c.closes_at.is_(None), conversation.c.closes_at > stamp(now)),
        )
        .order_by(conversation.c.id)
    )  # fmt: skip
    return all_kept_in(unit, rows.all())


def all_in(unit: Unit, round_id: int) -> list[Conversation]:
    """Return all conversations of a round, the first one first."""
    rows = unit.connection.execute(select(conversation).where(conversation.c.round == round_id).order_by(conversation.c.id))
    return all_kept_in(unit, rows.all())


def unfinished(unit: Unit, person_id: str, format_id: str) -> Conversation | None:
    """Return a person's newest conversation of a format that has not ended, offered already or only planned."""
    row = unit.connection.execute(
        select(conversation)
        .where(conversation.c.person == person_id, conversation.c.format == format_id, conversation.c.ended_at.is_(None))
        .order_by(conversation.c.id.desc())
        .limit(1)
    ).first()
    return kept_in(unit, row) if row else None


def latest_of(unit: Unit, person_id: str, most: int) -> list[Conversation]:
    """Return the conversations the person was in, the last one first."""
    return all_kept_in(unit, _LATEST_OF.rows(unit, {"who": person_id, "most": most}))


def of_guest(unit: Unit, person_id: str) -> Conversation | None:
    """Return the one conversation in which somebody without an account is asked something (S39)."""
    hers = conversation.c.person == person_id, conversation.c.closes_at.is_not(None)
    row = unit.connection.execute(select(conversation).where(*hers).order_by(conversation.c.id).limit(1)).first()
    return next(iter(all_kept_in(unit, [row])), None) if row is not None else None


def last_told(unit: Unit, person_id: str, format_id: str, but: int) -> datetime | None:
    """Return when a person last told something in a format, beside one conversation."""
    mine = conversation.c.person == person_id, conversation.c.format == format_id, conversation.c.id != but
    told = conversation.c.status == Status.SUBMITTED
    return instant(unit.connection.execute(select(func.max(conversation.c.touched_at)).where(*mine, told)).scalar())


def left_out(unit: Unit, person_id: str, format_id: str) -> list[Conversation]:
    """Return a person's conversations in rounds of a format that she ended without telling anything, the newest first."""
    hers = conversation.c.person == person_id, conversation.c.format == format_id, conversation.c.round.is_not(None)
    ended = conversation.c.status == Status.SKIPPED, conversation.c.ended_at.is_not(None)
    rows = unit.connection.execute(select(conversation).where(*hers, *ended).order_by(conversation.c.id.desc()).limit(20))
    found = all_kept_in(unit, rows.all())
    return [one for one in found if not any(mark.answered for mark in one.state.own)]


def stopped_in_time(unit: Unit, person_id: str, format_id: str, now: datetime) -> list[Conversation]:
    """Return what a person told, all of it or a part that was kept, in open rounds of a format whose time is not over."""
    kept = select(answer.c.id).where(answer.c.conversation == conversation.c.id, answer.c.withdrawn_at.is_(None)).exists()
    ended = or_(conversation.c.status == Status.SUBMITTED, (conversation.c.status == Status.SKIPPED) & kept)
    hers = conversation.c.person == person_id, conversation.c.format == format_id, ended
    open_ = conversation.c.ended_at.is_not(None), conversation.c.closes_at > stamp(now), round_.c.status == "open"
    there = select(conversation).join(round_, round_.c.id == conversation.c.round).where(*hers, *open_)
    return all_kept_in(unit, unit.connection.execute(there.order_by(conversation.c.id.desc())).all())


def in_round(unit: Unit, round_id: int, person_id: str) -> Conversation | None:
    """Return a person's conversation in a round."""
    row = unit.connection.execute(
        select(conversation)
        .where(conversation.c.round == round_id, conversation.c.person == person_id)
        .order_by(conversation.c.id)
    ).first()
    return kept_in(unit, row) if row else None


def occasion_of(unit: Unit, conversation_id: int) -> str:
    """Return at which occasion a conversation began that is in no round."""
    said = unit.connection.execute(select(conversation.c.occasion).where(conversation.c.id == conversation_id)).scalar()
    return said or ""


def runs_in(unit: Unit, round_id: int, stage: str) -> bool:
    """Whether somebody is still to be done with a stage of a round."""
    running = conversation.c.round == round_id, conversation.c.stage == stage, conversation.c.ended_at.is_(None)
    return unit.connection.execute(select(conversation.c.id).where(*running).limit(1)).first() is not None


def over_in(unit: Unit, round_id: int, stages: Collection[str], now: datetime) -> list[Conversation]:
    """Return the conversations in some stages of a round whose time is over, and that were not ended yet."""
    over = conversation.c.closes_at <= stamp(now), conversation.c.ended_at.is_(None)
    rows = unit.connection.execute(
        select(conversation)
        .where(conversation.c.round == round_id, conversation.c.stage.in_(stages), *over)
        .order_by(conversation.c.id)
    )
    return all_kept_in(unit, rows.all())


def submitted_in(unit: Unit, round_id: int, person_id: str) -> set[str]:
    """Return the stages of a round in which a person submitted something."""
    hers = conversation.c.round == round_id, conversation.c.person == person_id, conversation.c.status == Status.SUBMITTED
    return set(unit.connection.execute(select(conversation.c.stage).where(*hers)).scalars())


def asked_in(unit: Unit, round_id: int, team_id: str) -> set[str]:
    """Return who in a group was asked something in a round, or took it up herself."""
    people = select(membership.c.person).where(membership.c.team == team_id, membership.c.until.is_(None))
    asked = or_(conversation.c.put_at.is_not(None), conversation.c.touched_at.is_not(None))
    hers = conversation.c.round == round_id, conversation.c.person.in_(people), asked
    return set(unit.connection.execute(select(conversation.c.person).where(*hers)).scalars())


def being_planned(unit: Unit, format_id: str, stage_id: str, team_ids: Collection[str], after: datetime) -> set[str]:
    """Return the groups for which somebody was going through a stage of a format after a moment, and is not done with it."""
    there = select(membership.c.person).where(membership.c.team.in_(list(team_ids)), membership.c.until.is_(None))
    rows = unit.connection.execute(
        select(conversation.c.team)
        .where(conversation.c.person.in_(there), conversation.c.format == format_id, conversation.c.stage == stage_id)
        .where(conversation.c.ended_at.is_(None), conversation.c.touched_at > stamp(after))
    )
    return set(rows.scalars())


def put_since(unit: Unit, format_id: str, stage_id: str, team_id: str, since: datetime) -> set[str]:
    """Return who was asked a stage of a format in a group after a moment."""
    people = select(membership.c.person).where(membership.c.team == team_id, membership.c.until.is_(None))
    hers = conversation.c.team == team_id, conversation.c.format == format_id, conversation.c.stage == stage_id
    put = conversation.c.person.in_(people), *hers, conversation.c.put_at > stamp(since)
    return set(unit.connection.execute(select(conversation.c.person).where(*put)).scalars())


def opens_later(unit: Unit, format_id: str, team_ids: Collection[str], now: datetime) -> dict[str, datetime]:
    """Return the groups in which somebody is asked something of a format at a later moment, each with the first of those."""
    later = conversation.c.opens_at > stamp(now), conversation.c.ended_at.is_(None)
    hers = conversation.c.team.in_(list(team_ids)), conversation.c.format == format_id
    people = select(membership.c.person).where(membership.c.team.in_(list(team_ids)), membership.c.until.is_(None))
    first = select(conversation.c.team, func.min(conversation.c.opens_at)).group_by(conversation.c.team)
    rows = unit.connection.execute(first.where(conversation.c.person.in_(people), *hers, *later))
    return {team: instant(opens) for team, opens in rows}


def about(unit: Unit, answers: Collection[int]) -> list[Conversation]:
    """Return the conversations about one of these answers that have not ended."""
    rows = unit.connection.execute(
        select(conversation)
        .where(conversation.c.about.in_(list(answers)), conversation.c.ended_at.is_(None))
        .order_by(conversation.c.id)
    )
    return all_kept_in(unit, rows.all())
