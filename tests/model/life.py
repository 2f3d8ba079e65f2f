"""A life: a team of five with two questions a week, and all that can happen to them and to the bot, as it is drawn.

Time, answers, the same message again, deaths and refusals while it sends, the clock, who leaves and who is erased. After each
step, and once all faults have ended, what there is is held against the model (``tests.model.promises``).
"""

import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, TypeVar, get_args

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from bot import loop
from storage.groups import people
from storage.privacy.erasing import erase_person
from storage.store import Unit
from storage.tables import outbox
from storage.talks import answers
from tests.kit.town import LEAD, MEMBERS, NAMED, PRIVATE, TEAM, Town, town
from tests.model.platform import Fate, Platform
from tests.model.promises import PATIENCE, STARTED, Promises

T = TypeVar("T")
PEOPLE = (LEAD, *MEMBERS)
WHO = st.sampled_from(PEOPLE)
WAITS = outbox.update().where(outbox.c.status.in_(("waiting", "claimed"))).values(retry_at=None)
MAY_WAIT = timedelta(days=5)
"""How long a message may wait for a working day: over Easter."""
LEASES_END = outbox.update().where(outbox.c.status == "claimed").values(lease_until=0)


FATES = st.lists(st.sampled_from(get_args(Fate)), min_size=1, max_size=4)


class Life(RuleBasedStateMachine):
    """What may happen, and what holds after it."""

    where: Callable[[Path], None] = staticmethod(lambda folder: None)
    """Put what a town keeps elsewhere than in its folder."""
    after: Callable[[], None] = staticmethod(lambda: None)
    saw: ClassVar[Counter[str]] = Counter()
    """What was seen in all lives together."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = loop.make()
        self.folder = tempfile.TemporaryDirectory()
        self.tokens = count(1)
        self.platform = Platform(self.now)

    def now(self) -> datetime:
        """Return the time in the town."""
        return self.town.clock.now()

    def run(self, what: Awaitable[T]) -> T:
        """Do something of the bot's, to its end."""
        return self.loop.run_until_complete(what)

    @initialize()
    def begin(self) -> None:
        place = Path(self.folder.name)
        type(self).where(place)
        self.open = town(
            place,
            formats=["weekly_wonder", "week_start_mood"],
            channels={"platform": self.platform},
            kind=OnPlatform,
            members=MEMBERS,
        )
        self.town: Town = self.run(self.open.__aenter__())
        self.run(self.town.says(LEAD, "weekstart aan 1"))
        self.promises = Promises(self.now(), dict.fromkeys(PEOPLE, self.now()))

    # -- what people do

    @rule(who=WHO, shared=st.booleans(), again=st.booleans())
    def tells(self, who: str, shared: bool, again: bool) -> None:
        if who in self.promises.gone:
            return
        token = f"kanarie{next(self.tokens)}q"
        for words in ("stop", "verwondering", f"Een {token} op de gang.", "Zo is het goed", NAMED if shared else PRIVATE):
            self.says(who, words, again=again)
        self.promises.tells(who, token, self.now(), shared=shared)

    @rule(who=WHO, which=st.integers(0, 5), act=st.sampled_from(["maak privé", "verwijder"]))
    def takes_back(self, who: str, which: int, act: str) -> None:
        if who in self.promises.gone or not (hers := self.promises.of(who)):
            return
        token = hers[which % len(hers)]
        self.says(who, "stop")
        self.says(who, f"{act} {self.run(self.number_of(who, token))}")
        if act == "verwijder":
            self.says(who, "Ja, verwijder")
        told = self.promises.answers[token]
        told.gone, told.shared = told.gone or act == "verwijder", False

    @rule(who=WHO, erased=st.booleans())
    @precondition(lambda self: len(self.promises.gone) < 2)
    def leaves(self, who: str, erased: bool) -> None:
        if who in self.promises.gone:
            return
        now = self.now()
        self.run(self.town.app.store.run(lambda unit: erase_person(unit, who, now)) if erased else self.town.leaves(who))
        self.promises.leaves(who, now, erased=erased)
        self.lives(self.town.settle)

    # -- what happens to the bot

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        end = self.now() + timedelta(hours=hours)
        self.lives(lambda: self.town.until(end))

    @rule(hours=st.integers(1, 80))
    def is_down(self, hours: int) -> None:
        start = self.now()
        self.run(self.town.jump(start + timedelta(hours=hours)))
        self.promises.away.append((start, self.now()))
        self.lives(self.town.settle)

    @rule(minutes=st.integers(1, 60))
    def clock_steps_back(self, minutes: int) -> None:
        self.town.clock._now -= timedelta(minutes=minutes)
        self.lives(self.town.settle)

    @rule(fates=FATES)
    def platform_fails(self, fates: list[Fate]) -> None:
        self.platform.fates.extend(fates)

    @rule()
    def restarts(self) -> None:
        self.run(self.town.restart())

    # -- what holds after each step

    @invariant()
    def every_promise_is_kept(self) -> None:
        self.saw["steps"] += 1
        if not hasattr(self, "promises"):
            return
        stored = self.run(self.town.app.store.read(self._kept))
        wrong = [
            *self.promises.kept(stored), *self.promises.sent(self.platform), *self.promises.read(self.platform, TEAM),
        ]  # fmt: skip
        assert wrong == [], wrong

    def teardown(self) -> None:
        """Let all faults end: within two weeks everything that was promised has happened (I3, I6, I8)."""
        try:
            if hasattr(self, "promises"):
                self.platform.fates.clear()
                end = self.now() + timedelta(days=16)
                self.lives(lambda: self.town.until(end))
                wrong = [
                    *self.promises.told(self.platform, TEAM, end), *self.promises.asked(self.platform, end),
                    *self.run(self.town.app.store.read(lambda unit: _unsettled(unit, end - MAY_WAIT))),
                ]  # fmt: skip
                assert wrong == [], wrong
                self.saw["answers"] += len(self.promises.answers)
                self.saw["told"] += sum(self.platform.reads(TEAM).count(token) for token in self.promises.answers)
                self.saw["asked"] += sum(one.message.kind in STARTED for one in self.platform.arrived)
                self.saw["in doubt"] += self.platform.excused.total()
                self.run(self.open.__aexit__(None, None, None))
        finally:
            self.loop.close()
            self.folder.cleanup()
            type(self).after()

    # -- how

    def says(self, who: str, text: str, *, again: bool = False) -> None:
        """Let somebody write until it is taken, with the same id; she may send the same twice."""
        id_ = f"m{next(self.tokens)}"
        for _ in range(2 if again else 1):
            self.lives(lambda: self.town.says(who, text, id_=id_))

    def lives(self, what: Callable[[], Awaitable[Any]]) -> None:
        """Let something happen; whenever the bot dies of it, it starts again, its claims end, and it is tried once more."""
        start = self.now()
        while True:
            troubled = bool(self.platform.fates)
            self.run(what())
            self.run(self.town.app.store.run(_waits_end))
            self.run(self.town.settle())
            if troubled and (self.platform.fates or self.now() - start > PATIENCE):
                self.promises.away.append((start, self.now()))
            if not self.platform.dead:
                return
            self.platform.dead = False
            self.saw["deaths"] += 1
            self.run(self.town.restart())
            self.run(self.town.app.store.run(_leases_end))

    async def number_of(self, who: str, token: str) -> int:
        def work(unit: Unit) -> int:
            mine = answers.own(unit, people.viewer(unit, who), who, 0, 1_000)
            return next(one.number for one in mine if token in (one.value.text or ""))

        return await self.town.app.store.read(work)

    @staticmethod
    def _kept(unit: Unit) -> dict[str, str]:
        found = {}
        for who in PEOPLE:
            mine = answers.own(unit, people.viewer(unit, who), who, 0, 1_000)
            found[who] = "\n".join(one.value.text or "" for one in mine)
        return found


