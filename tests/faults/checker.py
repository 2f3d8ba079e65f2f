"""What must hold after any number of kills (trust §3); each broken promise is one line."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from storage.database.places import keys_of
from storage.groups import people
from storage.privacy.keys import KeyStore
from storage.store import Unit, open_store
from storage.talks import answers
from tests.faults.harness import MEMBERS, Evidence
from tests.kit.town import RING
from tests.storage.house import looked_up

ONCE = ("prompt", "reminder", "invitation")
"""What the bot starts by itself, and may put to a person once in a conversation."""
UNASKED = """
SELECT id FROM conversation WHERE round IS NOT NULL AND status = 'invited'
AND opens_at <= (SELECT max(settled_at) FROM outbox)
"""
"""Conversations of rounds that were to begin by now, and in which the person did nothing yet."""


async def violations(evidence: Evidence) -> list[str]:
    """Return every broken promise."""
    kept = await _kept(evidence)
    return [*_answers(evidence, kept), *_sends(evidence), *_rows(evidence), *_file(evidence)]


async def _kept(evidence: Evidence) -> dict[str, str]:
    """Return, for each person, all text that she can read of herself: her answers and her name."""
    store = open_store(evidence.place, KeyStore(keys_of(evidence.place), RING))

    def work(unit: Unit) -> dict[str, str]:
        found = {}
        for person in evidence.told:
            mine = answers.own(unit, people.viewer(unit, person), person, 0, 100_000)
            found[person] = "\n".join([people.name_of(unit, person), *(one.value.text or "" for one in mine)])
        return found

    kept = await store.read(work)
    await store.close()
    return kept


def _answers(evidence: Evidence, kept: dict[str, str]) -> Iterator[str]:
    for person, told in evidence.told.items():
        for token in sorted(told.sent):
            times = kept[person].count(token)
            if times > 1:
                yield f"I2 {person}: {token} counts {times} times"
            if times == 0 and token in told.acknowledged - told.refused:
                yield f"I1 {person}: {token} was acknowledged and is lost"
        if told.unanswered:
            yield f"I1 {told.unanswered} was acknowledged and never answered"
        yield from (f"I2 {person}: the repeat of {id_} was taken for new" for id_ in told.taken_twice)


def _sends(evidence: Evidence) -> Iterator[str]:
    """Every key is sent once, and once more for each claim that ended because its sender died or took too long."""
    connector = evidence.connector
    freed = Counter(f"o{id_}" for (id_,) in _all(evidence, "SELECT message FROM freed"))
    for key, times in connector.sent.items():
        allowed = 1 + freed[key]
        if times > allowed:
            yield f"I4 {key} was sent {times} times, {allowed} can be explained"
    yield from (f"I5 {key} went to two people" for key in connector.differed)
    keys = defaultdict(set)
    for key, message in connector.first.items():
        if message["kind"] in ONCE:
            keys[message["to"], message["about"], message["kind"]].add(key)
    yield from (f"I4 {what} was asked as {sorted(found)}" for what, found in keys.items() if len(found) > 1)


def _rows(evidence: Evidence) -> Iterator[str]:
    yield from (f"I8 not at rest at {moment}" for moment in evidence.never_quiet)
    rows = _all(evidence, "SELECT id, kind, status, reason, revises FROM outbox")
    yield from (
        f"I3 {key} arrived and is in no row" for key in sorted(evidence.connector.first.keys() - {f"o{row[0]}" for row in rows})
    )
    for id_, kind, status, reason, revises in rows:
        if status not in {"sent", "dropped", "stale"}:
            yield f"I3 message {id_} ({kind}) ended as {status}: {reason}"
        if status == "sent" and revises is None and f"o{id_}" not in evidence.connector.sent:
            yield f"I3 message {id_} ({kind}) is called sent and never arrived"
        if status != "sent" and kind == "nudge" and reason != "answered":
            yield f"I3 prompt {id_} was not sent: {reason}"
    for round_, planned in _all(
        evidence, "SELECT round, count(DISTINCT person) FROM conversation WHERE round IS NOT NULL GROUP BY round"
    ):
        if planned < MEMBERS:
            yield f"I3 round {round_} was planned for {planned} of {MEMBERS} people"
    prompted = _prompted(evidence)
    for (id_,) in _all(evidence, UNASKED):
        if id_ not in prompted:
            yield f"I3 conversation {id_} was planned and its prompt never arrived"


def _prompted(evidence: Evidence) -> set[int]:
    """Return the conversations whose prompt arrived, also in one message with the prompt of another (N2)."""
    recipes = {f"o{id_}": json.loads(recipe) for id_, recipe in _all(evidence, "SELECT id, recipe FROM outbox")}
    came = [key for key, message in evidence.connector.first.items() if message["kind"] in ONCE]
    return {part["conv"] for key in came for part in recipes.get(key, ()) if "conv" in part}


def _file(evidence: Evidence) -> Iterator[str]:
    if not isinstance(evidence.place, Path):
        return
    found = _all(evidence, "PRAGMA integrity_check") + _all(evidence, "PRAGMA foreign_key_check")
    if found != [("ok",)]:
        yield f"the file is damaged: {found[:3]}"


def _all(evidence: Evidence, statement: str) -> list[Any]:
    return looked_up(evidence.place, statement)
