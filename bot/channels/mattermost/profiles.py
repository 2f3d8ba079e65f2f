"""What Mattermost tells of somebody: her language, time zone, and until when she is out of office (reference §7, X04)."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.channels.base import Profile
from dialogs.saying.phrases import Language

LANGUAGES: Mapping[str, Language] = {"nl": "nl", "en": "en"}
AWAY_SIGNS = frozenset(
    {"palm_tree", "desert_island", "beach_with_umbrella", "airplane", "sneezing_face", "face_with_thermometer"}
)
"""The pictures that Mattermost offers for a holiday and for being ill, and some that people take for these."""
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
"""What stands for no end, and what nobody means."""
_AWAY = re.compile(
    r"\b(out of (the )?office|ooo|on leave|on holiday|holidays?|vacation|away until|sick leave|out sick"
    r"|vakantie|verlof|afwezig|niet aanwezig|vrij tot|ziek(gemeld)?)\b",
    re.IGNORECASE,
)


def profile_of(user: Mapping[str, Any]) -> Profile:
    """Return what a user's account tells; what cannot be read tells nothing."""
    language = LANGUAGES.get(str(user.get("locale") or "").partition("-")[0].lower())
    return Profile(language, _zone(user.get("timezone") or {}), _away_until(user.get("props") or {}))


def _zone(told: Mapping[str, Any]) -> str | None:
    automatic = str(told.get("useAutomaticTimezone", "")).lower() == "true"
    name = str(told.get("automaticTimezone" if automatic else "manualTimezone") or "")
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _away_until(props: Mapping[str, Any]) -> datetime | None:
    """Return until when somebody's own status says that she is out of office; without an end it says nothing.

    One that lasts an hour or two is no absence: it has to last for a day, or until the end of this one.
    """
    try:
        status = json.loads(props.get("customStatus") or "{}")
        told = datetime.fromisoformat(str(status["expires_at"]))
        until = told.astimezone(UTC) if told.tzinfo is not None else FIRST
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    lasts = str(status.get("duration")) in {"today", "this_week", "date_and_time"}
    says = str(status.get("emoji")) in AWAY_SIGNS or _AWAY.search(str(status.get("text", ""))) is not None
    return until if lasts and says and FIRST.year < until.year < LAST.year else None
