"""Who does what a planned round asks somebody for: drawn where nobody is named, and followed by somebody else (S06)."""

from dataclasses import replace
from datetime import datetime

from bot.timing.opening import seed_of
from dialogs.language.stages import Stage
from dialogs.timing.plans import Plan
from storage.groups import people
from storage.groups.teams import Team
from storage.store import Unit


def draw(unit: Unit, plan: Plan, question: str, team: Team, now: datetime, *, silent_too: bool = True) -> Plan:
    """Let somebody do what a plan asks somebody for, at random; who leads and who started it only at last, and perhaps nobody.

    Nobody is asked who passed it on. Who was asked and said nothing comes again only where ``silent_too``, and goes before
    who leads even then: who was asked first comes first.
    """
    last = {held.person for held in people.members(unit, team.id, ("lead",))} | {plan.starter}
    free = [one for one in there(unit, plan, team, now) if one not in plan.passed]
    if not silent_too and any(one in plan.silent for one in free):
        free = [one for one in free if one not in last and one not in plan.silent]
    asked = {one: number for number, one in enumerate(plan.silent, 1)}
    drawn = sorted(free, key=lambda one: (one in last, asked.get(one, 0), seed_of(str(plan.conversation), question, one)))
    others = {name: who for name, who in plan.people.items() if name != question}
    return replace(plan, people=others | ({question: drawn[0]} if drawn else {}))


def first_asked(unit: Unit, plan: Plan, question: str, team: Team, now: datetime) -> Plan:
    """Let who was asked first do something, where nobody said in time that she would: somebody wanted her for it."""
    around = there(unit, plan, team, now)
    first = next((one for one in plan.silent if one in around and one not in plan.passed), None)
    return replace(plan, people={**plan.people, question: first}) if first else plan


def is_awaited(unit: Unit, stage: Stage, plan: Plan, team: Team) -> bool:
    """Whether somebody of the group who does not take part has her time to say yes, as anybody who says nothing (C-40).

    She hears nothing (S01), unless she takes part meanwhile; and nobody learns by it who does.
    """
    who = plan.people.get(stage.who)
    asked = stage.window.passes is not None and who in {held.person for held in people.members(unit, team.id)}
    return asked and who is not None and not people.load(unit, who).takes_part


def there(unit: Unit, plan: Plan, team: Team, now: datetime) -> list[str]:
    """Return who can do something for a group: she takes part, or started it and has a role there still; none is away now."""
    leads = any(held.team == team.id for held in people.roles_of(unit, plan.starter))
    started = [plan.starter] if leads and not people.signed_off(unit, plan.starter) else []
    ids = dict.fromkeys([*(held.person for held in people.members(unit, team.id)), *started])
    found = [one for one in (people.load(unit, id_) for id_ in ids) if one.takes_part or one.id in started]
    return [one.id for one in found if one.away_until is None or one.away_until <= now]
