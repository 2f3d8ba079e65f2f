"""What happens because time passes: rounds open, people are asked, rounds close, digests are planned (DESIGN §5, S03, K2).

Every function handles one item in one unit of work, says whether there was one, and may run twice. What has to be decided
is decided in ``dialogs``.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.gatherings import agenda, meanwhile, menus, outside, prepared, same_day, signed_up, together
from bot.incoming.nameless import settle_nameless
from bot.outgoing import took_part
from bot.outgoing.digests import told_by
from bot.outgoing.reaching import reached_at
from bot.outgoing.rooms import say_in_room
from bot.planned import depending, late, plans
from bot.planned.telling import tellers_of
from bot.timing import living
from bot.timing.editions import Editions
from bot.timing.opening import next_of, plan_people
from bot.timing.speaking import close_conversation
from dialogs.language.content import Format
from dialogs.language.outputs import Output
from dialogs.timing.nudges import LATE
from dialogs.timing.timetable import TOO_LATE, reports
from storage.groups import people, rounds, teams
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import outbox, posts
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import finding
from storage.timing import schedules

ONE_DAY = timedelta(days=1)


# -- rounds


def plan_chunk(unit: Unit, editions: Editions, running: Sequence[Round], after: str, now: datetime) -> str | None:
    """Plan the next people of rounds that open; returns where to go on, or None when they are open for all.

    Several rounds at once have no more people together than are planned at once.
    """
    known = teams.load_all(unit, {one.team for one in running})
    alike: dict[tuple[Any, ...], list[Round]] = {}
    for one in running:
        team = known[one.team]
        same = replace(one, id=0, team="", variant=0, seed="")
        alike.setdefault((same, team.settings, team.paused_until), []).append(one)
    following = None
    for some in alike.values():
        first, team = some[0], known[some[0].team]
        format = editions.of(unit, first.format, first.version).dutch
        following = plan_people(unit, some, format, team, after)
        if following is None:
            rounds.opened(unit, [one.id for one in some], next_of(format, first, team, first.opens_at - ONE_DAY) or now)
    return following


def handle_round(unit: Unit, editions: Editions, running: Round, now: datetime) -> str | None:
    """Do what is due in an open round: close it, plan its outputs. Returns what happened, for the time line."""
    team = teams.load(unit, running.team)
    format = editions.of(unit, running.format, running.version).dutch
    happened = None
    _let_silence_mean(unit, editions, running, format, now)
    if running.plan is not None and running.status == "open":
        running = plans.go_on(unit, editions, rounds.load(unit, running.id), now)
    if running.status == "open" and _is_over(running, now):
        if running.plan is None:
            together.tell(unit, running.id, format.stages, team)
        rounds.close(unit, running.id, running.closes_at or running.opens_at)
        meanwhile.end(unit, editions, running)
        running = rounds.load(unit, running.id)
        signed_up.closed(unit, format, running, team, now)
        happened = "round_closed" if format.stages and running.invites and running.person is None else None
    for output, moment in reports(format, running, team):
        if moment <= now and depending.comes(unit, running, output):
            _plan_output(unit, editions, running, team, output, moment, now)
            late.end(unit, format, running, output, now)
    late.end_days(unit, format, running, now)
    following_moment = plans.next_of(format, running, team, now) if running.plan else next_of(format, running, team, now)
    rounds.set_next(unit, running.id, following_moment)
    if following_moment is None and not (running.person is not None and running.status == "open"):  # she may name a day yet
        rounds.report(unit, running.id)
        living.propose_to_stop(unit, editions, running, format, team, now)
        plans.over(unit, editions, running, now)
    return happened


def _let_silence_mean(unit: Unit, editions: Editions, running: Round, format: Format, now: datetime) -> None:
    """End what is over where silence means something, so that what is shown now shows what it meant (S06)."""
    stages = [stage.id for stage in format.stages if stage.silence]
    for one in finding.over_in(unit, running.id, stages, now) if stages else ():
        close_conversation(unit, editions, people.load(unit, one.person), one, now)


def _is_over(running: Round, now: datetime) -> bool:
    """Whether a round closes now: a planned one whose last stage is not known yet goes on."""
    return running.plan is None if running.closes_at is None else running.closes_at <= now


def _plan_output(
    unit: Unit, editions: Editions, running: Round, team: Team, output: Output, moment: datetime, now: datetime
) -> None:
    due = max(moment, now)
    if output.kind == "overview":
        took_part.keep(unit, editions, team, moment)
        for holder in _facilitators(unit, team.id):
            _plan_overview(unit, running, team, output, holder, moment, due)
        return
    if output.kind == "message":
        if now - moment > LATE:  # what was to be said at a moment is not said a day later (N5)
            return
        menus.count(unit, editions, running, output, team)
        key = f"message {running.id} {output.id} {moment.isoformat()}"
        for teller in _each_teller(unit, running, output, due):
            say_in_room(
                unit, team, f"{key} {teller or ''}".rstrip(), output.id, due, about=running.id, output=True, teller=teller,
                punctual=moment if output.punctual else None,
            )  # fmt: skip
        return
    if output.kind == "prepared" or output.to == "initiator":
        _plan_for_people(unit, editions, running, team, output, moment, due)
        return
    if output.kind == "agenda":
        readers = readers_of(unit, editions, team, output, due)
        readers = same_day.still_to_tell(unit, editions, running, team, readers, moment)
        agenda.plan(unit, running, output, readers, moment, now)
        return
    settle_nameless(unit, editions, running, team, output, moment, due)
    issue = f"digest {running.format} {output.id} {team.id} {moment.isoformat()}"
    part = {
        "digest": True, "round": running.id, "output": output.id, "format": running.format, "at": moment.isoformat(),
        "team": team.id, "issue": issue, "for_all": output.of_round,
    }  # fmt: skip
    if output.kind == "board":
        part["told_by"] = told_by(unit, team.id, running.id)
    good_until = None if output.of_round else moment + TOO_LATE  # what no later one tells comes, however late
    for to, person, room in readers_of(unit, editions, team, output, due):
        outbox.add(unit, Message(f"{issue} {to}", to, output.kind, [part], due, person=person, room=room,
                                 good_until=good_until))  # fmt: skip


def _plan_for_people(
    unit: Unit, editions: Editions, running: Round, team: Team, output: Output, moment: datetime, due: datetime
) -> None:
    """Plan what goes to people alone, each in her own chat."""
    if output.to == "initiator":
        outside.plan(unit, running, team, output, moment, due)
        return
    beside = same_day.told_there(unit, editions, running, team, moment) if output.to == "members" else []
    prepared.plan(unit, editions, running, team, output, moment, due, beside=beside)


def _each_teller(unit: Unit, running: Round, output: Output, now: datetime) -> Sequence[int | None]:
    """Return by which choices people tell, where each has a message of her own; else there is one message for all."""
    if output.tellers is None or not output.tellers.each:
        return [None]
    return list(tellers_of(unit, running, output.tellers, teams.around(unit, running.team)[1], now).order)


def readers_of(
    unit: Unit, editions: Editions, team: Team, output: Output, due: datetime
) -> list[tuple[str, str | None, str | None]]:
    """Return where a group's digest or board goes: its room, or to each reader where there is no room (GE15).

    Facilitators who get their overview on the same day read the digest there, and get one message (C-36).
    """
    if output.to == "room" and team.room is not None:
        return [(f"{team.room[0]}:{team.room[1]}", None, team.id)]
    if (
        not output.of_round
        and team.room is None
        and _facilitators(unit, team.id)
        and _overview_comes(unit, editions, team, due)
    ):
        return []
    return [
        (to, person, None)
        for person in instead_of_the_room(unit, team.id, for_all=output.of_round)
        if (to := reached_at(unit, person))
    ]


def _overview_comes(unit: Unit, editions: Editions, team: Team, due: datetime) -> bool:
    """Whether a group's facilitators get an overview on the day of a moment, or one that is late already."""
    formats = [name for name, one in editions.library.editions.items() if any(o.kind == "overview" for o in one.dutch.outputs)]
    coming = schedules.next_opening_of(unit, team.id, formats)
    today = coming is not None and coming.astimezone(team.zone).date() == due.astimezone(team.zone).date()
    return today or any(rounds.under_way(unit, name, team.id) for name in formats)


