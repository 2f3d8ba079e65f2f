"""What a person does with what is her own: looking, sharing, changing, deleting, leaving, taking back (S02, X17)."""

from datetime import timedelta
from typing import TYPE_CHECKING

from bot import keeping
from bot.beginning import begin_about
from bot.leaving import leave_all
from storage import answers, people, posts, pushing, undo

if TYPE_CHECKING:
    from bot.doing import Doing

UNDO_WITHIN = timedelta(minutes=10)
"""For how long a choice can be taken back (X17)."""


def do(doing: "Doing", name: str, detail: str) -> None:
    """Do what a word says that is about one's own answers, all of them or one by its number."""
    match name:
        case "mine":
            doing.parts.append({"mine": int(detail or 1)})
        case "deleting":
            doing.parts.append({"mine": 1, "act": "withdraw"})
        case "leave":
            leave(doing, erase=detail == "erase")
        case "show" | "share" | "change" | "private" | "withdraw":
            item(doing, name, int(detail))
        case _:
            doing.say("err.no_dialog")


def leave(doing: "Doing", *, erase: bool) -> None:
    """Leave altogether (S02, GE4)."""
    doing.remember(leave_all(doing.unit, doing.person, doing.now, erase=erase))
    doing.person, doing.about = people.load(doing.unit, doing.person.id), None
    doing.settings.clear()
    if erase:
        doing.say("data.deleted")
    doing.say("optout.done")


def take_back(doing: "Doing") -> None:
    """Take back the last choice, if it was made just now; what was erased is gone (X17)."""
    last = undo.last(doing.unit, doing.person.id)
    if last is None or doing.now - last.at > UNDO_WITHIN:
        doing.say("undo.nothing")
    else:
        undo.put_back(doing.unit, doing.person.id, last)
        posts.revise_posts_with(doing.unit, [row[0] for row in last.readers], doing.now, own=False)
        undo.keep(doing.unit, doing.person.id, None)
        doing.person = people.load(doing.unit, doing.person.id)
        doing.settings.clear()
        pushing.look_again(doing.unit, doing.person.id, doing.now)
        doing.say(f"undo.{last.what}")


def item(doing: "Doing", act: str, number: int) -> None:
    """Do something with an own answer, by its number (S02, GE22)."""
    id_ = answers.own_by_number(doing.unit, doing.person.id, number)
    if id_ is None:
        doing.say("mine.unknown", {"nummer": number})
    elif act == "show":
        doing.parts.append({"one": id_})
    elif act == "private":
        doing.remember(keeping.make_private(doing.unit, doing.person.id, [id_], doing.now))
        doing.decided([id_])
        doing.say("mine.private", {"nummer": number})
    elif act in {"share", "change", "withdraw"}:
        doing.open_with(begin_about(doing.unit, doing.editions, doing.person, act, id_, doing.cause, doing.now))
    else:
        doing.say("err.old_closed")
