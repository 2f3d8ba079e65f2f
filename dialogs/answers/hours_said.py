"""Which time a text ends with in words: "om tien uur", "half elf", "kwart voor drie", "at half past two" (spec §0.2)."""

import re
from collections.abc import Mapping
from datetime import time

_HOURS: Mapping[str, int] = {
    word: hour
    for hour, words in {
        1: "een één one", 2: "twee two", 3: "drie three", 4: "vier four", 5: "vijf five", 6: "zes six", 7: "zeven seven",
        8: "acht eight", 9: "negen nine", 10: "tien ten", 11: "elf eleven", 12: "twaalf twelve",
    }.items()
    for word in words.split()
}  # fmt: skip
_PARTS: Mapping[str, int] = {
    "half": -30, "half past": 30, "kwart over": 15, "quarter past": 15, "kwart voor": -15, "quarter to": -15,
}  # fmt: skip
"""Minutes from the whole hour; in Dutch half ten is half an hour before ten."""
_SPOKEN = re.compile(
    r",?(?P<mark> om| at)?(?: (?P<part>half past|half|kwart over|kwart voor|quarter past|quarter to))? "
    rf"(?P<hour>{'|'.join(_HOURS)}|1[0-2]|[1-9])(?P<unit> uur| o'clock)?$"
)
_OF_THE_AFTERNOON = 6
"""Until which hour a time in words is one of the afternoon: nobody meets at two at night."""


def time_said(said: str) -> tuple[str, time] | None:
    """Return what stands before a time in words, and that time; None where a text ends with none."""
    found = _SPOKEN.search(said)
    if found is None or not (found["part"] or (found["hour"] in _HOURS and (found["mark"] or found["unit"]))):
        return None
    hour = _HOURS.get(found["hour"]) or int(found["hour"])
    hour += 12 if hour <= _OF_THE_AFTERNOON else 0
    hour, minute = divmod(hour * 60 + _PARTS.get(found["part"], 0), 60)
    return said[: found.start()], time(hour, minute)
