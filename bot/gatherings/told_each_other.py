"""What two who do something together are told of each other: a yes, a day, what one wrote, or that it is over (S15, S51, C-40).

It is drawn at the moment of sending, so that nobody is named who is erased by then.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.gatherings import free_moments, on_a_day
from bot.timing.editions import Editions
from dialogs.answers.names import listed
from dialogs.saying.digest import quote
from dialogs.saying.prompt import Choice, Prompt
from storage.groups import partners, people
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import answers, conversations


def draw(
    unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any], now: datetime
) -> tuple[Prompt, list[int], dict[str, str]]:  # fmt: skip
    """Return what one of the two is told of the other, with the answers in it and whom it names."""
    phrases = editions.phrases(person.language)
    if "stays" in part:
        return _stays(unit, editions, person, int(part["together"]))
    found = [one for one in partners.all_in(unit, int(part["together"])) if one.came_of == part["came_of"]]
    if not found:  # the other one is erased
        said = {"ended": "together.left", "asks_no_more": "together.asker_left"}.get(part["what"], "together.gone")
        return Prompt(phrases.text(said), language=person.language), [], {}
    other, asked = found[0].other(person.id), conversations.load(unit, found[0].conversation)
    format, stage = editions.stage_of(unit, asked, person.language)
    names = {other: people.name_of(unit, other)}
    what = "agreed_on" if part["what"] == "agreed" and found[0].day is not None else part["what"]
    day = on_a_day.said(unit, found[0], person)
    said, ids = phrases.text(f"together.{what}", {"naam": names[other], "datum": day, "titel": format.title}), []
    if part["what"] == "wrote":
        given = answers.given_in(unit, people.viewer(unit, person.id), asked.id, stage.returns, 0)
        ids = [each.sealed.id for each in given]
        texts = [quote(each.value.text) for each in given if each.value.text] or [phrases.text("removed_by_author")]
        said = "\n\n".join([said, *texts])
    over = part["what"] in {"ended", "declined"}
    word = free_moments.word_for_others(unit, editions, person, found[0], now) if over else None
    if word is None:
        return Prompt(said, title=format.title, language=person.language), ids, names
    said = f"{said} {phrases.text('free.others', {'naam': names[other], 'woord': word})}"
    choices = (Choice(f"do.{word}", phrases.text("free.choose")),)
    return Prompt(said, title=format.title, choices=choices, language=person.language), ids, names


def _stays(unit: Unit, editions: Editions, person: Person, id_: int) -> tuple[Prompt, list[int], dict[str, str]]:
    """Return what somebody is told of what was for a meeting that did not happen: it is for the next one now (S09)."""
    phrases, asked = editions.phrases(person.language), conversations.load(unit, id_)
    still = [one.asker for one in partners.all_in(unit, id_) if one.stands in {"asked", "agreed"}]
    names = {one: people.name_of(unit, one) for one in still}
    if not names:
        return Prompt(phrases.text("together.gone"), language=person.language), [], {}
    title = editions.stage_of(unit, asked, person.language)[0].title
    said = phrases.text("together.stays", {"naam": listed(list(names.values()), person.language)})
    return Prompt(said, title=title, language=person.language), [], names
