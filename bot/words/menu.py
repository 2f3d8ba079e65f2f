"""The menu: what there is to do for a person, by moment or by what she runs into, how long it takes and who reads it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.timing.editions import Editions
from bot.words.beginning_words import BeginningWord, words_of
from dialogs.language.needed import NEEDS
from dialogs.saying.menu import MOMENTS, read_by
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Choice, Prompt
from dialogs.talk.commands import MENU_OF
from storage.groups.people import Person
from storage.store import Unit

if TYPE_CHECKING:
    from bot.incoming.doing import Doing

ALL, BY_NEED = "all", "needs"

Parts = Mapping[str, Sequence[BeginningWord]]


def do(doing: "Doing", asked: str) -> None:
    """Show what there is to do for a person: all of it, what she may run into, or what there is at one moment or for one need.

    What is more than one part has a button for each part, and one part has one for each word.
    """
    shown = _shown(_offered(doing.unit, doing.editions, doing.person), asked)
    if len(shown) > 1 or asked == BY_NEED:
        names = [*shown, *([BY_NEED] if asked == ALL else [])]
        word = {about: said for said, about in MENU_OF[doing.person.language].items()}
        choices = [[f"menu {word[name]}", f"menu.button.{name}"] for name in names]
    else:
        choices = [[one.word, one.word] for some in shown.values() for one in some]
    doing.parts.append({"menu": asked, "choices": choices})
    doing.again()


def draw(unit: Unit, editions: Editions, person: Person, part: Mapping[str, Any]) -> Prompt:
    """Return the menu as it is now for a person."""
    phrases, asked = editions.phrases(person.language), str(part["menu"])
    shown = _shown(_offered(unit, editions, person), asked)
    if not shown:
        return Prompt(phrases.text("menu.empty"), language=person.language)
    choices = tuple(Choice(f"do.{word}", phrases.texts.get(label, label)) for word, label in part["choices"])
    if asked == BY_NEED:
        return Prompt(phrases.text("menu.head_needs"), choices=choices, language=person.language)
    parts = [phrases.text("menu.head")]
    for name, some in shown.items():
        parts.append("\n".join([phrases.text(f"menu.{name}"), *(_line(phrases, one) for one in some)]))
    return Prompt("\n\n".join(parts), choices=choices, language=person.language)


def _shown(found: Sequence[BeginningWord], asked: str) -> Parts:
    """Return the parts of the menu that are asked for, without those in which there is nothing."""
    names: Sequence[str] = MOMENTS if asked == ALL else NEEDS if asked == BY_NEED else [asked]
    parts = {name: [one for one in found if name in {one.format.menu, *one.format.serves}] for name in names}
    return {name: some for name, some in parts.items() if some}


def _offered(unit: Unit, editions: Editions, person: Person) -> Sequence[BeginningWord]:
    """Return what stands in the menu for a person."""
    return [one for one in words_of(unit, editions, person) if one.format.menu in MOMENTS]


def _line(phrases: Phrases, one: BeginningWord) -> str:
    format = one.format
    minutes = format.lasts(format.stages[0].id) if one.plans else format.minutes
    reads = phrases.text(f"menu.reads.{read_by(format, plans=one.plans)}")
    slots = {"commando": one.word, "titel": format.title, "aantal": minutes, "lezers": reads}
    alone = format.title.casefold() == one.word.casefold()
    return phrases.text("menu.plans" if _says_less(one) else "menu.line_alone" if alone else "menu.line", slots)


def _says_less(one: BeginningWord) -> bool:
    """Whether the title is that of a person's own part, so that planning for others has to be told apart from it."""
    return one.plans and one.format.starts.command is not None and not one.format.starts.renews
