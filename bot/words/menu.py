"""The menu: what there is to do for a person, by moment, with how long it takes and who reads it (spec §4.1)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.timing.editions import Editions
from bot.words.beginning_words import BeginningWord, words_of
from dialogs.saying.menu import MOMENTS, read_by
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Choice, Prompt
from dialogs.talk.commands import MENU_OF
from storage.groups.people import Person
from storage.store import Unit

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

ALL = "all"


def do(doing: "Doing", moment: str) -> None:
    """Show what there is to do for a person: all of it with a button for each moment, or one moment with one for each word."""
    found = _offered(doing.unit, doing.editions, doing.person)
    shown = found if moment == ALL else {moment: found.get(moment, [])}
    if len(shown) > 1:
        word = {about: said for said, about in MENU_OF[doing.person.language].items()}
        choices = [[f"menu {word[name]}", f"menu.button.{name}"] for name in shown]
    else:
        choices = [[one.word, one.word] for some in shown.values() for one in some]
    doing.parts.append({"menu": moment, "choices": choices})
    doing.again()


def draw(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]) -> Prompt:
    """Return the menu as it is now for a person."""
    phrases, found = editions.phrases(person.language), _offered(unit, editions, person)
    shown = {name: some for name, some in found.items() if part["menu"] in {ALL, name}}
    if not shown:
        return Prompt(phrases.text("menu.empty"), language=person.language)
    parts = [phrases.text("menu.head")]
    for name, some in shown.items():
        parts.append("\n".join([phrases.text(f"menu.{name}"), *(_line(phrases, one) for one in some)]))
    choices = tuple(Choice(f"do.{word}", phrases.texts.get(label, label)) for word, label in part["choices"])
    return Prompt("\n\n".join(parts), choices=choices, language=person.language)


def _offered(unit: Unit, editions: Editions, person: Person) -> dict[str, list[BeginningWord]]:
    """Return what stands in the menu for a person, by moment, without moments at which there is nothing."""
    words = list(words_of(unit, editions, person))
    found = {name: [one for one in words if one.format.menu == name] for name in MOMENTS}
    return {name: some for name, some in found.items() if some}


def _line(phrases: Phrases, one: BeginningWord) -> str:
    format = one.format
    minutes = format.lasts(format.stages[0].id) if one.plans else format.minutes
    reads = phrases.text(f"menu.reads.{read_by(format, plans=one.plans)}")
    slots = {"commando": one.word, "titel": format.title, "aantal": minutes, "lezers": reads}
    alone = format.title.casefold() == one.word.casefold()
    return phrases.text("menu.plans" if _says_less(one) else "menu.line_alone" if alone else "menu.line", slots)


def _says_less(one: BeginningWord) -> bool:
    """Whether the title is that of a person's own part, so that planning for others has to be told apart from it."""
    return one.plans and one.format.starts.command is not None
