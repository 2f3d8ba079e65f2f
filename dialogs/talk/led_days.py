"""The words about the days on which people look back, as on an experiment (S36, X19)."""

import re

from dialogs.answers.dates import names_a_moment

_DAY = re.compile(r"(?:(verplaats|move)|(?:annuleer|cancel))(?: (\d{1,2}))? (?:dag|day) (\d{1,2})(?: (?:naar|to)(?: (.+))?)?")


def about_days(said: str) -> str | None:
    """Return what is asked about one such day: ``round move_day 0 2 12 maart``, with the numbers of group and day."""
    found = _DAY.fullmatch(said)
    if found is None or (found[4] and not (found[1] and names_a_moment(found[4]))):
        return None
    act = "move_day" if found[1] else "cancel_day"
    return " ".join(filter(None, (f"round {act}", found[2] or "0", found[3], found[4])))
