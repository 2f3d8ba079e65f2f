"""The team of the demo: a lead, a facilitator, an administrator and members, some taking part and some not yet asked."""

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.timing.editions import Editions
from bot.timing.speaking import invite
from bot.upkeep.switching import DOOR
from dialogs.language.roles import Role
from dialogs.settings import CONTACT, ZONE
from dialogs.timing.wallclock import to_utc
from dialogs.timing.workdays import EVERYDAY
from storage.errors import StorageError
from storage.groups import people, teams
from storage.privacy.crypto import KeyRing, new_key
from storage.store import Store, Unit

TEAM = "vergunningen"
TEAM_NAME = "Team Vergunningen"
START = time(8, 30)
LEAD, FACILITATOR, ADMIN = ("ingrid", "Ingrid"), ("fatima", "Fatima"), ("ruud", "Ruud")
MEMBERS = (
    ("noor", "Noor"), ("bram", "Bram"), ("samira", "Samira"), ("joost", "Joost"),
    ("lotte", "Lotte"), ("daan", "Daan"), ("emma", "Emma"), ("youssef", "Youssef"),
)  # fmt: skip
FEWEST, USUAL, MOST = 2, 6, 500
TAKE_PART = 3
"""Of the members, this many take part when the demo starts; the others have not been asked yet."""


def quiet_monday(today: date, zone: ZoneInfo) -> datetime:
    """Return half past eight on the next Monday that begins two weeks without a holiday, in UTC."""
    day = today + timedelta(days=(7 - today.weekday()) % 7 or 7)
    while any(EVERYDAY.is_holiday(day + timedelta(days=ahead)) for ahead in range(12)):
        day += timedelta(days=7)
    return to_utc(day, START, zone)


def own_keys(folder: Path) -> KeyRing:
    """Return the demo's master key; it is made on first use and stays in the demo's folder.

    Raises StorageError when what stands there is no key.
    """
    path = folder / "master.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        os.write(descriptor, f"demo:{new_key().hex()}\n".encode())
        os.close(descriptor)
    try:
        return KeyRing.parse(path.read_text(encoding="utf-8"))
    except ValueError as problem:
        raise StorageError(f"{path} is no key; put the right one back, or give another folder with --data") from problem


def made(folder: Path) -> bool:
    """Whether a demo made this folder: its key says so, and nothing else stands in it."""
    key = folder / "master.key"
    ours = {
        "master.key",
        "keys.db",
        "leerbot.db",
        "leerbot.db-wal",
        "leerbot.db-shm",
        "leerbot.db.lock",
        "leerbot.db.closed",
        "keys.db-journal",
        DOOR,
    }
    return key.exists() and key.read_bytes().startswith(b"demo:") and {one.name for one in folder.iterdir()} <= ours


def cast(members: int) -> list[tuple[str, str]]:
    """Return the members of a team of a wanted size, the known ones first."""
    more = [(f"collega{number}", f"Collega {number}") for number in range(len(MEMBERS) + 1, members + 1)]
    return [*MEMBERS[:members], *more]


async def fill(store: Store, editions: Editions, now: datetime, zone: ZoneInfo, members: int) -> bool:
    """Put the demo's team in an empty database; False when there is one already, which stays as it is."""
    if await store.read(teams.all_ids):
        return False
    team = cast(members)
    for owner in (f"room:{TEAM}", *(id_ for id_, _ in (LEAD, FACILITATOR, ADMIN, *team))):
        store.keys.make(owner)

    def work(unit: Unit) -> None:
        teams.add(unit, TEAM, TEAM_NAME, room=("web", TEAM), chosen={ZONE: zone.key, CONTACT: "privacy@voorbeeld.nl"})
        roles: list[tuple[tuple[str, str], Role]] = [
            *((one, "member") for one in team),
            (LEAD, "lead"),
            (FACILITATOR, "facilitator"),
            (ADMIN, "admin"),
        ]
        for place, ((id_, name), role) in enumerate(roles):
            _add(unit, id_, name, role, now - timedelta(minutes=len(roles) - place), zone)
        version = editions.phrases("nl").text("privacy.version")
        for id_, _ in (LEAD, *team[:TAKE_PART]):
            people.set_values(unit, id_, consent="yes", consent_version=version, consent_at=now)
        for id_, _ in team[TAKE_PART:]:
            invite(unit, editions, id_, TEAM, now)

    await store.run(work)
    return True


def _add(unit: Unit, id_: str, name: str, role: Role, now: datetime, zone: ZoneInfo) -> None:
    people.add(unit, id_, name, "web", id_, zone=zone.key)
    people.appoint(unit, TEAM, id_, role, now)
