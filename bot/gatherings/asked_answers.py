"""What becomes of an asking when who asked changes or erases what the other one reads (S48, S51, S52).

Whom she asks says yes to the day that stands there, so that day does not change under her hands. Every function works
inside one unit of work and may run twice.
"""

from datetime import datetime

from bot.gatherings import asking_others
from bot.timing.editions import Editions
from storage.groups import partners
from storage.store import Unit
from storage.talks import answered, conversations


def why_it_stands(unit: Unit, editions: Editions, id_: int) -> str | None:
    """Return the phrase that says why an own answer is not put in other words: it is the day that another one agrees to.

    It is the same whether she was asked already, and whatever she said, so it tells nothing of her (C-40).
    """
    kept = conversations.load(unit, answered.conversation_of(unit, id_))
    format, stage = editions.stage_of(unit, kept, "nl")
    question = format.asked(answered.questions_of(unit, [id_])[id_])
    if question is None or question.kind != "date":
        return None
    if question.met is not None:
        return "together.day_stands"
    return "planned.day_stands" if stage.asks and stage.id == format.planning else None


def erased(unit: Unit, editions: Editions, owner: str, id_: int, now: datetime) -> None:
    """Ask nobody any more what somebody erases of what is put to her: she hears so, as with any end, without a reason.

    What is agreed on, and answered, stays: that ends with the word for it. So does what is put to be signed.
    """
    told, came_of = answered.questions_of(unit, [id_])[id_], answered.conversation_of(unit, id_)
    for one in partners.that_came_of(unit, came_of):
        asked = conversations.load(unit, one.conversation)
        stage = editions.stage_of(unit, asked, "nl")[1]
        puts = stage.accepts and not (stage.signs or stage.matches) and told in stage.shows
        if puts and one.asker == owner and asked.ended_at is None:
            asking_others.ended(unit, owner, now, one)
