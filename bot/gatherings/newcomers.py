"""Who comes into a leergroep that has begun: that is advised against, and the group agrees anew first (S24, S25).

That nobody reads anything of her, or she of others, before that, is the gate's matter; here it is said. Every function works
inside one unit of work and may run twice.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.gatherings import for_meetings, gone
from bot.outgoing.plain import draw_plain
from bot.outgoing.reaching import reached_at
from bot.timing.editions import Editions
from bot.timing.planning import tell_alone
from dialogs.language.content import Format
from dialogs.language.roles import TAKES_PART
from dialogs.saying.phrases import Language
from dialogs.saying.prompt import Prompt
from storage.groups import agreements, people, rounds, teams
from storage.groups.people import Member, Person
from storage.groups.taking_part import facilitators, participants
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit


def arrives(unit: Unit, editions: Editions, person_id: str, team_id: str, now: datetime) -> None:
    """Tell who facilitates a leergroep that somebody comes in who was not there when it began; and tell her."""
    team = teams.load(unit, team_id)
    held = next((one for one in people.roles_of(unit, person_id) if one.team == team_id and one.role in TAKES_PART), None)
    if held is None or not _has_begun(unit, editions, team, now):
        return
    for one in facilitators(unit, team_id):
        if (to := reached_at(unit, one)) is not None:
            outbox.add(unit, Message(f"{_key(held)} {one}", to, "notice", [_part(held)], now, person=one))
    _tell_her(unit, person_id, team, held, now)


def joins(unit: Unit, editions: Editions, person_id: str, now: datetime) -> None:
    """Tell somebody who agreed to take part just now, in which of her groups the others have to agree anew with her."""
    for held in people.roles_of(unit, person_id):
        team = teams.load(unit, held.team)
        if held.role in TAKES_PART and _has_begun(unit, editions, team, now) and _came_after(unit, editions, person_id, team):
            _tell_her(unit, person_id, team, held, now)


def _tell_her(unit: Unit, person_id: str, team: Team, held: Member, now: datetime) -> None:
    """Plan that she hears it once, if she takes part in Leerbot."""
    tell_alone(unit, people.load(unit, person_id), team, _key(held), _part(held), now)


def _key(held: Member) -> str:
    return f"newcomer {held.team} {held.person} {held.since.isoformat()}"


def _part(held: Member) -> dict[str, Any]:
    return {"newcomer": held.person, "team": held.team}


def _deciding(editions: Editions, team: Team) -> list[Format]:
    """Return the formats with which such a group decides something that all agree to."""
    found = (one.dutch for one in editions.library.editions.values())
    return [one for one in found if one.agreed_to and team.kind in one.groups]


def _has_begun(unit: Unit, editions: Editions, team: Team, now: datetime) -> bool:
    """Whether a group decided something already, or met, and still meets."""
    deciding, programme = _deciding(editions, team), rounds.newest_programme(unit, team.id)
    meetings = for_meetings.meetings_of(unit, programme) if programme is not None else []
    if not deciding or (meetings and meetings[-1].at <= now):
        return False
    return any(agreements.newest(unit, one.id, team.id) for one in deciding) or any(one.at <= now for one in meetings)


def _came_after(unit: Unit, editions: Editions, person_id: str, team: Team) -> bool:
    return any(agreements.came_after(unit, one.id, team.id, person_id) for one in _deciding(editions, team))


def waits_to_read(unit: Unit, editions: Editions, person_id: str, team: Team) -> bool:
    """Whether somebody new reads nothing yet of what the others of a group shared with it, as not all agreed anew with her."""
    return any(agreements.waits_to_read(unit, one.id, team.id, person_id) for one in _deciding(editions, team))


def draw(unit: Unit, editions: Editions, reader: Person, part: Mapping[str, Any], *, again: bool) -> list[Prompt]:
    """Return what is said of somebody who came in; nothing where she is gone again, or all agreed meanwhile.

    What was read already is drawn ``again`` when she erased everything: it names her no more (C-44).
    """
    team, who = teams.load(unit, part["team"]), part["newcomer"]
    deciding = _deciding(editions, team)
    if again:
        return [draw_plain(unit, editions, reader, {"say": gone.SOMEBODY, "with": {"groep": team.name}})]
    if who not in participants(unit, team.id) or all(who in agreements.agreed(unit, one.id, team.id) for one in deciding):
        return []
    said: dict[str, Any] = {"say": "newcomer.you", "with": {"groep": team.name}}
    if who != reader.id:
        word = _word(editions, deciding[0], reader.language)
        said = {"say": "newcomer.facilitator", "with": {"groep": team.name, "wie": who, "woord": word}}
    return [draw_plain(unit, editions, reader, said)]


def _word(editions: Editions, format: Format, language: Language) -> str:
    return editions.newest(format.id).read_in(language).starts.plans or ""
