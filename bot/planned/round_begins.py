"""A round that somebody planned begins: what she chose becomes its plan (S06, GE7).

Every function works inside one unit of work and may run twice.
"""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.gatherings import for_meetings, meanwhile, programmes
from bot.incoming import keeping
from bot.incoming.surroundings import Setting
from bot.planned import cards, plans
from bot.planned.held_before import begun, last_held
from bot.planned.stand_ins import draw
from bot.timing import offers
from bot.timing.editions import MADE
from bot.timing.opening import seed_of
from dialogs.gatherings.for_meetings import around_a_day
from dialogs.timing.named_days import planned
from dialogs.timing.plans import Plan
from storage.groups import people, rounds
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.privacy import audit
from storage.store import Unit
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def open_round(doing: "Doing", setting: Setting, kept: Conversation, team: Team) -> bool:
    """Open the round that was planned in a conversation; False where the day that was chosen has gone by meanwhile."""
    now = doing.now
    plan = decided(doing.unit, setting, kept, team, now)
    ahead = [plan.moments[name] for name in setting.format.dates if name in plan.moments]
    if ahead and ahead[-1] <= now:
        return False
    if setting.format.agreed_to and (before := rounds.open_now(doing.unit, kept.format, team.id, now)) is not None:
        plans.cancel(doing.unit, doing.editions, before, now)  # a newer version is what they are asked about now
    if setting.format.starts.renews and (before := rounds.open_now(doing.unit, kept.format, team.id, now)) is not None:
        cards.let_go(doing.unit, before, now)
    occurrence = f"planned {kept.id}"
    asks_made = any(plan.holds(stage.only_if) and any(one.made for one in stage.questions) for stage in setting.format.reached)
    version = f"{kept.version}{MADE}{kept.id}" if asks_made else kept.version
    new = Round(
        0, kept.format, version, team.id, occurrence, None, "open", rounds.counted(doing.unit, kept.format, team.id),
        seed_of(kept.format, team.id, occurrence), ahead[-1] if ahead else now, now, None, None, plan,
        apart=setting.format.apart,
    )  # fmt: skip
    opened = rounds.open_round(doing.unit, for_meetings.around(doing.unit, new, team) if setting.format.meets else new, now)
    if opened is not None:
        keeping.planned(doing.unit, kept, opened, now)
        meanwhile.begin(doing.unit, doing.editions, opened, team, now)
        programmes.open_around(doing.unit, doing.editions, setting.format, opened, team, now)
        audit.note(doing.unit, "round opened", now, actor=doing.person.id, subject=team.id)
        offers.round_planned(doing.unit, doing.editions, kept.format, team.id, now)
    return True


def decided(unit: Unit, setting: Setting, kept: Conversation, team: Team, now: datetime) -> Plan:
    """Return what was chosen; where somebody was to be named and nobody was, one of the group is drawn."""
    marks, format = kept.state.marks, setting.format
    chosen = {name: mark.chosen for name, mark in marks.items() if name in format.plan and mark.chosen}
    about = [question for question in format.plan.values() if question.kind == "person" or question.people]
    who_is_meant = {one.id: chosen.pop(one.id, ()) for one in about}
    named = {one.id: who_is_meant[one.id] for one in about if not (one.external or one.people or one.asks or format.of_one)}
    last, first = last_held(unit, kept.format, team.id), begun(unit, team.id, now)
    moments = around_a_day(format, planned(format, marks, now, team, last, first), now)
    plan = Plan(setting.person.id, kept.id, chosen, moments=moments)
    members = {held.person for held in people.members(unit, team.id)}
    for asked in format.asked_by_her.values():
        plan = plan.asking(asked.id, [one for one in who_is_meant[asked.id] if one in members], several=asked.people)
    for question, who in named.items():
        somebody = bool(who) and who[0] in members
        plan = replace(plan, people={**plan.people, question: who[0]}) if somebody else draw(unit, plan, question, team, now)
    return plan
