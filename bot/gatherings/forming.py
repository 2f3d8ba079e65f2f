"""Forming a group out of what somebody planned: it gets who facilitates it, and who is asked to join it (S22, spec §3).

Nobody takes part in it by that. Every function works inside one unit of work and may run twice.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import chain, count
from typing import TYPE_CHECKING

from bot.gatherings.outsiders import among
from bot.incoming import several
from bot.incoming.surroundings import Setting
from bot.outgoing.reaching import reached_at
from bot.people.group_names import group_id
from bot.planned import led_starts, round_begins
from bot.timing.editions import Editions
from bot.timing.opening import switch_on_new
from bot.timing.planning import free_day
from bot.timing.speaking import invite
from dialogs.answers.names import plain_name
from dialogs.language.content import Format
from dialogs.language.roles import NEEDS_CONSENT, Role
from dialogs.language.starts import Forms
from dialogs.talk.sign_up import DECLINES
from storage.groups import addresses, people, teams
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.privacy import audit
from storage.store import Unit
from storage.talks import answers
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def appoint(unit: Unit, editions: Editions, person: str, group: str, role: Role, now: datetime) -> None:
    """Give somebody a role in a group; who is to be asked something there is asked first whether she will."""
    asked_before = any(one.team == group and one.role in NEEDS_CONSENT for one in people.roles_of(unit, person))
    people.appoint(unit, group, person, role, now)
    if role in NEEDS_CONSENT and not asked_before:
        invite(unit, editions, person, group, now)


def open_round(doing: "Doing", setting: Setting, kept: Conversation) -> None:
    """Open the round that was planned in a conversation: in its group, or in the one that is formed by it."""
    forms, planned_in = setting.format.forms, setting.team
    if forms is None or planned_in is None:
        led_starts.open_round(doing, setting, kept)
        return
    held = people.roles_of(doing.unit, doing.person.id)
    facilitator, asked = _chosen(kept, forms.facilitator)[0], _asked(doing.unit, kept, forms, planned_in)
    if not any(one.team == planned_in.id and one.role in setting.format.starts.by for one in held):
        doing.unsay(kept.id)
        doing.say("err.no_rights", {"rol": setting.format.starts.by[0]})  # she has lost it since she began
    elif facilitator in among(doing.unit, asked):
        doing.unsay(kept.id)
        doing.say("forming.not_external", {"wie": facilitator}, [(setting.format.starts.plans or "", "planned.begin")])
    else:
        group = _form(doing, forms, _name(doing, kept, forms), facilitator, asked)
        round_begins.open_round(doing, setting, kept, group)
        tell_facilitator(doing, setting.format, group, facilitator)


def _chosen(kept: Conversation, question: str) -> Sequence[str]:
    mark = kept.state.marks.get(question)
    return mark.chosen if mark else ()


def _asked(unit: Unit, kept: Conversation, forms: Forms, planned_in: Team) -> Sequence[str]:
    """Return who is asked to join: those who were chosen and are there still, or else all of the group it was planned in."""
    there = list(dict.fromkeys(held.person for held in people.members(unit, planned_in.id)))
    chosen = [one for one in there if one in _chosen(kept, forms.candidates)]
    return chosen or there


def _name(doing: "Doing", kept: Conversation, forms: Forms) -> str:
    """Return how the group is called; another one that is called so already has that name to itself."""
    viewer = people.viewer(doing.unit, doing.person.id)
    given = answers.given_in(doing.unit, viewer, kept.id, [forms.called], 0)
    name = plain_name(next((one.value.text for one in given if one.value.text), "")) or forms.kind.capitalize()
    taken = {team.name.casefold() for team in teams.load_all(doing.unit, teams.all_ids(doing.unit)).values()}
    return next(one for one in _numbered(name, " ") if one.casefold() not in taken)


def _numbered(name: str, sign: str) -> chain[str]:
    return chain([name], (f"{name}{sign}{number}" for number in count(2)))


def _form(doing: "Doing", forms: Forms, name: str, facilitator: str, asked: Sequence[str]) -> Team:
    """Add the group, with a room where all of them are reached in the browser, and with the roles in it."""
    unit, there = doing.unit, set(teams.all_ids(doing.unit))
    id_ = next(one for one in _numbered(group_id(name) or forms.kind, "-") if one not in there)
    channels = {channel for one in {*asked, facilitator} for channel, _ in addresses.of(unit, one)}
    unit.keys.make(f"room:{id_}")  # it is there before the group is, also when this runs twice
    teams.add(unit, id_, name, kind=forms.kind, room=("web", id_) if channels == {"web"} else None)
    appoint(unit, doing.editions, doing.person.id, id_, "initiator", doing.now)
    appoint(unit, doing.editions, facilitator, id_, "facilitator", doing.now)
    for one in asked:
        appoint(unit, doing.editions, one, id_, "candidate", doing.now)
    switch_on_new(unit, doing.editions, doing.now, only=id_)
    audit.note(unit, "group formed", doing.now, actor=doing.person.id, subject=id_)
    return teams.load(unit, id_)


def tell_facilitator(doing: "Doing", format: Format, group: Team, facilitator: str) -> None:
    """Tell who facilitates a new group of it, unless she formed it herself."""
    to = reached_at(doing.unit, facilitator)
    if facilitator != doing.person.id and to is not None:
        word = several.with_number(doing.unit, facilitator, DECLINES, group.id)
        says = "match.you_guide" if format.match is not None else "forming.you_facilitate"
        part = {"say": says, "with": {"groep": group.name, "wie": doing.person.id}, "team": group.id,
                "choices": [("aanmeldingen", "sign_up.look"), (word, "declining.not_me")]}  # fmt: skip
        due = free_day(doing.unit, people.load(doing.unit, facilitator), group, doing.now)
        outbox.add(doing.unit, Message(f"formed {group.id} {doing.cause}", to, "notice", [part], due, person=facilitator))
