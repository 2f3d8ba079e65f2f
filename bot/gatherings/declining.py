"""A facilitator who was named for a group that is being formed and does not do it; another one who is named then (S22).

Who signed up did so with her as the reader: what they answered is theirs alone again, and they are asked anew with the next one
(GE18). Every function works inside one unit of work and may run twice.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.gatherings import forming
from bot.gatherings.outsiders import among
from bot.gatherings.signed_up import EVER, Gathering, guides, tell, wishes
from bot.incoming import several
from bot.outgoing.titled import of_person
from bot.planned import plans
from dialogs.answers.names import people_called
from dialogs.talk.sign_up import DECLINES, SURE, WHO
from storage.groups import people, rounds, teams
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.privacy import audit

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

ANOTHER = "andere begeleider"


def decline(doing: "Doing", one: Gathering, said: str) -> None:
    """Let who facilitates a group that is being formed not do so, once she was asked whether she means it."""
    unit, team, starters = doing.unit, one.team, people.members(doing.unit, one.team.id, ("initiator",))
    asked = {"groep": team.name, "wie": starters[0].person if starters else ""}
    if not guides(unit, doing.person.id, team):
        doing.say("err.no_rights", {"rol": "facilitator"})
    elif one.complete or not starters or asked["wie"] == doing.person.id:
        doing.say("declining.too_late", asked)
    elif said != SURE:
        word = several.with_number(unit, doing.person.id, DECLINES, team.id)
        doing.say("declining.sure", asked, [(f"{word} zeker", "declining.yes"), ("aanmeldingen", "declining.no")])
    else:
        answered = [wish.person for wish in wishes(unit, one.format, one.running, doing.person.id)]
        plans.cancel(unit, doing.editions, one.running, doing.now)
        people.end_role(unit, team.id, doing.person.id, "facilitator", doing.now)
        audit.note(unit, "facilitator declined", doing.now, actor=doing.person.id, subject=team.id)
        _tell(doing, one, asked["wie"], answered)
        doing.say("declining.declined", asked)


def _tell(doing: "Doing", one: Gathering, starter: str, answered: list[str]) -> None:
    """Tell who asked for the group, with whom else she can name; and who signed up that it stops."""
    unit, team, key = doing.unit, one.team, f"declined {one.running.id}"
    for person in answered:
        stops = {"say": "declining.sign_up_stops", "with": {"groep": team.name}, "team": team.id}
        tell(unit, team, person, f"{key} {person}", [stops], doing.now)
    word = several.with_number(unit, starter, ANOTHER, team.id)
    choices = [(f"{word} wie {id_}", of_person(id_)) for id_ in _could(doing, team, but=doing.person.id)]
    part = {"say": "declining.name_another" if choices else "declining.nobody_else",
            "with": {"groep": team.name, "wie": doing.person.id}, "choices": choices, "team": team.id}  # fmt: skip
    tell(unit, team, starter, f"{key} {starter} initiator", [part], doing.now)


def _could(doing: "Doing", team: Team, but: str = "") -> Mapping[str, str]:
    """Return who could facilitate a group, by name: known as one, and outside the teams of who is asked."""
    unit = doing.unit
    inside = among(unit, [held.person for held in people.members(unit, team.id, ("candidate",))])
    known = [
        one for one in people.holders(unit, "facilitator") if one not in {*inside, but} and not people.signed_off(unit, one)
    ]
    return {one: people.name_of(unit, one) for one in known}


def name_another(doing: "Doing", number: int, who: str) -> None:
    """Let who asked for a group name another facilitator, and let everybody be asked anew."""
    left = _without_a_guide(doing, number)
    if len(left) != 1:
        words = [(f"{several.with_number(doing.unit, doing.person.id, ANOTHER, team.id)} {who}", team.name) for team, _ in left]
        doing.say("planned.which_group" if left else "declining.none", {}, words)
        return
    [(team, before)] = left
    could = _could(doing, team)
    _, found = people_called(who, could) if not who.startswith(WHO) else (True, [who.removeprefix(WHO)])
    if len(found) != 1 or found[0] not in could:
        word = several.with_number(doing.unit, doing.person.id, ANOTHER, team.id)
        doing.say("declining.who", {"groep": team.name}, [(f"{word} wie {id_}", of_person(id_)) for id_ in could])
        return
    forming.appoint(doing.unit, doing.editions, found[0], team.id, "facilitator", doing.now)
    audit.note(doing.unit, "facilitator named", doing.now, actor=doing.person.id, subject=found[0])
    _ask_anew(doing, before)
    forming.tell_facilitator(doing, doing.editions.of(doing.unit, before.format, before.version).dutch, team, found[0])
    doing.say("declining.named", {"groep": team.name, "wie": found[0]})


def _without_a_guide(doing: "Doing", number: int) -> list[tuple[Team, Round]]:
    """Return the groups that a person asked for and that nobody facilitates now, each with its last round of signing up."""
    hers = {held.team for held in people.roles_of(doing.unit, doing.person.id) if held.role == "initiator"}
    numbered = enumerate(several.numbered(doing.unit, doing.person.id), 1)
    meant = [id_ for place, id_ in numbered if id_ in hers and number in {0, place}]
    free = [id_ for id_ in meant if not people.members(doing.unit, id_, ("facilitator", "participant"))]
    found = {id_: [one for one in rounds.dated_since(doing.unit, [id_], EVER) if _asks(doing, one)] for id_ in free}
    return [(teams.load(doing.unit, id_), held[-1]) for id_, held in found.items() if held]


def _asks(doing: "Doing", running: Round) -> bool:
    return doing.editions.of(doing.unit, running.format, running.version).dutch.forms is not None


def _ask_anew(doing: "Doing", before: Round) -> None:
    """Open the round again in which people are asked to join, as it was planned."""
    assert before.plan is not None
    plan = replace(before.plan, reached=(), moments={})
    anew = replace(before, id=0, status="open", occurrence=f"{before.occurrence} again", planned=doing.now, opens_at=doing.now,
                   closes_at=None, closed_at=None, plan=plan)  # fmt: skip
    rounds.open_round(doing.unit, anew, doing.now)
