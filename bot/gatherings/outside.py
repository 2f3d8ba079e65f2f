"""What goes outside a group when it is over: that it is, and what it allowed to be told, for who asked for it (S31, P8).

It goes to people alone, through the gate, and never holds a case or a name. Every function works inside one unit of work.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.outgoing.digests import Source, item_of, source_of
from bot.outgoing.reaching import reached_at
from bot.outgoing.slots import plain_slots
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.language.outputs import Output
from dialogs.saying.digest import Digest, Item, compose
from dialogs.saying.phrases import Phrases, fill
from dialogs.settings import SPLIT_AT
from dialogs.visibility import Outside, Room
from storage.groups import agreements, people, rounds
from storage.groups.rounds import Round
from storage.groups.teams import Team
from storage.outgoing import outbox
from storage.outgoing.outbox import Message
from storage.store import Unit
from storage.talks import answered, answers, boards


def plan(unit: Unit, running: Round, team: Team, output: Output, moment: datetime, due: datetime) -> None:
    """Plan what each who asked for the group hears of it."""
    issue = f"outside {running.id} {output.id} {moment.isoformat()}"
    part = {
        "digest": True, "outside": True, "round": running.id, "output": output.id, "format": running.format,
        "at": moment.isoformat(), "team": team.id, "issue": issue, "for_all": False,
    }  # fmt: skip
    for one in dict.fromkeys(held.person for held in people.members(unit, team.id, ("initiator",))):
        if (to := reached_at(unit, one)) is not None and not people.signed_off(unit, one):
            outbox.add(unit, Message(f"{issue} {to}", to, "digest", [part], due, person=one))


def draw(
    unit: Unit, editions: Editions, part: Mapping[str, Any], known: Mapping[int, bool], *, fixed: bool, reader: str | None
) -> Digest | None:
    """Return that the group is over, with the texts that it allowed to go outside; without any it says the first alone.

    ``known`` are the answers that stood in it when it was first drawn; with ``fixed`` it was read before, so what was taken
    back is shown as taken back (C-38).
    """
    assert reader is not None
    source, person = source_of(unit, editions, part), people.load(unit, reader)
    phrases, format = editions.phrases(person.language), source.edition.read_in(person.language)
    output = next(one for one in format.outputs if one.id == source.output.id)
    items = _items(unit, source, known, phrases, fixed=fixed)
    slots = plain_slots(phrases, source.circle, source.team)
    slots |= {"datum": day_in_words(source.at, person.zone, person.language)}
    told = compose(output, items, phrases, slots, source.running.seed) or Digest(fill(output.head, slots), ())
    return replace(told, split_at=source.team.settings[SPLIT_AT])


def _items(unit: Unit, source: Source, known: Mapping[int, bool], phrases: Phrases, *, fixed: bool) -> list[Item]:
    """Return what may be told outside; of what was told before only that, as it is now."""
    asked = [name for section in source.output.sections for name in section.show]
    viewer = Outside(source.team.id, frozenset(asked))
    if known:
        found = answers.read(unit, viewer, known)
    elif fixed or not _allowed(unit, source):
        found = []
    else:
        found = boards.of_round(unit, viewer, source.running.id, asked)
    items = [item_of(one, source.circle, source.format, phrases, source.at if fixed else None) for one in found]
    gone = known.keys() - {item.answer for item in items}
    return items + [Item(id_, question, None, None) for id_, question in answered.questions_of(unit, gone).items()]


def _allowed(unit: Unit, source: Source) -> bool:
    """Whether the group wrote down that something may go outside, in the newest that it decided, and all agreed to that."""
    team_id = source.team.id
    return all(
        agreements.everybody(unit, format_id, team_id) <= agreements.agreed(unit, format_id, team_id)
        and _wrote(unit, agreements.newest(unit, format_id, team_id), team_id, question)
        for format_id, question in source.output.allowed_by.items()
    )


def _wrote(unit: Unit, version: int | None, team_id: str, question: str) -> bool:
    plan = rounds.plan_of(unit, version) if version is not None else None
    found = answers.given_in(unit, Room(team_id), plan.conversation, [question], 0) if plan is not None else []
    return any(one.value.text for one in found)
