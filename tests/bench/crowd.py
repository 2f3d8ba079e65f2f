"""Filling a store with very many people at once, as an import would: names sealed, all taking part, quiet on Thursdays."""

from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, insert

from dialogs.library import Library
from storage import migrating
from storage.database.places import Place, keys_of
from storage.privacy.key_tables import key
from storage.privacy.keys import KeyStore
from storage.tables import address, at_hand, chat, membership, person, schedule, team
from storage.times import stamp
from tests.bench.world import NOW, RING

CHANNEL = "swift"
"""A channel that takes everything at once."""
SCHEDULED = {"rhythm": "weekly", "occurrence": NOW.date().isoformat()}


def fill(
    place: Place,
    library: Library,
    people: int,
    team_size: int,
    planned: float = stamp(NOW),
    channel: str = CHANNEL,
    service: str = "",
) -> None:
    """Add people in groups, each of which has the weekly question on, with its next opening at a moment.

    On Teams the chat of each is known, at a ``service``.
    """
    migrating.migrate(place)
    ids = [f"p{number:06}" for number in range(people)]
    groups = [f"t{start:06}" for start in range(0, people, team_size)]
    keys = KeyStore(keys_of(place), RING)
    with keys._engine.begin() as beside:
        beside.execute(insert(key), [keys._fresh(owner) for owner in [*ids, *(f"room:{group}" for group in groups)]])
    taking_part = {"consent": "yes", "consent_version": library.phrases["nl"].text("privacy.version"), "quiet_days": "3"}
    rows: dict[Table, list[dict[str, Any]]] = {
        person: [{"id": one, "name": keys.seal(one, f"person.name|{one}", f"Naam {one}"), **taking_part} for one in ids],
        at_hand: [{"person": one} for one in ids],
        address: [{"channel": channel, "external": one, "person": one} for one in ids],
        chat: [{"person": one, "conversation": f"a:1{one}_-", "service": service} for one in ids if channel == "teams"],
        team: [{"id": one, "name": f"Team {one}"} for one in groups],
        membership: [
            {"team": groups[number // team_size], "person": one, "role": "member", "since": stamp(NOW) - 1e6}
            for number, one in enumerate(ids)
        ],
        schedule: [
            {"format": name, "team": group, "planned": at, "next_at": at, **SCHEDULED}
            for group in groups
            for name, at in (("weekly_wonder", planned), ("facilitator_week", stamp(NOW) + 1e6))
        ],
    }
    engine = create_engine(f"sqlite:///{place}/leerbot.db" if isinstance(place, Path) else place)
    with engine.begin() as db:
        for table, new in rows.items():
            if new:
                db.execute(insert(table), new)
    engine.dispose()
    keys.close()
