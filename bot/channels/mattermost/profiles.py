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
        until = datetime.fromisoformat(str(status["expires_at"]))
    except (ValueError, KeyError, TypeError):
        return None
    lasts = status.get("duration") in {"today", "this_week", "date_and_time"}
    says = status.get("emoji") in AWAY_SIGNS or _AWAY.search(str(status.get("text", ""))) is not None
    known = until.tzinfo is not None and until.year > 1
    return until.astimezone(UTC) if lasts and says and known else None