def instead_of_the_room(unit: Unit, team_id: str, *, for_all: bool) -> list[str]:
    """Return who gets what was for a group's room, where there is none.

    A digest goes to its facilitators, or else to who takes part (GE15, S03); a board, and what stands under it, to all of
    them (S06).
    """
    holders = _facilitators(unit, team_id)
    if holders and not for_all:
        return holders
    members = dict.fromkeys([*holders, *(holder.person for holder in people.members(unit, team_id))])
    return [person for person in members if person in holders or people.load(unit, person).takes_part]


def _facilitators(unit: Unit, team_id: str) -> list[str]:
    """Return the facilitators of a group who did not sign off (S02)."""
    holders = [holder.person for holder in people.members(unit, team_id, ("facilitator",))]
    return [holder for holder in holders if not people.signed_off(unit, holder)]


def _plan_overview(
    unit: Unit, running: Round, team: Team, output: Output, person: str, moment: datetime, due: datetime
) -> None:
    """Plan a facilitator's overview; several groups of one day come in one message (S07, C-36)."""
    to = reached_at(unit, person)
    if to is None:
        return
    day = moment.astimezone(team.zone).date().isoformat()
    key = f"overview {running.format} {output.id} {person} {day}"
    found = posts.by_key(unit, key)
    if found is not None:
        part = found.recipe[0]
        together = [{**part, "teams": [*part["teams"], team.id]}]
        if team.id in part["teams"] or posts.change_recipe(unit, found.id, together):
            return
        key = f"{key} {team.id}"  # the message of the day is on its way already, so this group gets its own
    part = {
        "overview": True,
        "output": output.id,
        "format": running.format,
        "teams": [team.id],
        "at": moment.isoformat(),
    }
    outbox.add(unit, Message(key, to, "overview", [part], due, person=person, good_until=moment + TOO_LATE))