@dataclass(slots=True)
class OnPlatform(Town):
    """A town whose people are reached over the platform."""

    channel: str = "platform"


def _waits_end(unit: Unit) -> None:
    unit.connection.execute(WAITS)


def _leases_end(unit: Unit) -> None:
    unit.connection.execute(LEASES_END)


def _unsettled(unit: Unit, before: datetime) -> list[str]:
    settled = outbox.c.status.in_(("sent", "dropped", "stale"))
    rows = unit.connection.execute(outbox.select().where(~settled, outbox.c.due < before.timestamp()))
    return [f"I3: {row.kind} {row.id} is {row.status}: {row.reason}" for row in rows]


def live(lives: int, *, shrunk: bool = True) -> str:
    """Let so many lives be lived, of fifty things that happen; returns what was seen in them, in words."""
    Life.saw.clear()
    drawn = settings(
        max_examples=lives, stateful_step_count=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink] if shrunk else [Phase.generate], database=None,
    )  # fmt: skip
    run_state_machine_as_test(Life, settings=drawn)
    saw = Life.saw
    assert min(saw[what] for what in ("answers", "told", "asked", "deaths", "in doubt")) > 0, saw
    happened = ", ".join(f"{saw[what]:,} {what}" for what in ("steps", "answers", "asked", "deaths"))
    return f"{lives:,} lives: {happened}"
