"""Filling a store with very many people at once, as an import would: names sealed, all taking part, quiet on Thursdays."""

import sqlite3
from pathlib import Path

from dialogs.library import Library
from storage import migrating
from storage.privacy import crypto
from storage.privacy.keys import KeyStore
from storage.times import stamp
from tests.bench.world import NOW, RING

CHANNEL = "swift"
"""A channel that takes everything at once."""


def fill(
    folder: Path,
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
    migrating.migrate(folder)
    ids = [f"p{number:06}" for number in range(people)]
    groups = [f"t{start:06}" for start in range(0, people, team_size)]
    with sqlite3.connect(folder / "keys.db") as beside:
        KeyStore(folder / "keys.db", RING).close()
        owners = [*ids, *(f"room:{group}" for group in groups)]
        beside.executemany("INSERT INTO key VALUES (?, ?, ?)", [(one, *RING.wrap(one, crypto.new_key())) for one in owners])
    beside.close()
    keys = KeyStore(folder / "keys.db", RING)
    version = library.phrases["nl"].text("privacy.version")
    with sqlite3.connect(folder / "leerbot.db") as db:
        db.executemany(
            "INSERT INTO person (id, name, consent, consent_version, quiet_days) VALUES (?, ?, 'yes', ?, '3')",
            [(one, keys.seal(one, f"person.name|{one}", f"Naam {one}"), version) for one in ids],
        )
        db.executemany("INSERT INTO at_hand (person) VALUES (?)", [(one,) for one in ids])
        db.executemany("INSERT INTO address VALUES (?, ?, ?)", [(channel, one, one) for one in ids])
        if channel == "teams":
            db.executemany(
                "INSERT INTO chat (person, conversation, service) VALUES (?, ?, ?)",
                [(one, f"a:1{one}_-", service) for one in ids],
            )
        db.executemany("INSERT INTO team (id, name) VALUES (?, ?)", [(one, f"Team {one}") for one in groups])
        db.executemany(
            "INSERT INTO membership VALUES (?, ?, 'member', ?, NULL)",
            [(groups[number // team_size], one, stamp(NOW) - 1e6) for number, one in enumerate(ids)],
        )
        db.executemany(
            "INSERT INTO schedule VALUES (?, ?, 'weekly', ?, ?, ?)",
            [
                (name, group, NOW.date().isoformat(), at, at)
                for group in groups
                for name, at in (("weekly_wonder", planned), ("facilitator_week", stamp(NOW) + 1e6))
            ],
        )
    db.close()
    keys.close()
