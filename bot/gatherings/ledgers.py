"""The hours and the budget of a learning duo: what was booked, how it is told to the two, and when both hear of it (S43).

Who guides them is told totals and nothing else. Booking above what there is, is taken with a note; nothing is refused.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.outgoing.reaching import reached_at
from dialogs.language.content import Format
from dialogs.settings import DUO_BUDGET, DUO_HOURS
from storage.groups import ledgers, people, teams
from storage.groups.taking_part import participants
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit

if TYPE_CHECKING:
    from bot.incoming.surroundings import Setting

SIGNALS = (75, 100)
"""At which part of their hours, in percent, both are told (S43)."""


def in_words(unit: Unit, setting: "Setting", team: Team) -> str:
    """Return where the two stand, for the two alone."""
    phrases = setting.phrases
    hours, most = ledgers.booked(unit, team.id, setting.ledgers["hours"], signed=False), team.settings[DUO_HOURS]
    lines = [phrases.text("ledger.head")]
    for who in participants(unit, team.id):
        used = hours.get(who, 0.0)
        slots = {"naam": people.name_of(unit, who), "uren": _said(used), "totaal": most, "meer": _said(used - most)}
        lines.append(phrases.text("ledger.over" if used > most else "ledger.hours", slots))
    if budget := team.settings[DUO_BUDGET]:
        spent = sum(ledgers.booked(unit, team.id, setting.ledgers["budget"], signed=True).values())
        lines.append(phrases.text("ledger.budget", {"bedrag": _said(spent), "totaal": budget}))
    return "\n".join(lines)


def totals(unit: Unit, setting: "Setting", team: Team) -> str:
    """Return what who guides them may know: how much the two used together, and not who (S43)."""
    phrases = setting.phrases
    hours = sum(ledgers.booked(unit, team.id, setting.ledgers["hours"], signed=False).values())
    of_both = team.settings[DUO_HOURS] * len(participants(unit, team.id))
    lines = [phrases.text("ledger.total", {"uren": _said(hours), "totaal": of_both})]
    if budget := team.settings[DUO_BUDGET]:
        spent = sum(ledgers.booked(unit, team.id, setting.ledgers["budget"], signed=True).values())
        lines.append(phrases.text("ledger.budget", {"bedrag": _said(spent), "totaal": budget}))
    return "\n".join(lines)


def is_hidden(unit: Unit, format: Format, groups: Iterable[str]) -> bool:
    """Whether a format books on a budget, and none of these groups has one: 0 is nothing, and hidden (S43)."""
    spends = any(one.ledger == "budget" for stage in format.stages for one in stage.books)
    return spends and not any(team.settings[DUO_BUDGET] for team in teams.load_all(unit, set(groups)).values())


def booked(unit: Unit, setting: "Setting", now: datetime) -> None:
    """Tell both once that they used three quarters of their hours together, and once that they used all (S43)."""
    team = setting.team
    if team is None or not any(one.ledger == "hours" for one in setting.stage.books):
        return
    there = participants(unit, team.id)
    most = team.settings[DUO_HOURS] * len(there)
    used = sum(ledgers.booked(unit, team.id, setting.ledgers["hours"], signed=False).values())
    reached = [deel for deel in SIGNALS if most and used * 100 >= most * deel]
    for who in there if reached else ():
        if (to := reached_at(unit, who)) is not None:
            part = {"say": "ledger.signal", "with": {"deel": reached[-1]}, "team": team.id}
            outbox.add(unit, Message(f"ledger {team.id} {reached[-1]} {who}", to, "notice", [part], now, person=who))


def _said(amount: float) -> str:
    return f"{amount:g}".replace(".", ",")
