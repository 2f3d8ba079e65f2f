"""Whether somebody means what cannot be taken back: a button says about what, and as it stood then (GE7)."""

from typing import TYPE_CHECKING

from dialogs.talk.commands import SURE
from storage.database.packed import unpack
from storage.groups.rounds import Round

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def to_be_sure(doing: "Doing", running: Round, word: str) -> str:
    """Return what somebody says who means a word: about this round alone, at its moment, while it has not begun or has."""
    stands = int(running.planned.timestamp()) // 60 if running.planned > doing.now else 0
    return f"{word} zeker {running.id}.{stands}"


def was_asked(doing: "Doing", word: str, detail: str) -> bool:
    """Whether somebody was just told what a word does to a round as it stands now, and says that she means it."""
    _, sure, about = detail.partition(SURE)
    says_so = bool(sure) and about.strip() in {"", word.rpartition(" ")[2]}
    return says_so and doing.person.offered is not None and word in dict(unpack(doing.person.offered))
