"""Calling off an assignment that somebody made for a meeting, and the meeting not (S05).

Every function works inside one unit of work and may run twice.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot import plans
from bot.bundles import told_apart
from bot.led_rounds import was_asked
from bot.moved import tell_cancelled
from bot.named_rounds import Names
from dialogs.commands import SURE
from dialogs.dates import day_in_words
from storage import audit, people, rounds, teams
from storage.rounds import Round

if TYPE_CHECKING:
    from bot.doing import Doing

WORD = "opdracht intrekken"


def do(doing: "Doing", detail: str) -> None:
    """Show the assignments that a person can call off, or call off the one that she chose among them."""
    found = {f"{WORD} zeker {one.id}.0": one for one in _made(doing)}
    _, sure, about = detail.partition(SURE)
    chosen = found.get(f"{WORD} zeker {about.strip()}") if sure else None
    if chosen is not None and was_asked(doing, f"{WORD} zeker {about.strip()}", detail):
        _retract(doing, chosen)
    elif found:
        choices = list(zip(found, _names(doing, list(found.values())), strict=True))
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


def _names(doing: "Doing", found: list[Round]) -> list[str]:
    """Return what assignments are called, each so that it is known from the others."""
    called = [_called(doing, one) for one in found]
    groups = [teams.load(doing.unit, one.team) for one in found]
    days = [day_in_words(one.planned, team.zone, doing.person.language) for one, team in zip(found, groups, strict=True)]
    return told_apart(called, [team.name for team in groups], days)


def _called(doing: "Doing", running: Round) -> str:
    """Return what is asked in a round, with the name that it was given."""
    format = doing.editions.of(doing.unit, running.format, running.version).read_in(doing.person.language)
    asked = next((stage for stage in format.reached if running.holds(stage.only_if)), None)
    return Names(doing.unit, format, running.id, running.team).called((asked.called if asked else None) or format.title)


def _retract(doing: "Doing", running: Round) -> None:
    called = _called(doing, running)
    asked = plans.cancel(doing.unit, doing.editions, running, doing.now)
    audit.note(doing.unit, "round cancelled", doing.now, actor=doing.person.id, subject=running.team)
    doing.say("retracting.done", {"titel": called})
    tell_cancelled(doing.unit, running, asked, doing.person.id, doing.cause, doing.now)
