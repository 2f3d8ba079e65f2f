"""Filling a store with teams of eight who have a question open, as in production: full durability, texts sealed."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from bot.timing.editions import Editions
from dialogs.library import load
from storage import migrating
from storage.database.places import Place, keys_of
from storage.groups import people, rounds, teams
from storage.privacy.crypto import KeyRing
from storage.privacy.keys import KeyStore
from storage.store import Store, Unit, open_store
from storage.talks import conversations, finding
from storage.talks.conversations import Fresh

NOW = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
TEAM_SIZE = 8
RING = KeyRing({"bench": bytes(range(32))})
WORDS = (  # noqa: SIM905 - sixty words read better as a sentence
    "gisteren kwam er een aanvraag binnen die niemand verwachtte en toen belde een collega met een vraag over de brief die wij "
    "vorige week stuurden ik merkte dat rustig luisteren meer oplost dan uitleggen daarna schreven we samen een kort antwoord"
).split()


def texts(seed: int) -> Iterator[str]:
    """Yield Dutch texts of 400 to 1,200 characters, the same ones for the same seed."""
    chance = random.Random(seed)
    while True:
        length = chance.randint(400, 1200)
        text = ""
        while len(text) < length:
            text += chance.choice(WORDS) + " "
        yield text[:length]


def open_world(place: Place, keys: KeyStore | None = None) -> Store:
    """Open an empty store."""
    migrating.migrate(place)
    return open_store(place, keys or KeyStore(keys_of(place), RING))


async def fill(store: Store, editions: Editions, number: int, name: str = "p", channel: str = "web") -> list[str]:
    """Add people in teams of eight, each with the weekly question open, on a channel; returns their ids."""
    await store.run(editions.keep_all)
    ids = [f"{name}{count}" for count in range(number)]
    for start in range(0, number, TEAM_SIZE):
        team = f"{name}-team{start}"
        members = ids[start : start + TEAM_SIZE]
        for owner in (f"room:{team}", *members):
            store.keys.make(owner)
        await store.run(partial(_team, editions=editions, team=team, members=members, channel=channel))
    return ids


def _team(unit: Unit, editions: Editions, team: str, members: list[str], channel: str) -> None:
    teams.add(unit, team, team, room=("web", team) if channel == "web" else None)  # elsewhere nobody looks after a room
    teams.introduced(unit, team)  # it is not the first day, on which the bot greets every room
    edition, version = editions.newest("weekly_wonder"), editions.phrases("nl").text("privacy.version")
    new = rounds.Round(
        0, "weekly_wonder", edition.version, team, "2026-03-12", "weekly", "open", 0, "seed", NOW, NOW, None, None
    )
    opened = rounds.open_round(unit, new, None)
    assert opened is not None
    for number, member in enumerate(members):
        people.add(unit, member, f"Naam{number} Achternaam", channel, member)
        people.appoint(unit, team, member, "facilitator" if number == 0 else "member", NOW)
        people.set_values(unit, member, consent="yes", consent_version=version)
    fresh = [
        Fresh(member, "weekly_wonder", edition.version, "tell", NOW, round=opened.id, team=team, prompted_at=NOW)
        for member in members
    ]
    conversations.begin(unit, fresh)
    begun = [finding.in_round(unit, opened.id, member) for member in members]
    conversations.put_before(unit, [one.id for one in begun if one], NOW)


def editions() -> Editions:
    """Return the formats."""
    return Editions(load())
