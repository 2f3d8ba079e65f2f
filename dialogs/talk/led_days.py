"""The words about one of several: a day on which people look back, as on an experiment, or a round (S36, S05, X19)."""

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


OF_SEVERAL = "#"
"""What stands in a command before the id of a round, where several of one kind are ahead in a group (S05)."""
_ROUND = re.compile(
    r"(?:(verplaats|move)|(annuleer|cancel)|(?:sluit nu|close now))(?: (\d{1,2}))? (?:ronde|round) (\d{1,9})"
    r"(?: (?:naar|to)(?: (.+))?)?"
)


def about_one_of(said: str) -> str | None:
    """Return what is asked about one of several rounds ahead: ``round move 0#31 2 april``."""
    found = _ROUND.fullmatch(said)
    if found is None or (found[5] and not (found[1] and names_a_moment(found[5]))):
        return None
    act = "move" if found[1] else "cancel" if found[2] else "close"
    return " ".join(filter(None, (f"round {act}", f"{found[3] or 0}{OF_SEVERAL}{found[4]}", found[5])))
