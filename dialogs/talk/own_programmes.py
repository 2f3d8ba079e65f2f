"""The words about somebody's own trajectories, recognised only as a whole message (S08, X19)."""

import re

from dialogs.answers.dates import names_a_moment

LONGEST = 80
"""Characters that such a message may have."""
_WHICH = r"(?:traject|trajectory)(?: (?P<number>\d{1,2}))?"
_DAY = r" (?:dag|day) (?P<day>\d{1,2})"
_LIST = re.compile(r"mijn traject(?:en)?|my trajector(?:y|ies)", re.IGNORECASE)
_MOVE = re.compile(rf"(?:verplaats|move) {_WHICH}{_DAY}(?: (?:naar|to) (?P<when>.+))?", re.IGNORECASE)
_SHIFT = re.compile(rf"(?:verplaats|move) {_WHICH} (?:naar|to) (?P<when>.+)", re.IGNORECASE)
_CANCEL = re.compile(rf"(?:annuleer|cancel) {_WHICH}{_DAY}", re.IGNORECASE)
_END = re.compile(rf"(?:annuleer|cancel) {_WHICH}", re.IGNORECASE)
_OFF = re.compile(rf"{_WHICH} (?:gaat niet door|is off)", re.IGNORECASE)
_STOP = re.compile(rf"(?:ik )?stop met {_WHICH}|(?:i )?stop {_WHICH.replace('number', 'english')}", re.IGNORECASE)


def about_own(text: str) -> str | None:
    """Return what is asked about an own trajectory: ``own list``, ``own move 1 2 12 maart``; 0 where no number was typed."""
    if len(text) > LONGEST:
        return None
    if _LIST.fullmatch(text):
        return "own list"
    if found := _MOVE.fullmatch(text):
        when = found["when"] or ""
        return f"own move {found['number'] or 0} {found['day']} {when}".rstrip() if not when or names_a_moment(when) else None
    if (found := _SHIFT.fullmatch(text)) and names_a_moment(found["when"]):
        return f"own shift {found['number'] or 0} {found['when']}"
    if found := _CANCEL.fullmatch(text):
        return f"own cancel {found['number'] or 0} {found['day']}"
    for pattern, act in ((_END, "end"), (_OFF, "off")):
        if found := pattern.fullmatch(text):
            return f"own {act} {found['number'] or 0}"
    found = _STOP.fullmatch(text)
    return f"own stop {found['number'] or found['english'] or 0}" if found else None
