"""The clock: a whole quarter against an independent calendar; and whatever the clock and the bot do, never twice, at night,
on a holiday, on a quiet day or over the budget (N1–N5, E4, R5–R8)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from storage.outgoing import web
from storage.outgoing.web import WebEvent
from storage.timing import pushing
from tests.kit.almanac import Habit, free, may_speak, one_round, thursdays
from tests.kit.town import AMSTERDAM, NAMED, TEAM, Town, at, town

HABITS = {
    "noor": Habit(),
    "bram": Habit(answers=True),
    "samira": Habit(quiet=frozenset({3})),
    "joost": Habit(quiet=frozenset({0, 3, 4})),
    "lotte": Habit(quiet=frozenset({0, 1, 2, 3})),
}
STARTED = ("prompt", "reminder", "invitation")


async def settle_in(place: Town) -> None:
    for name, habit in HABITS.items():
        await place.set(name, quiet_days=",".join(map(str, sorted(habit.quiet))))


async def started(place: Town, after: int = 0) -> list[WebEvent]:
    """Return what the bot began to say by itself, and to whom."""
    found = await place.app.store.read(lambda unit: web.events_since(unit, after, 100_000))
    return [event for event in found if event.what in STARTED]


def wall(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM).replace(tzinfo=None)


# -- a quarter


@pytest.mark.parametrize("start", ["2026-03-09", "2026-09-21", "2027-03-15"], ids=["spring", "autumn", "next-spring"])
async def test_a_quarter_brings_exactly_what_the_calendar_says(tmp_path: Path, start: str) -> None:
    """Both changes of the clock, Easter, King's Day, Ascension Day and Whit Monday are in it."""
    first = date.fromisoformat(start)
    last = first + timedelta(weeks=13) - timedelta(days=4)  # a Thursday's round is over before the end
    async with town(tmp_path, start=f"{start} 08:30", members=list(HABITS)) as place:
        await settle_in(place)
        told = await live(place, at(f"{last + timedelta(days=7)} 12:00"))
    heard = [(event.person, event.what, wall(event.at)) for event in told if event.person in HABITS]

    wanted = [
        (name, "reminder" if kind == "nudge" else kind, moment)
        for name, habit in HABITS.items()
        for thursday in thursdays(first, last)
        for kind, moment in one_round(thursday, habit)
    ]
    assert sorted(one for one in heard if one[2].date() <= last) == sorted(one for one in wanted if one[2].date() <= last)


async def live(place: Town, end: datetime) -> list[WebEvent]:
    """Let time pass; who answers at once does so, the others just before closing, so that nobody is silent for long (X05).

    Returns what the bot began to say, gathered on the way: it is not kept for a quarter.
    """
    heard: list[WebEvent] = []
    late = at("2026-01-06 16:55")
    while (due := await place.app.store.read(partial(pushing.next_of_all, after=place.clock.now()))) and due <= end:
        while late <= place.clock.now():
            late += timedelta(weeks=1)
        place.clock.move_to(min(due, late))
        await place.settle()
        new = await started(place, heard[-1].seq if heard else 0)
        heard += new
        answering = {event.person for event in new if event.person and HABITS.get(event.person, Habit()).answers}
        if place.clock.now() == late:
            answering = {name for name, habit in HABITS.items() if not habit.answers}
        for name in sorted(answering):
            await place.says(name, "De rust op de gang.")
            await place.says(name, "stop")
    return heard


# -- whatever happens


async def come_back(place: Town, moment: datetime | str) -> None:
    """Let the bot be there again at a moment, after a time in which nothing happened."""
    await place.jump(moment)
    await place.settle()


class Restless:
    """A clock and a bot that do anything."""

    def __init__(self, place: Town) -> None:
        self.place = place

    async def runs(self, minutes: int) -> None:
        """Everything goes as it should."""
        await self.place.until(self.place.clock.now() + timedelta(minutes=minutes))

    async def is_down(self, minutes: int) -> None:
        """Nothing at all happens, until the bot is back."""
        await come_back(self.place, self.place.clock.now() + timedelta(minutes=minutes))

    async def cannot_send(self, minutes: int) -> None:
        """What is due is planned, and nothing goes out."""
        end = self.place.clock.now() + timedelta(minutes=minutes)
        while True:
            now = self.place.clock.now()
            await self.place.app.ticker.tick(now)
            due = await self.place.app.store.read(partial(pushing.next_of_all, after=now))
            if due is None or due > end:
                break
            self.place.clock.move_to(due)
        await come_back(self.place, end)

    async def steps_back(self, minutes: int) -> None:
        """The clock is set back, as a time server may do."""
        self.place.clock._now -= timedelta(minutes=min(minutes, 60))
        await self.place.settle()

    async def do(self, moves: Iterable[tuple[str, int]]) -> None:
        for what, minutes in moves:
            await getattr(self, what)(minutes)
        await self.runs(60 * 24 * 6)


def offences(events: Iterable[WebEvent], habits: dict[str, Habit]) -> list[str]:
    """Return every message that should not have been sent as and when it was."""
    found = []
    days: Counter[Any] = Counter()
    weeks: Counter[Any] = Counter()
    for event in events:
        if event.person not in habits:
            continue
        moment = wall(event.at)
        if not may_speak(moment, habits[event.person].quiet):
            found.append(f"{event.what} to {event.person} at {moment:%a %d %b %H:%M}")
        days[event.person, moment.date()] += 1
        weeks[event.person, moment.isocalendar()[:2]] += 1
    found += [f"{times} messages on one day: {what}" for what, times in days.items() if times > 1]
    found += [f"{times} messages in one week: {what}" for what, times in weeks.items() if times > 3]
    return found


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["runs", "is_down", "cannot_send", "steps_back"]),
        st.one_of(st.integers(1, 300), st.integers(300, 4_320)),
    ),
    min_size=3,
    max_size=12,
)


