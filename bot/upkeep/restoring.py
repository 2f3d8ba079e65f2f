"""Putting a backup back: whole or not at all, and nothing that was due before is sent by itself (trust R34, R35)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot import running
from bot.outgoing.open_matters import open_matters
from bot.timing import coming_back
from bot.timing.editions import Editions
from bot.timing.opening import open_due
from bot.timing.planning import next_moment
from bot.timing.rounds import handle_round, plan_chunk
from bot.timing.speaking import close_conversation
from bot.words.pausing import end_pause
from dialogs.library import Library
from dialogs.timing.timetable import first_working_morning
from storage import migrating
from storage.database import backup
from storage.database.places import Place
from storage.errors import StorageError
from storage.groups import people, rounds, teams
from storage.outgoing import outbox
from storage.privacy import audit, parting
from storage.privacy.crypto import KeyRing
from storage.privacy.erasing import erase_again
from storage.privacy.keys import KeyStore
from storage.store import Unit
from storage.talks import conversations, finding
from storage.timing import schedules

PORTION = 100


@dataclass(frozen=True, slots=True)
class PutBack:
    """A backup that was put back: of when it is, who was erased again, and whether its own old keys opened it."""

    made_at: datetime
    erased_again: list[str]
    keys_of_then: bool


async def put_back(
    place: Place, ring: KeyRing, library: Library, file: Path, now: datetime, told: backup.Told, *, by: str | None = None
) -> PutBack:
    """Put a backup back in an empty database; raises StorageError that says why it cannot be."""
    head, editions = backup.head_of(file), Editions(library)
    migrating.migrate(place)
    store = running.open_in(place, ring)

    def work(unit: Unit) -> list[str]:
        backup.put_back(unit, file, head["rows"], told)
        unit.keys.destroy_noted(unit.connection)
        erased = erase_again(unit, now)
        parting.let_go_again(unit, now)
        editions.keep_all(unit)
        hold_what_was_due(unit, editions, now)
        audit.note(unit, "backup put back", now, actor=by)
        return erased

    try:
        await store.read(backup.require_empty)
        of_then = _put_keys_back(store.keys, backup.keys_beside(file))
        return PutBack(datetime.fromisoformat(head["made_at"]), await store.run(work), of_then)
    finally:
        await store.close()


def _put_keys_back(keys: KeyStore, file: Path) -> bool:
    """Put the keys back, unless there are newer ones here: who was erased since then stays erased. Whether they are of then.

    Those of then they are too where an earlier try put them back and came no further.
    """
    of_then = file.exists() and keys.packed() == file.read_bytes()
    if keys.empty():
        if not file.exists():
            raise StorageError(f"{file} is not there, so nothing could be read; put it beside the backup")
        keys.put_back(file.read_bytes())
        of_then = True
    keys.require_usable()
    return of_then


def hold_what_was_due(unit: Unit, editions: Editions, now: datetime) -> int:
    """Take everything that was due by now as said: it may have been sent after the backup was made.

    Rounds go on and close as they would have; what they would have sent is set aside. Returns how many messages that were.
    """
    for step in (_openings, _rounds, _back, _months, _people):
        while step(unit, editions, now):
            pass
    return outbox.set_aside(unit, now)


Step = Callable[[Unit, Editions, datetime], int]


def _openings(unit: Unit, editions: Editions, now: datetime) -> int:
    due = schedules.due(unit, now, PORTION)
    open_due(unit, editions, due, now, missed=True)
    return len(due)


def _rounds(unit: Unit, editions: Editions, now: datetime) -> int:
    due = rounds.due(unit, now, PORTION)
    for one in due:
        after: str | None = "" if one.status == "planning" else None
        while after is not None:
            after = plan_chunk(unit, editions, [one], after, now)
        handle_round(unit, editions, rounds.load(unit, one.id), now)
    return len(due)


def _back(unit: Unit, editions: Editions, now: datetime) -> int:
    due = people.coming_back(unit, now, PORTION)
    for id_ in due:
        person = end_pause(unit, people.load(unit, id_))
        for one in open_matters(unit, person, now):
            coming_back.told(unit, editions, person, one, now)
    return len(due)


def _months(unit: Unit, editions: Editions, now: datetime) -> int:
    del editions
    due = people.whose_month_begins(unit, now, PORTION)
    for id_ in due:
        calendar = teams.calendar_of(unit, people.home_team(unit, id_))
        people.set_values(unit, id_, month_at=first_working_morning(now, people.load(unit, id_), calendar))
    return len(due)


def _people(unit: Unit, editions: Editions, now: datetime) -> int:
    due = finding.due_people(unit, now, PORTION)
    for id_ in due:
        person = people.load(unit, id_)
        for one in finding.due_of(unit, id_, now):
            if one.closes_at is not None and one.closes_at <= now:
                close_conversation(unit, editions, person, one, now)
                continue
            told = sum(moment <= now for moment in one.nudges)
            kept = replace(
                one, prompted_at=one.prompted_at or now, nudged=max(one.nudged, told), resume_at=None, not_before=None
            )
            team = teams.load(unit, one.team) if one.team else None
            following = next_moment(kept, person, team)
            conversations.save(unit, kept, following if following is None or following > now else one.closes_at)
    return len(due)
