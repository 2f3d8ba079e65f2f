"""What a group chooses together from what some of them wrote: only the outcome is known, not who chose what (S28). Pure."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from dialogs.gatherings.together import Votes

PREFIX = "t"
"""With what the name of an option begins that stands for a text; its number follows."""


def option_of(text: int) -> str:
    """Return the name of the option that stands for a text."""
    return f"{PREFIX}{text}"


def text_of(option: str) -> int | None:
    """Return the text that an option stands for; None for one of the format itself."""
    number = option.removeprefix(PREFIX)
    return int(number) if option.startswith(PREFIX) and number.isdecimal() else None


def outcome(votes: Votes, offered: Sequence[str], *, others: bool) -> str | None:
    """Return what was chosen by most of what is offered still; None where it is nothing, or several alike.

    One alone needs no choosing, unless ``others`` can be meant beside it. Who chose something of her own stands for that,
    so where it could be as many, nothing is chosen yet.
    """
    if len(offered) == 1 and not others:
        return offered[0]
    own = sum(any(text_of(one) is None for one in vote) for vote in votes)
    (first, most), (_, second) = [*_counted(votes, offered).most_common(2), ("", 0), ("", 0)][:2]
    return first if second + own < most else None


def stands(votes: Votes, before: Votes) -> bool:
    """Whether a proposal stands: nobody said no, and where some chose ``before`` and came to no one thing, somebody said yes.

    Where nobody chose there is nothing that it goes against, so that silence is enough (S28).
    """
    return ("no",) not in votes and (("yes",) in votes or not before)


def in_order(votes: Votes, offered: Sequence[str], seed: str) -> list[str]:
    """Return what is offered, what most chose first; between what was chosen as often lots are drawn."""
    counted = _counted(votes, offered)
    return sorted(offered, key=lambda one: (-counted[one], hashlib.sha256(f"{seed} {one}".encode()).digest()))


def _counted(votes: Votes, offered: Sequence[str]) -> Counter[str]:
    return Counter(one for vote in votes for one in set(vote) if one in offered)
