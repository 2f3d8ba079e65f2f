"""Proposing to stop a habit of which nothing was heard four times (S19). Nobody is counted, and nothing is read along.

In a room the bot hears nothing, so who leads is asked; ever less often, as she knows. Of what she is nudged to do herself it
hears whether she reacted.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.incoming import several
from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.talk.conversation import Status
from dialogs.timing.timetable import at_work
from storage.groups import people, rounds
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import finding
from storage.timing import schedules

TIMES = 4
"""After how often without a reaction it is proposed to stop."""


def propose_to_stop(unit: Unit, editions: Editions, running: Round, format: Format, team: Team, now: datetime) -> None:
    """Ask who leads a group whether a habit goes on, where nothing was heard of it four times; nothing while it is off."""
    if format.priority != "habit" or any(stage.for_all for stage in format.stages) or not running.invites:
        return  # what somebody answers for herself is hers, and X05 asks about her silence
    past = [one for one in rounds.all_of(unit, format.id, team.id) if one.opens_at <= running.opens_at]
    if schedules.rhythm_of(unit, format.id, team.id) is None or not _is_time(unit, format, past):
        return
    for held in people.members(unit, team.id, ("lead",)):
        if (to := reached_at(unit, held.person)) is not None:
            read = editions.newest(format.id).read_in(people.load(unit, held.person).language)
            off, on = (
                several.with_number(unit, held.person, f"{read.starts.switched} {way}", team.id) for way in ("uit", "aan")
            )
            part = {
                "say": "habits.quiet" if format.stages else "habits.lives", "team": team.id,
                "with": {"titel": read.title, "aantal": TIMES if format.stages else len(past), "groep": team.name},
                "choices": [[off, "habits.stop"], [on, "habits.go_on"]],
            }  # fmt: skip
            due = at_work(max(now, running.closes_at or now), team)
            outbox.add(unit, Message(f"lives {running.id} {held.person}", to, "notice", [part], due, person=held.person))


def _is_time(unit: Unit, format: Format, past: Sequence[Round]) -> bool:
    """Whether it came four times without a reaction: in a room at the 4th, 8th, 16th … time, as nobody hears there."""
    if not format.stages:
        fours, rest = divmod(len(past), TIMES)
        return rest == 0 and fours.bit_count() == 1
    last = sorted(past, key=lambda one: one.opens_at)[-TIMES:]
    heard = any(one.state.own or one.status is Status.SKIPPED for round_ in last for one in finding.all_in(unit, round_.id))
    return len(past) % TIMES == 0 and len(last) == TIMES and not heard
