"""What somebody writes down for others (S06): while she does, she looks it over, and takes a line out before it is read."""

from typing import TYPE_CHECKING

from bot.incoming import keeping
from bot.timing.editions import Editions
from dialogs.saying.digest import quoted
from dialogs.saying.prompt import Choice, Prompt
from dialogs.visibility import Writer
from storage.groups import people
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import finding, recalling
from storage.talks.answers import Readable

if TYPE_CHECKING:
    from bot.incoming.doing import Doing


def do(doing: "Doing", number: str) -> None:
    """Show the lines that somebody is writing down, or take one out by its number."""
    found = _written(doing.unit, doing.editions, doing.person)
    if not number and found:
        doing.parts.append({"lines": True})  # with a button for each, so what stands open is not put below it
        return
    line = next((one for one in found if number and _number(one) == int(number)), None)
    if line is not None:
        doing.leave(*keeping.take_out(doing.unit, line.sealed.owner, line.sealed.id, doing.now))
        doing.remember(None)
    doing.say("lines.gone" if line else "lines.unknown" if number else "lines.none", {"nummer": number})
    doing.again()


def draw(unit: Unit, editions: Editions, person: Person) -> tuple[Prompt, list[int]]:
    """Return the lines that somebody is writing down, in her own words, each with whose it is; and their ids."""
    phrases, found = editions.phrases(person.language), _written(unit, editions, person)
    if not found:
        return Prompt(phrases.text("lines.none"), language=person.language), []
    lines = [phrases.text("lines.head"), ""]
    for one in found:
        heading = editions.newest(one.format).read_in(person.language).called("", one.worth)
        whose = ", ".join(filter(None, (people.name_of(unit, one.sealed.owner), heading)))
        slots = {"nummer": _number(one), "naam": whose, "tekst": quoted(one.value.text or "")}
        lines.append(phrases.text("lines.line", slots))
    lines += ["", phrases.text("lines.how", {"nummer": _number(found[-1])})]
    choices = tuple(
        Choice(f"do.regel {_number(one)} weg", phrases.text("lines.out", {"nummer": _number(one)})) for one in found
    )
    return Prompt("\n".join(lines), choices=choices, language=person.language), [one.sealed.id for one in found]


def _written(unit: Unit, editions: Editions, person: Person) -> list[Readable]:
    """Return what somebody wrote down for others in what she is still busy with; what its teller took over is not in it."""
    writes = [one for one in finding.open_of(unit, person.id) if editions.stage_of(unit, one, "nl")[1].belongs]
    return [line for one in writes for line in recalling.written_in(unit, Writer(person.id), one.id)]


def _number(line: Readable) -> int:
    """Return the number of a line, which it keeps when another is taken out."""
    return line.repetition + 1
