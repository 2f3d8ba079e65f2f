"""The preview of a format: every message as a person would get it in the round that opens next."""

import pytest

from bot.previewing import messages
from dialogs.library import load
from dialogs.phrases import Language
from tests.kit.town import at

LIBRARY = load()


def previewed(format_id: str, now: str = "2026-03-09 08:30", language: Language = "nl") -> dict[str, str]:
    return {heading: prompt.text for heading, prompt in messages(LIBRARY, format_id, language, at(now))}


@pytest.mark.parametrize(
    ("now", "closes", "told"),
    [
        ("2026-03-09 08:30", "dinsdag 17 maart", "woensdag 18 maart"),
        ("2026-03-12 14:00", "dinsdag 24 maart", "woensdag 25 maart"),
        ("2026-12-24 09:00", "dinsdag 29 december", "woensdag 30 december"),
    ],
)
def test_the_days_are_those_of_the_round_that_opens_next(now: str, closes: str, told: str) -> None:
    said = previewed("weekly_wonder", now)

    assert closes in said["tell: reminder"]
    assert told in said["output team_wonder"]


def test_a_digest_of_the_week_has_the_day_on_which_it_comes() -> None:
    said = [prompt.text for _, prompt in messages(LIBRARY, "onboarding", "nl", at("2026-03-09 08:30"))]

    assert "donderdag 12 maart" in said[-1]


def test_a_pause_of_two_weeks_ends_two_weeks_from_now() -> None:
    assert "maandag 23 maart" in previewed("pause")["how_long: thanks"]


def test_in_english_the_days_are_english() -> None:
    assert "Tuesday 17 March" in previewed("weekly_wonder", language="en")["tell: reminder"]


@pytest.mark.parametrize("format_id", LIBRARY.editions)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_place_in_every_message_of_every_format_is_filled(format_id: str, language: Language) -> None:
    assert not [text for text in previewed(format_id, language=language).values() if "{" in text or "}" in text]


def test_a_message_to_the_room_is_shown_with_tellers_and_with_none() -> None:
    said = previewed("quarterly_value_check")

    assert "1. Noor\n2. Bram\n\nReken op ongeveer 40 minuten." in said["output begin"]
    assert "Begin bijvoorbeeld met:" in said["output begin (nobody)"]
