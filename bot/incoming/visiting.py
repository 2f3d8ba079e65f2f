"""Asking one person to drop by, for somebody who chose so: with a name and nothing else, once, while it is wished (S16, V5).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.gatherings.gone import UNDO_WITHIN
from bot.incoming.surroundings import Setting
from bot.outgoing.reaching import reached_at
from dialogs.talk.effects import Record
from storage.groups import people
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import answers, undo
from storage.talks.undo import Undo

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

SOON = timedelta(days=3)
"""How long it is of use to be asked; later nobody is told any more."""


def ask(doing: "Doing", setting: Setting, told: Record) -> None:
    """Let the one who was chosen hear of it, once it can be taken back by a word no more; who was chosen before does not.

    Who takes no part hears nothing, and nobody learns that (C-40).
    """
    unit, team, who = doing.unit, setting.team, _whom(setting, told)
    (id_,) = answers.ids_in(unit, setting.conversation.id, [told.question], told.repetition)
    answers.share(unit, doing.person.id, [id_], "V0", None, doing.now)
    if who is None or team is None:
        return
    doing.remember(Undo("readers", doing.now, readers=undo.readers_of(unit, [id_])))
    answers.share(unit, doing.person.id, [id_], "V5", team.id, doing.now, who)
    to, due = reached_at(unit, who), doing.now + UNDO_WITHIN
    hears = who in setting.circle.roles.get("facilitator", ()) or people.load(unit, who).takes_part
    if to is not None and hears:
        part: dict[str, Any] = {"say": "visit.asked", "with": {"wie": doing.person.id}, "team": team.id, "visit": id_}
        if setting.stage.question(told.question).hears:
            kept = setting.conversation
            part["hears"] = [kept.format, kept.version, kept.stage, told.question]
        outbox.add(unit, Message(f"visit {id_} {who}", to, "notice", [part], due, person=who, good_until=due + SOON))


def _whom(setting: Setting, told: Record) -> str | None:
    """Return who was chosen: a person, or the first who has the role that an option stands for."""
    question, chosen = setting.stage.question(told.question), told.value.chosen
    if question.kind != "person":
        role = next((question.options[one].to for one in chosen), None)
        chosen = setting.circle.roles.get(role, ()) if role else ()
    return next((one for one in chosen if one in setting.circle.names and one != setting.person.id), None)


def is_wished(unit: Unit, person_id: str, part: Mapping[str, Any]) -> bool:
    """Whether somebody still wants that this person drops by: she may read that she chose so, and is still in the group."""
    if "visit" not in part:
        return True
    belongs = any(held.team == part["team"] for held in people.roles_of(unit, person_id))
    return belongs and bool(answers.read(unit, people.viewer(unit, person_id), [part["visit"]]))
