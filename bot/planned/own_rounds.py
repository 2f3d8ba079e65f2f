"""A round of one person: she plans it for herself, and nobody else is asked in it or learns that it is there (S08).

Every function works inside one unit of work and may run twice.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.gatherings import gathering, programmes
from bot.incoming import keeping
from bot.incoming.surroundings import Setting
from bot.planned import asked_beside, plans
from bot.planned.round_begins import decided
from bot.timing.opening import seed_of
from dialogs.gatherings.programmes import planned_meetings, with_own_meetings
from dialogs.language.content import Format
from dialogs.language.stages import OWNER
from dialogs.talk import events
from dialogs.timing.cadence import Moment
from dialogs.timing.plans import Plan, in_round
from storage.groups import rounds
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.talks import finding
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def open_round(doing: "Doing", setting: Setting, kept: Conversation, team: Team) -> None:
    """Open the round that somebody planned for herself, with those around its meetings; what is asked at once comes at once."""
    format, unit, now = setting.format, doing.unit, doing.now
    plan = decided(unit, setting, kept, team, now)
    if (running := gathering.goes_on(unit, format, doing.person.id)) is not None:
        asked_beside.join(doing, setting, kept, running, plan)
        return
    plan = asked_beside.named_too(doing, setting, kept, plan)
    plan = with_own_meetings(format, plan, team, now)
    meetings = planned_meetings(format.programme, plan, team) if format.programme else ()
    occurrence = f"planned {kept.id}"
    new = Round(
        0, kept.format, kept.version, team.id, occurrence, None, "open", 0, seed_of(kept.format, team.id, occurrence),
        meetings[0].at if meetings else now, now, None, None, plan, person=doing.person.id, apart=format.apart,
    )  # fmt: skip
    opened = rounds.open_round(unit, replace(new, plan=replace(plan, named=programmes.named_in(unit, format, new))), now)
    if opened is not None:
        keeping.planned(unit, kept, opened, now)
        programmes.open_around(unit, doing.editions, format, opened, team, now)
        plans.go_on(unit, doing.editions, opened, now)
        asked_beside.invite(doing, opened, plan)
        _begin_at_once(doing, format, opened.id, plan)


def _begin_at_once(doing: "Doing", format: Format, round_id: int, plan: Plan) -> None:
    """Ask somebody at once what opens with her own round, as she is here and just chose to begin."""
    opening = (stage for stage in format.reached if in_round(stage, plan).window.opens == Moment())
    at_once = {stage.id for stage in opening if stage.who == OWNER}  # whom she asks hears it by herself
    running = (one for one in finding.all_in(doing.unit, round_id) if one.running and one.person == doing.person.id)
    hers = (one for one in running if one.stage in at_once)
    begun = next((one for one in hers if one.prompted_at is None), None)
    if begun is not None:
        doing.advance(begun, events.Chose("!", ("!act",)))
    elif at_once:
        doing.say("trajectory.over")
