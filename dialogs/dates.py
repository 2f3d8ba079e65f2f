"""Days and times in words, as the bot says them: "donderdag 12 maart, 14:00 uur" (spec texts_nl §0)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from dialogs.phrases import Language


def day_in_words(moment: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return the day of a moment on the wall of a place, written out."""
    pattern = "EEEE d MMMM"
    return format_date(moment.astimezone(zone).date(), pattern, locale=language)


def time_in_words(moment: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return the time of a moment on the wall of a place."""
    at = moment.astimezone(zone).strftime("%H:%M")
    return f"{at} uur" if language == "nl" else at
