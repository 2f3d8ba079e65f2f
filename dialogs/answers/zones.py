"""Time zones as people name them: by a place, in Dutch or English (X03)."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from dialogs.saying.phrases import Language

REGIONS = frozenset({"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})


def zone_named(place: str) -> str | None:
    """Return the time zone of a place, if it is one that time zones are called after."""
    return _zones().get(_plain(place))


def place_of(zone: ZoneInfo, language: Language) -> str:
    """Return the place that a time zone is called after, as the bot says it."""
    return get_timezone_location(zone.key, locale=language, return_city=True).rpartition("/")[2]


@lru_cache(maxsize=1)
def _zones() -> Mapping[str, str]:
    """Return every name of a zone; of zones with one name that one goes first which is called so itself."""
    found: dict[str, str] = {}
    zones = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in REGIONS)
    for names in (_own_names, _places):
        for zone in zones:
            for name in names(zone):
                found.setdefault(_plain(name), zone)
    return found


def _own_names(zone: str) -> Iterator[str]:
    yield zone
    yield zone.rpartition("/")[2]


def _places(zone: str) -> Iterator[str]:
    languages: tuple[Language, ...] = ("nl", "en")
    for language in languages:
        yield place_of(ZoneInfo(zone), language)


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())