@pytest.mark.trust("R7")
@given(moves=MOVES)
@settings(max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
async def test_no_move_of_the_clock_makes_the_bot_speak_twice_at_night_on_a_holiday_or_too_often(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[str, int]]
) -> None:
    async with town(tmp_path_factory.mktemp("restless"), start="2026-04-23 13:50", members=list(HABITS)) as place:
        await settle_in(place)

        await Restless(place).do(moves)

        assert offences(await started(place), HABITS) == []
        twice = await place.app.store.read(
            lambda unit: unit.connection.exec_driver_sql(
                "SELECT conversation, recipe, count(*) FROM outbox WHERE kind = 'nudge' AND status = 'sent' "
                "AND conversation IS NOT NULL GROUP BY conversation, recipe HAVING count(*) > 1"
            ).all()
        )
        assert [tuple(row) for row in twice] == []


# -- what the moves found, one by one


async def heard_by(place: Town, person: str) -> list[tuple[str, str]]:
    return [(event.what, f"{wall(event.at):%a %H:%M}") for event in await started(place) if event.person == person]


@pytest.mark.trust("R8")
async def test_a_bot_that_was_down_from_two_to_four_still_asks_that_day_once(tmp_path: Path) -> None:
    """E4 of spec §17."""
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-12 13:59")
        await come_back(place, "2026-03-12 16:00")
        await place.until("2026-03-13 12:00")

        assert await heard_by(place, "noor") == [("prompt", "Thu 16:00")]


@pytest.mark.trust("R8")
async def test_a_prompt_that_is_a_few_hours_late_on_friday_evening_comes_on_monday(tmp_path: Path) -> None:
    """N5: at most a day late means: at the next allowed moment, however far away that is."""
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.set("noor", quiet_days="3")
        await place.until("2026-03-13 13:59")
        await come_back(place, "2026-03-13 18:00")
        await place.until("2026-03-16 17:00")

        assert await heard_by(place, "noor") == [("prompt", "Mon 09:00")]


@pytest.mark.trust("R8")
async def test_a_prompt_that_is_more_than_a_day_late_is_not_sent_any_more(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-12 13:59")
        await come_back(place, "2026-03-13 14:01")
        await place.until("2026-03-18 12:00")

        assert await heard_by(place, "noor") == []


async def test_a_message_that_could_not_be_sent_counts_for_the_day_on_which_it_goes(tmp_path: Path) -> None:
    """N2: the prompt of Friday goes on Monday, so the reminder of Monday waits for Tuesday."""
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.set("noor", quiet_days="3")
        await place.until("2026-03-13 13:59")
        await Restless(place).cannot_send(5 * 60)
        await place.until("2026-03-18 12:00")

        heard = await heard_by(place, "noor")
        assert heard[0] == ("prompt", "Mon 09:00")
        assert not [when for _, when in heard[1:] if when.startswith("Mon")]


@pytest.mark.parametrize(("down_until", "posted"), [("2027-05-05 08:00", "Fri 09:00"), ("2027-05-07 22:00", "Mon 09:00")])
async def test_a_room_hears_its_digest_in_working_hours_only(tmp_path: Path, down_until: str, posted: str) -> None:
    """N1: Wednesday is Liberation Day, Thursday is Ascension Day; and a bot that comes back at night waits for the morning."""
    async with town(tmp_path, start="2027-04-29 13:00", formats=["weekly_wonder"]) as place:
        await place.until("2027-04-29 14:00")
        await place.says("noor", "De rust op de gang.")
        await place.taps("noor", "Zo is het goed")
        await place.taps("noor", "Met de groep, met mijn naam")
        await place.until("2027-05-04 18:00")
        await come_back(place, down_until)
        await place.until("2027-05-11 12:00")

        events = await place.app.store.read(lambda unit: web.events_since(unit, 0, 1_000))
        digests = [wall(event.at) for event in events if event.what == "digest" and event.room == TEAM]
        assert [f"{moment:%a %H:%M}" for moment in digests] == [posted]
        assert all(free(moment.date(), frozenset()) for moment in digests)


@pytest.mark.trust("R8")
async def test_after_weeks_without_sending_everybody_gets_one_digest(tmp_path: Path) -> None:
    """N5: never a burst; the newest digest tells what the older ones would have told."""
    async with town(tmp_path, start="2026-06-01 08:30") as place:
        await place.until("2026-06-04 14:00")
        await place.tells("noor", "De rust op de gang.", NAMED)
        await place.hears("fatima")
        await Restless(place).cannot_send(60 * 24 * 40)

        told = await place.hears("fatima")
        assert [["De rust op de gang." in one.text for one in told], len(await place.shown(TEAM, "room"))] == [[True], 1]


@pytest.mark.trust("R31")
async def test_who_left_between_planning_and_sending_hears_nothing(tmp_path: Path) -> None:
    async with town(tmp_path, formats=["weekly_wonder"]) as place:
        await place.until("2026-03-12 13:59")
        await place.jump("2026-03-12 14:00")
        await place.app.ticker.tick(place.clock.now())
        await place.set("noor", left_at=place.clock.now())
        await place.settle()

        assert await heard_by(place, "noor") == []
        assert await heard_by(place, "bram") == [("prompt", "Thu 14:00")]
