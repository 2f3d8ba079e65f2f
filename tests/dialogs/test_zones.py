"""Time zones by the names that people give them (X03)."""

from zoneinfo import ZoneInfo

import pytest

from dialogs.answers.zones import place_of, zone_named
from dialogs.saying.phrases import Language


@pytest.mark.parametrize(
    ("place", "zone"),
    [
        ("Paramaribo", "America/Paramaribo"),
        ("  new   york ", "America/New_York"),
        ("Parijs", "Europe/Paris"),
        ("paris", "Europe/Paris"),
        ("London", "Europe/London"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Curaçao", "America/Curacao"),
        ("curacao", "America/Curacao"),
        ("america/paramaribo", "America/Paramaribo"),
        ("ergens", None),
        ("", None),
        ("utc+1", None),
    ],
)
def test_x03_a_place_names_its_time_zone(place: str, zone: str | None) -> None:
    assert zone_named(place) == zone


@pytest.mark.parametrize(
    ("zone", "language", "place"),
    [
        ("Europe/Paris", "nl", "Parijs"),
        ("Europe/Paris", "en", "Paris"),
        ("America/Argentina/Buenos_Aires", "nl", "Buenos Aires"),
    ],
)
def test_x03_a_time_zone_is_told_by_its_place(zone: str, language: Language, place: str) -> None:
    assert place_of(ZoneInfo(zone), language) == place
