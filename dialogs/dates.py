"""Days in words, as the bot says them: "donderdag 12 maart" (spec texts_nl §0)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from dialogs.phrases import Language


def day_in_words(moment: datetime, zone: ZoneInfo, language: Language) -> str:
    """Return the day of a moment on the wall of a place, written out."""
    pattern = "EEEE d MMMM"
    return format_date(moment.astimezone(zone).date(), pattern, locale=language)
