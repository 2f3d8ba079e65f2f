"""How long the meetings of a group take that are still to come, and where they are, as that is now (S25).

Where a meeting is, is a text that somebody wrote for the group, so it is read through the gate each time it is told.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.gatherings import programmes
from bot.planned.named_rounds import text_named
from bot.timing.editions import Editions
from dialogs.language.content import Format
from dialogs.saying.digest import quoted
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Prompt
from storage.groups import rounds
from storage.groups.people import Person
from storage.groups.rounds import Round
from storage.store import Unit
from storage.talks.answers import Readable


@dataclass(frozen=True, slots=True)
class _One:
    number: int
    minutes: int
    place: Readable | None

    @property
    def said(self) -> tuple[int, str | None]:
        return self.minutes, self.place.value.text if self.place else None


def named_when_planned(editions: Editions, format: Format) -> Collection[str]:
    """Return what is named when the meetings of a format are planned, as where they are."""
    plans = editions.newest(format.starts.programme).dutch.plan if format.starts.programme else {}
    return {question.names for question in plans.values() if question.names}


def draw(unit: Unit, editions: Editions, person: Person, programme: int, now: datetime) -> tuple[Prompt | None, list[int]]:
    """Return how long the meetings to come take and where they are: once where that is the same for all of them.

    With it the answers that stand in it; nothing where no meeting is to come.
    """
    phrases, found = editions.phrases(person.language), list(_coming(unit, editions, programme, now))
    if not found:
        return None, []
    if len({one.said for one in found}) == 1:
        text = _sentence(phrases, "each", found[0])
    else:
        text = "\n".join([phrases.text("meetings.takes_head"), *(_sentence(phrases, "one", one) for one in found)])
    return Prompt(text, language=person.language), [one.place.sealed.id for one in found if one.place]


def _coming(unit: Unit, editions: Editions, programme: int, now: datetime) -> Iterator[_One]:
    around: dict[int, list[Round]] = {}
    for running in rounds.of_programme(unit, programme):
        if running.number is not None and running.planned > now:
            around.setdefault(running.number, []).append(running)
    for number, those in sorted(around.items()):
        minutes = int(programmes.lasts_now(those[0]).total_seconds()) // 60
        yield _One(number, minutes, next(_places(unit, editions, those), None))


def _places(unit: Unit, editions: Editions, those: list[Round]) -> Iterator[Readable]:
    for running in those:
        format = editions.of(unit, running.format, running.version).dutch
        told = sorted({*named_when_planned(editions, format)} & {*format.starts.quoted})
        yield from (text for name in told if (text := text_named(unit, running, name)) is not None)


def _sentence(phrases: Phrases, which: str, one: _One) -> str:
    slots: dict[str, object] = {"nummer": one.number, "minuten": one.minutes}
    if one.place is None:
        return phrases.text(f"meetings.takes_{which}", slots)
    return phrases.text(f"meetings.takes_{which}_at", slots | {"plaats": quoted(one.place.value.text or "")})
