"""What somebody can stop that she does together with others: one thing, or one among several (S15, S18)."""

from bot.timing.editions import Editions
from dialogs.talk.conversation import State
from storage.groups import partners, people
from storage.groups.partners import Together
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import conversations

_ONE = "one_"


def to_end(unit: Unit, person_id: str) -> list[Together]:
    """Return what somebody does together with others, and what she asked and is not answered yet."""
    return [*partners.agreed(unit, person_id), *partners.asked_by(unit, person_id)]


def to_choose(unit: Unit, editions: Editions, person: Person) -> dict[str, str]:
    """Return what somebody can stop, as it is called on a button, by what stands for each."""
    phrases, found = editions.phrases(person.language), {}
    for one in to_end(unit, person.id):
        title = editions.stage_of(unit, conversations.load(unit, one.conversation), person.language)[0].title
        slots = {"titel": title, "naam": people.name_of(unit, one.other(person.id))}
        found[_stands_for(one)] = phrases.text("together.stop_one", slots)
    return found


def chosen(unit: Unit, person_id: str, state: State) -> Together | None:
    """Return what somebody chose to stop among several; None where she stops all there is."""
    names = {name for mark in state.marks.values() for name in mark.chosen}
    return next((one for one in to_end(unit, person_id) if _stands_for(one) in names), None)


def _stands_for(one: Together) -> str:
    return f"{_ONE}{one.conversation}_{one.came_of}"
