"""A format as a group has set it: its moments, how often it reminds, how long an answer may be (spec §14). Pure.

What comes out is another edition, which a round keeps as any other; so a setting never changes what runs already.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import time
from typing import Any

from dialogs.checks.whole_question import BELONGS
from dialogs.language.content import Format
from dialogs.language.part import MAX_CHARACTERS
from dialogs.library import Edition
from dialogs.settings import MOST_CHARACTERS, REMINDERS, TEAM_MEETS, Settings

LAST_MINUTE = 24 * 60 - 1


WEEKS_A_YEAR = 52


def adjusted(edition: Edition, settings: Settings) -> Edition:
    """Return a format as it is set, or the same edition where nothing that was chosen touches it."""
    body: dict[str, Any] = deepcopy(dict(edition.body))
    if edition.dutch.settings is not None:
        _move(body, settings.under(edition.dutch.settings))
        if not _whole(body):  # who moves the opening or the closing alone may leave the reminder behind the closing
            body["stages"][0]["window"]["nudges"] = []
    if TEAM_MEETS.name in settings.chosen:
        _go_with_meeting(body, settings[TEAM_MEETS])
    for window in _windows(body):
        if len(window.get("nudges", ())) > settings[REMINDERS]:
            window["nudges"] = window["nudges"][len(window["nudges"]) - settings[REMINDERS] :]  # the last ones matter most
    for stage in body.get("stages", ()):
        for question in stage["questions"]:
            written = question.get("kind", "text") in BELONGS["max"]
            if written and question.get("max", MAX_CHARACTERS) > settings[MOST_CHARACTERS]:
                question["max"] = settings[MOST_CHARACTERS]
    return edition if body == edition.body else Edition(body, edition.overlay)


def _move(body: dict[str, Any], chosen: dict[str, str]) -> None:
    """Put the chosen moments in the places of those of the format."""
    if cadence := chosen.get("cadence"):
        body["starts"] = {**body["starts"], "rhythm": cadence}
    if opening := chosen.get("open"):
        day, _, time = opening.partition(" ")
        for rhythm in body["rhythms"].values():
            rhythm.update({"on": day, "at": time} if "on" in rhythm else {"at": time})
    if weeks := chosen.get("every_weeks"):
        for rhythm in body["rhythms"].values():
            rhythm["every"] = f"{weeks} weeks"
    _plan_otherwise(body, chosen)
    _offer_anew(body, chosen)
    _ask_back(body, chosen)
    window = body["stages"][0].get("window", {})
    if days := chosen.get("open_days"):
        window["closes"] = f"+{days} workdays"
    if closing := chosen.get("close"):
        window["closes"] = closing
    if reminder := chosen.get("reminder"):
        window["nudges"] = [reminder]
    if digest := chosen.get("digest"):
        body["outputs"][0]["at"] = digest


def _plan_otherwise(body: dict[str, Any], chosen: dict[str, str]) -> None:
    """Let a programme have so many meetings, or so many weeks between them where nobody chooses (S44, S45)."""
    for word, what in (("weeks", "usual"), ("count", "count")):
        if number := chosen.get(word):
            body["programme"] = {**body["programme"], what: int(number)}


def _ask_back(body: dict[str, Any], chosen: dict[str, str]) -> None:
    """Let what somebody is asked afterwards come so many days later (S18)."""
    if days := chosen.get("followup_days"):
        for stage in (one for one in body["stages"] if "afterwards" in one):
            stage["afterwards"] = {**stage["afterwards"], "after": f"+{days} days"}


def _go_with_meeting(body: dict[str, Any], meeting: str) -> None:
    """Let what goes with the meeting of each week open so many minutes before or after it, on that day."""
    day, _, at = meeting.partition(" ")
    begins = time.fromisoformat(at)
    for rhythm in body.get("rhythms", {}).values():
        if (minutes := rhythm.get("meets")) is not None:
            opens = min(max(60 * begins.hour + begins.minute + minutes, 0), LAST_MINUTE)
            rhythm.update({"on": day, "at": f"{opens // 60:02}:{opens % 60:02}"})


def _offer_anew(body: dict[str, Any], chosen: dict[str, str]) -> None:
    """Let the offers of a format come after so many months each, and stand for two weeks."""
    if months := chosen.get("every_months"):
        for times, stage in enumerate(body["stages"], start=1):
            after = round(int(months) * times * WEEKS_A_YEAR / 12)
            stage["window"] = {**stage["window"], "opens": f"+{after} weeks", "closes": f"+{after + 2} weeks"}


def _whole(body: dict[str, Any]) -> bool:
    try:
        Format.model_validate(body)
    except ValueError:
        return False
    return True


def _windows(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every window of a format: of its stages, and of its rhythms."""
    for stage in body.get("stages", ()):
        yield stage.get("window", {})
    for rhythm in body.get("rhythms", {}).values():
        yield from rhythm.get("windows", {}).values()
