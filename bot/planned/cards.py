"""What a group has in versions, as what is fixed and what is free: its newest card (S35).

Every function works inside one unit of work and may run twice.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.planned.decided import Read, as_it_is_now, decided
from bot.timing.editions import Editions
from dialogs.language.content import Format
from storage.groups import people, rounds, teams
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks import ending

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def read(doing: "Doing", format: Format) -> None:
    """Show somebody the newest card of each of her groups."""
    held = dict.fromkeys(one.team for one in people.roles_of(doing.unit, doing.person.id))
    groups = [one for one in held if teams.load(doing.unit, one).kind in format.groups]
    if not groups:
        doing.say("err.no_rights", {"rol": format.starts.by[0]})
    for team_id in groups:
        if not show(doing, format, team_id):
            doing.say("card.none", {"groep": teams.load(doing.unit, team_id).name, "titel": format.title})


def show(doing: "Doing", format: Format, team_id: str) -> bool:
    """Show the newest card of a group, if it has one."""
    newest = [one for one in rounds.all_of(doing.unit, format.id, team_id) if one.plan is not None]
    if newest:
        doing.parts.append({"card": max(one.id for one in newest)})
    return bool(newest)


def let_go(unit: Unit, before: Round, now: datetime) -> None:
    """End the version that was there before: what was shared in it stays, and nobody is asked anything about it any more."""
    if rounds.close(unit, before.id, now):
        rounds.set_next(unit, before.id, None)
        ending.withdraw_in(unit, before.id, now)


def draw(unit: Unit, editions: Editions, person: Person, version: int) -> Read:
    """Return a card as a person reads it."""
    running = rounds.load(unit, version)
    format = editions.of(unit, running.format, running.version).read_in(person.language)
    team, circle = teams.around(unit, running.team)
    phrases = editions.phrases(person.language)
    head = phrases.text("card.head", {"titel": format.title, "groep": team.name})
    plan = as_it_is_now(unit, format, version)
    if plan is None or person.id not in circle.names:
        return head, []
    text, ids = decided(unit, people.viewer(unit, person.id), format, plan, circle, person.zone, phrases)
    return f"{head}\n\n{text}", ids
