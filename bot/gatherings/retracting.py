"""Calling off an assignment that somebody made for a meeting, and the meeting not (S05).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot.outgoing.titled import of_round
from bot.planned import plans
from bot.planned.moved import tell_cancelled
from bot.planned.sure import was_asked
from dialogs.talk.commands import SURE
from storage.groups import people, rounds
from storage.groups.rounds import Round
from storage.privacy import audit

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

WORD = "opdracht intrekken"


def do(doing: "Doing", detail: str) -> None:
    """Show the assignments that a person can call off, or call off the one that she chose among them."""
    found = {f"{WORD} zeker {one.id}.0": one for one in _made(doing)}
    _, sure, about = detail.partition(SURE)
    chosen = found.get(f"{WORD} zeker {about.strip()}") if sure else None
    if chosen is not None and was_asked(doing, f"{WORD} zeker {about.strip()}", detail):
        _retract(doing, chosen)
    elif found:
        choices = [(word, of_round(one.id)) for word, one in found.items()]
        doing.say("retracting.which", {}, [*choices, ("stand", "planned.leave")])
    else:
        doing.say("retracting.none")
    doing.again()


def _made(doing: "Doing") -> Iterator[Round]:
    """Yield the rounds for a meeting to come that somebody made in a group where this person may."""
    for held in people.roles_of(doing.unit, doing.person.id):
        for name, edition in doing.editions.library.editions.items():
            if edition.dutch.meets and held.role in edition.dutch.starts.by:
                open_ones = rounds.under_way(doing.unit, name, held.team)
                yield from (one for one in open_ones if one.planned > doing.now)


def _retract(doing: "Doing", running: Round) -> None:
    asked = plans.cancel(doing.unit, doing.editions, running, doing.now)
    audit.note(doing.unit, "round cancelled", doing.now, actor=doing.person.id, subject=running.team)
    doing.say("retracting.done", {"titel": of_round(running.id)})
    tell_cancelled(doing.unit, running, asked, doing.person.id, doing.cause, doing.now)
