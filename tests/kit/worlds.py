"""Many worlds at once: teams of one application in which the same people do otherwise, and what each of them then sees.

Each world is a team of its own; the number behind its names is taken off again from all that somebody reads.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from bot.channels.base import Chose, Incoming
from dialogs.visibility import Person
from storage.outgoing import web
from storage.outgoing.web import WebMessage
from storage.store import Unit
from storage.talks import answers
from tests.kit.town import Town

PEOPLE = ("ingrid", "bram", "noor", "samira", "joost", "petra")
"""Who is in a team, the lead first; of a small one the first of these."""
LEAD = PEOPLE[0]
Does = Callable[["World", str], Awaitable[object]]


@dataclass(slots=True)
class World:
    """One way in which it could have gone: what each of the people in a team did, and what she saw."""

    number: int
    deeds: Mapping[str, str]
    seen: dict[str, list[str]] = field(default_factory=dict)

    @property
    def team(self) -> str:
        return f"kring-w{self.number}"

    def called(self, who: str) -> str:
        """Return who somebody is in this world."""
        return f"{who}-w{self.number}"

    def note(self, who: str, *texts: str) -> None:
        """Remember what somebody saw; without what tells the worlds apart, and the order that a seed gives."""
        for text in texts:
            parts = re.sub(rf"-w{self.number}\b", "", text).split("\n\n")
            self.seen.setdefault(who, []).append("\n\n".join("\n".join(sorted(part.split("\n"))) for part in parts))


@dataclass(slots=True)
class Worlds:
    """Worlds that are played beside each other in one town."""

    place: Town
    all: Sequence[World]
    _last: dict[str, int] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=count)

    async def begin(self) -> None:
        """Let every world begin, with its people in it."""
        for world in self.all:
            await self.place.add_team(world.team, "Team Vergunningen")
        await self.each(lambda world, who: self.place.add(
            world.called(who), "lead" if who == LEAD else "member", team=world.team))  # fmt: skip

    async def each(self, does: Does, *who: str) -> None:
        """Let people do something, the same one of all worlds together, and then what comes of it."""
        for one in who or PEOPLE:
            await asyncio.gather(*(does(world, one) for world in self.all if one in world.deeds))
        await self.place.settle()

    async def say(self, world: World, who: str, *texts: str) -> None:
        """Let somebody type; ``{}`` stands for the number of her world."""
        for text in texts:
            await self.place.says(world.called(who), text.format(f"w{world.number}"), settle=False)

    async def tap(self, world: World, who: str, *labels: str) -> None:
        """Let somebody press one button after the other."""
        for label in labels:
            shown = reversed(await self.place.shown(world.called(who)))
            pressed = next(id_ for one in shown for text, id_ in one.choices.items() if text.startswith(label))
            await self.place.app.receiver.receive(Incoming("web", world.called(who), f"w{next(self._ids)}", Chose((pressed,))))

    async def offered(self, world: World, who: str, label: str) -> bool:
        """Whether somebody has a button that begins so."""
        shown = await self.place.shown(world.called(who))
        return any(text.startswith(label) for one in shown for text in one.choices)

    async def of_newest(self, world: World, who: str, *texts: str) -> None:
        """Let somebody type about her newest text, of which the number stands for ``#``."""
        her = Person(world.called(who))
        (newest,) = await self.place.app.store.read(lambda unit: answers.own(unit, her, her.id, most=1))
        await self.say(world, who, *(text.replace("#", str(newest.number)) for text in texts))

    async def look(self) -> None:
        """Let everybody look at what is new in her own column and in the room, or stands there otherwise now."""

        def read(unit: Unit) -> None:
            for world in self.all:
                room = self._new(unit, f"room:{world.team}")
                for who in world.deeds:
                    world.note(who, room, self._new(unit, f"person:{world.called(who)}"))

        await self.place.app.store.read(read)

    def _new(self, unit: Unit, place: str) -> str:
        """Return what is new in a column: when a message came, how it stands, its words, and what can be pressed."""
        new = web.since(unit, place, self._last.get(place, 0), 10_000)
        self._last[place] = max((one.seq for one in new), default=self._last.get(place, 0))
        return "\n\n".join(_shown(one) for one in new)


def _shown(one: WebMessage) -> str:
    words = [str(one.body[name]) for name in ("title", "text", "help", "readers") if one.body.get(name)]
    labels = [choice["label"] for choice in one.body.get("choices", ())]
    return "\n\n".join([f"{one.at:%d %H:%M:%S} {one.author} {one.state} {labels}", *words])


def given_away(
    worlds: Sequence[World],
    quiet: Mapping[int, Collection[str]],
    looking: Callable[[World], Iterable[str]],
    hidden: Callable[[World, str, str], bool] | None = None,
) -> list[str]:
    """Return what somebody can tell of who shared nothing, because it is so in all worlds that look the same to her.

    ``quiet`` is, by the size of a team, all that can be done by who shares nothing: each of it must be possible then.
    ``looking`` are the people of a world whose view is compared; ``hidden`` says of whom one of them must not see what she
    did, else it is who shares nothing.
    """
    alike: dict[tuple[str, int, tuple[str, ...]], list[World]] = {}
    for world in worlds:
        for who in looking(world):
            alike.setdefault((who, len(world.deeds), tuple(world.seen[who])), []).append(world)
    found = []
    for (looks, size, _), same in alike.items():
        for other in same[0].deeds.keys() - {looks}:
            possible = {world.deeds[other] for world in same}
            nothing = any(hidden(world, looks, other) if hidden else world.deeds[other] in quiet[size] for world in same)
            if nothing and not possible >= set(quiet[size]):
                found.append(f"{looks} sees that {other} did one of {sorted(possible)} in {same[0].deeds}")
    return found
