"""Why two would be a duo, told to who facilitates through the gate, as it may be read when it is sent (S41).

A recipe names the two and the call; no word of theirs stands in it.
"""

from collections.abc import Mapping
from typing import Any

from bot.gatherings.matching import candidate
from bot.gatherings.signed_up import wishes
from bot.outgoing.plain import how_called
from bot.timing.editions import Editions
from dialogs.answers.names import listed
from dialogs.gatherings.complements import reasons
from dialogs.saying.prompt import Prompt
from storage.groups import rounds
from storage.groups.people import Person
from storage.store import Unit


def draw(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]
) -> tuple[Prompt, list[int], dict[str, str]]:  # fmt: skip
    """Return why two go together, as who facilitates may read it now, with the answers it comes of and whom it names."""
    phrases, running = editions.phrases(person.language), rounds.load(unit, int(part["call"]))
    format = editions.of(unit, running.format, running.version).read_in(person.language)
    match = format.match
    pair = list(part["goes_with"])
    found = {wish.person: wish for wish in wishes(unit, format, running, person.id) if wish.person in pair}
    names = {who: how_called(unit, phrases, who) for who in pair}
    said = [phrases.text("match.pair", {"wie": names[pair[0]], "ander": names[pair[1]]})]
    if match is not None and len(found) == len(pair):
        labels = format.question(match.brings).choices
        for phrase, slots in reasons(*(candidate(unit, match, found[who]) for who in pair)):
            wat = slots.get("wat", "")
            words = listed([labels[name] for name in wat], person.language) if isinstance(wat, tuple) else wat
            said.append(phrases.text(phrase, {name: names.get(str(who), who) for name, who in slots.items()} | {"wat": words}))
    ids = [told.sealed.id for wish in found.values() for told in wish.answers.values()]
    return Prompt("\n".join(said), language=person.language), ids, names
