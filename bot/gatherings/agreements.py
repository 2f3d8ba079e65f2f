"""What a group decided together, in a round of its own: everybody reads it and says whether she agrees (S24).

Each round is a version, and agreeing to an older one counts no more. Every function works inside one unit of work and may run
twice.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.incoming import several
from bot.incoming.surroundings import Setting
from bot.planned.decided import Read, decided
from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.language.roles import TAKES_PART, Role
from dialogs.talk.conversation import Status
from storage.groups import agreements, people, rounds, teams
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import conversations, finding
from storage.talks.conversations import Conversation

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

ROLES: frozenset[Role] = frozenset({*TAKES_PART, "facilitator"})
"""Who agrees: who takes part in a group, and who facilitates it."""


def agree(doing: "Doing", _setting: Setting, kept: Conversation) -> None:
    """Let somebody agree to what was decided in the round of a conversation."""
    if kept.round is not None:
        agreements.agree(doing.unit, kept.round, doing.person.id, doing.now)
        doing.remember(None)


def do(doing: "Doing", act: str, format_id: str, number: str) -> None:
    """Agree to the newest that a group decided, or do so no more, by a word: in the group with a number, 0 where none was."""
    format = doing.editions.newest(format_id).dutch
    held = _groups(doing, format)
    numbered = several.numbered(doing.unit, doing.person.id)
    named = [team_id for team_id in held if number == "0" or team_id in numbered[int(number) - 1 : int(number)]]
    if len(named) != 1:
        read(doing, format)
        return
    version = agreements.newest(doing.unit, format_id, named[0])
    if agreements.came_after(doing.unit, format_id, named[0], doing.person.id):
        read(doing, format)
        return
    if version is not None and act == "agree":
        agreements.agree(doing.unit, version, doing.person.id, doing.now)
        _end_asking(doing, version)
    elif version is not None:
        agreements.take_back(doing.unit, version, doing.person.id)
    doing.remember(None)
    _say_standing(doing, format, named[0])


def _end_asking(doing: "Doing", version: int) -> None:
    """Ask somebody whether she agrees no more, or not at all, now that she said so of her own accord (N4)."""
    for one in finding.all_in(doing.unit, version):
        if one.person == doing.person.id and one.ended_at is None:
            ended = replace(
                one,
                status=Status.SUBMITTED,
                touched_at=doing.now,
                ended_at=doing.now,
                state=replace(one.state, held=None, echo=""),
            )
            conversations.save(doing.unit, ended, None)
            doing.leave(one.id)


def read(doing: "Doing", format: Format) -> None:
    """Tell somebody what her groups decided, and whether she agreed."""
    held = _groups(doing, format)
    if not held:
        doing.say("err.no_rights", {"rol": format.starts.by[0]})
    offered: list[tuple[str, str]] = []
    for team_id in held:
        offered = tell(doing, format, team_id, offered, apart=len(held) > 1)


def tell(
    doing: "Doing", format: Format, team_id: str, before: Sequence[tuple[str, str]] = (), *, apart: bool = False
) -> list[tuple[str, str]]:
    """Tell somebody the newest that a group decided, and whether she agreed to that.

    Where several groups are told of, each button names its own (``apart``), and the last one said holds those of ``before``
    too. Returns what is offered by then.
    """
    version = agreements.newest(doing.unit, format.id, team_id)
    if version is None:
        doing.say("agreement.none", {"groep": teams.load(doing.unit, team_id).name})
        return list(before)
    if agreements.came_after(doing.unit, format.id, team_id, doing.person.id):
        doing.say("agreement.came_after", {"groep": teams.load(doing.unit, team_id).name})
        return list(before)
    doing.parts.append({"decided": version})
    return _say_standing(doing, format, team_id, before, apart=apart)


def _groups(doing: "Doing", format: Format) -> list[str]:
    """Return a person's groups of the kind that decides this, in which she takes part or which she facilitates."""
    held = dict.fromkeys(one.team for one in people.roles_of(doing.unit, doing.person.id) if one.role in ROLES)
    return [team_id for team_id in held if teams.load(doing.unit, team_id).kind in format.groups]


def _say_standing(
    doing: "Doing", format: Format, team_id: str, before: Sequence[tuple[str, str]] = (), *, apart: bool = False
) -> list[tuple[str, str]]:
    """Say whether somebody agrees, and whether all do: of nobody else which (S24); returns what is offered by then."""
    team, said = teams.load(doing.unit, team_id), agreements.said_yes(doing.unit, format.id, team_id)
    yes, phrases = doing.person.id in said, doing.editions.phrases(doing.person.language)
    starts = doing.editions.newest(format.id).read_in(doing.person.language).starts
    word = f"{starts.plans} {phrases.text('agreement.word_not' if yes else 'agreement.word')}"
    label = "agreement.do_not" if yes else "agreement.do"
    choice = (
        several.with_number(doing.unit, doing.person.id, word, team_id),
        f"{phrases.text(label)} ({team.name})" if apart else label,
    )
    offered = [*before, choice]
    doing.say("agreement.yes" if yes else "agreement.not_yet", {"groep": team.name}, offered)
    if not waits_for_nobody(doing.unit, format.id, team_id, doing.now):
        doing.say("agreement.some", {"groep": team.name})
        if yes and doing.person.id not in agreements.agreed(doing.unit, format.id, team_id):
            doing.say("agreement.waits_for_all")
    return offered


def waits_for_nobody(unit: Unit, format_id: str, team_id: str, at: datetime) -> bool:
    """Whether all whom a group asks agreed to the newest that it decided, or at a moment there was nothing to agree to."""
    version = agreements.newest(unit, format_id, team_id)
    if version is None or rounds.load(unit, version).opens_at > at:
        return True
    return agreements.everybody(unit, format_id, team_id) <= agreements.agreed(unit, format_id, team_id)


def draw(unit: Unit, editions: Editions, person: Person, version: int) -> Read:
    """Return what a group decided in a round, as a person reads it."""
    running = rounds.load(unit, version)
    format, phrases = (
        editions.of(unit, running.format, running.version).read_in(person.language),
        editions.phrases(person.language),
    )
    team, circle = teams.around(unit, running.team)
    head = phrases.text("agreement.head", {"groep": team.name})
    if running.plan is None or person.id not in circle.names:
        return head, []
    text, ids = decided(unit, people.viewer(unit, person.id), format, running.plan, circle, person.zone, phrases)
    return f"{head}\n\n{text}", ids
