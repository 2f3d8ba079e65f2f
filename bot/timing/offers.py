"""Offering a lead something a while after her group last had something else (``since``; D6, S06, S17).

A schedule says when to look at a group again. What is found then follows from the rounds that it had, so that a round, or one
that is called off, moves all offers. Only where something is offered before a round, one that is planned or moved has the group
looked at anew: its day may be nearer than the next look.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.language.stages import Stage
from dialogs.language.starts import NEXT
from dialogs.timing.cadence import resolve
from dialogs.timing.named_days import named
from storage.groups import past_rounds, people, rounds, teams
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import conversations, ending, finding
from storage.talks.conversations import Conversation, Fresh
from storage.timing import schedules
from storage.timing.schedules import Schedule

if TYPE_CHECKING:
    from bot.incoming.surroundings import Setting

LOOK = timedelta(days=7)
"""How long until a group is looked at again at the latest; what is later than that is not offered any more (N5)."""
PLANNING = timedelta(days=14)
"""For how long somebody who left a plan half made may still be about to make it."""
LASTS = timedelta(days=14)
"""How long an offer stands that was moved to a day."""
QUARTER = timedelta(weeks=13)
"""When the following round is expected where none is planned (S33)."""
OFFERS = "offers"
"""What stands in a schedule in the place of a rhythm."""


def looking(format_id: str, team_id: str, at: datetime) -> Schedule:
    """Return that a group is looked at again at a moment."""
    return Schedule(format_id, team_id, OFFERS, at.isoformat(), at, at)


def look(unit: Unit, editions: Editions, due: Sequence[Schedule], known: Mapping[str, Team], now: datetime) -> None:
    """Make the offers that are due in some groups, and remember when to look at each again."""
    for format_id in dict.fromkeys(one.format for one in due):
        hers = [one for one in due if one.format == format_id]
        other = editions.newest(format_id).dutch.starts.since
        assert other is not None
        held = past_rounds.held_since(unit, other, [one.team for one in hers])
        since = teams.begun(unit, [one.team for one in hers]) | held
        planned = following(unit, editions.newest(format_id).dutch, [one.team for one in hers], now)
        found = {}
        for one in hers:
            format = editions.as_set(format_id, known[one.team].settings).dutch
            come = moments(format, since.get(one.team, now), known[one.team], planned.get(one.team))
            if _moved_on(unit, one, come, now) and (stage := _due(format, come, now)) is not None:
                found[one.team] = stage
        waiting = finding.opens_later(unit, format_id, list(found), now)
        busy = set() if editions.newest(format_id).dutch.offered_before else _busy(unit, editions, other, list(found), now)
        for team_id in found.keys() - waiting.keys() - busy:
            counts = _anchors(since[team_id], planned.get(team_id))
            _offer(unit, editions, found[team_id], format_id, known[team_id], counts, now, first=team_id not in held)


def moments(format: Format, since: datetime, team: Team, following: datetime | None = None) -> list[datetime]:
    """Return when each stage of an offer comes, counted from a moment, or from the ``following`` round that is planned."""
    anchors = _anchors(since, following)
    return [resolve(stage.window.opens, anchors, team.zone, team.calendar) for stage in format.stages]


def _anchors(since: datetime, following: datetime | None) -> Mapping[str, datetime]:
    """Return from what an offer counts; where no round is planned the following one is a quarter after the last (S33)."""
    return {"opening": since, NEXT: following or since + QUARTER}


def following(unit: Unit, format: Format, team_ids: Sequence[str], now: datetime) -> Mapping[str, datetime]:
    """Return the day of the round that is planned in groups, where something is offered before it (S33)."""
    other = format.starts.since if format.offered_before else None
    found = {one: rounds.open_now(unit, other, one, now) for one in team_ids} if other else {}
    return {team_id: running.planned for team_id, running in found.items() if running is not None and running.planned > now}


def _moved_on(unit: Unit, one: Schedule, moments: Sequence[datetime], now: datetime) -> bool:
    """Remember when to look again: at the next offer, or before; whether no other process did."""
    following = min([now + LOOK, *(moment for moment in moments if moment > now)])
    return bool(schedules.move_on(unit, one, looking(one.format, one.team, following), [one.team]))


def _due(format: Format, moments: Sequence[datetime], now: datetime) -> Stage | None:
    """Return what is to be offered now: the last offer whose moment has come, unless that is long ago."""
    come = [(moment, number) for number, moment in enumerate(moments) if now - LOOK < moment <= now]
    return format.stages[max(come)[1]] if come else None


def _busy(unit: Unit, editions: Editions, other: str, team_ids: Sequence[str], now: datetime) -> set[str]:
    """Return the groups in which the other format goes on, or is being planned."""
    if not team_ids:
        return set()
    busy, format = rounds.open_in(unit, other, team_ids), editions.newest(other).dutch
    if format.plan:
        busy |= finding.being_planned(unit, other, format.stages[0].id, team_ids, now - PLANNING)
    return busy


def moved(unit: Unit, setting: "Setting", kept: Conversation, now: datetime) -> None:
    """Make an offer on the day that somebody named for it; until then nothing is offered to the group (D6)."""
    team, format = setting.team, setting.format
    for question in setting.stage.questions:
        mark = kept.state.marks.get(question.id)
        moment = named(question, mark, now, team) if question.asks_again and mark and mark.chosen and team else None
        if moment is None or team is None or question.asks_again is None:
            continue
        stage = format.stage(question.asks_again)
        new = Fresh(
            kept.person, kept.format, kept.version, stage.id, moment, team=team.id, occasion=f"moved {kept.id}",
            closes_at=moment + LASTS, next_at=moment,
        )  # fmt: skip
        conversations.begin(unit, [new])


def round_planned(unit: Unit, editions: Editions, other: str, team_id: str, now: datetime) -> None:
    """Make no offer any more, and let go of what is offered, of a round that is open now, or is on another day.

    What is offered before one is looked at anew: its day may be nearer than when the group would be looked at again (S33).
    """
    offering = [name for name, edition in editions.library.editions.items() if edition.dutch.starts.since == other]
    before = [name for name in offering if editions.newest(name).dutch.offered_before]
    ending.withdraw_of(unit, [name for name in offering if name not in before], team_id, now)
    for format_id in before:
        schedules.look_at(unit, looking(format_id, team_id, now), now)


def _offer(
    unit: Unit, editions: Editions, stage: Stage, format_id: str, team: Team, anchors: Mapping[str, datetime], now: datetime, *,
    first: bool,
) -> None:  # fmt: skip
    """Plan an offer for who leads a group; its first wording counts from the round before, the second is for the first time."""
    edition, since = editions.pinned(unit, format_id, team.settings), anchors["opening"]
    own = {"opening": now if edition.dutch.offered_before else since}
    closes = resolve(stage.window.closes, own, team.zone, team.calendar) if stage.window.closes else None
    nudges = tuple(resolve(one, own, team.zone, team.calendar) for one in stage.window.nudges)
    new = Fresh(
        "", format_id, edition.version, stage.id, now, team=team.id, occasion=f"since {team.id} {since.isoformat()} {stage.id}",
        variant=int(first), closes_at=closes, nudges=nudges, next_at=now,
    )  # fmt: skip
    leads = to_be_offered(unit, format_id, stage, team.id, since)
    conversations.begin(unit, [replace(new, person=person) for person in leads])


def to_be_offered(unit: Unit, format_id: str, stage: Stage, team_id: str, since: datetime) -> list[str]:
    """Return who leads a group and was not asked this since the round before: on a day that she named herself, too."""
    asked = finding.put_since(unit, format_id, stage.id, team_id, since)
    leads = dict.fromkeys(held.person for held in people.members(unit, team_id, ("lead",)))
    return [one for one in leads if one not in asked]
