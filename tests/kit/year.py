"""A year of many people, played on two channels that keep what was sent; each does what she does with what she gets."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import count
from typing import Any

from bot.channels.base import Act, Chose, Incoming, Outgoing, Said
from bot.clock import FixedClock
from storage.timing import pushing
from tests.kit.almanac_person import Told
from tests.kit.cast import Member
from tests.kit.town import Town
from tests.kit.year_words import IN_WORDS, SCRIPTS, held_by, is_scripted, read_in

ANSWERS = frozenset({"reply", "stand", "answered"})
"""What is no message that the bot begins."""
TELLS = "1"
"""Who of each team answers the weekly question in words, from February on: nothing grows too old within the year (§4.5).

The others let it go by with its button.
"""
Happens = Callable[[], Coroutine[Any, Any, None]]


@dataclass(slots=True)
class Sky:
    """A channel that keeps what was sent, with when; it has a clock once there is a town below it."""

    name: str
    clock: FixedClock | None = None
    sent: list[tuple[datetime, Outgoing]] = field(default_factory=list)

    async def deliver(self, message: Outgoing) -> str:
        assert self.clock is not None
        self.sent.append((self.clock.now(), message))
        return message.key

    async def revise(self, receipt: str, message: Outgoing) -> str:
        del message
        return receipt

    async def withdraw(self, receipt: str) -> None:
        del receipt

    async def roster(self, room: str) -> list[str]:
        del room
        return []


@dataclass(slots=True)
class Year:
    """Many people in a town, who do what they do with each message that they get."""

    place: Town
    people: dict[str, Member]
    skies: Sequence[Sky]
    told: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    """What the bot began to say to each, on any sky."""
    rooms: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    """What stood in each room."""
    elsewhere: list[str] = field(default_factory=list)
    """Who got something on another sky than the first, where nobody writes."""
    looked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    todo: list[tuple[datetime, int, str, Outgoing | str | Happens]] = field(default_factory=list)
    ids: Iterator[int] = field(default_factory=count)

    def plan(self, at: datetime, who: str, *what: str | Outgoing | Happens) -> None:
        """Let somebody write something at a moment, do something with a message, or let something happen to her."""
        for one in what:
            heapq.heappush(self.todo, (at, next(self.ids), who, one))

    async def until(self, end: datetime) -> None:
        """Let time pass, with all that people do on the way."""
        clock = self.place.clock
        while clock.now() < end:
            due = await self.place.app.store.read(partial(pushing.next_of_all, after=clock.now()))
            clock.move_to(min([end, *([due] if due else []), *([self.todo[0][0]] if self.todo else [])]))
            await self._act(clock.now())
            await self.place.settle()
            await self._look()

    async def _act(self, now: datetime) -> None:
        while self.todo and self.todo[0][0] <= now:
            _, _, who, what = heapq.heappop(self.todo)
            if isinstance(what, str):
                await self.does(who, Said(what))
            elif isinstance(what, Outgoing):
                await self._react(who, what)
            else:
                await what()

    async def does(self, who: str, act: Act) -> None:
        """Let somebody do something."""
        await self.place.app.receiver.receive(Incoming(self.skies[0].name, who, f"y{next(self.ids)}", act))

    async def _react(self, who: str, message: Outgoing) -> None:
        """Do something with a message: what she does for others, agree to take part, or let it go by with its button."""
        holds = held_by(message)
        buttons = {choice.label: choice.id for choice in message.prompt.choices}
        if {"invitation", "invitation again"} & set(holds):
            for said in ("1", "stop"):
                await self.does(who, Said(said))
        elif "silence" in holds and "Nu niet" in buttons:
            await self.does(who, Chose((buttons["Nu niet"],)))
        else:
            await self._press(who, holds, {label: id_ for label, id_ in buttons.items() if id_.endswith("!act")})

    async def _press(self, who: str, holds: tuple[str, ...], buttons: dict[str, str]) -> None:
        script = next((SCRIPTS[what] for what in holds if what in SCRIPTS), ())
        if holds == ("wonder",) and who.endswith(TELLS) and self.place.clock.now().month > 1:
            script = IN_WORDS
        for label, id_ in buttons.items():
            if not (script and is_scripted(label, len(buttons))):
                await self.does(who, Chose((id_.replace("!act", "!skip"),)))
                continue
            await self.does(who, Chose((id_,)))
            for said in script:
                await self.does(who, Said(said.format(teller=f"{who[:-1].capitalize()}2")))

    async def _look(self) -> None:
        for sky in self.skies:
            for at, message in sky.sent[self.looked[sky.name] :]:
                await self._heard(sky, at, message)
            self.looked[sky.name] = len(sky.sent)

    async def _heard(self, sky: Sky, at: datetime, message: Outgoing) -> None:
        if message.place == "room":
            self.rooms[message.to].append(Told(at, read_in(message)))
        elif sky is not self.skies[0]:
            self.elsewhere.append(message.to)
        elif message.kind not in ANSWERS and message.to in self.people:
            self.told[message.to].append(Told(at, await self._held(at, message)))
            if (when := self.people[message.to].life.reacts(at)) is not None:
                self.plan(when, message.to, message)

    async def _held(self, at: datetime, message: Outgoing) -> tuple[str, ...]:
        """Return what a message holds that goes at a moment."""
        del at
        return held_by(message)
