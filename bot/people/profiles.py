"""What a platform's profile tells of somebody: her language, her time zone and until when she is away (X03, X04, X11).

What she said herself goes above it. That she is away is seen by nobody, and ends by itself.
"""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.channels.base import Profile
from bot.clock import Clock
from bot.words.pausing import pause
from dialogs.language.roles import NEEDS_CONSENT
from storage.groups import people
from storage.groups.people import Person
from storage.store import Store, Unit
from storage.times import instant
from storage.timing import pushing

MOST = 20_000


class Profiles:
    """Heeds profiles, each as long as it says something new."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._told: dict[tuple[str, str], Profile] = {}

    async def heed(self, channel: str, external: str, profile: Profile) -> bool:
        """Take over what somebody did not choose herself; whether anything changed that decides what she is told, and when."""
        key = channel, external
        if self._told.get(key) == profile:
            return False
        changed = await self._store.run(lambda unit: heed(unit, channel, external, profile, self._clock.now()))
        if changed is not None:
            if len(self._told) >= MOST:
                self._told.clear()
            self._told[key] = profile
        return bool(changed)


def heed(unit: Unit, channel: str, external: str, profile: Profile, now: datetime) -> bool | None:
    """Take over what a profile tells of somebody; None for whom nobody knows here."""
    person = people.by_address(unit, channel, external)
    if person is None:
        return None
    values: dict[str, object] = {}
    if profile.language not in {None, person.language} and not person.own_language:
        values["language"] = profile.language
    if profile.zone not in {None, person.zone.key} and not person.own_zone:
        values["zone"] = profile.zone
        person = replace(person, zone=ZoneInfo(str(profile.zone)))
    if values:
        people.set_values(unit, person.id, **values)
    if "zone" in values:
        pushing.look_again(unit, person.id, now)
    return _away(unit, person, profile.away_until, now) or bool(values)


def _away(unit: Unit, person: Person, until: datetime | None, now: datetime) -> bool:
    """Pause while the platform says that somebody is away; of an absence that was heeded already only her own word counts."""
    kept = people.values_of(unit, person.id, "away_told", "back_asks")
    known = instant(kept["away_told"]) if kept["away_told"] is not None else None
    if until == known or _is_not_asked(unit, person):
        return False
    people.set_values(unit, person.id, away_told=until)
    paused = person.away_until if person.away_until is not None and person.away_until > now else None
    if until is None or until <= now:
        cut_short = known is not None and paused is not None and paused < known and kept["back_asks"]  # the longest pause
        if paused is None or not (paused == known or cut_short):
            return False
        people.set_values(unit, person.id, away_until=now, back_at=now, back_asks=False)
        return True
    if paused is not None and paused != known and paused >= until:
        return False
    pause(unit, person, until, now)
    return True


def _is_not_asked(unit: Unit, person: Person) -> bool:
    """Whether somebody has still to say whether she takes part: until then she has nothing to pause from."""
    return person.consent != "yes" and any(held.role in NEEDS_CONSENT for held in people.roles_of(unit, person.id))
