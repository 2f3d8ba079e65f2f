"""Who takes part in a leergroep or duo no more: the others hear it once, her case texts go when she asks (S25, S42, GE6).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.incoming import several
from bot.outgoing import replacing
from bot.outgoing.plain import draw_plain
from bot.outgoing.reaching import reached_at
from bot.outgoing.rooms import say_in_room
from bot.timing.editions import Editions
from bot.timing.planning import tell_alone
from dialogs.language.roles import TAKES_PART
from dialogs.saying.prompt import Prompt
from storage.groups import people, teams
from storage.groups.people import Person
from storage.groups.taking_part import facilitators, participants
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy import audit, parting
from storage.privacy.keys import fingerprint
from storage.store import Unit
from storage.talks import ending

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

UNDO_WITHIN = timedelta(minutes=10)
"""For how long a choice can be taken back (X17); only then the others hear of it."""
LEAVES, FORGETS = {"leergroep": "leergroep verlaten", "duo": "duo verlaten", "duos": "duo verlaten"}, "haal mijn opdrachten weg"
"""The words with which somebody leaves one group, by what it is, and has her case texts taken away."""
ANOTHER, SOMEBODY = "left.another", "left.somebody"
"""What the others hear: with her name, and where that was erased."""
PARTNER, GUIDE = "left.partner", "left.guide"
"""What the other one of a duo hears besides, and who guides it (S42)."""


def do(doing: "Doing", detail: str) -> None:
    """Do what a word says about leaving: ``leave 2``, ``cases 0``; 0 names no group, ``sure`` after it that it is meant."""
    act, number, *sure = detail.split()
    if act == "cases":
        _forget_cases(doing, sure=bool(sure))
    else:
        _leave(doing, int(number), sure=bool(sure))


def _leave(doing: "Doing", number: int, *, sure: bool) -> None:
    """Let somebody leave one group, once she said that she means it; of what she told there nothing goes by that alone."""
    hers = [id_ for id_ in several.numbered(doing.unit, doing.person.id) if _takes_part(doing.unit, doing.person.id, id_)]
    numbered = several.numbered(doing.unit, doing.person.id)
    found = [id_ for id_ in hers if not number or id_ in numbered[number - 1 : number]]
    kinds = {id_: teams.load(doing.unit, id_).kind for id_ in found}
    words = {id_: several.with_number(doing.unit, doing.person.id, LEAVES[kind], id_) for id_, kind in kinds.items()}
    if not found:
        doing.say("left.none")
    elif len(found) > 1:
        doing.say("left.which", {}, [(words[id_], teams.load(doing.unit, id_).name) for id_ in found])
    elif not sure:
        stays = "overzicht" if kinds[found[0]] == "duo" else "bijeenkomsten"
        choices = [(f"{words[found[0]]} zeker", "left.yes"), (stays, "left.no")]
        doing.say("left.sure", {"groep": teams.load(doing.unit, found[0]).name}, choices)
    else:
        _leave_one(doing, found[0])


def _leave_one(doing: "Doing", team_id: str) -> None:
    unit, person, now = doing.unit, doing.person, doing.now
    tell_others(unit, person.id, team_id, now)
    for role in sorted({held.role for held in people.roles_of(unit, person.id) if held.team == team_id} & TAKES_PART):
        people.end_role(unit, team_id, person.id, role, now)
    audit.note(unit, "left a group", now, actor=person.id, subject=team_id)
    ending.end_open(unit, person.id, team_id, now)
    replacing.left(unit, doing.editions, person.id, now)
    doing.remember(None)
    doing.person = people.load(unit, person.id)
    doing.settings.clear()
    doing.parts += _to_herself(unit, doing.editions, person.id, team_id)


def _forget_cases(doing: "Doing", *, sure: bool) -> None:
    """Take away at once what somebody told for the meetings of groups that she left (GE6)."""
    found = _cases(doing.unit, doing.editions, doing.person.id)
    if not found:
        doing.say("left.no_cases")
    elif not sure:
        doing.say("left.cases_sure", {}, [(f"{FORGETS} zeker", "left.cases_yes"), ("mijn antwoorden", "left.cases_no")])
    else:
        parting.let_go(doing.unit, found, doing.now)
        doing.leave(*found)
        doing.remember(None)
        doing.settings.clear()
        doing.say("left.cases_gone")


def _takes_part(unit: Unit, person_id: str, team_id: str) -> bool:
    """Whether somebody takes part in a group that she can leave by itself: a leergroep, a duo, or that of all duos."""
    return teams.load(unit, team_id).kind in LEAVES and person_id in participants(unit, team_id)


def _cases(unit: Unit, editions: Editions, person_id: str) -> list[int]:
    """Return the conversations in which somebody told something for meetings of groups in which she takes no part any more."""
    return parting.told_by(unit, person_id, editions.gone_with_programme, people.teams_of(unit, person_id))


def dismissed(unit: Unit, editions: Editions, person_id: str, team_id: str, now: datetime) -> None:
    """Let somebody be of a group no more, as who keeps its list says: it asks her nothing from now on (GE6)."""
    leaves(unit, person_id, team_id, now)
    ending.ask_no_more(unit, person_id, team_id, now)
    people.dismiss(unit, team_id, person_id, now)
    replacing.left(unit, editions, person_id, now)


def leaves(unit: Unit, person_id: str, team_id: str, now: datetime) -> None:
    """Tell the others, and herself, that somebody takes part in such a group no more, before that is so; not of who did not."""
    if not _takes_part(unit, person_id, team_id):
        return
    tell_others(unit, person_id, team_id, now)
    ending.end_open(unit, person_id, team_id, now)
    to = reached_at(unit, person_id)
    if to is not None and people.load(unit, person_id).takes_part:
        key = f"you left {team_id} {person_id} {now.isoformat()}"
        outbox.add(unit, Message(key, to, "notice", [{"you_left": team_id}], now, person=person_id))


def leaves_all(unit: Unit, person_id: str, now: datetime, *, named: bool) -> None:
    """Tell the others in each leergroep and duo of who leaves altogether, before she does; without her name where that goes."""
    for team_id in people.teams_of(unit, person_id):
        if _takes_part(unit, person_id, team_id):
            tell_others(unit, person_id, team_id, now, named=named)


def tell_others(unit: Unit, person_id: str, team_id: str, now: datetime, *, named: bool = True) -> None:
    """Plan that a group hears once that somebody takes part no more: in its room, or each as the one message of a day (N2)."""
    team, moment = teams.load(unit, team_id), now + UNDO_WITHIN
    key = f"gone {team_id} {fingerprint(person_id)} {now.isoformat()}"
    who, phrase = (person_id, ANOTHER) if named else (None, SOMEBODY)
    if team.room is not None:
        say_in_room(unit, team, key, phrase, moment, who=who)
        return
    facilitating = facilitators(unit, team_id)
    for one in dict.fromkeys([*participants(unit, team_id), *facilitating]):
        if one != person_id and (to := reached_at(unit, one)) is not None:
            part = {"gone": who, "team": team_id}
            if one in facilitating:  # what is said to a facilitator as such does not count in her day (C-36)
                outbox.add(unit, Message(f"{key} {to}", to, "notice", [part], moment, person=one))
            else:
                tell_alone(unit, people.load(unit, one), team, f"{key} {to}", part, moment)


def is_back(unit: Unit, person_id: str | None, team_id: str) -> bool:
    """Whether somebody of whom it is to be told that she left takes part again: she took it back, or was added again."""
    return person_id is not None and person_id in participants(unit, team_id)


def as_told(unit: Unit, person_id: str | None) -> tuple[str, dict[str, object]]:
    """Return which sentence tells of who left, and what fills it: her name, as long as that is known."""
    person = people.find(unit, person_id) if person_id is not None else None
    if person is None or person.left_at is not None:
        return SOMEBODY, {}
    return ANOTHER, {"wie": people.name_of(unit, person.id)}


def draw(unit: Unit, editions: Editions, reader: Person, part: Mapping[str, Any], *, again: bool) -> list[Prompt]:
    """Return what one of the others hears of who left; nothing for who left too, and where she takes part again.

    What she read already is drawn ``again`` however that is now, so that a name that was erased goes from it (C-44).
    """
    stay, guide = participants(unit, part["team"]), facilitators(unit, part["team"])
    if not again and (is_back(unit, part["gone"], part["team"]) or reader.id not in {*stay, *guide}):
        return []
    phrases, group = editions.phrases(reader.language), teams.load(unit, part["team"])
    phrase, slots = as_told(unit, part["gone"])
    said = [phrase, GUIDE if reader.id in guide else PARTNER] if group.kind == "duo" and stay else [phrase]
    texts = [phrases.text(one, {"groep": group.name, **slots}) for one in said]
    return [Prompt("\n\n".join(texts), language=reader.language)]


def draw_to_her(unit: Unit, editions: Editions, person: Person, team_id: str) -> list[Prompt]:
    """Return what somebody hears who was taken from a list; nothing where she stands in it again."""
    if is_back(unit, person.id, team_id):
        return []
    return [draw_plain(unit, editions, person, one) for one in _to_herself(unit, editions, person.id, team_id)]


def _to_herself(unit: Unit, editions: Editions, person_id: str, team_id: str) -> list[dict[str, Any]]:
    """Return what somebody hears who left a group; with the offer to take away what she told for its meetings, if she did."""
    said: list[dict[str, Any]] = [{"say": "left.you", "with": {"groep": teams.load(unit, team_id).name}}]
    if _cases(unit, editions, person_id):
        said.append({"say": "left.cases", "with": {}, "choices": [(f"{FORGETS} zeker", "left.cases_yes")]})
    return said
